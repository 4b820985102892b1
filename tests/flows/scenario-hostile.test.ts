import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { withProgram } from '../support/programmed.ts'
import { expectRefusal, raw } from '../support/refusals.ts'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'
import {
  type Manifest,
  propose,
  reading,
  reviewed,
  scenarioOf,
  streetLights,
  town,
} from '../support/scenarios.ts'

/** A package that wants more than it may. */

let city: TestPlatform
let department: Client
let market: Client
let authority: Client
let leader: Client

beforeAll(async () => {
  city = await createTestPlatform()
  department = await city.as('data.town')
  market = await city.as('data.market')
  authority = await city.as('data')
  leader = await city.as('leader')
})
afterAll(() => city?.stop())

describe('a package', () => {
  const json = { 'content-type': 'application/json' }
  test.each([
    ['ten megabytes', JSON.stringify({ manifest: { format: 1, code: 'x'.repeat(10_000_000) } }), [413]],
    ['a nesting without end', `{"manifest":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, [200]],
    ['a prototype', '{"manifest":{"__proto__":{"admin":true}}}', [400]],
    ['a constructor', '{"manifest":{"constructor":{"prototype":{"admin":true}}}}', [400]],
  ] as const)('of %s is answered, and nothing of it is taken', async (_, body, statuses) => {
    const answer = await raw(city, 'POST', '/api/v1/scenarios/check', body, json)
    if (statuses[0] === 200) {
      expect(answer.status).toBe(200)
      expect(answer.body.conforms).toBe(false)
    } else expectRefusal(answer, [...statuses])
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })

  test('of a nesting without end is refused where it would be kept, too', async () => {
    const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`)
    const nested = streetLights((m) => (m.watches[0].detector.parameters.x = deep))
    expect((await propose(department, town, nested)).status).toBe(400)
  })

  test('with a forbidden attribute, a foreign resource or a foreign fact is refused by its path', async () => {
    const food = await publishedResource(market, 'gxq.market', foodBusinesses)
    const tries: [(m: Manifest) => void, string][] = [
      [(m) => (m.resources[1].items[3].title = '宗教信仰人数'), 'resources.1.items.3'],
      [(m) => (m.watches[0].resource = food), 'watches.0.resource'],
      [(m) => (m.watches[0].resource = 'food-businesses'), 'watches.0.resource'],
      [(m) => (m.demo[0].resource = 'food-businesses'), 'demo.0.resource'],
      [
        (m) => (m.patterns[0].combination.conditions[0] = { source: 'appeal', kind: '' }),
        'patterns.0.combination.conditions.0',
      ],
    ]
    for (const [change, path] of tries) {
      const refused = await propose(department, town, streetLights(change))
      expect(refused.status).toBe(400)
      expect(refused.body.findings.map((f: { path: string }) => f.path)).toContain(path)
    }
    expect((await authority.get('/scenarios')).body.total).toBe(0)
  })
})

describe('a running scenario', () => {
  let s: ReturnType<typeof scenarioOf>

  test('is published', async () => {
    const small = streetLights((m) => (m.limits.rowsPerDay = 60))
    s = scenarioOf(department, (await propose(department, town, small)).body.id)
    await reviewed(s, department, { authority, leader })
    await s.step(authority, 'publish')
    await s.until({ standing: 'published' })
  })

  const readings = (n: number) => Array.from({ length: n }, (_, i) => reading('LD-0001', 220 + (i % 5)))

  test('that floods is stopped at its limit, however it cuts the flood; others go on', async () => {
    const { ref } = await s.part('readings')
    expect((await deliverRows(department, ref, readings(61))).status).toBe(429)
    const sent = await Promise.all(
      Array.from({ length: 20 }, () => deliverRows(department, ref, readings(10))),
    )
    expect(sent.filter((a) => a.status === 201)).toHaveLength(6)
    const refused = sent.filter((a) => a.status === 429)
    expect(refused).toHaveLength(14)
    expect(refused[0]?.body).toMatchObject({ limit: 60, sent: 10 })
    expect(refused[0]?.body.title).toContain('每天最多接收 60 行')
    expect((await s.view()).measures).toMatchObject({ rowsToday: 60, rowsPerDay: 60 })
    const food = await publishedResource(market, 'gxq.market', foodBusinesses)
    expect((await deliverRows(market, food, [foodBusiness(1)])).status).toBe(201)
  })

  test('gives nobody a right over another’s resource', async () => {
    const food = await publishedResource(market, 'gxq.market', foodBusinesses)
    expect((await deliverRows(department, food, [foodBusiness(2)])).status).toBe(403)
    const { ref } = await s.part('readings')
    expect((await deliverRows(market, ref, readings(1))).status).toBe(403)
    expect((await market.get(`/resources/${ref}/rows`)).status).toBe(403)
    expect((await s.step(market, 'suspend')).status).toBe(403)
  })
})

describe('a hostile program', () => {
  let s: ReturnType<typeof scenarioOf>
  const { program } = withProgram()
  const hostile = (change: (m: Manifest) => void) =>
    withProgram((m) => {
      Object.assign(m, { code: 'hostile' })
      change(m)
    })
  const command = (name: string, input: object = {}) =>
    department.post(`/scenario-runs/hostile/commands/${name}`, { input })
  const code = program.code
    .replace('hang() { for (;;) {} }', 'hang() { let t = []; for (;;) t = [t, t] }')
    .replace(
      "if (data.dark === 499) throw new Error('499 lamps')",
      "if (data.dark === 499) for (;;) {}\n      if (data.dark > 400) throw new Error(data.dark + ' lamps')",
    )

  test('is published', async () => {
    const package_ = hostile((m) => {
      m.program.code = code
      m.limits.callsPerMinute = 12
    })
    s = scenarioOf(department, (await propose(department, town, package_)).body.id)
    await reviewed(s, department, { authority, leader })
    await s.step(authority, 'publish')
    await s.until({ standing: 'published' })
    await deliverRows(department, (await s.part('lamps')).ref, [
      { cabinet: 'LD-0001', road: '科园一路', place: '500107104', lamps: 20 },
    ])
  })

  test('that hangs is cut off while everybody else is answered', async () => {
    let isOver = false
    const hanging = Promise.all(Array.from({ length: 4 }, () => command('hang'))).then((answers) => {
      isOver = true
      return answers
    })
    let answered = 0
    while (!isOver) {
      expect((await market.get('/scenarios')).status).toBe(200)
      answered++
    }
    expect((await hanging).map((a) => a.status)).toEqual([409, 409, 409, 409])
    expect(answered).toBeGreaterThan(4)
  })

  test('that is called too often is refused, whatever becomes of the calls', async () => {
    const sent = await Promise.all(
      Array.from({ length: 30 }, (_, n) => command('repair', { cabinet: 'LD-0001', day: `${n}` })),
    )
    const refused = sent.filter((a) => a.status === 429)
    // Twelve a minute, of which four are gone; a minute may end meanwhile.
    expect(refused.length).toBeGreaterThanOrEqual(30 - 12 - 12)
    expect(refused[0]?.body).toMatchObject({ limit: 12 })
  })

  test('is counted over all servers, and what was refused or cut off counts like the rest', async () => {
    const second = await city.beside()
    try {
      const clients = [department, await second.as('data.town')]
      const { pool } = city.platform.kernel.app
      const minute = async () =>
        String((await pool.query("select date_trunc('minute', now()) as m")).rows[0].m)
      const give = async (n: number, name: string, input: object = {}) => {
        const who = clients[n % 2] ?? department
        return (await who.post(`/scenario-runs/hostile/commands/${name}`, { input })).status
      }
      let [begun, statuses]: [string, number[]] = ['', []]
      // Once more where the minute ended meanwhile.
      while (begun !== (await minute())) {
        begun = await minute()
        statuses = []
        await pool.query('delete from scenario_minutes')
        for (let n = 0; n < 2; n++) statuses.push(await give(n, 'hang'))
        for (let n = 0; n < 10; n++)
          statuses.push(await give(n, 'repair', { cabinet: n < 5 ? 'LD-9999' : 'LD-0001', day: `${n}` }))
        // What somebody may not give at all is no call of the scenario.
        expect((await leader.post('/scenario-runs/hostile/commands/hang', { input: {} })).status).toBe(403)
        for (let n = 0; n < 2; n++)
          statuses.push(await give(n, 'repair', { cabinet: 'LD-0001', day: 'more' }))
      }
      expect(statuses).toEqual([...Array(7).fill(409), ...Array(5).fill(200), 429, 429])
    } finally {
      await second.stop()
    }
  })

  test('of which a reaction fails again and again is stopped, its department is told, and a person starts it again', async () => {
    const { ref } = await s.part('readings')
    // One of which it hangs, nine of which it throws.
    const bad = Array.from({ length: 10 }, (_, n) => reading('LD-0001', 220, n === 4 ? 499 : 450))
    expect((await deliverRows(department, ref, [...bad, reading('LD-0001', 220, 7)])).status).toBe(201)
    const told = async () =>
      (await department.get('/notices')).body.rows.map((n: { text: { zh: string } }) => n.text.zh)
    await expect.poll(told, { timeout: 100_000 }).toContainEqual(expect.stringContaining('“dark”已停止'))
    const states = async () =>
      (await department.get('/scenario-runs/hostile/pages/desk/rows?block=2')).body.rows
    expect(await states()).toEqual([])
    await s.step(leader, 'suspend')
    await s.step(leader, 'resume')
    await expect
      .poll(states, { timeout: 60_000 })
      .toMatchObject([{ values: { cabinet: 'LD-0001', dark: 7 } }])
  })
})
