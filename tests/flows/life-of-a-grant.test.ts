import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '../../src/kernel/clock/index.ts'
import type { Grant, Terms } from '../../src/modules/sharing/contract.ts'
import { lookAtGrants } from '../../src/modules/sharing/jobs.ts'
import { dayAfter } from '../../src/modules/sharing/rules.ts'
import { saveGrant } from '../../src/modules/sharing/store.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'

/** From what a grant would give, through its use, warnings and end, to what a form need not ask any more. */

let city: TestPlatform
let market: Client
let civil: Client
let town: Client
let authority: Client
let resource = ''
const today = dayOf(new Date())
const application = {
  consumer: 'gxq.civil',
  purpose: 'assistance',
  use: '核对低保家庭成员是否经营餐饮店',
  legalBasis: '《社会救助暂行办法》第五十八条',
  security: { title: '民政局信息科科长', measures: '仅在政务外网使用，不落地保存' },
}
const terms = {
  items: ['licence', 'name', 'holder', 'phone', 'place', 'granted'],
  masks: {},
  rows: [],
  from: today,
  until: dayAfter(today, 100),
}

beforeAll(async () => {
  city = await createTestPlatform()
  market = await city.as('data.market')
  civil = await city.as('data.civil')
  town = await city.as('data.town')
  authority = await city.as('data')
  resource = await publishedResource(market, 'gxq.market', foodBusinesses)
  const rows = Array.from({ length: 9 }, (_, n) => foodBusiness(n))
  await deliverRows(market, resource, rows)
})
afterAll(() => city?.stop())

async function take(client: Client, id: string, action: string, input: object = {}) {
  const { version } = (await client.get(`/data-requests/${id}`)).body
  return client.post(`/data-requests/${id}/${action}`, { version, ...input })
}

/** Templates of the notices that each side got since the last look. */
const seen = new Set<string>()
async function told(...clients: Client[]): Promise<string[][]> {
  expect(await city.platform.kernel.jobs.idle(60_000)).toBe(true)
  const lists: string[][] = []
  for (const client of clients) {
    const { rows } = (await client.get('/notices?channel=in-app&limit=100')).body
    const news = (rows as { id: string; template: string }[]).filter((n) => !seen.has(n.id))
    for (const n of news) seen.add(n.id)
    lists.push(news.map((n) => n.template).sort())
  }
  return lists
}

async function switchedOn(
  who: Client,
  asked: object,
  given: (asked: Terms) => object = (t) => t,
): Promise<{ request: string; grant: string }> {
  const made = await who.post('/data-requests', asked)
  expect({ status: made.status, body: made.body }).toMatchObject({ status: 201 })
  const { id } = made.body
  const { details } = (await market.get(`/data-requests/${id}`)).body
  const approved = await take(market, id, 'approve', { terms: given(details.asked) })
  expect({ status: approved.status, body: approved.body }).toMatchObject({ status: 200 })
  expect((await take(market, id, 'switch-on')).status).toBe(200)
  return { request: id, grant: (await market.get(`/data-requests/${id}`)).body.details.grant }
}

let grant = ''
let request = ''

test('data managers of both sides hear of each step', async () => {
  const { id } = (await civil.post('/data-requests', { ...application, resource, terms })).body
  request = id
  expect(await told(market, civil)).toEqual([['data-request.officer.submit'], []])
  await take(market, id, 'ask', { reason: '请说明核对的频次' })
  expect(await told(market, civil)).toEqual([[], ['data-request.officer.ask']])
  await take(civil, id, 'complete', { text: '每月核对一次', terms })
  expect(await told(market, civil)).toEqual([['data-request.officer.complete'], []])
})

test('giving may narrow what was asked, never widen it; each fault is named at its field', async () => {
  const wider = {
    ...terms,
    items: [...terms.items, 'seats'],
    until: dayAfter(today, 101),
    rowsPerCall: 5000,
    bulk: true,
  }
  const refused = await take(market, request, 'approve', { terms: wider })
  expect(refused.status).toBe(400)
  expect(refused.body.faults.map((f: { path: string }) => f.path)).toEqual([
    'items',
    'until',
    'rowsPerCall',
    'bulk',
  ])
  const narrowed = {
    ...terms,
    masks: { holder: 'partial', phone: 'partial', granted: 'year' },
    rows: [{ item: 'place', op: 'within', values: ['50/500107'] }],
    rowsPerCall: 5,
  }
  expect((await take(market, request, 'approve', { terms: narrowed })).body.state).toBe('approved')
  grant = (await market.get(`/data-requests/${request}`)).body.details.grant
  expect(await told(market, civil)).toEqual([[], ['data-request.officer.approve']])
})

test('simulated before it is switched on: exactly what the consumer will see, for the provider alone', async () => {
  expect((await civil.get(`/grants/${grant}/simulation`)).status).toBe(403)
  const simulated = (await market.get(`/grants/${grant}/simulation?limit=5`)).body
  expect(simulated).toMatchObject({ count: 6, capped: false, overlaps: [] })
  expect((await take(market, request, 'switch-on')).body.state).toBe('granted')
  expect(await told(market, civil)).toEqual([[], ['data-request.officer.switchOn']])
  const seenByConsumer = (await civil.get(`/grants/${grant}/rows?purpose=assistance&limit=5`)).body
  expect(seenByConsumer.rows).toEqual(simulated.rows)
  expect(seenByConsumer.rows[0]).toMatchObject({ phone: '138****0000', granted: '2025' })
})

test('another grant that gives in clear what this one masks is said', async () => {
  const clear = { items: ['licence', 'phone'], masks: {}, rows: [], from: today, until: terms.until }
  const other = await switchedOn(civil, { ...application, purpose: 'approval', resource, terms: clear })
  const { overlaps } = (await market.get(`/grants/${grant}/simulation`)).body
  expect(overlaps).toMatchObject([{ id: other.grant, items: ['licence', 'phone'], clearer: ['phone'] }])
  await told(market, civil)
})

test('who may see what, as a matrix; what was read, by day and in the log; files through the same judgement', async () => {
  const matrix = (await authority.get('/grants/matrix')).body
  expect(matrix).toMatchObject({ total: 1, consumers: ['gxq.civil'] })
  expect(matrix.rows[0].cells.map((c: { state: string }) => c.state)).toEqual(['active', 'active'])
  expect((await town.get('/grants/matrix')).body.total).toBe(0)
  const where = encodeURIComponent(JSON.stringify([{ item: 'name', op: '=', values: ['小面馆3号'] }]))
  const csv = await civil.get(`/grants/${grant}/rows.csv?purpose=assistance&where=${where}`)
  expect(csv.body).toContain('小面馆3号')
  expect(csv.body).toContain('138****0003')
  expect(csv.body).not.toContain('13800000003')
  expect((await civil.get(`/grants/${grant}/rows.csv?purpose=statistics`)).body.condition).toBe('purpose')
  expect((await market.get(`/grants/${grant}/rows.csv?purpose=assistance`)).status).toBe(403)
  const xlsx = await civil.get(`/grants/${grant}/rows.xlsx?purpose=assistance`)
  expect(xlsx.bytes?.subarray(0, 2).toString()).toBe('PK')
  expect((await civil.get(`/grants/${grant}/uses`)).body.days).toEqual([
    { day: today, calls: 0, rows: 5 + 1 + 5, reads: 3 },
  ])
  const { entries } = (await market.get(`/grants/${grant}/log`)).body
  expect(entries.map((e: { action: string }) => e.action)).toContain('grant.export')
  expect((await town.get(`/grants/${grant}/log`)).status).toBe(403)
})

test('one row by its key, and nobody leafs through the rest', async () => {
  const drafts = (await town.get(`/sharing/drafts?resource=${resource}&consumer=town.500107104`)).body
  expect(drafts.statistics.items).toEqual(['name', 'place', 'grade', 'seats', 'granted'])
  expect((await civil.get(`/sharing/drafts?resource=${resource}&consumer=town.500107104`)).status).toBe(403)
  const asked = { ...application, consumer: 'town.500107104', purpose: 'supervision', resource }
  const { grant: lookup } = await switchedOn(town, { ...asked, terms: drafts.lookup })
  const read = `/grants/${lookup}/rows?purpose=supervision&limit=1`
  expect(await town.get(read)).toMatchObject({ status: 400, body: { item: 'licence' } })
  const key = (op: string) =>
    encodeURIComponent(JSON.stringify([{ item: 'licence', op, values: ['JY000004'] }]))
  expect((await town.get(`${read}&where=${key('!=')}`)).status).toBe(400)
  expect((await town.get(`${read}&where=${key('=')}`)).body.rows).toMatchObject([{ name: '小面馆4号' }])
})

test('a township asks for the rows of its own places in one click; the provider still decides', async () => {
  const asked = { resource, consumer: 'town.500107104' }
  expect((await civil.post('/sharing/own-places', asked)).status).toBe(403)
  const { id } = (await town.post('/sharing/own-places', asked)).body
  const view = (await market.get(`/data-requests/${id}`)).body
  expect(view).toMatchObject({ state: 'submitted', clocks: [{ name: 'decide' }] })
  expect(view.details.asked.rows).toEqual([{ item: 'place', op: 'within', values: ['50/500107/500107104'] }])
  expect(view.details.asked.masks).toEqual({ holder: 'partial', phone: 'partial' })
  await take(market, id, 'approve', { terms: view.details.asked })
  await take(market, id, 'switch-on')
  const own = (await market.get(`/data-requests/${id}`)).body.details.grant
  const { rows } = (await town.get(`/grants/${own}/rows?purpose=grassroots&limit=50`)).body
  expect(rows.map((r: { name: string }) => r.name)).toEqual(['小面馆1号', '小面馆4号', '小面馆7号'])
})

test('renewed: the old grant ends when the new one is switched on', async () => {
  const renewal = { ...application, resource, terms, renews: grant }
  expect((await town.post('/data-requests', renewal)).status).toBe(403)
  const { grant: next } = await switchedOn(civil, renewal)
  expect((await civil.get(`/grants/${grant}`)).body.state).toBe('ended')
  expect((await civil.get(`/grants/${next}`)).body.state).toBe('active')
  grant = next
  await told(market, civil)
})

test('what has run out ends; both sides hear 30, 7 and 1 days before, once each', async () => {
  const ending = (days: number) => grantUntil(dayAfter(today, days))
  const month = await ending(29)
  await ending(6)
  await ending(0)
  await ending(60)
  const over = await ending(-1)
  await lookAtGrants(city.platform.kernel)
  await lookAtGrants(city.platform.kernel)
  const expected = ['grant.notice.ended.expired', ...Array(3).fill('grant.notice.ending')]
  expect(await told(market, civil)).toEqual([expected, expected])
  expect((await civil.get(`/grants/${over}`)).body).toMatchObject({ state: 'ended', reason: 'expired' })
  const { entries } = (await civil.get(`/grants/${month}/log`)).body
  expect(entries.map((e: { action: string }) => e.action)).toEqual(['grant.tell'])
})

test('a breaking version suspends what was given on the one before; what no longer fits is not resumed', async () => {
  const { revision, content } = (await market.get(`/resources/${resource}`)).body
  const items = content.items.filter((i: { name: string }) => i.name !== 'granted')
  const changed = { ...content, items, rules: [], scope: { ...content.scope, timeItem: null } }
  const saved = await market.post(`/resources/${resource}/draft`, { revision, content: changed })
  await market.post(`/resources/${resource}/publish`, { revision: saved.body.revision, note: '取消发证日期' })
  const [toMarket] = await told(market)
  expect(toMarket?.every((t) => t === 'grant.notice.suspended.breaking')).toBe(true)
  const view = (await market.get(`/grants/${grant}`)).body
  expect(view).toMatchObject({ state: 'suspended', reason: 'resource-breaking' })
  const refused = await market.post(`/grants/${grant}/resume`, { revision: view.revision, reason: '已核对' })
  expect(refused).toMatchObject({ status: 409, body: { faults: [{ path: 'items' }] } })
})

test('retiring a resource suspends all that is given of it', async () => {
  const held = await publishedResource(market, 'gxq.market', { ...foodBusinesses, name: '餐饮主体登记' })
  const asked = { ...application, resource: held, terms }
  const { grant: given } = await switchedOn(civil, asked)
  const { revision } = (await market.get(`/resources/${held}`)).body
  await told(market, civil)
  await market.post(`/resources/${held}/retire`, { revision, reason: '并入新的登记库' })
  const expected = ['grant.notice.suspended.retired']
  expect(await told(market, civil)).toEqual([expected, expected])
  expect((await civil.get(`/grants/${given}`)).body.state).toBe('suspended')
})

async function grantUntil(until: string): Promise<string> {
  const id = randomUUID()
  const given: Grant = {
    id,
    request: randomUUID(),
    resource,
    version: 1,
    provider: 'gxq.market',
    consumer: 'gxq.civil',
    purpose: 'planning',
    terms: {
      items: ['name'],
      masks: {},
      rows: [],
      from: '2026-01-01',
      until,
      callsPerDay: 1,
      rowsPerCall: 1,
      bulk: false,
    },
    state: 'active',
    revision: 1,
    reason: null,
  }
  await city.platform.kernel.app.db.transaction().execute((tx) => saveGrant(tx, given, new Date()))
  return id
}
