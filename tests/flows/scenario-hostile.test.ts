import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
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
