import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'

let city: TestPlatform
let market: Client
let civil: Client
let authority: Client
let resource = ''
let request = { id: '', version: 1 }
let grant = ''

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const terms = {
  items: ['licence', 'name', 'holder', 'phone', 'place', 'seats', 'granted'],
  masks: {},
  rows: [],
  from: today,
  until: '2099-12-31',
}
const application = {
  consumer: 'gxq.civil',
  purpose: 'assistance',
  use: '核对低保家庭成员是否经营餐饮店',
  legalBasis: '《社会救助暂行办法》第五十八条',
  security: { title: '民政局信息科科长', measures: '仅在政务外网使用，不落地保存' },
}

beforeAll(async () => {
  city = await createTestPlatform()
  market = await city.as('data.market')
  civil = await city.as('data.civil')
  authority = await city.as('data')
  resource = await publishedResource(market, 'gxq.market', foodBusinesses)
  await deliverRows(
    market,
    resource,
    Array.from({ length: 9 }, (_, n) => foodBusiness(n)),
  )
})
afterAll(() => city?.stop())

async function step(client: Client, action: string, input: object = {}) {
  const answer = await client.post(`/data-requests/${request.id}/${action}`, {
    version: request.version,
    ...input,
  })
  if (answer.status === 200) request.version = answer.body.version
  return answer
}

test('an organization asks; faults are named; nobody asks for another one, or twice', async () => {
  const faulty = { ...application, resource, terms: { ...terms, items: ['name', 'colour'] } }
  expect((await civil.post('/data-requests', faulty)).body.faults).toEqual([
    { path: 'items', key: 'sharing.fault.unknown-item', values: { item: 'colour' } },
  ])
  expect((await market.post('/data-requests', { ...application, resource, terms })).status).toBe(403)
  const made = await civil.post('/data-requests', { ...application, resource, terms })
  expect(made).toMatchObject({ status: 201, body: { number: expect.stringMatching(/^GX/) } })
  request = { id: made.body.id, version: 1 }
  const again = await civil.post('/data-requests', { ...application, resource, terms })
  expect(again).toMatchObject({ status: 409, body: { number: made.body.number } })
  const seen = await market.get(`/data-requests/${request.id}`)
  expect(seen.body).toMatchObject({ state: 'submitted', lead: 'gxq.market' })
})

test('the provider asks for more, the clock stands still; only who asked completes', async () => {
  expect((await step(civil, 'approve', { terms })).status).toBe(403)
  expect((await step(market, 'ask', { reason: '请说明核对的频次' })).status).toBe(200)
  expect((await step(market, 'complete', { text: '每月一次', terms })).status).toBe(409)
  expect((await step(civil, 'complete', { text: '每月核对一次', terms })).status).toBe(200)
})

test('approved with masks and rows, the grant is a draft that gives nothing yet', async () => {
  const narrowed = {
    ...terms,
    items: ['licence', 'name', 'holder', 'phone', 'place', 'granted'],
    masks: { holder: 'partial', phone: 'partial', granted: 'year', licence: 'pseudonym' },
    rows: [{ item: 'place', op: 'within', values: ['50/500107'] }],
    rowsPerCall: 5,
    callsPerDay: 1000,
  }
  const approved = await step(market, 'approve', { terms: narrowed, note: '隐去负责人和电话' })
  expect(approved.body.state).toBe('approved')
  const { body } = await civil.get(`/grants?resource=${resource}`)
  grant = body.rows[0].id
  expect(body.rows[0]).toMatchObject({ state: 'drafted', consumer: 'gxq.civil' })
  expect(body.rows[0].reading.zh).toContain('可以查看“餐饮服务单位”')
  const early = await civil.get(`/grants/${grant}/rows?purpose=assistance&limit=5`)
  expect(early).toMatchObject({ status: 403, body: { condition: 'state' } })
})

test('switched on, it gives exactly its rows, columns and masks, and says which condition failed', async () => {
  expect((await step(market, 'switch-on')).body.state).toBe('granted')
  const first = await civil.get(`/grants/${grant}/rows?purpose=assistance&limit=5`)
  expect(first.status).toBe(200)
  expect(first.body.rows).toHaveLength(5)
  expect(first.body.rows[0]).toEqual({
    licence: expect.stringMatching(/^[0-9a-f]{24}$/),
    name: '小面馆0号',
    holder: '张*',
    phone: '138****0000',
    place: '50/500107/500107103',
    granted: '2025',
  })
  const second = await civil.get(`/grants/${grant}/rows?purpose=assistance&limit=5&after=${first.body.next}`)
  expect(second.body).toMatchObject({ next: null })
  const all = [...first.body.rows, ...second.body.rows].map((r: { name: string }) => r.name)
  expect(all).toEqual([0, 1, 3, 4, 6, 7].map((n) => `小面馆${n}号`))
  for (const [query, condition] of [
    ['purpose=statistics', 'purpose'],
    ['purpose=assistance&items=seats', 'items'],
    ['purpose=assistance&limit=6', 'rows'],
  ])
    expect((await civil.get(`/grants/${grant}/rows?${query}`)).body).toMatchObject({ condition })
  const probe = encodeURIComponent(JSON.stringify([{ item: 'phone', op: '=', values: ['13800000003'] }]))
  expect((await civil.get(`/grants/${grant}/rows?purpose=assistance&limit=5&where=${probe}`)).body.item).toBe(
    'phone',
  )
  const where = encodeURIComponent(JSON.stringify([{ item: 'name', op: '=', values: ['小面馆3号'] }]))
  const found = await civil.get(`/grants/${grant}/rows?purpose=assistance&limit=5&where=${where}`)
  expect(found.body.rows).toHaveLength(1)
})

test('a suspension takes hold at once; an objection is judged by the data authority', async () => {
  const { revision } = (await market.get(`/grants/${grant}`)).body
  await market.post(`/grants/${grant}/suspend`, { revision, reason: '发现异常调用' })
  expect((await civil.get(`/grants/${grant}/rows?purpose=assistance&limit=5`)).body.condition).toBe('state')
  expect((await step(civil, 'object', { reason: '调用均在授权用途之内' })).body.state).toBe('disputed')
  expect((await step(market, 'order', { reason: '不同意', legalBasis: '无依据' })).status).toBe(403)
  const ordered = await step(authority, 'order', { reason: '应当提供', legalBasis: '《政务数据共享条例》' })
  expect(ordered.body.state).toBe('submitted')
})

test('clocks by jurisdiction are an editable table', async () => {
  const shown = (await market.get('/sharing/clocks')).body
  expect(shown.rows[0]).toMatchObject({ place: '50', unconditional: 1, conditional: 10 })
  expect((await market.post('/sharing/clocks', shown)).status).toBe(403)
  const saved = await authority.post('/sharing/clocks', shown)
  expect(saved.body.version).toBe(1)
  expect((await authority.post('/sharing/clocks', shown)).status).toBe(409)
})
