import { afterAll, beforeAll, expect, test } from 'vitest'
import { withCases } from '../support/cased.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows } from '../support/resources.ts'
import { type Manifest, propose, reviewed, scenarioOf, town } from '../support/scenarios.ts'

/** docs/flows/life-of-a-scenario.md: a package opens cases, and people see them through. */

let city: TestPlatform
let manager: Client
let department: Client
let lighting: Client
let police: Client
let supervisor: Client
let leader: Client
let authority: Client
let s: ReturnType<typeof scenarioOf>

beforeAll(async () => {
  city = await createTestPlatform()
  manager = await city.as('data.town')
  department = await city.as(town)
  lighting = await city.as('gxq.lighting')
  police = await city.as('gxq.police')
  supervisor = await city.as('supervisor')
  leader = await city.as('leader')
  authority = await city.as('data')
})
afterAll(() => city?.stop())

interface Row {
  readonly id: string
  readonly title: string
  readonly lead: string
  readonly version: number
  readonly state: string
}

const listed = async (who: Client, more = ''): Promise<Row[]> =>
  (await who.get(`/scenario-cases?limit=50${more}`)).body.rows
const about = async (who: Client, what: string) => (await listed(who)).filter((c) => c.title.includes(what))
async function opened(who: Client, what: string): Promise<Row> {
  await expect.poll(() => about(who, what), { timeout: 60_000 }).toHaveLength(1)
  const [found] = await about(who, what)
  return found ?? expect.fail(what)
}
const view = async (who: Client, id: string) => (await who.get(`/scenario-cases/${id}`)).body
async function step(who: Client, id: string, name: string, input: object = {}) {
  const { version } = await view(department, id)
  return who.post(`/scenario-cases/${id}/${name}`, { version, ...input })
}
const steps = async (who: Client, id: string) =>
  (await who.get(`/scenario-cases/${id}/steps`)).body.steps.map((found: { code: string }) => found.code)
async function give(rows: readonly object[]): Promise<void> {
  const { body } = await deliverRows(manager, (await s.part('faults')).ref, rows)
  expect(body.counts, JSON.stringify(body)).toMatchObject({ sent: rows.length, quarantined: 0 })
}
const fault = (no: string, what: string, kind = 'dark', lamps = 3) => ({
  no,
  what,
  kind,
  lamps,
  place: '500107104',
  point: { lon: 106.37, lat: 29.5 },
})

test('in the sandbox it opens cases for the department alone, which end with it', async () => {
  const demo = (m: Manifest) =>
    m.demo.push({
      resource: 'faults',
      rows: [fault('D-1', '沙箱里的熄灯', 'signal')].map(({ point: _, ...row }) => row),
    })
  const made = await propose(manager, town, withCases(demo))
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  s = scenarioOf(manager, made.body.id)
  await reviewed(s, manager, { authority, leader })
  const tried = await opened(department, '沙箱里的熄灯')
  expect(tried).toMatchObject({
    title: '【沙箱】路灯维修：沙箱里的熄灯',
    lead: town,
    due: null,
    state: 'opened',
  })
  const { details } = await view(department, tried.id)
  expect(details.dispatched).toMatchObject({
    org: 'gxq.police',
    row: 1,
    days: 1,
    note: { zh: '信号灯由交警主办' },
  })
  expect(await about(police, '沙箱')).toEqual([])
  expect((await police.get(`/scenario-cases/${tried.id}`)).status).toBe(404)
  expect((await s.step(authority, 'publish')).status).toBe(200)
  await s.until({ standing: 'published' })
  await expect.poll(async () => (await view(department, tried.id)).state).toBe('revoked')
})

test('a row opens one case, whoever is named by table and duty list leads it', async () => {
  await give([fault('F-1', '凤笙路全熄', 'dark', 12), fault('F-2', '不是故障', 'other')])
  const one = await opened(lighting, '凤笙路全熄')
  expect(one).toMatchObject({
    lead: 'gxq.lighting',
    urgency: 'urgent',
    category: '010703',
    place: '50/500107/500107104',
  })
  expect(await about(department, '不是故障')).toEqual([])
  const seen = await view(lighting, one.id)
  expect(seen.point).toEqual({ lon: 106.37, lat: 29.5 })
  expect(seen.details).toMatchObject({
    kindTitle: { zh: '路灯维修' },
    stage: { code: 'found' },
    dispatched: { row: 2, days: 2, unknown: false },
  })
  expect(
    seen.details.evidence.map((e: { title: { zh: string }; value: string }) => [e.title.zh, e.value]),
  ).toEqual([
    ['故障号', 'F-1'],
    ['种类', 'dark'],
    ['涉及盏数', '12'],
  ])
  // The row changes while its case is open: no second one.
  await give([fault('F-1', '凤笙路全熄', 'dark', 14), fault('F-3', '新凤大道信号灯', 'signal')])
  const signal = await opened(police, '新凤大道信号灯')
  expect(await about(department, '凤笙路全熄')).toHaveLength(1)
  await expect
    .poll(async () => (await view(police, signal.id)).co, { timeout: 60_000 })
    .toEqual(expect.arrayContaining(['gxq.lighting']))
  const named = (await view(police, signal.id)).details.dispatched.with
  expect(named).toContain('gxq.lighting')
  await give([fault('F-4', '没有单位负责', 'nobody')])
  expect(await opened(department, '没有单位负责')).toMatchObject({ lead: town })
})

test('lead and department take the steps of the package, each its own, and no other', async () => {
  const [one] = await about(lighting, '凤笙路全熄')
  const { id } = one ?? expect.fail('no case')
  expect(await steps(lighting, id)).toEqual([])
  expect((await step(lighting, id, 'advance', { step: 'start', values: { crew: '三班' } })).status).toBe(409)
  expect((await step(police, id, 'accept')).status).toBe(404)
  expect((await step(lighting, id, 'accept')).status).toBe(200)
  expect(await steps(lighting, id)).toEqual(['start'])
  expect(await steps(department, id)).toEqual([])
  const refused: [Client, string, object, number, string][] = [
    [lighting, 'advance', { step: 'fly' }, 400, '没有'],
    [lighting, 'advance', { step: 'confirm' }, 400, '没有'],
    [lighting, 'finish', { step: 'start' }, 400, '没有'],
    [lighting, 'finish', { step: 'confirm' }, 403, '另一单位'],
    [department, 'advance', { step: 'start', values: { crew: '三班' } }, 403, '另一单位'],
    [lighting, 'advance', { step: 'mend', values: { done: '换灯' } }, 409, '现在不能做'],
    [lighting, 'advance', { step: 'start', values: {} }, 400, ''],
    [lighting, 'advance', { step: 'start', values: { crew: '三班', price: 1 } }, 400, ''],
    [
      lighting,
      'advance',
      { step: 'start', values: { crew: '三班' }, files: ['a'.repeat(64)] },
      400,
      '不收照片',
    ],
  ]
  for (const [who, name, input, status, said] of refused) {
    const { status: got, body } = await step(who, id, name, input)
    expect(got, `${name} ${JSON.stringify(input)} ${JSON.stringify(body)}`).toBe(status)
    expect(body.title).toContain(said)
  }
  expect((await step(lighting, id, 'advance', { step: 'start', values: { crew: '三班' } })).status).toBe(200)
  expect(
    (await step(lighting, id, 'advance', { step: 'mend', values: { done: '换了控制器', parts: 2 } })).status,
  ).toBe(200)
  expect(await steps(lighting, id)).toEqual([])
  expect(await steps(department, id)).toEqual(['again', 'confirm'])
  expect(
    (await step(department, id, 'advance', { step: 'again', values: { why: '还有一盏不亮' } })).status,
  ).toBe(200)
  expect(
    (await step(lighting, id, 'advance', { step: 'mend', values: { done: '又换一盏', parts: 1 } })).status,
  ).toBe(200)
  const done = await step(department, id, 'finish', { step: 'confirm' })
  expect(done.body).toMatchObject({ state: 'done' })
  const seen = await view(lighting, id)
  expect(seen.details.results.map((r: { step: string }) => r.step)).toEqual([
    'start',
    'mend',
    'again',
    'mend',
    'confirm',
  ])
  expect(seen.clocks.every((k: { stoppedAt: string | null }) => k.stoppedAt !== null)).toBe(true)
  const taken = seen.timeline.map((t: { action: string }) => t.action)
  expect(taken.filter((a: string) => a !== 'askCo')).toEqual([
    'submit',
    'accept',
    'advance',
    'advance',
    'advance',
    'advance',
    'finish',
  ])
})

test('the package’s own resource is told of each step, and the next fault of the same key opens a new case', async () => {
  const works = (await s.part('works')).ref
  const told = async () => {
    const { body } = await manager.get(`/resources/${works}/rows?limit=50`)
    return body.rows.map((r: { data: object }) => r.data)
  }
  await expect
    .poll(told, { timeout: 60_000 })
    .toContainEqual(expect.objectContaining({ subject: 'F-1', stage: 'done', over: true }))
  expect(await told()).toContainEqual(
    expect.objectContaining({ subject: 'F-3', stage: 'found', over: false }),
  )
  await give([fault('F-1', '凤笙路又熄', 'dark', 2)])
  expect(await opened(lighting, '凤笙路又熄')).toMatchObject({ state: 'opened', urgency: 'normal' })
})

test('co-handlers answer, supervisors transfer, extend and revoke', async () => {
  const signal = await opened(police, '新凤大道信号灯')
  expect((await step(lighting, signal.id, 'co-answer', { text: '灯杆供电正常，已现场查看' })).status).toBe(
    200,
  )
  expect((await step(police, signal.id, 'transfer', { org: 'gxq.urban', reason: '不归我们' })).status).toBe(
    403,
  )
  expect((await step(supervisor, signal.id, 'transfer', { org: 'no.such', reason: '改由城管' })).status).toBe(
    400,
  )
  expect(
    (await step(supervisor, signal.id, 'transfer', { org: 'gxq.urban', reason: '改由城管主办' })).status,
  ).toBe(200)
  expect((await police.get(`/scenario-cases/${signal.id}`)).status).toBe(404)
  const urban = await city.as('gxq.urban')
  expect((await step(urban, signal.id, 'accept')).status).toBe(200)
  expect((await step(urban, signal.id, 'request-extension', { days: 3, reason: '等配件' })).status).toBe(200)
  const before = (await view(urban, signal.id)).clocks.find((k: { name: string }) => k.name === 'answer').due
  expect((await step(supervisor, signal.id, 'decide-extension', { approve: true })).status).toBe(200)
  expect(
    (await view(urban, signal.id)).clocks.find((k: { name: string }) => k.name === 'answer').due > before,
  ).toBe(true)
  expect((await step(urban, signal.id, 'revoke', { reason: '误报' })).status).toBe(403)
  expect((await step(supervisor, signal.id, 'revoke', { reason: '误报，已核实' })).status).toBe(200)
})

test('suspended it opens none, and what is open goes on; resumed it catches up', async () => {
  const open = await opened(lighting, '凤笙路又熄')
  expect((await s.step(leader, 'suspend')).status).toBe(200)
  expect((await step(lighting, open.id, 'accept')).status).toBe(200)
  expect((await s.step(leader, 'resume')).status).toBe(200)
  await s.until({ standing: 'published' })
  await give([fault('F-9', '恢复以后的熄灯')])
  await opened(lighting, '恢复以后的熄灯')
})

test('more cases in a day than the package said stop it until somebody has looked; none is lost', async () => {
  const many = Array.from({ length: 40 }, (_, n) => fault(`M-${n}`, `成片熄灯`))
  await give(many)
  const notices = async () => JSON.stringify((await manager.get('/notices')).body)
  await expect.poll(notices, { timeout: 60_000 }).toContain('路灯维修')
  // Five of before, and fifteen of these.
  expect(await about(lighting, '成片熄灯')).toHaveLength(15)
  const more = withCases((m) => {
    m.version = '1.1.0'
    m.limits.casesPerDay = 100
  })
  expect((await s.step(manager, 'versions', { manifest: more })).status).toBe(200)
  await reviewed(s, manager, { authority, leader })
  expect((await s.step(authority, 'publish')).status).toBe(200)
  await s.until({ running: '1.1.0' })
  await expect.poll(() => about(lighting, '成片熄灯'), { timeout: 60_000 }).toHaveLength(40)
})
