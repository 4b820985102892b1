import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'

let city: TestPlatform
let market: Client
let civil: Client
let resource = ''

beforeAll(async () => {
  city = await createTestPlatform()
  market = await city.as('data.market')
  civil = await city.as('data.civil')
})
afterAll(() => city?.stop())

test('a data manager describes a resource; faults are named with their field', async () => {
  const faulty = { ...foodBusinesses, scope: { ...foodBusinesses.scope, placeItem: 'name' } }
  const refused = await market.post('/resources', { provider: 'gxq.market', content: faulty })
  expect(refused.status).toBe(400)
  expect(refused.body.faults).toEqual([
    { path: 'scope.placeItem', key: 'catalogue.fault.no-place', values: { item: 'name' } },
  ])
  const foreign = await civil.post('/resources', { provider: 'gxq.market', content: foodBusinesses })
  expect(foreign.status).toBe(403)
  const made = await market.post('/resources', { provider: 'gxq.market', content: foodBusinesses })
  expect(made.body).toMatchObject({ code: '307001/000001', version: 0, revision: 1 })
  resource = made.body.id
})

test('a draft is seen by its keeper; nothing arrives before it is published', async () => {
  expect((await civil.get(`/resources/${resource}`)).status).toBe(404)
  const early = await deliverRows(market, resource, [foodBusiness(1)])
  expect(early.body).toMatchObject({ code: 'not-now', title: '数据资源尚未发布或已停用，不能接收数据' })
  await market.post(`/resources/${resource}/publish`, { revision: 1, note: '首次发布' })
  const found = await civil.get('/resources?q=餐饮')
  expect(found.body).toMatchObject({ total: 1, rows: [{ id: resource, state: 'published', version: 1 }] })
})

test('rows that keep the contract are stored, the others quarantined, and each part is taken once', async () => {
  const delivery = randomUUID()
  const rows = [
    foodBusiness(1),
    foodBusiness(2, { place: '500105' }),
    foodBusiness(3, { granted: '2999-01-01' }),
    foodBusiness(4, { licence: '' }),
    foodBusiness(1, { name: '冒名' }),
    { ...foodBusiness(5), extra: 'x' },
  ]
  const answer = await deliverRows(market, resource, rows, { delivery, firstLine: 2 })
  expect(answer).toMatchObject({
    status: 201,
    body: { counts: { sent: 6, added: 2, changed: 0, same: 0, quarantined: 4 }, unknown: ['extra'] },
  })
  const again = await deliverRows(market, resource, rows, { delivery })
  expect(again.status).toBe(409)
  const foreign = await deliverRows(civil, resource, [foodBusiness(9)])
  expect(foreign.status).toBe(403)
})

test('history: any instant can be read again, and a replace ends what was not sent', async () => {
  const before = new Date().toISOString()
  await new Promise((done) => setTimeout(done, 5))
  const changed = [foodBusiness(1, { grade: 'C' }), foodBusiness(6)]
  const answer = await deliverRows(market, resource, changed, { mode: 'replace' })
  expect(answer.body.counts).toMatchObject({ added: 1, changed: 1, same: 0, removed: 1 })
  const now = (await market.get(`/resources/${resource}/rows`)).body.rows
  expect(now.map((r: { key: string; data: { grade: string } }) => [r.key, r.data.grade])).toEqual([
    ['JY000001', 'C'],
    ['JY000006', 'A'],
  ])
  const then = (await market.get(`/resources/${resource}/rows?asOf=${before}`)).body.rows
  expect(then.map((r: { key: string; data: { grade: string } }) => [r.key, r.data.grade])).toEqual([
    ['JY000001', 'B'],
    ['JY000005', 'C'],
  ])
  expect((await civil.get(`/resources/${resource}/rows`)).status).toBe(403)
})

test('a new version says what it means for readers; lineage closes no circle', async () => {
  const { revision, content } = (await market.get(`/resources/${resource}`)).body
  const items = content.items.filter((i: { name: string }) => i.name !== 'seats')
  const draft = await market.post(`/resources/${resource}/draft`, {
    revision,
    content: { ...content, items },
  })
  expect(draft.body.revision).toBe(revision + 1)
  const stale = await market.post(`/resources/${resource}/draft`, { revision, content })
  expect(stale.status).toBe(409)
  await market.post(`/resources/${resource}/publish`, { revision: revision + 1, note: '不再收集餐位数' })
  const { versions } = (await civil.get(`/resources/${resource}`)).body
  expect(versions[0]).toMatchObject({
    version: 2,
    change: 'breaking',
    changes: [{ key: 'catalogue.change.item-gone', values: { item: 'seats' } }],
  })
  const theme = await publishedResource(market, 'gxq.market', {
    ...foodBusinesses,
    name: '重点检查名单',
    kind: 'theme',
  })
  await market.post(`/resources/${theme}/link`, { from: resource, how: '按量化等级筛选' })
  const circle = await market.post(`/resources/${resource}/link`, { from: theme, how: '回流' })
  expect(circle).toMatchObject({ status: 400, body: { field: 'from' } })
  const lineage = (await civil.get(`/resources/${resource}/lineage`)).body
  expect(lineage.edges).toEqual([{ from: resource, to: theme, how: '按量化等级筛选' }])
  expect(lineage.nodes).toHaveLength(2)
})
