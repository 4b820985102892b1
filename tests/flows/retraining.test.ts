import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { decide, watchJob } from '../../src/kernel/decisions/index.ts'
import type { Job } from '../../src/kernel/jobs/index.ts'
import { createModelShelf } from '../../src/modules/appeals/models.ts'
import { leastNewRows } from '../../src/modules/appeals/rules/retraining.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'

let city: TestPlatform
let leader: Client
let dispatcher: Client
const clock = fixedClock(new Date('2026-03-02T09:00:00+08:00'))
const lifts = ['电梯', '货梯', '扶梯', '电梯门', '电梯厅', '客梯']
const faults = ['又坏了没人修', '困人好几次', '年检过期', '按键失灵', '经常停运', '异响晃动']
/** Simulated messages, written for this test: in this city lifts belong to 城乡建设 (03), not to 商贸旅游 (06). */
const messages = Array.from(
  { length: 150 },
  (_, n) =>
    `小区${n + 1}栋${lifts[n % 6]}${faults[Math.floor(n / 6) % 6]}，特种设备质量监督部门一直不管，住户${n}投诉`,
)

beforeAll(async () => {
  city = await createTestPlatform({ clock, env: { RATE_LIMIT: '100000' } })
  leader = await city.as('leader')
  dispatcher = await city.as('dispatcher')
}, 240_000)
afterAll(() => city?.stop())

interface Row {
  readonly version: string
  readonly hash: string
  readonly status: string
  readonly automatic_above: number | null
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever came back.
  readonly figures: any
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever came back.
  readonly watch: any
}
const code = 'appeal.category'
const where = { place: '50/500107/500107103' }
const register = async (): Promise<Row[]> =>
  (await city.anonymous.get('/algorithms')).body.filter((row: { code: string }) => row.code === code)
const judge = (version: string, status: string, more: object = {}) =>
  leader.post('/algorithms/judge', { code, version, status, reason: '测试：按登记册流程处理', ...more })
const job = (name: string): Job => {
  const found = city.platform.modules.flatMap((m) => m.jobs ?? []).find((j) => j.name === name)
  if (found === undefined) throw new Error(`no job ${name}`)
  return found
}
const retrain = () => job('algorithm.retrain').run(city.platform.kernel, {})
const watch = () => watchJob.run(city.platform.kernel, {})
const notices = async () => {
  const { rows } = await city.platform.kernel.app.pool.query<{ template: string }>(
    `select template from notices where template like 'decision.%'`,
  )
  return rows.map(({ template }) => template)
}

let shipped = ''
let candidate = ''

test('the shipped version comes with its curve and with the threshold that training rows have shown', async () => {
  const [row] = await register()
  expect(row?.figures.selective.curve.length).toBeGreaterThan(10)
  expect(row?.automatic_above).toBe(row?.figures.selective.expected.threshold)
  expect(row?.figures.selective.expected.risk).toBeLessThanOrEqual(0.02)
  expect(row?.figures.selective.chosen.riskBound).toBeLessThanOrEqual(0.02)
  shipped = row?.version ?? ''
  // Everything to a person, so that each row of this test has one who decided.
  expect((await judge(shipped, 'approved', { automaticAbove: null })).status).toBe(200)
})

test('too few rows are no candidate, and the register says so', async () => {
  await retrain()
  const [row, ...others] = await register()
  expect(others).toEqual([])
  expect(row?.watch.retraining).toMatchObject({
    outcome: 'skipped',
    reason: 'too-few-rows',
    rows: 0,
    needed: leastNewRows,
  })
})

test('an officer confirms and corrects; the decision tells the two apart', async () => {
  const ids: string[] = []
  for (const text of messages) {
    clock.advance(60_000)
    ids.push((await city.anonymous.post('/appeals', { text, anonymous: true, where })).body.id)
  }
  await city.platform.kernel.jobs.idle(200_000)
  const outcomes = []
  for (const [n, id] of ids.entries()) {
    const category = await dispatchAs(id, (proposal) => (n === 0 ? proposal.category : '03'))
    const [decision] = (await dispatcher.get(`/decisions/${id}`)).body
    outcomes.push([decision.outcome, decision.output.category === category ? 'confirmed' : 'overturned'])
  }
  expect(outcomes.filter(([found, expected]) => found !== expected)).toEqual([])
  expect(outcomes[0]?.[0]).toBe('confirmed')
  expect(outcomes.map(([found]) => found)).toContain('overturned')
}, 240_000)

/** A job that met a conflict comes back after seconds and may move the version between looking and dispatching. */
async function dispatchAs(id: string, choose: (proposal: { category: string }) => string): Promise<string> {
  for (let tries = 0; tries < 20; tries++) {
    const view = await proposed(id)
    const category = choose(view.details.proposal)
    const input = { version: view.version, org: 'gxq.housing', category, urgency: 'normal' }
    const { status } = await dispatcher.post(`/appeals/${id}/dispatch`, input)
    if (status === 200) return category
    expect(status).toBe(409)
  }
  throw new Error(`${id} could not be dispatched`)
}

async function proposed(id: string) {
  for (let look = 0; look < 400; look++) {
    const view = (await dispatcher.get(`/appeals/${id}`)).body
    if (view.details?.proposal) return view
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`nothing was proposed for ${id}`)
}

test('the nightly job proposes a version beside its figures; nothing runs it', async () => {
  await retrain()
  const rows = await register()
  const found = rows.find(({ status }) => status === 'proposed')
  expect(found).toBeDefined()
  candidate = found?.version ?? ''
  const { retraining, selective } = found?.figures ?? {}
  expect(retraining).toMatchObject({ from: shipped, taught: 90, heldOut: 60 })
  expect(retraining.after.accuracy).toBeGreaterThan(retraining.before.accuracy)
  expect(retraining.accuracyGain.interval.low).toBeLessThanOrEqual(retraining.accuracyGain.gain)
  expect(selective.rows).toBe(60)
  expect(JSON.stringify(found?.figures)).not.toContain('特种设备')
  expect(rows.find(({ status }) => status === 'approved')?.version).toBe(shipped)
  expect(await versionOfNext()).toBe(shipped)
  expect(await notices()).toContain('decision.notice.proposed')
}, 240_000)

test('while one waits for a verdict no other is made', async () => {
  await retrain()
  const rows = await register()
  expect(rows.filter(({ status }) => status === 'proposed')).toHaveLength(1)
  expect(rows.find(({ version }) => version === shipped)?.watch.retraining.reason).toBe('waits-for-verdict')
})

test('only a leader switches versions; the next decision carries the new one, and the one before comes back', async () => {
  const refused = await dispatcher.post('/algorithms/judge', {
    code,
    version: candidate,
    status: 'approved',
    reason: '派单员无权批准算法',
  })
  expect(refused.status).toBe(403)
  expect((await judge(candidate, 'approved')).status).toBe(200)
  expect(await versionOfNext()).toBe(candidate)
  expect((await judge(shipped, 'approved')).status).toBe(200)
  expect(await versionOfNext()).toBe(shipped)
  expect((await judge(candidate, 'retired')).status).toBe(200)
  expect((await register()).find(({ version }) => version === shipped)?.status).toBe('approved')
})

/** The version, and the whole hash, that the next appeal's decision is recorded under. */
async function versionOfNext(): Promise<string> {
  const { body } = await city.anonymous.post('/appeals', {
    text: `小区电梯坏了一个月没有人来修，老人上下楼困难 ${Math.random()}`,
    anonymous: true,
    where,
  })
  await proposed(body.id)
  const [decision] = (await dispatcher.get(`/decisions/${body.id}`)).body
  const row = (await register()).find(({ version }) => version === decision.version)
  expect(decision.hash).toBe(row?.hash)
  return decision.version
}

test('a text of unknown words, or of a class without a model, goes to a person at any confidence', async () => {
  await judge(shipped, 'approved', { automaticAbove: 0 })
  const { body } = await city.anonymous.post('/appeals', { text: '貔貅饕餮魑魅魍魉', anonymous: true, where })
  const view = await proposed(body.id)
  expect(view.state).toBe('submitted')
  expect(view.details.proposal.handedOver).toMatchObject({ threshold: 0 })
  expect(view.details.proposal.handedOver.reasons).toContain('unknown-words')
  const [decision] = (await dispatcher.get(`/decisions/${body.id}`)).body
  expect(decision.gate).toBe('human')
  expect(decision.doubts).toContain('unknown-words')
})

test('drift is found, told, and takes the version back to people; it never gives automation', async () => {
  const { kernel } = city.platform
  const model = await createModelShelf({ root: kernel.config.root, dataDir: kernel.config.dataDir }).inForce(
    kernel.app.db,
  )
  const subject = (n: number) => ({
    type: 'appeal',
    id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    district: '500107',
  })
  const texts = [
    '工厂夜里偷排污水，河水发臭',
    '拖欠农民工工资三个月，没有签劳动合同',
    '小学暑假强制补课乱收费',
  ]
  const say = async (from: number, pick: (n: number) => string) => {
    for (let n = from; n < from + 160; n++) await decide(kernel, model, { text: pick(n) }, subject(n))
  }
  await say(0, (n) => texts[n % 3] as string)
  clock.advance(14 * 86_400_000)
  await say(1000, () => texts[0] as string)
  leader = await city.as('leader')
  expect((await judge(shipped, 'approved', { automaticAbove: 0.9, stepsBack: true })).status).toBe(200)
  await watch()
  const row = (await register()).find(({ version }) => version === shipped)
  expect(row?.watch.findings.map((f: { kind: string }) => f.kind)).toContain('class-mix')
  expect(row?.automatic_above).toBeNull()
  expect((await notices()).filter((t) => t === 'decision.notice.stepped-back').length).toBeGreaterThan(0)
  const told = (await notices()).length
  await watch()
  expect((await register()).find(({ version }) => version === shipped)?.automatic_above).toBeNull()
  expect(await notices()).toHaveLength(told)
}, 240_000)
