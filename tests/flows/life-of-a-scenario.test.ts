import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'
import { propose, reading, reviewed, scenarioOf, streetLights, town } from '../support/scenarios.ts'

/** docs/flows/life-of-a-scenario.md */
import { deadlinesOfWarnings } from '../support/warnings.ts'

let city: TestPlatform
let department: Client
let market: Client
let authority: Client
let supervisor: Client
let leader: Client
let officer: Client
let s: ReturnType<typeof scenarioOf>

beforeAll(async () => {
  city = await createTestPlatform()
  department = await city.as('data.town')
  market = await city.as('data.market')
  authority = await city.as('data')
  supervisor = await city.as('supervisor')
  leader = await city.as('leader')
  officer = await city.as('warning')
})
afterAll(() => city?.stop())

const warnings = async (): Promise<{ kind: string; object: string; exercise: boolean }[]> =>
  (await officer.get('/early-warning/warnings?limit=100')).body.rows
const watch = async (code: string) =>
  (await officer.get(`/early-warning/watches/${(await s.part(code)).ref}`)).body
const resource = async (code: string, sandbox = false) =>
  (await department.get(`/resources/${(await s.part(code, sandbox)).ref}`)).body

describe('proposed', () => {
  test('a wrong package is refused with its findings, and nothing of it stays', async () => {
    const wrong = streetLights((m) => {
      m.watches[0].value = 'cabinet'
      m.resources[0].items[1].title = '民族'
    })
    const refused = await propose(department, town, wrong)
    expect(refused.status).toBe(400)
    expect(refused.body.findings.map((f: { path: string }) => f.path)).toEqual([
      'resources.0.items.1',
      'watches.0.value',
    ])
    expect((await authority.get('/scenarios')).body.total).toBe(0)
    const asked = await city.anonymous.post('/scenarios/check', { manifest: wrong })
    expect(asked.body).toMatchObject({ conforms: false })
    const right = await city.anonymous.post('/scenarios/check', { manifest: streetLights() })
    expect(right.body).toEqual({ conforms: true, findings: [] })
    const schema = (await city.anonymous.get('/scenarios/manifest.schema.json')).body
    expect(schema.$defs.ScenarioManifest.required).toContain('enterprise')
  })

  test('the department enters the package; others may not enter it for the department', async () => {
    expect((await propose(market, town, streetLights())).status).toBe(403)
    expect((await propose(officer, town, streetLights())).status).toBe(403)
    const made = await propose(department, town, streetLights())
    expect(made.status).toBe(201)
    s = scenarioOf(department, made.body.id)
    expect((await propose(department, town, streetLights())).status).toBe(409)
    expect(await s.view()).toMatchObject({
      standing: 'new',
      running: null,
      candidate: { version: '1.0.0', state: 'proposed' },
      may: ['save', 'sandbox'],
    })
    expect((await s.step(authority, 'publish')).status).toBe(409)
  })
})

describe('in the sandbox', () => {
  test('its resources belong to the department, marked; its warnings are exercises', async () => {
    expect((await s.step(department, 'sandbox')).status).toBe(200)
    await s.until({ candidate: { state: 'sandbox' } })
    const parts = await s.parts({ sandbox: true, state: 'active' })
    expect(parts.map((p) => p.code).toSorted()).toEqual([
      'cable-fault',
      'dark-lamps',
      'lamps',
      'low-voltage',
      'readings',
    ])
    expect(await resource('readings', true)).toMatchObject({
      provider: town,
      content: { name: '路灯运行读数（沙箱）', share: { type: 'none' }, owner: { org: town } },
    })
    const about = { object: 'LD-0003', exercise: true }
    await expect
      .poll(warnings, { timeout: 100_000 })
      .toEqual(
        expect.arrayContaining(
          ['lamp-voltage-sandbox', 'lamp-cable-sandbox'].map((kind) =>
            expect.objectContaining({ ...about, kind }),
          ),
        ),
      )
    expect((await warnings()).filter((w) => !w.exercise)).toEqual([])
    // Nobody is reminded of what is only tried out.
    expect(await deadlinesOfWarnings(city)).toEqual([])
  })

  test('one no sends it back, and the sandbox is taken away', async () => {
    expect((await s.step(department, 'review-ethics', { passed: true })).status).toBe(403)
    expect((await s.step(leader, 'review-security', { passed: true })).status).toBe(403)
    expect((await s.step(authority, 'review-security', { passed: true })).status).toBe(200)
    const no = { passed: false, reason: '处置建议没有说明如何防止漏电伤人' }
    expect((await s.step(supervisor, 'review-ethics', no)).status).toBe(200)
    expect((await s.view()).candidate.state).toBe('proposed')
    await expect.poll(async () => (await s.parts({ state: 'active' })).length, { timeout: 100_000 }).toBe(0)
    expect((await resource('readings', true)).state).toBe('retired')
  })

  test('nobody reviews an own proposal', async () => {
    const own = await propose(
      authority,
      town,
      streetLights((m) => (m.code = 'own-lights')),
    )
    const mine = scenarioOf(authority, own.body.id)
    await mine.step(authority, 'sandbox')
    await mine.until({ candidate: { state: 'sandbox' } })
    const refused = await mine.step(authority, 'review-privacy', { passed: true })
    expect([refused.status, refused.body.title]).toEqual([403, '不能审查自己提出的场景，请由另一人审查'])
    expect((await mine.step(authority, 'retire')).status).toBe(200)
  })

  test('a second try is judged anew; three yes make it reviewed', async () => {
    await reviewed(s, department, { authority, leader })
    expect((await s.view()).versions[0].reviews).toHaveLength(3)
  })
})

describe('published', () => {
  test('what was tried is installed for real, and the sandbox is gone', async () => {
    expect((await s.step(department, 'publish')).status).toBe(403)
    expect((await s.step(authority, 'publish')).status).toBe(200)
    await s.until({ standing: 'published', running: '1.0.0', candidate: null })
    await expect
      .poll(async () => (await s.parts({ sandbox: true, state: 'active' })).length, { timeout: 100_000 })
      .toBe(0)
    expect(await s.parts({ sandbox: false, state: 'active' })).toHaveLength(5)
    expect((await resource('readings')).content).toMatchObject({ name: '路灯运行读数', owner: { org: town } })
    await expect.poll(async () => (await watch('low-voltage')).inEffect, { timeout: 100_000 }).toBe(true)
  })

  test('rows come in, and a low voltage is a real warning of the department, with its deadlines', async () => {
    const { ref } = await s.part('readings')
    const rows = [reading('LD-0001', 220, 0, new Date(Date.now() - 60_000)), reading('LD-0001', 170)]
    expect((await deliverRows(department, ref, rows)).body).toMatchObject({ counts: { added: 2 } })
    await expect
      .poll(warnings, { timeout: 100_000 })
      .toContainEqual(
        expect.objectContaining({ kind: 'lamp-voltage', object: 'LD-0001', exercise: false, lead: town }),
      )
    expect(await deadlinesOfWarnings(city)).toEqual(['acknowledge', 'handle'])
    expect((await s.view()).measures).toEqual({
      rowsToday: 2,
      rowsPerDay: 5000,
      rows30: 2,
      raised30: 1,
      judged30: 0,
      right30: 0,
      casesOpen: 0,
      casesLate: 0,
      cases30: 0,
      casesDone30: 0,
      calls30: 0,
      refused30: 0,
      failed30: 0,
      callMs30: null,
    })
  })
})

describe('suspended', () => {
  test('it stops at once and harms nothing else; resumed it is as it was', async () => {
    const dark = await watch('dark-lamps')
    await officer.post(`/early-warning/watches/${dark.id}/switch`, {
      version: dark.version,
      on: false,
      reason: '值班员另有安排',
    })
    const food = await publishedResource(market, 'gxq.market', foodBusinesses)
    const { ref } = await s.part('readings')
    expect((await s.step(department, 'suspend')).status).toBe(403)
    expect((await s.step(supervisor, 'suspend', { reason: '读数明显失真' })).status).toBe(200)

    const refused = await deliverRows(department, ref, [reading('LD-0002', 150)])
    expect([refused.status, refused.body.title]).toEqual([409, '场景“路灯维修”已暂停，恢复前不接收数据'])
    expect((await deliverRows(market, food, [foodBusiness(1)])).status).toBe(201)
    await expect.poll(async () => (await watch('low-voltage')).state, { timeout: 100_000 }).toBe('off')
    expect((await resource('readings')).state).toBe('published')

    expect((await s.step(leader, 'resume')).status).toBe(200)
    await expect.poll(async () => (await watch('low-voltage')).state, { timeout: 100_000 }).toBe('on')
    expect((await watch('dark-lamps')).state).toBe('off')
    expect((await deliverRows(department, ref, [reading('LD-0002', 219)])).status).toBe(201)
  })
})

describe('a resource that somebody retired while it runs', () => {
  test('is told on its page, and put back by whoever may resume it, with its rows', async () => {
    const { ref } = await s.part('readings')
    const retired = async () =>
      department.post(`/resources/${ref}/retire`, {
        revision: (await resource('readings')).revision,
        reason: '以为不用了',
      })
    expect((await s.step(authority, 'put-back')).status).toBe(409)
    expect((await retired()).status).toBe(200)
    expect((await deliverRows(department, ref, [reading('LD-0003', 219)])).status).toBe(409)
    expect(await s.part('readings')).toMatchObject({ state: 'active', adrift: 'retired' })
    // The watch that was switched off by hand is told too, and is not the scenario's to switch on.
    expect(await s.part('dark-lamps')).toMatchObject({ adrift: 'off' })
    expect(await s.part('low-voltage')).toMatchObject({ adrift: null })
    expect((await s.step(department, 'put-back')).status).toBe(403)
    expect((await s.step(supervisor, 'put-back')).status).toBe(403)
    const before = (await department.get(`/resources/${ref}/rows`)).body.rows.length

    expect((await s.step(authority, 'put-back', { reason: '场景还在用，误停用' })).status).toBe(200)
    await expect.poll(async () => (await resource('readings')).state, { timeout: 100_000 }).toBe('published')
    await expect
      .poll(() => s.part('readings'), { timeout: 100_000 })
      .toMatchObject({ state: 'active', adrift: null })
    expect((await department.get(`/resources/${ref}/rows`)).body.rows).toHaveLength(before)
    expect((await deliverRows(department, ref, [reading('LD-0003', 219)])).status).toBe(201)
    expect((await watch('dark-lamps')).state).toBe('off')
    const { life, may } = await s.view()
    expect(life[0]).toMatchObject({
      action: 'put-back',
      by: '沈悦（数据主管）',
      reason: '场景还在用，误停用',
    })
    expect(may).not.toContain('put-back')

    // Whoever else may resume the scenario may do this as well.
    expect((await retired()).status).toBe(200)
    expect((await s.step(leader, 'put-back')).status).toBe(200)
    await expect.poll(async () => (await resource('readings')).state, { timeout: 100_000 }).toBe('published')
  })
})

describe('a new version', () => {
  test('goes its way beside the running one, and replaces it', async () => {
    const readings = await s.part('readings')
    const next = streetLights((m) => {
      m.version = '1.1.0'
      m.limits.rowsPerDay = 6000
      m.resources[1].items.push({ name: 'lux', title: '照度', type: 'decimal' })
      m.patterns = []
    })
    const old = await s.step(department, 'versions', { manifest: streetLights() })
    expect(old.status).toBe(400)
    expect((await s.step(department, 'versions', { manifest: next })).status).toBe(200)
    await reviewed(s, department, { authority, leader })
    expect(await s.view()).toMatchObject({ standing: 'published', running: '1.0.0' })
    expect((await s.view()).versions[0].changes).toContainEqual({
      path: 'limits.rowsPerDay',
      before: '5000',
      after: '6000',
    })
    expect((await s.step(authority, 'publish')).status).toBe(200)
    await s.until({ running: '1.1.0', candidate: null })
    expect((await s.part('readings')).ref).toBe(readings.ref)
    expect(await resource('readings')).toMatchObject({ version: 2 })
    expect((await s.part('cable-fault')).state).toBe('removed')
    expect((await s.view()).versions.map((v: { state: string }) => v.state)).toEqual([
      'published',
      'replaced',
    ])
  })
})

describe('retired', () => {
  test('nothing arrives, nothing watches, and the rows stay with the department', async () => {
    const { ref } = await s.part('readings')
    expect((await s.step(authority, 'retire', { reason: '合同到期，数据留在镇里' })).status).toBe(200)
    expect((await deliverRows(department, ref, [reading('LD-0001', 220)])).status).toBe(409)
    await expect.poll(async () => (await s.parts({ state: 'active' })).length, { timeout: 100_000 }).toBe(0)
    expect((await watch('low-voltage')).state).toBe('off')
    expect((await resource('readings')).state).toBe('retired')
    expect((await department.get(`/resources/${ref}/rows`)).body.rows).toHaveLength(4)
    const { life, may } = await s.view()
    expect(may).toEqual([])
    expect(life[0]).toMatchObject({
      action: 'retire',
      reason: '合同到期，数据留在镇里',
      by: '沈悦（数据主管）',
    })
    expect(
      life
        .map((l: { action: string }) => l.action)
        .toReversed()
        .slice(0, 5),
    ).toEqual(['propose', 'sandbox', 'installed', 'review-security-passed', 'review-ethics-failed'])
  })
})
