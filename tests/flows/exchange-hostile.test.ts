import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createExchangeClient, signRequest } from '../../sdk/exchange-client.mjs'
import { verifyAudit } from '../../src/kernel/audit/index.ts'
import { readPublicKey, sign, signerOf } from '../../src/modules/exchange/signing.ts'
import {
  fetchInto,
  foodResource,
  grantFor,
  type Managers,
  managersOf,
  origin,
  strangersKey,
  systemFor,
  type TestSystem,
} from '../support/exchange.ts'
import { createTestPlatform, type TestPlatform } from '../support/platform.ts'

let city: TestPlatform
let m: Managers
let grant = ''
let system: TestSystem
let other: TestSystem

beforeAll(async () => {
  city = await createTestPlatform({ env: { PUBLIC_URL: origin } })
  m = await managersOf(city)
  grant = await grantFor(m, await foodResource(m))
  system = await systemFor(city, m)
  other = await systemFor(city, m, { alg: 'sm2-sm3' })
})
afterAll(() => city?.stop())

const path = (query = 'purpose=assistance') => `/exchange/v1/grants/${grant}/rows?${query}`

function signerFor(s: TestSystem, alg: 'ecdsa-p256-sha256' | 'sm2-sm3' = 'ecdsa-p256-sha256') {
  const signer = signerOf(alg, s.secret)
  return { alg: alg as string, id: s.key, sign: (text: string) => sign(signer, text) }
}

interface Sent {
  method?: 'GET' | 'POST'
  target?: string
  body?: string
  headers?: Record<string, string>
}

/** What the gateway says to a raw request: the status and the condition. */
async function say({ method = 'GET', target = path(), body, headers = {} }: Sent): Promise<[number, string]> {
  const answer = await city.platform.server.inject({
    method,
    url: target,
    headers,
    ...(body === undefined ? {} : { payload: body }),
  })
  expect(answer.headers.signature).toMatch(/^sig1=:.{88}:$/)
  const { condition } = answer.json() as { condition?: string }
  return [answer.statusCode, condition ?? 'given']
}

const signed = (o: Parameters<typeof signRequest>[1] = { method: 'GET', target: path() }) =>
  signRequest(signerFor(system), o).headers

test('unsigned, garbled, half signed', async () => {
  const good = signed()
  const input = good['signature-input'] ?? ''
  expect(await say({ headers: good })).toEqual([200, 'given'])
  expect(await say({})).toEqual([401, 'unsigned'])
  expect(await say({ headers: { 'signature-input': input } })).toEqual([401, 'unsigned'])
  expect(await say({ headers: { ...good, signature: 'sig1=:AAAA' } })).toEqual([401, 'signature-unreadable'])
  expect(await say({ headers: { ...good, signature: 'sig2=:AAAA:' } })).toEqual([401, 'signature-unreadable'])
  expect(await say({ headers: { ...good, signature: `sig1=:${'A'.repeat(86)}==:` } })).toEqual([
    401,
    'signature',
  ])
  const fewer = input.replace('"@query"', '').replace(' )', ')')
  expect(await say({ headers: { ...good, 'signature-input': fewer } })).toEqual([401, 'uncovered'])
  expect(await say({ headers: { ...good, 'signature-input': `${input}${' '.repeat(9000)}x` } })).toEqual([
    401,
    'signature-unreadable',
  ])
})

test('a request that is used twice, also at once, gives once', async () => {
  const headers = signed()
  const all = await Promise.all(Array.from({ length: 6 }, () => say({ headers })))
  expect(all.filter(([status]) => status === 200)).toHaveLength(1)
  expect(all.filter(([, c]) => c === 'replay')).toHaveLength(5)
  expect(await say({ headers })).toEqual([409, 'replay'])
  const denied = signed({ method: 'GET', target: path('purpose=statistics') })
  expect(await say({ target: path('purpose=statistics'), headers: denied })).toEqual([403, 'purpose'])
  expect(await say({ target: path('purpose=statistics'), headers: denied })).toEqual([409, 'replay'])
})

test('a clock that is off, either way', async () => {
  const now = Math.floor(Date.now() / 1000)
  for (const [off, condition] of [
    [-400, 'clock'],
    [400, 'clock'],
    [-200, 'given'],
    [200, 'given'],
  ] as const) {
    const headers = signed({ method: 'GET', target: path(), created: now + off })
    expect((await say({ headers }))[1]).toBe(condition)
  }
})

test('another target, method, query or body than was signed', async () => {
  const more = `${path()}&limit=100`
  expect(await say({ target: more, headers: signed() })).toEqual([401, 'signature'])
  expect(await say({ method: 'POST', headers: signed() })).toEqual([401, 'signature'])
  const body = JSON.stringify({ purpose: 'assistance' })
  const target = path('').slice(0, -1)
  const headers = { ...signed({ method: 'POST', target, body }), 'content-type': 'application/json' }
  expect(await say({ method: 'POST', target, body, headers })).toEqual([200, 'given'])
  const fresh: Record<string, string> = {
    ...signed({ method: 'POST', target, body }),
    'content-type': 'text/plain',
  }
  expect(await say({ method: 'POST', target, body: `${body} `, headers: fresh })).toEqual([401, 'digest'])
  const { 'content-digest': _, ...without } = fresh
  expect((await say({ method: 'POST', target, body, headers: without }))[0]).toBe(401)
  const noDigest = signed({ method: 'POST', target })
  expect(await say({ method: 'POST', target, body, headers: noDigest })).toEqual([401, 'uncovered'])
  const bodied = { ...signed(), 'content-length': '5' }
  expect((await say({ headers: bodied }))[1]).toBe('body-unexpected')
})

test('algorithm confusion: the key says how it signs', async () => {
  const lying = { ...signerFor(system), alg: 'sm2-sm3' }
  expect(await say({ headers: signRequest(lying, { method: 'GET', target: path() }).headers })).toEqual([
    401,
    'algorithm',
  ])
  for (const alg of ['none', 'hmac-sha256', 'rsa-pss-sha512', 'ED25519'])
    expect(
      await say({ headers: signRequest({ ...lying, alg }, { method: 'GET', target: path() }).headers }),
    ).toEqual([401, 'algorithm'])
  // The public key of another as an HMAC secret, its id as ours: the signature is not by the key that is named.
  const borrowed = { ...signerFor(system), id: other.key, alg: 'sm2-sm3' }
  expect(await say({ headers: signRequest(borrowed, { method: 'GET', target: path() }).headers })).toEqual([
    401,
    'signature',
  ])
})

test('an unknown key, one of another organization', async () => {
  const stranger = await createExchangeClient({ url: origin, key: strangersKey(), fetch: fetchInto(city) })
  await expect(stranger.rows(grant, { purpose: 'assistance' })).rejects.toMatchObject({
    condition: 'key-unknown',
  })
  const town = await city.as('data.town')
  const { createPair } = await import('../../src/modules/exchange/signing.ts')
  const pair = createPair('ecdsa-p256-sha256')
  const made = await town.post('/exchange/systems', {
    organization: 'town.500107104',
    name: '街道平台',
    contact: '数据专干',
    publicKey: pair.publicKey,
  })
  await m.authority.post(`/exchange/systems/${made.body.id}/confirm`, { revision: 1, perMinute: 600 })
  const client = await createExchangeClient({ url: origin, key: pair.secret, fetch: fetchInto(city) })
  await expect(client.rows(grant, { purpose: 'assistance' })).rejects.toMatchObject({ condition: 'consumer' })
  const asked = await system.client.requestDelivery(grant, { purpose: 'assistance' })
  await expect(client.delivery(asked.id)).rejects.toMatchObject({ condition: 'delivery' })
  expect((await town.post('/exchange/systems', { ...made.body, organization: 'gxq.civil' })).status).not.toBe(
    201,
  )
})

test('keys that are none', async () => {
  const send = (publicKey: string) =>
    m.civil.post('/exchange/systems', {
      organization: 'gxq.civil',
      name: '系统',
      contact: '信息科',
      publicKey,
    })
  const pem = (hex: string) =>
    `-----BEGIN PUBLIC KEY-----\n${Buffer.from(hex, 'hex').toString('base64')}\n-----END PUBLIC KEY-----`
  const p256 = '3059301306072a8648ce3d020106082a8648ce3d030107034200'
  const sm2 = '3059301306072a8648ce3d020106082a811ccf5501822d034200'
  for (const key of [
    pem(`${p256}04${'11'.repeat(64)}`),
    pem(`${sm2}04${'11'.repeat(64)}`),
    pem(`${p256}04${'00'.repeat(64)}`),
    pem(`${sm2}00`),
    pem(randomBytes(91).toString('hex')),
    `-----BEGIN PUBLIC KEY-----\n${'A'.repeat(900)}\n-----END PUBLIC KEY-----`,
  ])
    expect((await send(key)).status).toBe(400)
  expect((await send(strangersKey())).status).toBe(400)
  expect(() => readPublicKey(pem(`${p256}05${'11'.repeat(64)}`))).toThrow()
})

test('path tricks and strange wishes', async () => {
  for (const target of [
    `/exchange/v1/grants/${grant}%2F../rows?purpose=assistance`,
    `/exchange/v1/grants/${grant.toUpperCase()}x/rows?purpose=assistance`,
    `/exchange/v1/grants/..%2f..%2fapi/rows?purpose=assistance`,
    `/exchange/v1/grants/%00/rows?purpose=assistance`,
  ])
    expect((await say({ target, headers: signed({ method: 'GET', target }) }))[0]).toBe(404)
  for (const query of [
    'purpose=assistance&purpose=statistics',
    'purpose=assistance&limit=-1',
    'purpose=assistance&limit=1e9',
    'purpose=assistance&after=1%3Bdrop',
    'purpose=assistance&items=',
    `purpose=assistance&items=${encodeURIComponent('name; drop table exchanges; --')}`,
    'purpose=assistance&where=[',
    `purpose=assistance&where=${encodeURIComponent('[{"item":"name","op":"or 1=1","values":[]}]')}`,
    '',
  ]) {
    const target = path(query)
    const [status, condition] = await say({ target, headers: signed({ method: 'GET', target }) })
    expect([query, status, condition]).toEqual([query, 400, 'request'])
  }
})

test('a huge body is refused before it is read, and logged', async () => {
  const target = path('').slice(0, -1)
  const body = JSON.stringify({ purpose: 'assistance', where: 'x'.repeat(100_000) })
  const headers = { ...signed({ method: 'POST', target, body }), 'content-type': 'application/json' }
  expect(await say({ method: 'POST', target, body, headers })).toEqual([413, 'http-413'])
  const { body: log } = await (await city.as('auditor')).get('/exchange/log?outcome=refused&limit=1')
  expect(log.rows[0].record).toMatchObject({ condition: 'http-413', system: null })
})

test('nobody reads systems, log or export without a post; the audit chain holds after all this', async () => {
  const clerk = await city.as('clerk')
  for (const page of [
    '/exchange/systems',
    '/exchange/log',
    '/exchange/log/export?from=2026-01-01&until=2026-01-02',
  ])
    for (const who of [clerk, city.anonymous]) expect((await who.get(page)).status).toBeGreaterThan(400)
  expect((await m.authority.get('/exchange/log/export?from=2026-01-01&until=2026-01-02')).status).toBe(403)
  expect((await verifyAudit(city.platform.kernel.app.db)).flaws).toEqual([])
})
