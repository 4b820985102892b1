import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '../../src/kernel/clock/index.ts'
import { dayAfter } from '../../src/modules/sharing/rules.ts'
import { listUsable } from '../../src/modules/sharing/store.ts'
import { exchangeTerms } from '../support/exchange.ts'
import { grantInState } from '../support/granted.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'

/** 政务数据共享条例 art. 19: what a shared resource holds is filled in from there, and not asked of people again. */

let city: TestPlatform
let market: Client
let civil: Client
const today = dayOf(new Date())

beforeAll(async () => {
  city = await createTestPlatform()
  market = await city.as('data.market')
  civil = await city.as('data.civil')
})
afterAll(() => city?.stop())

async function take(id: string, action: string, input: object = {}) {
  const { version } = (await market.get(`/data-requests/${id}`)).body
  return market.post(`/data-requests/${id}/${action}`, { version, ...input })
}

async function grantTo(resource: string, purpose: string, masks: object): Promise<void> {
  const made = await civil.post('/data-requests', {
    resource,
    consumer: 'gxq.civil',
    purpose,
    use: '走访时带入名称，不再让店家填写',
    legalBasis: '《政务数据共享条例》第十九条',
    security: { title: '民政局信息科科长', measures: '仅在政务外网使用，不落地保存' },
    terms: {
      items: ['licence', 'name'],
      masks,
      rows: [],
      from: today,
      until: dayAfter(today, 100),
    },
  })
  const { details } = (await market.get(`/data-requests/${made.body.id}`)).body
  await take(made.body.id, 'approve', { terms: details.asked })
  expect((await take(made.body.id, 'switch-on')).body.state).toBe('granted')
}

test('a form that collects by hand what is held already is not published; filled in from there it is', async () => {
  const held = await publishedResource(market, 'gxq.market', {
    ...foodBusinesses,
    name: '餐饮主体登记',
    rules: [],
    share: { type: 'unconditional', condition: '', mode: 'interface' },
  })
  await deliverRows(market, held, [foodBusiness(3)])
  const form = { items: ['licence', 'name', 'place', 'clean'], roles: ['data-manager'], photoItem: null }
  const content = {
    ...foodBusinesses,
    name: '后厨走访',
    owner: { org: 'gxq.civil', title: '科长', account: null },
    steward: { org: 'gxq.civil', title: '科员', account: null },
    rules: [],
    scope: { places: [], placeItem: 'place', timeItem: null, from: null },
    items: [
      ...foodBusinesses.items.filter((i) => ['licence', 'name', 'place'].includes(i.name)),
      { name: 'clean', title: '后厨整洁', type: 'boolean' },
    ],
    form,
  }
  const { id, revision } = (await civil.post('/resources', { provider: 'gxq.civil', content })).body
  const refused = await civil.post(`/resources/${id}/publish`, { revision, note: '首次发布' })
  expect(refused.status).toBe(400)
  expect(refused.body.faults).toMatchObject([
    { key: 'sharing.fault.asked-twice', values: { item: 'name', resource: '餐饮主体登记' } },
  ])
  const sameAs = { name: { resource: held, item: 'name', keyItem: 'licence', from: 'licence' } }
  const draft = { ...content, form: { ...form, sameAs } }
  const saved = (await civil.post(`/resources/${id}/draft`, { revision, content: draft })).body
  expect((await civil.post(`/resources/${id}/publish`, { ...saved, note: '首次发布' })).status).toBe(200)
  const { forms } = (await civil.get('/collection/forms')).body
  expect(forms).toMatchObject([{ resource: id, foundBy: { name: 'licence' } }])
  const values = encodeURIComponent(JSON.stringify({ licence: 'JY000003' }))
  const ask = `/sharing/prefill?resource=${id}&values=${values}`
  expect((await civil.get(ask)).body).toEqual({
    items: [],
    missing: [{ item: 'name', condition: 'no-grant' }],
  })
  await grantTo(held, 'approval', { name: 'partial' })
  expect((await civil.get(ask)).body.missing).toEqual([{ item: 'name', condition: 'masked' }])
  await grantTo(held, 'assistance', {})
  expect((await civil.get(ask)).body.items).toMatchObject([
    { item: 'name', value: '小面馆3号', source: { resource: held, name: '餐饮主体登记' } },
  ])
  expect((await market.get(ask)).status).toBe(403)
})

test('filling a form in counts in the quota of the grant, also where nothing is found, and stands in its log', async () => {
  const held = await publishedResource(market, 'gxq.market', {
    ...foodBusinesses,
    name: '餐饮许可台账',
    rules: [],
  })
  await deliverRows(market, held, [foodBusiness(3)])
  const terms = { ...exchangeTerms, masks: {}, callsPerDay: 2 }
  const grant = await grantInState(city, { resource: held, terms, consumer: 'gxq.civil', state: 'active' })
  const from = { resource: held, keyItem: 'licence', from: 'licence' }
  const id = await publishedResource(civil, 'gxq.civil', {
    ...foodBusinesses,
    name: '门前三包走访',
    owner: { org: 'gxq.civil', title: '科长', account: null },
    steward: { org: 'gxq.civil', title: '科员', account: null },
    rules: [],
    scope: { places: [], placeItem: 'place', timeItem: null, from: null },
    items: foodBusinesses.items.filter((i) => ['licence', 'name', 'holder', 'place'].includes(i.name)),
    form: {
      items: ['licence', 'name', 'holder', 'place'],
      roles: ['data-manager'],
      photoItem: null,
      sameAs: { name: { ...from, item: 'name' }, holder: { ...from, item: 'holder' } },
    },
  })
  const ask = (licence: string) =>
    civil.get(`/sharing/prefill?resource=${id}&values=${encodeURIComponent(JSON.stringify({ licence }))}`)
  const uses = async () => (await market.get(`/grants/${grant}/uses`)).body.days
  const found = await ask('JY000003')
  expect(found.body.items.map((i: { item: string }) => i.item)).toEqual(['name', 'holder'])
  expect(await uses()).toMatchObject([{ reads: 1, calls: 0, rows: 2 }])
  expect((await ask('JY999999')).body.missing).toMatchObject([
    { condition: 'no-row' },
    { condition: 'no-row' },
  ])
  expect(await uses()).toMatchObject([{ reads: 2, calls: 0, rows: 2 }])
  const over = await ask('JY000003')
  expect(over.body.items).toEqual([])
  expect(over.body.missing).toMatchObject([{ condition: 'quota' }, { condition: 'quota' }])
  expect(await uses()).toMatchObject([{ reads: 2, calls: 0, rows: 2 }])
  const log = (await market.get(`/grants/${grant}/log`)).body.entries
  expect(log.filter((l: { action: string }) => l.action === 'sharing.prefill')).toHaveLength(2)
})

test('a grant of the office above fills in forms below it in its places, and none of an enterprise', async () => {
  const held = await publishedResource(market, 'gxq.market', {
    ...foodBusinesses,
    name: '餐饮许可底册',
    rules: [],
  })
  await deliverRows(market, held, [foodBusiness(3)])
  const terms = { ...exchangeTerms, masks: {} }
  const given = (consumer: string) => grantInState(city, { resource: held, terms, consumer, state: 'active' })
  await given('gxq.center')
  await given('gxq.urban')
  const { db } = city.platform.kernel.app
  const usable = async (org: string) =>
    (await listUsable(db, org)).filter((g) => g.resource === held).map((g) => g.consumer)
  expect(await usable('town.500107104')).toEqual(['gxq.center'])
  expect(await usable('gxq.urban')).toEqual(['gxq.urban', 'gxq.center'])
  expect(await usable('gxq.sanitation')).toEqual([])
  expect(await usable('cq.center')).toEqual([])

  const town = await city.as('data.town')
  const post = { org: 'town.500107104', title: '科长', account: null }
  const content = {
    ...foodBusinesses,
    name: '街道走访',
    owner: post,
    steward: post,
    rules: [],
    scope: { places: [], placeItem: 'place', timeItem: null, from: null },
    items: foodBusinesses.items.filter((i) => ['licence', 'holder', 'place'].includes(i.name)),
    form: {
      items: ['licence', 'holder', 'place'],
      roles: ['data-manager'],
      photoItem: null,
      sameAs: { holder: { resource: held, item: 'holder', keyItem: 'licence', from: 'licence' } },
    },
  }
  const id = await publishedResource(town, 'town.500107104', content)
  const values = encodeURIComponent(JSON.stringify({ licence: 'JY000003' }))
  const filled = await town.get(`/sharing/prefill?resource=${id}&values=${values}`)
  expect(filled.body).toMatchObject({
    items: [{ item: 'holder', value: foodBusiness(3).holder }],
    missing: [],
  })
  expect((await civil.get(`/sharing/prefill?resource=${id}&values=${values}`)).status).toBe(403)
})
