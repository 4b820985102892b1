import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'

let city: TestPlatform
let market: Client
let operator: Client
let authority: Client
let resource = ''
let grant = ''
let product = { id: '', revision: 0 }

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const terms = {
  items: ['grade', 'place', 'seats', 'granted'],
  rows: [{ item: 'place', op: 'within', values: ['50/500107'] }],
  from: today,
  until: '2099-12-31',
  callsPerDay: 1000,
}

beforeAll(async () => {
  city = await createTestPlatform()
  market = await city.as('data.market')
  // A township's data manager stands for an operator: any organization with one may apply.
  operator = await city.as('data.town')
  authority = await city.as('data')
  resource = await publishedResource(market, 'gxq.market', foodBusinesses)
  await deliverRows(
    market,
    resource,
    Array.from({ length: 90 }, (_, n) => foodBusiness(n)),
  )
})
afterAll(() => city?.stop())

const contentOf = (templates: object[]) => ({
  name: '餐饮业景气指数',
  purpose: '按镇街和等级统计餐饮单位，供商圈选址参考',
  price: 100,
  templates: templates.map((t) => ({ grant, ...t })),
})
const byTownship = {
  id: 'by-township',
  title: '各镇街家数',
  measure: { kind: 'count' },
  groupBy: [{ item: 'place', by: 'township' }],
  parameters: [{ item: 'grade', op: '=', values: ['A', 'B', 'C'] }],
  protection: { kind: 'min-group', least: 5 },
}
const seats = {
  id: 'seats',
  title: '平均餐位',
  measure: { kind: 'mean', item: 'seats', lower: 0, upper: 100 },
  protection: { kind: 'min-group', least: 5 },
  review: true,
}
const noisy = {
  id: 'noisy',
  title: '各等级家数（加噪声）',
  measure: { kind: 'count' },
  groupBy: [{ item: 'grade', by: 'value' }],
  protection: { kind: 'noise', epsilon: 0.4 },
}

async function act(client: Client, action: string, input: object = {}) {
  const path = action === 'save' ? '' : `/${product.id}/${action}`
  const answer = await client.post(`/operation/products${path}`, { revision: product.revision, ...input })
  if (answer.status === 200) product = { id: answer.body.id, revision: answer.body.revision }
  return answer
}
const run = (template: string, parameters: object = {}) =>
  operator.post(`/operation/products/${product.id}/run`, { template, parameters })

test('consent: the provider approves a request for operation; its rows are seen by nobody', async () => {
  const made = await operator.post('/data-requests', {
    resource,
    consumer: 'town.500107104',
    purpose: 'operation',
    use: '餐饮业景气指数产品',
    legalBasis: '《重庆市公共数据资源授权运营管理实施办法（试行）》',
    terms,
    security: { title: '运营负责人', measures: '仅在平台内计算' },
  })
  const { id } = made.body
  await market.post(`/data-requests/${id}/approve`, { version: 1, terms })
  await market.post(`/data-requests/${id}/switch-on`, { version: 2 })
  grant = (await operator.get(`/grants?resource=${resource}`)).body.rows[0].id
  const rows = await operator.get(`/grants/${grant}/rows?purpose=operation`)
  expect(rows).toMatchObject({ status: 403, body: { condition: 'figures-only' } })
})

test('a product with faults is refused with each field; an unregistered resource is not operated', async () => {
  const faulty = await act(operator, 'save', {
    operator: 'town.500107104',
    content: contentOf([{ ...byTownship, groupBy: [{ item: 'holder', by: 'value' }] }]),
  })
  expect(faulty.body.faults).toEqual([
    { path: 'templates.0.items', key: 'operation.fault.not-granted', values: { item: 'holder' } },
  ])
  const content = contentOf([byTownship, seats, noisy])
  expect((await act(operator, 'save', { operator: 'gxq.market', content })).status).toBe(403)
  expect((await act(operator, 'save', { operator: 'town.500107104', content })).status).toBe(200)
  expect((await act(operator, 'submit')).body.state).toBe('submitted')
  expect((await act(operator, 'register', { reason: '自行登记' })).status).toBe(403)
  expect((await act(authority, 'register', { reason: '用途明确' })).status).toBe(409)
  expect((await run('by-township')).status).toBe(409)
})

test('registered by provider and authority, questions are answered with figures alone', async () => {
  const registration = { scope: '餐饮业统计', until: '2099-12-31', monthlyEpsilon: 1 }
  expect((await operator.post(`/operation/registrations/${resource}`, registration)).status).toBe(403)
  await market.post(`/operation/registrations/${resource}`, registration)
  await authority.post(`/operation/registrations/${resource}/confirm`, { confirm: true, reason: '同意' })
  expect((await act(authority, 'register', { reason: '用途明确' })).body.state).toBe('registered')
  const all = await run('by-township')
  expect(all.body.output).toEqual({
    rows: [
      { group: { place: '50/500107/500107103' }, value: 30, margin: null },
      { group: { place: '50/500107/500107104' }, value: 30, margin: null },
    ],
    suppressed: 0,
  })
  // Grades follow townships here: of A there is nobody in the second one, so nothing is told by the difference.
  expect((await run('by-township', { grade: 'A' })).body.output.rows).toHaveLength(1)
  expect((await run('by-township', { grade: 'Z' })).status).toBe(400)
})

test('asked again the same day, the answer is the same, whatever arrived meanwhile', async () => {
  await deliverRows(market, resource, [foodBusiness(90)])
  expect((await run('by-township')).body.output.rows[0].value).toBe(30)
})

test('an output under review leaves when its provider lets it', async () => {
  const held = await run('seats')
  expect(held.body).toMatchObject({ state: 'held', output: null })
  const waiting = (await market.get('/operation/held')).body.rows
  expect(waiting[0].output.rows[0].value).toBeGreaterThan(10)
  expect(waiting[0]).toMatchObject({
    productName: '餐饮业景气指数',
    operator: 'town.500107104',
    question: { title: '平均餐位', measure: { kind: 'mean', item: 'seats' } },
  })
  expect((await operator.get('/operation/held')).body.rows).toEqual([])
  await market.post(`/operation/held/${held.body.id}/review`, { release: true, reason: '不涉及个体' })
  const runs = (await operator.get(`/operation/products/${product.id}/runs`)).body.rows
  expect(runs.find((r: { id: string }) => r.id === held.body.id)).toMatchObject({
    state: 'done',
    output: { suppressed: 0 },
  })
})

test('noise is bought from the month’s budget, which two answers exhaust', async () => {
  const first = await run('noisy')
  expect(first.body.output.rows.map((r: { group: { grade: string } }) => r.group.grade)).toEqual([
    'A',
    'B',
    'C',
  ])
  expect(first.body.output.rows[0].margin).toBeGreaterThan(0)
  expect((await run('noisy')).body).toMatchObject({ epsilon: 0, output: first.body.output })
  const content = contentOf([
    { ...noisy, id: 'again' },
    { ...noisy, id: 'third' },
    { ...seats, id: 'waits' },
  ])
  await act(operator, 'save', { operator: 'town.500107104', content })
  await act(operator, 'submit')
  await act(authority, 'register', { reason: '增加查询' })
  expect((await run('again')).status).toBe(200)
  expect((await run('third')).status).toBe(429)
})

test('an objection to the request that the data was given on suspends its grant, and withdraws what waits', async () => {
  const waits = await run('waits')
  expect(waits.body.state).toBe('held')
  const { request } = (await market.get(`/grants/${grant}`)).body
  const { version } = (await operator.get(`/data-requests/${request}`)).body
  const objected = await operator.post(`/data-requests/${request}/object`, {
    version,
    reason: '给的范围不够',
  })
  expect(objected.status).toBe(200)
  const [event] = await city.platform.kernel.app.db
    .selectFrom('events')
    .select(['name', 'payload'])
    .where('name', '=', 'grant.suspended')
    .execute()
  expect(event).toMatchObject({ payload: { resource, request } })
  const state = async () => {
    const { rows } = (await operator.get(`/operation/products/${product.id}/runs`)).body
    return rows.find((r: { id: string }) => r.id === waits.body.id)
  }
  await expect.poll(async () => (await state()).state).toBe('void')
  expect((await state()).output).toBeNull()
  expect((await market.get('/operation/held')).body.rows).toEqual([])
  const { revision } = (await market.get(`/grants/${grant}`)).body
  expect((await market.post(`/grants/${grant}/resume`, { revision, reason: '继续提供' })).status).toBe(200)
})

test('withdrawing the consent stops answers at once and voids what waits; the statement counts', async () => {
  const waits = await run('waits')
  const { revision } = (await market.get(`/grants/${grant}`)).body
  await market.post(`/grants/${grant}/suspend`, { revision, reason: '收回同意' })
  expect((await run('again', {})).body).toMatchObject({ condition: 'state' })
  const release = await market.post(`/operation/held/${waits.body.id}/review`, {
    release: true,
    reason: '放行',
  })
  expect(release.status).toBeGreaterThan(400)
  await city.platform.kernel.jobs.idle(60_000)
  const runs = (await operator.get(`/operation/products/${product.id}/runs`)).body.rows
  expect(runs.find((r: { id: string }) => r.id === waits.body.id)).toMatchObject({
    state: 'void',
    output: null,
  })
  const statement = (
    await operator.get(`/operation/products/${product.id}/statement?month=${today.slice(0, 7)}`)
  ).body
  const total = statement.rows.reduce((sum: number, r: { amount: number }) => sum + r.amount, 0)
  const answered = statement.rows.reduce((sum: number, r: { answers: number }) => sum + r.answers, 0)
  expect(total).toBe(answered * 100)
})
