import type { Clock } from '#kernel/clock'
import { dayOf } from '#kernel/clock/rules'
import { judgeAlgorithm } from '#kernel/decisions'
import type { Actor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { listPublished } from '#modules/catalogue'
import { levelActionsOf, saveModel, saveSubject, submitModel, testModel } from './actions.ts'
import type { Level, ModelContent } from './contract.ts'
import { type DemoParts, demoActor } from './demo-actor.ts'
import { demoCare } from './demo-care.ts'
import { judgeAll } from './jobs/judge.ts'
import { registerJob } from './jobs/register.ts'
import { daysAfter } from './rules.ts'
import { algorithmCode, findModelOf, getModel, getSubject, listDemoUnits, listJudged } from './store.ts'

const owner = 'gxq.fire'
/** Proposals that are left for whoever tries the demo. */
const leftOpen = 5

/** The fire brigade's key units (模拟) under control, judged by a table that the duty leader approved; and some care. */
export async function demoControl(kernel: Kernel, parts: DemoParts): Promise<void> {
  await demoLevels(kernel, parts)
  await demoCare(kernel, parts)
}

async function demoLevels(kernel: Kernel, { clock, key }: DemoParts): Promise<void> {
  const { db } = kernel.app
  if ((await findModelOf(db, owner, 'enterprise')) !== undefined) return
  const resource = (await listPublished(db)).find((r) => r.content.name === '消防安全重点单位台账')
  if (resource === undefined) return
  const actor = await demoActor(kernel, owner)
  const save = saveSubject(key)
  for (const unit of await listDemoUnits(db, resource.id))
    await kernel.execute(save, {
      actor,
      input: { kind: 'enterprise', identifier: unit.code, name: unit.name, place: unit.town, owner },
    })
  const made = await kernel.execute(saveModel, { actor, input: { owner, content: table(resource.id) } })
  const ref = { id: made.id, revision: made.revision }
  await kernel.execute(testModel, { actor, input: ref })
  await kernel.execute(submitModel, { actor, input: ref })
  await approve(kernel, made.id)
  await judgeAll(kernel, clock, made.id, undefined)
  await confirmMost(kernel, clock, made.id, actor)
}

/** What the submission's event would have a job do; the demo does not wait for workers. */
async function approve(kernel: Kernel, id: string): Promise<void> {
  const model = await getModel(kernel.app.db, id)
  const { name, aim } = model.content
  const { version, hash } = model
  await registerJob.run(kernel, { model: id, version, hash, name, aim, owner, figures: { demo: '模拟数据' } })
  await kernel.execute(judgeAlgorithm, {
    actor: await demoActor(kernel, 'leader'),
    input: {
      code: algorithmCode(id),
      version,
      status: 'approved',
      reason: '演示环境：模拟数据，每次变级由人确认。',
    },
  })
}

async function confirmMost(kernel: Kernel, clock: Clock, model: string, actor: Actor): Promise<void> {
  const { db } = kernel.app
  const { confirm, override } = levelActionsOf(clock)
  const subjects = await listJudged(db, await getModel(db, model), { limit: 200 })
  for (const s of subjects.slice(leftOpen)) {
    const input = { id: s.id, revision: s.revision, accept: true, reason: '演示：按模型判定确认' }
    await kernel.execute(confirm, { actor, input })
  }
  const [first] = subjects.slice(leftOpen)
  if (first === undefined) return
  const { revision } = await getSubject(db, first.id)
  const level: Level = 'D'
  const until = daysAfter(dayOf(kernel.clock.now()), 21)
  const input = { id: first.id, revision, level, until, reason: '演示：节前专项整治期间从严' }
  await kernel.execute(override, { actor, input })
}

function table(resource: string): ModelContent {
  const rows = (item: string) => ({
    kind: 'rows' as const,
    resource,
    grant: null,
    match: 'credit_code',
    measure: 'value' as const,
    item,
    where: [],
  })
  const when = (input: string, op: '>=' | '=' | 'in', ...values: string[]) => ({ input, op, values })
  const count = { type: 'number' as const, whole: true, unit: '个' }
  return {
    name: '消防安全重点单位分级（演示）',
    kind: 'enterprise',
    aim: '按火灾危险性和检查结果安排检查频次；规则为演示草拟，不是正式标准。',
    legalBasis: '《中华人民共和国消防法》第十七条、第五十三条',
    purpose: 'supervision',
    hit: 'first',
    inputs: [
      {
        name: 'category',
        title: '单位类别',
        type: 'text',
        unit: '',
        whole: false,
        binding: rows('category'),
      },
      {
        name: 'area',
        title: '建筑面积',
        type: 'number',
        unit: '平方米',
        whole: false,
        binding: rows('area'),
      },
      {
        name: 'sprinklers',
        title: '有自动喷水',
        type: 'boolean',
        unit: '',
        whole: false,
        binding: rows('sprinklers'),
      },
      {
        name: 'serious',
        title: '近 12 个月严重问题',
        ...count,
        binding: { kind: 'count', source: 'serious-findings', months: 12 },
      },
      {
        name: 'open',
        title: '未整改问题',
        ...count,
        binding: { kind: 'count', source: 'open-findings', months: 12 },
      },
    ],
    rows: [
      { conditions: [when('serious', '>=', '1')], level: 'D', points: 0, note: '检查发现过严重问题' },
      { conditions: [when('open', '>=', '3')], level: 'D', points: 0, note: '问题长期没有整改' },
      {
        conditions: [when('category', '=', '易燃易爆'), when('sprinklers', '=', 'false')],
        level: 'D',
        points: 0,
        note: '易燃易爆且没有自动喷水',
      },
      {
        conditions: [when('area', '>=', '4000'), when('sprinklers', '=', 'false')],
        level: 'C',
        points: 0,
        note: '面积大且没有自动喷水',
      },
      { conditions: [when('category', '=', '易燃易爆')], level: 'C', points: 0, note: '易燃易爆' },
      { conditions: [when('area', '>=', '3000')], level: 'B', points: 0, note: '面积较大' },
    ],
    steps: [],
    otherwise: 'A',
    reviewMonths: { A: 24, B: 12, C: 6, D: 3 },
  }
}
