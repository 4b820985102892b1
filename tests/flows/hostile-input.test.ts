import { request as httpRequest } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kebab } from '../../src/kernel/cases/routes.ts'
import { systemClock } from '../../src/kernel/clock/index.ts'
import { declarations } from '../../src/main.ts'
import { inputs } from '../support/cast.ts'
import { type Answer, type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'

/** Whatever is sent, the answer is a refusal in words: never a 5xx, never a glimpse of the inside. */

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

const inside =
  /\bat .+\.(ts|js):\d+|select |insert into|syntax error|node_modules|pg_|ECONN|TypeError|violates/i

function expectRefusal(
  answer: Pick<Answer, 'status' | 'body' | 'headers'>,
  statuses: readonly number[],
): void {
  expect(statuses).toContain(answer.status)
  expect(String(answer.headers['content-type'])).toMatch(/^application\/problem\+json/)
  expect(answer.body).toMatchObject({ status: answer.status })
  expect(answer.body.title.length).toBeGreaterThan(3)
  expect(JSON.stringify(answer.body)).not.toMatch(inside)
}

/** A request as raw bytes, past every client that would put it right. */
async function raw(
  method: string,
  url: string,
  payload: Buffer | string | undefined,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await city.platform.server.inject({
    method: method as 'POST',
    url,
    headers,
    ...(payload === undefined ? {} : { payload }),
  })
  const isJson = /json/.test(String(response.headers['content-type']))
  return {
    status: response.statusCode,
    body: isJson && response.body !== '' ? response.json() : response.body,
    headers: response.headers,
  }
}

const appeals = '/api/v1/appeals'
const json = { 'content-type': 'application/json' }
const text = '楼道灯坏了三个月，请维修。'

describe('bodies that are no request', () => {
  const rows: [string, Buffer | string, Record<string, string>, number[]][] = [
    ['half a JSON', '{"text":', json, [400]],
    ['no body', '', json, [400]],
    ['an array', '[]', json, [400]],
    ['null', 'null', json, [400]],
    ['a number', '1e999', json, [400]],
    ['XML', '<a/>', { 'content-type': 'text/xml' }, [400]],
    ['a form', 'text=x', { 'content-type': 'application/x-www-form-urlencoded' }, [400]],
    ['no content type', '{}', {}, [400]],
    [
      'GBK bytes',
      Buffer.from([0x7b, 0x22, 0x74, 0x22, 0x3a, 0x22, 0xc2, 0xa5, 0xb5, 0xc0, 0xb5, 0xc6, 0x22, 0x7d]),
      json,
      [400],
    ],
    ['ten megabytes', JSON.stringify({ text: 'x'.repeat(10_000_000) }), json, [413]],
    ['a depth of twenty thousand', `{"text":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, json, [400]],
    [
      'fifty thousand files',
      JSON.stringify({ text, files: Array.from({ length: 50_000 }, () => 'a') }),
      json,
      [400],
    ],
    ['a prototype', '{"text":"楼道灯坏了","__proto__":{"admin":true}}', json, [400]],
    ['a constructor', '{"text":"楼道灯坏了","constructor":{"prototype":{"admin":true}}}', json, [400]],
    [
      'a time without a year',
      JSON.stringify({ text, source: { system: 's', id: '1', at: '0000-01-01T00:00:00Z' } }),
      json,
      [400, 403],
    ],
  ]
  test.each(rows)('%s', async (_name, payload, headers, statuses) => {
    expectRefusal(await raw('POST', appeals, payload, headers), statuses)
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })
})

describe('characters that no table holds', () => {
  const fields = (bad: string) => [
    { text: `${text}${bad}` },
    { text, title: bad },
    { text, where: { address: `路${bad}` } },
    { text, contact: { name: `王${bad}` } },
  ]
  test.each([
    ['NUL', '\u0000'],
    ['half a pair', '\ud800'],
    ['the other half', '\udc00x'],
  ])('%s', async (_name, bad) => {
    for (const body of fields(bad)) {
      const answer = await resident.post('/appeals', body)
      if (answer.status !== 201) expectRefusal(answer, [400])
    }
    for (const path of [
      `/appeals?text=${encodeURIComponent('灯\u0000')}`,
      '/appeals?place=%00',
      '/places/find?text=%00',
      '/appeals?state=%00',
    ])
      expect((await dispatcher.get(path)).status).toBeLessThan(500)
  })
})

describe('words that mean something elsewhere are words here', () => {
  const words = [
    "'; drop table cases; --",
    '<script>alert(1)</script>',
    '{{7*7}}${7*7}',
    '%s%n',
    "' or '1'='1",
    '\\',
    '& | ! :* ()',
    '../../etc/passwd',
    '=cmd|calc',
  ]
  test.each(words)('%s', async (word) => {
    const body = {
      text: `灯坏了很久 ${word}`,
      title: word,
      where: { address: word, place: '50/500107/500107103' },
    }
    const { body: receipt, status } = await dispatcher.post('/appeals', body)
    expect(status).toBe(201)
    const view = await dispatcher.get(`/appeals/${receipt.id}`)
    expect([view.body.body, view.body.title, view.body.address]).toEqual([body.text, word, word])
    expect(String(view.headers['content-type'])).toMatch(/^application\/json/)
    expect(view.headers['content-security-policy']).toContain("default-src 'self'")
    expect(view.headers['x-content-type-options']).toBe('nosniff')
    const comment = await dispatcher.post(`/appeals/${receipt.id}/comment`, { version: 1, text: word })
    expect(comment.status).toBe(200)
    for (const name of ['text', 'place', 'org', 'category', 'state', 'channel']) {
      const found = await dispatcher.get(`/appeals?${name}=${encodeURIComponent(word)}`)
      expect([200, 400]).toContain(found.status)
    }
  })
})

describe('addresses', () => {
  const rows: [string, string, number[]][] = [
    ['GET', '/api/v1/nothing', [404]],
    ['PUT', '/api/v1/appeals', [404]],
    ['PATCH', '/api/v1/appeals/x', [404]],
    ['GET', '/api/v1/appeals/x', [400, 401]],
    ['GET', `/api/v1/appeals/${'a'.repeat(150)}`, [400, 401]],
    ['GET', `/api/v1/appeals/${'a'.repeat(5000)}`, [400, 401, 404]],
    ['GET', '/api/v1/files/..%2f..%2fkeys%2fmaster.key', [400, 404]],
    ['GET', '/api/v1/files/..%2f..%2f..%2fetc%2fpasswd', [400, 404]],
    ['GET', '/api/v1/files/%2e%2e/%2e%2e/audit_entries', [404]],
    ['GET', `/api/v1/files/${'0'.repeat(64)}`, [404]],
    ['GET', '/api/v1/appeals/track/SQ1/x', [400]],
    ['GET', '/api/v1/appeals/track/SQ20251124000001/00000000-0000-4000-8000-000000000000', [404]],
    ['GET', '/api/v1/places?below=..', [404]],
    ['GET', '/api/v1/places/at?lon=x&lat=1e999', [400]],
  ]
  test.each(rows)('%s %s', async (method, url, statuses) => {
    expectRefusal(await raw(method, url, undefined), statuses)
  })
  test('an escape that is none', async () => {
    const answer = await raw('GET', '/api/v1/appeals/%zz', undefined)
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.body)).not.toMatch(inside)
  })
})

describe('cursors', () => {
  const write = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const id = '00000000-0000-4000-8000-000000000000'
  const rows = [
    'garbage',
    '%%%',
    write([]),
    write({}),
    write(['x', 'y']),
    write(["2025-01-01'", id]),
    write(['2025-02-31 99:99:99+00', id]),
    write(['infinity', 'x']),
    write([1, 2]),
    'x'.repeat(190),
  ]
  test.each(rows)('%s', async (cursor) => {
    for (const sort of ['newest', 'oldest', 'due']) {
      const answer = await dispatcher.get(`/appeals?sort=${sort}&cursor=${encodeURIComponent(cursor)}`)
      if (answer.status !== 200) expectRefusal(answer, [400])
    }
  })
  test('what is no cursor of ours begins at the beginning', async () => {
    const [all, some] = [await dispatcher.get('/appeals'), await dispatcher.get('/appeals?cursor=garbage')]
    expect(some.body.rows).toEqual(all.body.rows)
  })
  test('a cursor of another reader shows nothing more', async () => {
    const page = await dispatcher.get('/appeals?limit=1')
    const mine = await resident.get(`/appeals?cursor=${page.body.next}`)
    expect(mine.status).toBe(200)
    const own = (await resident.get('/appeals?limit=200')).body.rows.map((r: { id: string }) => r.id)
    for (const r of mine.body.rows) expect(own).toContain(r.id)
  })
})

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
      expectRefusal(await raw('GET', appeals, undefined, { cookie }), [401])
    for (const authorization of ['Bearer x', `Bearer ${'a'.repeat(43)}`, 'Basic YTpi', 'Bearer'])
      expectRefusal(await raw('GET', appeals, undefined, { authorization }), [401])
  })
  test('headers cannot be broken into', async () => {
    const answer = await raw('GET', appeals, undefined, {
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
    expect((await raw('GET', appeals, undefined, { 'accept-language': language })).body.title).toBe(title)
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

test('over a real socket: broken HTTP is answered or cut off, and the next request is served', async () => {
  const base = await city.platform.server.listen({ port: 0, host: '127.0.0.1' })
  const port = Number(new URL(base).port)
  const answer = await new Promise<number | undefined>((resolve) => {
    const r = httpRequest(
      {
        port,
        host: '127.0.0.1',
        path: '/api/v1/appeals',
        method: 'POST',
        headers: { ...json, 'content-length': '1000' },
      },
      (res) => {
        res.resume()
        resolve(res.statusCode)
      },
    )
    r.on('error', () => resolve(undefined))
    r.write('{"text":')
    setTimeout(() => r.destroy(), 300)
  })
  expect(answer === undefined || answer < 500).toBe(true)
  expect((await fetch(`${base}/api/v1/audit/head`)).status).toBe(200)
  const huge = await fetch(`${base}/api/v1/appeals`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ text: 'x'.repeat(10_000_000) }),
  }).catch(() => undefined)
  expect(huge === undefined || huge.status === 413).toBe(true)
  expect((await fetch(`${base}/api/v1/audit/head`)).status).toBe(200)
})

test('anything sent to any door by anyone is below 500', async () => {
  const { routes } = declarations({
    clock: systemClock,
    key: () => city.platform.kernel.key,
    root: city.platform.kernel.config.root,
  })
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
}, 60_000)
