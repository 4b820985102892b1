import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AnswerNotGenuine, createExchangeClient } from '../../sdk/exchange-client.mjs'
import { verifyExchangeLog } from '../../sdk/verify-exchange-log.mjs'
import { createPair } from '../../src/modules/exchange/signing.ts'
import {
  fetchInto,
  foodResource,
  grantFor,
  type Managers,
  managersOf,
  origin,
  systemFor,
  type TestSystem,
  today,
} from '../support/exchange.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'

let city: TestPlatform
let m: Managers
let auditor: Client
let resource = ''
let grant = ''
let system: TestSystem
const purpose = 'assistance'

beforeAll(async () => {
  city = await createTestPlatform({ env: { PUBLIC_URL: origin } })
  m = await managersOf(city)
  auditor = await city.as('auditor')
  resource = await foodResource(m)
  grant = await grantFor(m, resource, { rows: [{ item: 'place', op: 'within', values: ['50/500107'] }] })
})
afterAll(() => city?.stop())

const refusal = (call: Promise<unknown>) =>
  call.then(
    () => 'given',
    (error: { condition?: string }) => error.condition,
  )

test('a system calls once the data authority has confirmed it', async () => {
  system = await systemFor(city, m, { confirm: false })
  expect(await refusal(system.client.rows(grant, { purpose }))).toBe('system-waiting')
  const ref = { revision: 1, perMinute: 6000 }
  expect((await m.civil.post(`/exchange/systems/${system.id}/confirm`, ref)).status).toBe(403)
  expect((await m.authority.post(`/exchange/systems/${system.id}/confirm`, ref)).status).toBe(200)
  const { body } = await m.civil.get('/exchange/systems')
  expect(body.systems[0]).toMatchObject({ state: 'confirmed', may: ['revoke', 'rotate'] })
  expect(body.systems[0].keys[0]).toMatchObject({ id: system.key, alg: 'ecdsa-p256-sha256' })
  expect((await m.market.get('/exchange/systems')).body.systems).toEqual([])
})

test('a signed call gives rows, masks and filter applied; the answer is signed and bound to it', async () => {
  const page = await system.client.rows(grant, { purpose, items: ['name', 'phone'], limit: 4 })
  expect(page).toMatchObject({ grant, purpose, next: expect.stringMatching(/^\d+\.\d+$/) })
  expect(page.rows).toHaveLength(4)
  expect(page.rows[0]).toEqual({ name: '小面馆0号', phone: '138****0000' })
  const all: unknown[] = []
  for await (const row of system.client.allRows(grant, { purpose, items: ['name'], limit: 4 })) all.push(row)
  expect(all).toEqual([0, 1, 3, 4, 6, 7].map((n) => ({ name: `小面馆${n}号` })))
  const where = [{ item: 'name', op: '=', values: ['小面馆3号'] }]
  expect((await system.client.query(grant, { purpose, where, limit: 5 })).rows).toHaveLength(1)
})

test('pages follow each other without a gap, whatever the numbers of the rows', async () => {
  const many = await grantFor(m, await foodResource(m, 120))
  const names: unknown[] = []
  for await (const row of system.client.allRows(many, { purpose, items: ['name'], limit: 7 }))
    names.push(row.name)
  expect(names).toEqual(Array.from({ length: 120 }, (_, n) => `小面馆${n}号`))
})

test('an answer to another request, or changed on the way, is not taken', async () => {
  const inner = fetchInto(city)
  const swap = await createExchangeClient({
    url: origin,
    key: system.secret,
    fetch: (async (url: string, init: RequestInit) =>
      String(url).includes('grants')
        ? inner(String(url).replace('limit=2', 'limit=1'), init).then(async () => lastAnswer)
        : inner(url, init)) as typeof fetch,
  })
  const lastAnswer = await inner(`${origin}/exchange/v1/grants/${grant}/rows`, {})
  await expect(swap.rows(grant, { purpose, limit: 2 })).rejects.toThrow(AnswerNotGenuine)
})

test('a denial names the condition that failed; a masked item is no filter', async () => {
  const { client } = system
  expect(await refusal(client.rows(grant, { purpose: 'statistics' }))).toBe('purpose')
  expect(await refusal(client.rows(grant, { purpose, items: ['grade'] }))).toBe('items')
  expect(await refusal(client.rows(grant, { purpose, limit: 101 }))).toBe('rows')
  expect(await refusal(client.rows(grant, { purpose: 'nothing' }))).toBe('request')
  expect(await refusal(client.rows('00000000-0000-4000-8000-000000000000', { purpose }))).toBe('grant')
  const where = [{ item: 'phone', op: '=', values: ['13800000003'] }]
  expect(await refusal(client.rows(grant, { purpose, where }))).toBe('where')
})

test('SM2 works the same way', async () => {
  const sm2 = await systemFor(city, m, { alg: 'sm2-sm3' })
  const page = await sm2.client.rows(grant, { purpose, limit: 2 })
  expect(page.rows).toHaveLength(2)
  expect(await refusal(sm2.client.rows(grant, { purpose: 'statistics' }))).toBe('purpose')
})

test('a key is rotated with an overlap, and revoked at once', async () => {
  const s = await systemFor(city, m)
  const next = createPair('ecdsa-p256-sha256')
  const path = `/exchange/systems/${s.id}`
  const rotated = await m.civil.post(`${path}/rotate-key`, {
    revision: 2,
    publicKey: next.publicKey,
    overlapHours: 1,
  })
  expect(rotated.status).toBe(200)
  const fresh = await createExchangeClient({ url: origin, key: next.secret, fetch: fetchInto(city) })
  expect((await s.client.rows(grant, { purpose })).rows).toHaveLength(6)
  expect((await fresh.rows(grant, { purpose })).rows).toHaveLength(6)
  const { revision } = rotated.body
  const revoked = await m.civil.post(`${path}/revoke-key`, { revision, key: s.key, reason: '私钥可能泄露' })
  expect(revoked.status).toBe(200)
  expect(await refusal(s.client.rows(grant, { purpose }))).toBe('key-revoked')
  expect((await fresh.rows(grant, { purpose })).rows).toHaveLength(6)
  const again = {
    organization: 'gxq.civil',
    name: '另一个系统',
    contact: '信息科',
    publicKey: next.publicKey,
  }
  expect((await m.civil.post('/exchange/systems', again)).status).toBe(409)
  await m.authority.post(`${path}/revoke`, { revision: revision + 1, reason: '系统下线' })
  expect(await refusal(fresh.rows(grant, { purpose }))).toBe('system-revoked')
})

test('the platform’s key is rotated; what the former one signed still verifies', async () => {
  const before = (await city.platform.server.inject('/.well-known/zhizhi-exchange-keys')).json()
  expect(before.keys.map((k: { alg: string }) => k.alg).sort()).toEqual(['ecdsa-p256-sha256', 'sm2-sm3'])
  expect((await m.civil.post('/exchange/platform-keys/rotate', { alg: 'ecdsa-p256-sha256' })).status).toBe(
    403,
  )
  await m.authority.post('/exchange/platform-keys/rotate', { alg: 'ecdsa-p256-sha256' })
  expect((await system.client.rows(grant, { purpose })).rows).toHaveLength(6)
  const after = (await city.platform.server.inject('/.well-known/zhizhi-exchange-keys')).json()
  expect(after.keys).toHaveLength(3)
  expect(JSON.stringify(after)).not.toContain('PRIVATE')
})

test('a day’s calls and a minute’s are limited', async () => {
  const other = await foodResource(m, 3)
  const small = await grantFor(m, other, { callsPerDay: 2 })
  const slow = await systemFor(city, m, { perMinute: 5 })
  expect((await slow.client.rows(small, { purpose })).rows).toHaveLength(3)
  expect((await slow.client.rows(small, { purpose })).rows).toHaveLength(3)
  expect(await refusal(slow.client.rows(small, { purpose }))).toBe('quota')
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => refusal(slow.client.rows(grant, { purpose }))),
  )
  expect(answers).toContain('minute')
  const usage = await m.civil.get(`/exchange/usage/${small}`)
  expect(usage.body).toEqual({
    grant: small,
    callsPerDay: 2,
    days: [{ day: today, calls: 2, reads: 0, rows: 6 }],
  })
})

test('pages and files at the desk count in the day’s quota as calls do, whoever reads at the same moment', async () => {
  const other = await foodResource(m, 3)
  const small = await grantFor(m, other, { callsPerDay: 3, bulk: false })
  const page = `/grants/${small}/rows?purpose=${purpose}`
  const file = `/grants/${small}/rows.csv?purpose=${purpose}`
  const fresh = await systemFor(city, m)
  expect((await m.civil.get(page)).body.rows).toHaveLength(3)
  expect((await m.civil.get(file)).status).toBe(200)
  expect((await fresh.client.rows(small, { purpose })).rows).toHaveLength(3)
  for (const path of [page, file])
    expect(await m.civil.get(path)).toMatchObject({ status: 403, body: { condition: 'quota' } })
  expect(await refusal(fresh.client.rows(small, { purpose }))).toBe('quota')
  const usage = await m.civil.get(`/exchange/usage/${small}`)
  expect(usage.body.days).toEqual([{ day: today, calls: 1, reads: 2, rows: 9 }])
  const { entries } = (await m.market.get(`/grants/${small}/log`)).body
  expect(entries.filter((e: { outcome: string }) => e.outcome === 'read')).toHaveLength(2)

  const few = await grantFor(m, await foodResource(m, 3), { callsPerDay: 4 })
  const answers = await Promise.all(
    Array.from({ length: 9 }, () => m.civil.get(`/grants/${few}/rows?purpose=${purpose}`)),
  )
  expect(answers.filter((a) => a.status === 200)).toHaveLength(4)
  expect(answers.filter((a) => a.body.condition === 'quota')).toHaveLength(5)
})

test('a whole delivery comes in signed parts, resumes, and stops with the grant', async () => {
  const { client } = system
  const asked = await client.requestDelivery(grant, { purpose, items: ['name'] })
  await city.platform.kernel.jobs.idle(60_000)
  const done = await client.delivery(asked.id)
  expect(done).toMatchObject({ state: 'done', rows: 6, parts: 1 })
  const manifest = await client.manifest(done)
  const [part] = manifest.parts
  const whole = await client.part(asked.id, 1)
  expect(createHash('sha256').update(whole).digest('hex')).toBe(part?.digest)
  const rest = await client.part(asked.id, 1, 10)
  expect(Buffer.concat([whole.subarray(0, 10), rest])).toEqual(whole)
  const rows = gunzipSync(whole).toString().trim().split('\n')
  expect(rows.map((r) => JSON.parse(r).name)).toContain('小面馆7号')
  expect(await refusal(client.part(asked.id, 2))).toBe('part')
  const since = await client.requestDelivery(grant, { purpose, after: manifest.until })
  await city.platform.kernel.jobs.idle(60_000)
  expect(await client.delivery(since.id)).toMatchObject({ state: 'done', rows: 0 })
  const { revision } = (await m.market.get(`/grants/${grant}`)).body
  await m.market.post(`/grants/${grant}/suspend`, { revision, reason: '发现异常调用' })
  expect(await refusal(client.part(asked.id, 1))).toBe('state')
  expect(await refusal(client.rows(grant, { purpose }))).toBe('state')
})

test('every call stands in the log of both sides, with a proof', async () => {
  const ours = (await m.civil.get('/exchange/log?limit=200')).body
  const theirs = (await m.market.get(`/exchange/log?limit=200&outcome=refused&grant=${grant}`)).body
  expect(ours.rows.length).toBeGreaterThan(20)
  expect(theirs.rows.map((r: { record: { condition: string } }) => r.record.condition)).toContain('purpose')
  const town = await city.as('data.town')
  expect((await town.get('/exchange/log')).body.rows).toEqual([])
  const [row] = ours.rows
  // Sealed within a second or so, unless a transaction of others on the server is under way.
  await expect
    .poll(async () => (await m.civil.get(`/exchange/log/${row.id}`)).body.proven, { timeout: 60_000 })
    .toBe(true)
  expect((await town.get(`/exchange/log/${row.id}`)).status).toBe(404)
})

test('the exported log verifies by itself, for either side and the auditor', async () => {
  for (const reader of [m.civil, m.market, auditor]) {
    const answer = await reader.get(`/exchange/log/export?from=${today}&until=${today}`)
    expect(answer.status).toBe(200)
    const lines = String(answer.body).trim().split('\n')
    const result = await verifyExchangeLog(lines)
    expect(result.flaws).toEqual([])
    expect(result.exchanges).toBeGreaterThan(5)
    expect(result.unchecked).toBe(0)
  }
  const tooLong = await auditor.get('/exchange/log/export?from=2026-01-01&until=2026-12-31')
  expect(tooLong.status).toBe(400)
})
