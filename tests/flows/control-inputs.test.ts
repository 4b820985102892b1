import { afterAll, beforeAll, expect, test } from 'vitest'
import { provideCount } from '../../src/modules/control/index.ts'
import { findingsInput, fireModel, fireUnit, fireUnits, ok, rowInput } from '../support/control.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, foodBusinesses, publishedResource } from '../support/resources.ts'

/** What a control model may read, and what it may not. */

let city: TestPlatform
let market: Client
let resource = ''

beforeAll(async () => {
  city = await createTestPlatform()
  market = await city.as('data.market')
  resource = await publishedResource(market, 'gxq.market', fireUnits)
  await deliverRows(market, resource, [fireUnit(0)])
})
afterAll(() => city?.stop())

test('an input bound to a forbidden attribute is refused with its law, and the attempt stays on record', async () => {
  for (const [item, attribute] of [
    ['ethnic', '民族'],
    ['holder', '个人信息（能识别到人）'],
  ] as const) {
    const inputs = [rowInput(resource, 'area', 'number'), rowInput(resource, item, 'text')]
    const rows = [{ conditions: [{ input: item, op: '=', values: ['汉'] }], level: 'D' }]
    const refused = await market.post('/control/models', {
      owner: 'gxq.market',
      content: fireModel(resource, { inputs, rows }),
    })
    expect(refused).toMatchObject({ status: 403, body: { attribute, path: 'inputs.1' } })
    expect(refused.body.legalBasis).toMatch(/第.+条/)
  }
  const renamed = fireModel(resource, {
    inputs: [{ ...rowInput(resource, 'category', 'text'), title: '宗教信仰' }],
    rows: [{ level: 'B' }],
  })
  expect((await market.post('/control/models', { owner: 'gxq.market', content: renamed })).status).toBe(403)
  const filtered = fireModel(resource, {
    inputs: [rowInput(resource, 'area', 'number', { where: [{ item: 'ethnic', op: '=', values: ['汉'] }] })],
    rows: [{ level: 'B' }],
  })
  expect((await market.post('/control/models', { owner: 'gxq.market', content: filtered })).status).toBe(403)
  const { rows: noted } = await auditOf('control.note-refused-input')
  expect(noted).toHaveLength(4)
  expect(JSON.stringify(noted[0]?.change)).toContain('民族')
})

async function auditOf(action: string) {
  const rows = await city.platform.kernel.app.db
    .selectFrom('audit_entries')
    .selectAll()
    .where('action', '=', action)
    .execute()
  return { rows }
}

test('rows of another department are read by a grant alone: counted, and refused once it is suspended', async () => {
  const town = await city.as('data.town')
  const shops = await publishedResource(market, 'gxq.market', foodBusinesses)
  await deliverRows(market, shops, [
    { licence: 'JY000001', name: '面馆', place: '500107104', grade: 'A', seats: '10', granted: '2025-06-01' },
    { licence: 'JY000002', name: '饭店', place: '500107104', grade: 'B', seats: '30', granted: '2025-06-01' },
  ])
  const area = {
    kind: 'area',
    name: '虎溪街道',
    identifier: '50/500107/500107104',
    place: '50/500107/500107104',
    owner: 'town.500107104',
  }
  const made = await ok(town, '/control/subjects', area)
  const binding = { kind: 'rows', resource: shops, match: 'place', measure: 'count', where: [] }
  const areaModel = (grant: string | null) =>
    fireModel(resource, {
      kind: 'area',
      name: '区域分级',
      inputs: [
        { ...findingsInput, name: 'shops', title: '餐饮单位数', unit: '家', binding: { ...binding, grant } },
      ],
      rows: [{ conditions: [{ input: 'shops', op: '>=', values: ['2'] }], level: 'C' }],
    })
  const without = await town.post('/control/models', { owner: 'town.500107104', content: areaModel(null) })
  expect(without.body.faults).toEqual([
    { path: 'inputs.0.binding.grant', key: 'control.fault.no-grant', values: {} },
  ])
  const terms = {
    items: ['place', 'grade'],
    rows: [],
    from: '2026-01-01',
    until: '2099-12-31',
    rowsPerCall: 1000,
  }
  const asked = await ok(town, '/data-requests', {
    resource: shops,
    consumer: 'town.500107104',
    purpose: 'supervision',
    use: '区域风险分级',
    legalBasis: '《重庆市数据条例》',
    terms,
    security: { title: '信息员', measures: '仅在平台内使用' },
  })
  await ok(market, `/data-requests/${asked.id}/approve`, { version: 1, terms })
  await ok(market, `/data-requests/${asked.id}/switch-on`, { version: 2 })
  const grant = (await town.get(`/grants?resource=${shops}`)).body.rows[0]
  const saved = await ok(town, '/control/models', { owner: 'town.500107104', content: areaModel(grant.id) })
  const tested = await ok(town, `/control/models/${saved.id}/test`, { revision: saved.revision })
  expect(tested).toMatchObject({ subjects: 1, judged: { C: 1 } })
  const uses = (await town.get(`/grants/${grant.id}/uses`)).body
  expect(JSON.stringify(uses)).toContain('"calls":1')
  expect((await town.get(`/control/subjects/${made.id}`)).body.level).toBeNull()
  const held = await market.post(`/grants/${grant.id}/suspend`, {
    revision: grant.revision,
    reason: '核查用途',
  })
  expect(held.status).toBe(200)
  const refused = await town.post(`/control/models/${saved.id}/test`, { revision: saved.revision })
  expect(refused).toMatchObject({ status: 403, body: { condition: 'state' } })
})

test('a table with faults is refused with each field; a sound one is checked and says what it leaves open', async () => {
  const faulty = await market.post('/control/models', {
    owner: 'gxq.market',
    content: fireModel(resource, {
      inputs: [
        { ...findingsInput, binding: { kind: 'count', source: 'care', months: 12 } },
        rowInput(resource, 'nowhere', 'number'),
      ],
      rows: [{ conditions: [{ input: 'found', op: '>=', values: ['viele'] }], level: null }],
    }),
  })
  expect(faulty.status).toBe(400)
  expect(faulty.body.faults.map((f: { key: string }) => f.key)).toEqual([
    'control.fault.row-without-level',
    'control.fault.no-number',
    'control.fault.no-count',
    'control.fault.no-item',
  ])
  const saved = await ok(market, '/control/models', { owner: 'gxq.market', content: fireModel(resource) })
  const again = await market.post('/control/models', { owner: 'gxq.market', content: fireModel(resource) })
  expect(again).toMatchObject({ status: 409, body: { existing: saved.id } })
  const checked = await ok(market, '/control/models/check', {
    owner: 'gxq.market',
    content: fireModel(resource),
  })
  expect(checked.findings.map((f: { kind: string }) => f.kind)).toEqual([
    'gap',
    'overlap',
    'overlap',
    'overlap',
  ])
})

test('a count that another module gives is read by its door, and a model names where it comes from', async () => {
  provideCount({
    source: 'test-warnings',
    zh: '测试预警数',
    en: 'Test warnings',
    kinds: ['facility'],
    count: async (_db, subjects) => new Map(subjects.map((s) => [s.id, { value: 3, at: null }])),
  })
  const facility = { kind: 'facility', name: '测试设施', place: '50/500107/500107104', owner: 'gxq.market' }
  await ok(market, '/control/subjects', { ...facility, identifier: 'SS-01' })
  const content = fireModel(resource, {
    kind: 'facility',
    inputs: [{ ...findingsInput, binding: { kind: 'count', source: 'test-warnings', months: 3 } }],
    rows: [{ conditions: [{ input: 'found', op: '>=', values: ['3'] }], level: 'D' }],
  })
  const saved = await ok(market, '/control/models', { owner: 'gxq.market', content })
  const tested = await ok(market, `/control/models/${saved.id}/test`, { revision: saved.revision })
  expect(tested).toMatchObject({ subjects: 1, judged: { D: 1 } })
})
