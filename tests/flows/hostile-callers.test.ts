import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kebab } from '../../src/kernel/cases/routes.ts'
import { systemClock } from '../../src/kernel/clock/index.ts'
import { declarations } from '../../src/main.ts'
import { inputs } from '../support/cast.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { expectRefusal, raw } from '../support/refusals.ts'

/** Callers who are not who they say, who ask too often, or who send anything to any door. */

let city: TestPlatform
let resident: Client
let dispatcher: Client
let people: Record<string, Client>

beforeAll(async () => {
  city = await createTestPlatform({ env: { ROLES: 'web' } })
  resident = await city.asResident('19900004444')
  dispatcher = await city.as('dispatcher')
  people = {
    anonymous: city.anonymous,
    resident,
    dispatcher,
    admin: await city.as('admin'),
    handler: await city.as('gxq.housing'),
  }
})
afterAll(() => city?.stop())

const appeals = '/api/v1/appeals'
const text = '楼道灯坏了三个月，请维修。'

describe('who asks', () => {
  test('a key used for another intention is refused; the same one is answered alike', async () => {
    const key = { 'idempotency-key': 'hostile-1' }
    const first = await resident.post('/appeals', { text, where: {} }, key)
    expect((await resident.post('/appeals', { text, where: {} }, key)).body).toEqual(first.body)
    expectRefusal(await resident.post('/appeals', { text: `${text}另一件`, where: {} }, key), [400])
    const other = await dispatcher.post('/appeals', { text, where: {} }, key)
    expect(other.status).toBe(201)
    expect(other.body.id).not.toBe(first.body.id)
  })
  test('a key that cannot be kept is refused in words, not passed over', async () => {
    for (const key of ['k'.repeat(101), '', 'a\tb'])
      expectRefusal(await resident.post('/appeals', { text, where: {} }, { 'idempotency-key': key }), [400])
    expect((await resident.get('/appeals')).status).toBe(200)
  })
  test('a page of another site writes nothing with our cookie', async () => {
    for (const headers of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'null' },
    ])
      expectRefusal(await resident.post('/appeals', { text }, headers as Record<string, string>), [403])
  })
  test('a token that is none is nobody', async () => {
    for (const cookie of [
      'zhizhi_session=x',
      `zhizhi_session=${'a'.repeat(43)}`,
      `zhizhi_session=${'%00'.repeat(10)}`,
      `zhizhi_session=${'x'.repeat(8000)}`,
    ])
      expectRefusal(await raw(city, 'GET', appeals, undefined, { cookie }), [401])
    for (const authorization of ['Bearer x', `Bearer ${'a'.repeat(43)}`, 'Basic YTpi', 'Bearer'])
      expectRefusal(await raw(city, 'GET', appeals, undefined, { authorization }), [401])
  })
  test('headers cannot be broken into', async () => {
    const answer = await raw(city, 'GET', appeals, undefined, {
      'accept-language': 'en\u0001',
      'x-forwarded-for': '1.1.1.1, <script>',
      'x-request-id': 'a\tb',
    })
    expectRefusal(answer, [401])
    expect(Object.keys(answer.headers)).not.toContain('set-cookie')
  })
  test.each([
    ['en-GB,en;q=0.9', 'Please sign in first.'],
    ['zh-CN', '请先登录。'],
    ['xx, *', '请先登录。'],
    ['', '请先登录。'],
  ])('a refusal speaks %j', async (language, title) => {
    expect((await raw(city, 'GET', appeals, undefined, { 'accept-language': language })).body.title).toBe(
      title,
    )
  })
})

test('an expired session is nobody', async () => {
  const c = await city.asResident('19900005555')
  expect((await c.get('/appeals')).status).toBe(200)
  await city.platform.database.migrator.pool.query(`update sessions set expires_at = now() - interval '1 second'
    where account in (select a.id from accounts a where a.kind = 'resident' order by created_at desc limit 1)`)
  expectRefusal(await c.get('/appeals'), [401])
})

test('too many requests are told so, in words', async () => {
  const small = await createTestPlatform({ env: { ROLES: 'web', RATE_LIMIT: '5' } })
  try {
    const answers = []
    for (let n = 0; n < 8; n++) answers.push(await small.anonymous.get('/audit/head'))
    expect(answers.filter((a) => a.status === 200)).toHaveLength(5)
    for (const a of answers.slice(5)) expectRefusal(a, [429])
  } finally {
    await small.stop()
  }
})

test('anything sent to any door by anyone is below 500', async () => {
  const { kernel } = city.platform
  const { routes } = declarations({ ...kernel.config, clock: systemClock, key: () => kernel.key })
  const doors = routes.filter(
    (r) => r.method !== 'GET' && !r.path.startsWith('/session') && r.path !== '/files',
  )
  expect(doors.length).toBeGreaterThan(30)
  const some = (await dispatcher.get('/appeals?limit=1')).body.rows[0]?.id as string
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      '50',
      '0101',
      'gxq.housing',
      some,
      text,
      1,
      2,
      true,
      '2025-01-01T00:00:00Z',
      [some],
      ['gxq.urban'],
    ),
  )
  const names = [
    'version',
    'text',
    'reason',
    'org',
    'orgs',
    'category',
    'urgency',
    'files',
    'days',
    'approve',
    'where',
    'source',
    'channel',
    'contact',
    'title',
    'score',
    'solved',
    'workingDays',
    'legalBasis',
    'assignee',
    'code',
    'status',
    'place',
    'name',
    'query',
    'ids',
  ]
  const body = fc.oneof(
    { weight: 1, arbitrary: fc.jsonValue() },
    { weight: 4, arbitrary: fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 12 }) },
  )
  // A valid step of an appeal with some of it replaced comes further than what is random as a whole.
  const steps = Object.entries(inputs).map(([name, input]) => [`/appeals/:id/${kebab(name)}`, input] as const)
  const step = fc.tuple(fc.constantFrom(...steps), body, fc.boolean())
  const counts = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(people)),
      step,
      async (who, [[path, input], given, whole]) => {
        const changed = typeof given === 'object' && given !== null && !Array.isArray(given) ? given : {}
        const sent = { version: 1, ...input, ...(whole ? {} : changed) }
        const answer = await (people[who] as Client).post(path.replace(':id', some), sent)
        counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1)
        expect({ path, status: answer.status < 500 ? 'fine' : answer.status }).toEqual({
          path,
          status: 'fine',
        })
      },
    ),
    { numRuns: 300 },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...doors),
      fc.constantFrom(...Object.keys(people)),
      body,
      fc.constantFrom(some, 'x', '00000000-0000-4000-8000-000000000000'),
      async (door, who, sent, id) => {
        const path = door.path.replace(/:\w+/g, encodeURIComponent(id))
        const client = people[who] as Client
        const answer =
          door.method === 'POST'
            ? await client.post(path, sent)
            : await client.send(door.method as 'PUT', path, sent)
        counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1)
        expect({
          door: `${door.method} ${path}`,
          status: answer.status < 500 ? 'fine' : answer.status,
        }).toEqual({ door: `${door.method} ${path}`, status: 'fine' })
        expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|syntax error at|violates/)
      },
    ),
    { numRuns: 600 },
  )
  console.log('answers by status:', Object.fromEntries([...counts].sort()))
}, 240_000)
