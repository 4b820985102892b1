import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { expectRefusal, inside, raw } from '../support/refusals.ts'

/** Whatever is sent, the answer is a refusal in words: never a 5xx, never a glimpse of the inside. */

let city: TestPlatform
let resident: Client
let dispatcher: Client

beforeAll(async () => {
  city = await createTestPlatform({ env: { ROLES: 'web' } })
  resident = await city.asResident('19900004444')
  dispatcher = await city.as('dispatcher')
})
afterAll(() => city?.stop())

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
    expectRefusal(await raw(city, 'POST', appeals, payload, headers), statuses)
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
    '{{7*7}}$(7*7)',
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
    ['GET', `/api/v1/appeals/${'a'.repeat(5000)}`, [404]],
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
    expectRefusal(await raw(city, method, url, undefined), statuses)
  })
  test('an escape that is none', async () => {
    const answer = await raw(city, 'GET', '/api/v1/appeals/%zz', undefined)
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
