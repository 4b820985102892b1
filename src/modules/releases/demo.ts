import { dayOf } from '#kernel/clock'
import type { AnyAction } from '#kernel/http/define'
import { findActor } from '#kernel/identity'
import type { Actor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { listPublished } from '#modules/catalogue'
import { approveRelease, computeAsked, saveRelease, submitRelease } from './actions.ts'
import type { ReleasePlan } from './contract.ts'
import { computeJob, writeJob } from './jobs.ts'
import { getRelease } from './store.ts'
import { tables } from './tables.ts'

const resourceName = '法人单位基本信息'
const provider = 'gxq.market'

const plan: Omit<ReleasePlan, 'until'> = {
  title: '辖区法人单位结构数据（模拟数据）',
  about:
    '按镇街、类型、成立时间和注册资本统计的法人单位构成，供研究和选址参考。演示城市的数据是模拟的，不是真实企业。',
  rows: [],
  asOf: null,
  columns: [
    ...['credit_code', 'name', 'legal_person', 'phone', 'address'].map((item) => ({
      role: 'identifier' as const,
      item,
    })),
    {
      role: 'quasi',
      item: 'town',
      hierarchy: { kind: 'places', steps: ['district', 'city'] },
      least: 0,
    },
    { role: 'quasi', item: 'kind', hierarchy: { kind: 'whole' }, least: 0 },
    {
      role: 'quasi',
      item: 'founded',
      hierarchy: { kind: 'days', steps: ['year', 'five-years', 'ten-years'] },
      least: 1,
    },
    { role: 'quasi', item: 'capital', hierarchy: { kind: 'bands', widths: [100, 1000] }, least: 1 },
    { role: 'sensitive', item: 'state', diversity: { kind: 'distinct', l: 2 } },
  ],
  person: null,
  population: null,
  k: 5,
  suppression: 0.1,
  audience: { kind: 'open' },
  reason: '演示：向社会开放法人单位结构数据',
  bom: true,
}

/** One open release of simulated rows, by the steps that officers take. A start that was cut off goes on. */
export async function demoReleases(kernel: Kernel): Promise<void> {
  const { db } = kernel.app
  const resource = (await listPublished(db, { providers: [provider] })).find(
    (r) => r.content.name === resourceName,
  )
  if (resource === undefined) return
  const there = await tables(db)
    .selectFrom('releases')
    .select('id')
    .where('resource', '=', resource.id)
    .executeTakeFirst()
  const [market, authority] = [await demoActor(kernel, 'data.market'), await demoActor(kernel, 'data')]
  const until = `${Number(dayOf(kernel.clock.now()).slice(0, 4)) + 2}-12-31`
  const id =
    there?.id ??
    (
      await kernel.execute(saveRelease, {
        actor: market,
        input: { resource: resource.id, plan: { ...plan, until } },
      })
    ).id
  const step = async (action: AnyAction, actor: Actor, input: object = {}) => {
    const { revision } = await getRelease(db, id)
    await kernel.execute(action, { actor, input: { id, revision, ...input } })
  }
  const run = async () => ({ release: id, run: (await getRelease(db, id)).run ?? '' })
  const stateNow = async () => (await getRelease(db, id)).state
  if ((await stateNow()) === 'draft') await step(computeAsked, market)
  if ((await stateNow()) === 'computing') await computeJob.run(kernel, await run())
  if ((await stateNow()) === 'computed') await step(submitRelease, market)
  if ((await stateNow()) === 'submitted')
    await step(approveRelease, authority, { reason: '演示：各类不少于五家，同意开放' })
  if ((await stateNow()) === 'writing') await writeJob.run(kernel, await run())
}

async function demoActor(kernel: Kernel, login: string): Promise<Actor> {
  const account = await kernel.app.db
    .selectFrom('accounts')
    .select('id')
    .where('login', '=', login)
    .executeTakeFirst()
  const actor = account === undefined ? undefined : await findActor(kernel.app.db, account.id)
  if (actor === undefined) throw new Error(`The demo account ${login} is missing`)
  return actor
}
