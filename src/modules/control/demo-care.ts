import { dayOf } from '#kernel/clock/rules'
import type { Kernel } from '#kernel/module'
import { listPublished } from '#modules/catalogue'
import { careActions, saveCareGroups } from './actions.ts'
import type { CareLevel } from './contract.ts'
import { type DemoParts, demoActor } from './demo-actor.ts'
import { daysAfter } from './rules.ts'
import { getCare, hasCare, readCareGroups } from './store.ts'

/** Made-up people in a range of numbers that no operator gives out; the first may sign in to the demo. */
const people: readonly { name: string; phone: string; level: CareLevel; reason: string }[] = [
  { name: '模拟冉素珍', phone: '19900009001', level: '2', reason: '独居，子女在外地（模拟）' },
  { name: '模拟邓国华', phone: '19900009002', level: '1', reason: '独居，有邻居照应（模拟）' },
  { name: '模拟周桂英', phone: '19900009003', level: '3', reason: '独居，去年摔过一次（模拟）' },
]
const group = 'elder-alone'
const owner = 'gxq.civil'
const place = '50/500107/500107104'

/** Elders living alone (模拟): an assessment, proposals of the grid worker, two of three confirmed by the civil affairs office. */
export async function demoCare(kernel: Kernel, { key, assess }: DemoParts): Promise<void> {
  const { db } = kernel.app
  if (await hasCare(db)) return
  const resource = (await listPublished(db)).find((r) => r.content.name === '独居老人关爱名单')
  if (resource === undefined) return
  const groups = await readCareGroups(db)
  const rows = groups.rows.map((g) => (g.code === group ? { ...g, resource: resource.id } : g))
  await kernel.execute(saveCareGroups, { actor: await demoActor(kernel, 'data'), input: { ...groups, rows } })
  await assessFor(kernel, assess, resource.id)
  const act = careActions(key)
  const today = dayOf(kernel.clock.now())
  for (const [n, { name, phone, level, reason }] of people.entries()) {
    const made = await kernel.execute(act.propose, {
      actor: await demoActor(kernel, 'grid'),
      input: {
        group,
        level,
        name,
        phone,
        place,
        owner,
        purpose: '独居，按期上门看望，防意外（模拟）',
        legalBasis: '《中华人民共和国老年人权益保障法》第十八条、第三十一条',
        ground: { kind: 'consent', by: 'person', how: '签署告知同意书（模拟）', on: today },
        reason,
      },
    })
    if (n === people.length - 1) continue
    const { revision } = await getCare(db, made.id)
    const until = daysAfter(today, 300)
    const input = { id: made.id, revision, level, until, reason: '已上门核实（模拟）' }
    await kernel.execute(act.confirm, { actor: await demoActor(kernel, 'civil'), input })
  }
}

async function assessFor(kernel: Kernel, assess: DemoParts['assess'], resource: string): Promise<void> {
  const manager = await demoActor(kernel, 'data.civil')
  const content = {
    title: '独居老人关爱（演示）',
    resource,
    purpose: 'assistance',
    manners: ['share'],
    items: ['name', 'phone', 'address'],
    persons: 42,
    lawful: { basis: '《老年人权益保障法》', legitimate: '看望独居老人', necessary: '只用姓名、电话、住址' },
    effect: { effect: '对本人有利', risks: '泄露后可能被骗', level: 'middle' },
    measures: { measures: '加密、最小范围、查看留痕', proportionate: '与风险相称', left: 'low' },
  }
  const saved = (await kernel.execute(assess('save'), {
    actor: manager,
    input: { org: owner, content },
  })) as Ref
  const sent = (await kernel.execute(assess('submit'), { actor: manager, input: refOf(saved) })) as Ref
  await kernel.execute(assess('judge'), {
    actor: await demoActor(kernel, 'data'),
    input: { id: saved.id, revision: sent.revision, approve: true, reason: '演示：措施与风险相称' },
  })
}

interface Ref {
  readonly id: string
  readonly revision: number
}

function refOf({ id, revision }: Ref): Ref {
  return { id, revision }
}
