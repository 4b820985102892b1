import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { creditCode, fireModel, fireUnit, fireUnits, ok, settled } from '../support/control.ts'
import { controlJobNamed } from '../support/control-jobs.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, publishedResource } from '../support/resources.ts'

/** The life of a control level, told over HTTP: subject, table, back-test, approval, level, inspection, and back again. */

const clock = fixedClock(new Date('2026-03-02T02:00:00Z'))
let city: TestPlatform
let market: Client
let handler: Client
let leader: Client
let resource = ''
let model = { id: '', revision: 0 }
const subjects: string[] = []

const dayMs = 86_400_000
const subjectOf = async (id: string) => (await handler.get(`/control/subjects/${id}`)).body

beforeAll(async () => {
  city = await createTestPlatform({ clock })
  await city.platform.working
  await signIn()
  resource = await publishedResource(market, 'gxq.market', fireUnits)
  await deliverRows(
    market,
    resource,
    [0, 1, 2, 3].map((n) => fireUnit(n)),
  )
})
afterAll(() => city?.stop())

/** Sessions end while weeks pass. */
async function signIn() {
  market = await city.as('data.market')
  handler = await city.as('gxq.market')
  leader = await city.as('leader')
}

test('enterprises come under control by their credit code; a wrong one, a stranger and a second entry are refused', async () => {
  const unit = { kind: 'enterprise', name: '测试单位', place: '50/500107/500107104', owner: 'gxq.market' }
  const wrong = await handler.post('/control/subjects', { ...unit, identifier: '91500999MA00000001' })
  expect(wrong).toMatchObject({ status: 400, body: { field: 'identifier' } })
  expect((await leader.post('/control/subjects', { ...unit, identifier: creditCode(0) })).status).toBe(403)
  for (const n of [0, 1, 2, 3]) {
    const made = await ok(handler, '/control/subjects', {
      ...unit,
      identifier: creditCode(n),
      name: `测试单位${n}号`,
      ...(n === 3 ? { representative: '13912340003' } : {}),
    })
    subjects.push(made.id)
  }
  const twice = await handler.post('/control/subjects', { ...unit, identifier: creditCode(0) })
  expect(twice).toMatchObject({ status: 409, body: { existing: subjects[0] } })
  expect((await handler.get('/control/subjects?state=unknown')).body).toMatchObject({ total: 4 })
  const stranger = await city.as('gxq.housing')
  expect((await stranger.get('/control/subjects')).body.rows).toEqual([])
  expect((await stranger.get(`/control/subjects/${subjects[0]}`)).status).toBe(404)
})

test('it is back-tested before it is submitted, and nothing changes by that', async () => {
  const saved = await ok(market, '/control/models', { owner: 'gxq.market', content: fireModel(resource) })
  model = { id: saved.id, revision: saved.revision }
  const early = await market.post(`/control/models/${model.id}/submit`, { revision: model.revision })
  expect(early.status).toBe(409)
  const tested = await ok(market, `/control/models/${model.id}/test`, { revision: model.revision })
  expect(tested).toMatchObject({
    subjects: 4,
    held: { none: 4 },
    judged: { A: 2, B: 1, C: 1, D: 0 },
    changed: 4,
    missing: { area: 0, sprinklers: 0, found: 0 },
  })
  expect((await subjectOf(subjects[3] ?? '')).level).toBeNull()
  await ok(market, `/control/models/${model.id}/submit`, { revision: model.revision })
  await settled(city)
  expect((await market.get(`/control/models/${model.id}`)).body).toMatchObject({
    state: 'submitted',
    running: null,
  })
})

test('approved in the register it judges; each level is a proposal that says which row, which values, from where', async () => {
  const { version } = (await market.get(`/control/models/${model.id}`)).body
  const code = `control.model.${model.id}`
  const verdict = { code, version, status: 'approved', reason: '回测合理，同意运行' }
  expect((await market.post('/algorithms/judge', verdict)).status).toBe(403)
  await ok(leader, '/algorithms/judge', verdict)
  await settled(city)
  const s = await subjectOf(subjects[3] ?? '')
  expect(s).toMatchObject({ level: null, proposal: { level: 'C', why: ['never-automatic', 'first'] } })
  expect(s.proposal.trace).toMatchObject({
    hit: 'first',
    rows: [{ row: 1, note: '面积大且没有自动喷水' }],
    isOtherwise: false,
    level: 'C',
  })
  expect(s.proposal.trace.values[0]).toMatchObject({
    title: '建筑面积',
    value: 4000,
    source: { name: { zh: '测试消防重点单位' }, provider: 'gxq.market', rows: 1 },
  })
  expect(Date.parse(s.proposal.trace.values[0].source.at)).not.toBeNaN()
  const waiting = (await handler.get('/control/subjects?state=proposed')).body
  expect(waiting.rows.map((r: { proposed: string }) => r.proposed).sort()).toEqual(['A', 'A', 'B', 'C'])
})

test('the owner confirms; the review is set, the inspection planned, and the enterprise sees level and reasons', async () => {
  const id = subjects[3] ?? ''
  const { revision } = await subjectOf(id)
  expect(
    (await leader.post(`/control/subjects/${id}/confirm`, { revision, accept: true, reason: '同意' })).status,
  ).toBe(403)
  await ok(handler, `/control/subjects/${id}/confirm`, { revision, accept: true, reason: '现场核实，同意' })
  const stale = await handler.post(`/control/subjects/${id}/confirm`, {
    revision,
    accept: true,
    reason: '再来',
  })
  expect(stale.status).toBe(409)
  await settled(city)
  const s = await subjectOf(id)
  expect(s).toMatchObject({ level: 'C', review: '2026-09-02', proposal: null })
  expect(s.history).toHaveLength(1)
  expect(s.history[0]).toMatchObject({ cause: 'confirmed', from: null, to: 'C', reason: '现场核实，同意' })
  // 90 days after 2 March is Sunday 31 May; the last working day before is Friday 29 May.
  expect(s.plans.find((p: { measure: string }) => p.measure === 'inspection')).toMatchObject({
    due: '2026-05-29',
  })
  const owner = await city.asResident('13912340003')
  const own = (await owner.get('/me/control-levels')).body.rows
  expect(own).toHaveLength(1)
  expect(own[0]).toMatchObject({ level: 'C', reason: '现场核实，同意', trace: { level: 'C' } })
  expect((await (await city.asResident('13912340009')).get('/me/control-levels')).body.rows).toEqual([])
  const calendar = (await handler.get('/control/calendar?from=2026-05-01&to=2026-05-31')).body
  expect(calendar.rows).toEqual([
    expect.objectContaining({ day: '2026-05-29', what: 'inspection', subject: id, isOverdue: false }),
  ])
  expect(calendar.closed).toContain('2026-05-01')
})

test('a refused proposal leaves the level as it is, and the register learns that a person overturned it', async () => {
  const id = subjects[2] ?? ''
  const { revision } = await subjectOf(id)
  await ok(handler, `/control/subjects/${id}/confirm`, {
    revision,
    accept: false,
    reason: '面积已变更，待更新',
  })
  expect(await subjectOf(id)).toMatchObject({ level: null, proposal: null })
  const { rows } = {
    rows: await city.platform.kernel.app.db
      .selectFrom('decisions')
      .select(['outcome'])
      .where('subject_id', '=', id)
      .execute(),
  }
  expect(rows).toEqual([{ outcome: 'overturned' }])
})

test('a person may set the level until a day; then the judged one holds again', async () => {
  const id = subjects[3] ?? ''
  const { revision } = await subjectOf(id)
  const change = { revision, level: 'D', reason: '专项整治期间从严' }
  const long = await handler.post(`/control/subjects/${id}/override`, { ...change, until: '2030-01-01' })
  expect(long).toMatchObject({ status: 400, body: { field: 'until' } })
  await ok(handler, `/control/subjects/${id}/override`, { ...change, until: '2026-03-05' })
  await settled(city)
  expect(await subjectOf(id)).toMatchObject({ level: 'D', base: 'C', override: { until: '2026-03-05' } })
  clock.advance(4 * dayMs)
  await signIn()
  expect((await subjectOf(id)).level).toBe('C')
  await controlJobNamed('control.nightly', clock).run(city.platform.kernel, {})
  await settled(city)
  const s = await subjectOf(id)
  expect(s).toMatchObject({ level: 'C', override: null })
  expect(s.history.map((h: { cause: string }) => h.cause)).toEqual([
    'override-ended',
    'override',
    'confirmed',
  ])
})

test('a due inspection is a case of the owner: accepted, done, with findings that are followed up', async () => {
  clock.set(new Date('2026-05-25T02:00:00Z'))
  await signIn()
  await controlJobNamed('control.plan', clock).run(city.platform.kernel, {})
  await settled(city)
  const list = (await handler.get('/inspections?open=true')).body.rows
  expect(list).toHaveLength(1)
  const [c] = list
  expect(c).toMatchObject({ title: '检查：测试单位3号', state: 'planned', lead: 'gxq.market' })
  expect(c.number).toMatch(/^JC/)
  const stranger = await city.as('gxq.housing')
  expect((await stranger.get(`/inspections/${c.id}`)).status).toBe(404)
  await ok(handler, `/inspections/${c.id}/accept`, { version: 1 })
  const none = await handler.post(`/inspections/${c.id}/report`, {
    version: 2,
    text: '检查三层楼道',
    findings: [],
  })
  expect(none.status).toBe(400)
  await ok(handler, `/inspections/${c.id}/report`, {
    version: 2,
    text: '检查三层楼道和配电间',
    findings: [{ text: '楼道堆物' }, { text: '安全出口上锁', serious: true }],
  })
  await settled(city)
  const s = await subjectOf(subjects[3] ?? '')
  expect(s.findings).toHaveLength(2)
  // Two findings: the result came back as an input, and the first row holds.
  expect(s.proposal).toMatchObject({ level: 'D', trace: { rows: [{ row: 0 }] } })
  expect(s.proposal.trace.values[2]).toMatchObject({ value: 2, source: { kind: 'count', rows: 2 } })
  await ok(handler, `/inspections/${c.id}/persist`, { version: 3, text: '复查时出口仍然上锁' })
  await ok(handler, `/inspections/${c.id}/resolve`, { version: 4, text: '复查已全部整改完毕' })
  await settled(city)
  const after = await subjectOf(subjects[3] ?? '')
  expect(after.findings.every((f: { resolvedAt: string | null }) => f.resolvedAt !== null)).toBe(true)
  expect(after.plans.find((p: { measure: string }) => p.measure === 'inspection')).toMatchObject({
    last: '2026-05-25',
    case: null,
  })
})

test('the register may let a version act: then one step stricter takes effect by itself, nothing else does', async () => {
  const { version } = (await market.get(`/control/models/${model.id}`)).body
  const id = subjects[3] ?? ''
  await ok(leader, '/algorithms/judge', {
    code: `control.model.${model.id}`,
    version,
    status: 'approved',
    automaticAbove: 0.99,
    reason: '允许只升一级的变化自动生效',
  })
  // The proposal is dropped, and the same values are judged anew.
  const { revision } = await subjectOf(id)
  await ok(handler, `/control/subjects/${id}/confirm`, { revision, accept: false, reason: '先看自动判定' })
  await deliverRows(market, resource, [fireUnit(3, { area: '9000' })])
  await ok(market, `/control/models/${model.id}/judge`, {})
  await settled(city)
  const s = await subjectOf(id)
  expect(s).toMatchObject({ level: 'D', proposal: null })
  expect(s.history[0]).toMatchObject({ cause: 'automatic', from: 'C', to: 'D' })
  const first = await subjectOf(subjects[0] ?? '')
  expect(first).toMatchObject({ level: null, proposal: { level: 'A' } })
})

test('the tables are the office’s: measures by the leader, forbidden attributes by the data authority, never shortened', async () => {
  const { table } = (await handler.get('/control/measures')).body
  expect((await handler.post('/control/measures', table)).status).toBe(403)
  const twice = await leader.post('/control/measures', { ...table, rows: [...table.rows, table.rows[0]] })
  expect(twice.status).toBe(400)
  const rows = table.rows.map((m: { level: string; measure: string }) =>
    m.level === 'D' && m.measure === 'report' ? { ...m, everyDays: 20 } : m,
  )
  await ok(leader, '/control/measures', { ...table, rows })
  await settled(city)
  const plans = (await subjectOf(subjects[3] ?? '')).plans
  // Twenty days after 25 May is Sunday 14 June; the last working day before is Friday the 12th.
  expect(plans.find((p: { measure: string }) => p.measure === 'report').due).toBe('2026-06-12')
  const authority = await city.as('data')
  const { list } = (await authority.get('/control/forbidden')).body
  const shorter = list.rows.filter((a: { code: string }) => a.code !== 'ethnicity')
  const refused = await authority.post('/control/forbidden', { ...list, rows: shorter })
  expect(refused).toMatchObject({ status: 403, body: { dropped: ['ethnicity'] } })
  const added = {
    code: 'tattoo',
    zh: '纹身',
    en: 'Tattoo',
    legalBasis: '最小必要',
    kinds: [],
    words: ['纹身'],
  }
  await ok(authority, '/control/forbidden', { ...list, rows: [...list.rows, added] })
})

test('nothing here runs on its own authority: without an approved version nobody is judged', async () => {
  const { version } = (await market.get(`/control/models/${model.id}`)).body
  await ok(leader, '/algorithms/judge', {
    code: `control.model.${model.id}`,
    version,
    status: 'suspended',
    reason: '暂停运行，核查数据',
  })
  await deliverRows(market, resource, [fireUnit(0, { area: '9000' })])
  await controlJobNamed('control.nightly', clock).run(city.platform.kernel, {})
  await settled(city)
  expect((await subjectOf(subjects[0] ?? '')).proposal).toMatchObject({ level: 'A' })
  expect((await market.post(`/control/models/${model.id}/judge`, {})).status).toBe(409)
})
