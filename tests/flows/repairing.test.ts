import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'

let city: TestPlatform
let market: Client
let authority: Client
let auditor: Client

beforeAll(async () => {
  city = await createTestPlatform()
  market = await city.as('data.market')
  authority = await city.as('data')
  auditor = await city.as('auditor')
})
afterAll(() => city?.stop())

const newResource = (change: object = {}) =>
  publishedResource(market, 'gxq.market', { ...foodBusinesses, ...change })
const waiting = async (resource: string, query = '') =>
  (await market.get(`/resources/${resource}/quarantine?${query}`)).body
const rowsOf = async (resource: string) => (await market.get(`/resources/${resource}/rows`)).body.rows

describe('a row that broke its contract', () => {
  let resource = ''
  beforeAll(async () => {
    resource = await newResource()
    await deliverRows(market, resource, [
      foodBusiness(1, { grade: '甲' }),
      foodBusiness(2, { grade: '甲', seats: '-3' }),
      foodBusiness(3, { grade: '乙' }),
      foodBusiness(4),
    ])
  })

  test('is listed with what is wrong, counted by reason, found by filter', async () => {
    const page = await waiting(resource)
    expect(page).toMatchObject({ total: 3, mayRepair: true })
    expect(page.reasons).toEqual([
      { item: 'grade', reason: 'not-in-list', rows: 3 },
      { item: 'seats', reason: 'too-small', rows: 1 },
    ])
    expect(await waiting(resource, 'item=seats&reason=too-small')).toMatchObject({
      total: 1,
      rows: [{ line: 2, data: { seats: '-3' } }],
    })
    const paged = await waiting(resource, 'limit=2')
    expect((await waiting(resource, `limit=2&after=${paged.next}`)).rows).toHaveLength(1)
  })

  test('shows its values to its keeper only', async () => {
    for (const reader of [authority, auditor]) {
      const { body } = await reader.get(`/resources/${resource}/quarantine`)
      expect(body).toMatchObject({
        total: 3,
        mayRepair: false,
        rows: [{ data: null, corrected: null }, {}, {}],
      })
      expect((await reader.get(`/resources/${resource}/rows`)).status).toBe(403)
    }
    const row = (await waiting(resource)).rows[0]
    const foreign = await (await city.as('data.civil')).post(
      `/resources/${resource}/quarantine/${row.id}/release`,
      { values: { grade: 'A' } },
    )
    expect(foreign.status).toBe(403)
  })

  test('is released when it is put right, refused with what remains', async () => {
    const row = (await waiting(resource, 'item=seats')).rows[0]
    const path = `/resources/${resource}/quarantine/${row.id}/release`
    const half = await market.post(path, { values: { grade: 'A' } })
    expect(half).toMatchObject({
      status: 400,
      body: { problems: [{ item: 'seats', reason: 'too-small', expected: '0' }] },
    })
    const whole = await market.post(path, { values: { grade: 'A', seats: 12 } })
    expect(whole.body).toEqual({ id: row.id, key: 'JY000002' })
    expect((await market.post(path, { values: { grade: 'A', seats: 12 } })).status).toBe(409)
    expect((await rowsOf(resource)).map((r: { key: string }) => r.key)).toEqual(['JY000002', 'JY000004'])
  })

  test('is put right with its like, discarded with a reason, and taken back', async () => {
    const correct = { item: 'grade', from: '甲', to: 'A' }
    const corrected = await market.post(`/resources/${resource}/quarantine/correct`, correct)
    expect(corrected.body).toEqual({ released: 1, remaining: 0, next: null })
    const [row] = (await waiting(resource)).rows
    const ids = [row.id]
    const discarded = await market.post(`/resources/${resource}/quarantine/discard`, {
      ids,
      reason: '已注销',
    })
    expect(discarded.body).toEqual({ rows: 1 })
    expect(await waiting(resource)).toMatchObject({ total: 0 })
    expect(await waiting(resource, 'state=discarded')).toMatchObject({
      total: 1,
      rows: [{ reason: '已注销' }],
    })
    expect((await market.post(`/resources/${resource}/quarantine/restore`, { ids })).body).toEqual({
      rows: 1,
    })
    expect((await market.post(`/resources/${resource}/quarantine/restore`, { ids })).status).toBe(409)
    expect(await waiting(resource)).toMatchObject({ total: 1, rows: [{ data: { grade: '乙' } }] })
  })

  test('is tried again after the contract changed', async () => {
    const { revision, content } = (await market.get(`/resources/${resource}`)).body
    const items = content.items.map((i: { name: string; values: string[] }) =>
      i.name === 'grade' ? { ...i, values: [...i.values, '乙'] } : i,
    )
    await market.post(`/resources/${resource}/draft`, { revision, content: { ...content, items } })
    await market.post(`/resources/${resource}/publish`, { revision: revision + 1, note: '增加乙级' })
    const again = await market.post(`/resources/${resource}/quarantine/retry`, {})
    expect(again.body).toEqual({ released: 1, remaining: 0, next: null })
    expect(await rowsOf(resource)).toHaveLength(4)
  })

  test('is exported with formulas made harmless', async () => {
    await deliverRows(market, resource, [foodBusiness(9, { name: '=1+1', grade: '丁' })])
    const { bytes, headers } = await market.get(`/resources/${resource}/quarantine.csv`)
    expect(headers['content-type']).toContain('text/csv')
    const text = bytes?.toString('utf8') ?? ''
    expect(text).toContain('量化等级：不在允许的取值中')
    expect(text).toContain("'=1+1")
    const hidden = (await auditor.get(`/resources/${resource}/quarantine.csv`)).bytes?.toString('utf8')
    expect(hidden).not.toContain('1+1')
  })
})

test('a release never pushes aside what arrived later, unless somebody says so', async () => {
  const resource = await newResource()
  await deliverRows(market, resource, [foodBusiness(1, { seats: 'x', name: '旧名' })])
  await deliverRows(market, resource, [foodBusiness(1, { name: '新名' })])
  const [row] = (await waiting(resource)).rows
  const path = `/resources/${resource}/quarantine/${row.id}/release`
  const refused = await market.post(path, { values: { seats: 5 } })
  expect(refused.body.problems).toEqual([{ item: '', reason: 'newer-row', expected: 'JY000001' }])
  const bulk = await market.post(`/resources/${resource}/quarantine/correct`, {
    item: 'seats',
    from: 'x',
    to: '5',
  })
  expect(bulk.body).toMatchObject({ released: 0, remaining: 1 })
  expect((await rowsOf(resource))[0].data.name).toBe('新名')
  await market.post(path, { values: { seats: 5 }, overwrite: true })
  expect((await rowsOf(resource))[0].data).toMatchObject({ name: '旧名', seats: 5 })
})

test('nothing that was sent is lost, and a recount of quality is what was counted as it came', async () => {
  const resource = await newResource()
  const { db } = city.platform.kernel.app
  let seed = 7
  const dice = (n: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((seed / 2_147_483_648) * n)
  }
  const breaks = [
    {},
    {},
    { grade: 'Z' },
    { seats: '' },
    { place: '500105' },
    { name: '' },
    { granted: '2999-01-01' },
  ]
  const totals = { sent: 0, quarantined: 0, stored: 0 }
  for (let n = 0; n < 12; n++) {
    const rows = Array.from({ length: dice(30) }, () =>
      foodBusiness(dice(20), { ...breaks[dice(breaks.length)], seats: String(dice(3)) }),
    )
    const delivery = randomUUID()
    const cut = dice(rows.length + 1)
    await deliverRows(market, resource, rows.slice(0, cut), { delivery, last: false })
    const mode = dice(3) === 0 ? 'replace' : 'merge'
    const { body } = await deliverRows(market, resource, rows.slice(cut), { delivery, part: 2, mode })
    const c = body.counts
    expect(c.sent).toBe(rows.length)
    expect(c.added + c.changed + c.same + c.quarantined).toBe(c.sent)
    totals.sent += c.sent
    totals.quarantined += c.quarantined
    totals.stored += c.added - c.removed
  }
  const before = (await market.get(`/resources/${resource}/quality`)).body
  expect(before.period.measures).toMatchObject({ sent: totals.sent, deliveries: 12 })
  await authority.post(`/resources/${resource}/quality/recount`)
  expect((await market.get(`/resources/${resource}/quality`)).body).toEqual(before)
  const { rows } = await sql<{ n: number; q: number }>`
    select (select count(*)::int from collected_rows where resource = ${resource}::uuid) as n,
      (select count(*)::int from quarantined_rows where resource = ${resource}::uuid) as q`.execute(db)
  expect(rows[0]).toEqual({ n: totals.stored, q: totals.quarantined })
  const retried = await market.post(`/resources/${resource}/quarantine/retry`, {})
  expect(retried.body.released + retried.body.remaining).toBe(totals.quarantined)
})

test('the weights of a score are the data authority’s', async () => {
  const weights = { completeness: 0, validity: 100, timeliness: 0, uniqueness: 0, consistency: 0 }
  expect((await market.post('/collection/weights', weights)).status).toBe(403)
  expect((await authority.post('/collection/weights', { ...weights, validity: 0 })).status).toBe(400)
  expect((await authority.post('/collection/weights', weights)).body).toEqual(weights)
  const resource = await newResource()
  await deliverRows(market, resource, [foodBusiness(1), foodBusiness(2, { seats: 'x' })])
  expect((await auditor.get(`/resources/${resource}/quality`)).body).toMatchObject({
    weights,
    period: { score: 50, shares: { validity: 0.5, timeliness: 1 } },
  })
})
