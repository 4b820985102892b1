import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  assess,
  authority,
  city,
  civil,
  columns,
  computedRelease,
  keysOf,
  market,
  openReleases,
  plan,
  published,
  resource,
  save,
  settledView,
  step,
  view,
} from '../support/releases.ts'
import { sendFile } from '../support/upload.ts'

beforeAll(openReleases, 60_000)
afterAll(() => city?.stop())

test('what points to a person is refused, each fault with its field', async () => {
  const holder = { role: 'plain', item: 'holder' }
  const whole = { role: 'quasi', item: 'id_number', hierarchy: { kind: 'whole' }, least: 1 }
  const exact = { role: 'quasi', item: 'id_number', hierarchy: { kind: 'id-card' }, least: 0 }
  expect(keysOf(await save({ columns: [columns.place, holder] }))).toEqual([
    'releases.fault.identifier-plain',
  ])
  expect(keysOf(await save({ columns: [columns.place, whole] }))).toEqual([
    'releases.fault.identifier-without-hierarchy',
  ])
  expect(keysOf(await save({ columns: [columns.place, exact] }))).toEqual(['releases.fault.identifier-exact'])
  const uneven = { ...columns.age, hierarchy: { kind: 'bands', widths: [10, 15] } }
  const parted = {
    ...columns.cuisine,
    hierarchy: {
      kind: 'list',
      lines: [
        ['川菜', '辣'],
        ['湘菜', '辣'],
        ['川菜', '不辣'],
      ],
    },
  }
  const answer = await save({ columns: [uneven, parted, columns.grade], k: 3, until: '2020-01-01' })
  expect(answer.status).toBe(400)
  expect(keysOf(answer).sort()).toEqual([
    'releases.fault.list-twice',
    'releases.fault.not-coarser',
    'releases.fault.small-k',
    'releases.fault.until-past',
  ])
  expect(answer.body.faults[0].path).toMatch(/^columns\.0|k|until$/)
})

test('permissions: another organization neither plans nor looks, nobody approves unasked', async () => {
  expect((await civil.post('/releases', { resource, plan })).status).toBe(403)
  const { id } = (await save()).body
  expect((await civil.get(`/releases/${id}`)).status).toBe(403)
  expect((await civil.get('/releases')).body.rows).toEqual([])
  expect((await authority.post('/releases', { resource, plan })).status).toBe(403)
  expect((await step(market, id, 'submit')).status).toBe(409)
  expect((await step(authority, id, 'approve', { reason: '同意' })).status).toBe(409)
  expect((await city.anonymous.get('/releases')).status).toBe(401)
  expect((await city.anonymous.get(`/open-releases/${id}`)).status).toBe(404)
  expect((await city.anonymous.get(`/open-releases/${id}/file`)).status).toBe(404)
})

test('what cannot be reached ends with the reason, and a computation can be stopped', async () => {
  const { id } = (await save({ k: 241 })).body
  await step(market, id, 'compute')
  expect(await settledView(id)).toMatchObject({
    row: { state: 'draft' },
    problem: { key: 'k', values: { k: '241', rows: '240' } },
    result: null,
  })
  await step(market, id, 'compute')
  const stopped = await step(market, id, 'cancel')
  expect(stopped.body.state ?? stopped.body.code).toMatch(/draft|not-now/)
  expect((await settledView(id)).row.state).toBe('draft')
})

test('with personal information among its items, nothing is handed in before an assessment', async () => {
  const born = { role: 'quasi', item: 'id_number', hierarchy: { kind: 'id-card' }, least: 3 }
  const id = await computedRelease({ title: '含身份证省份', columns: [columns.place, born] })
  const refused = await step(market, id, 'submit')
  expect(refused.body).toMatchObject({
    status: 409,
    triggers: ['sensitive', 'publish'],
    items: ['id_number'],
  })
  await assess('publish', ['id_number'])
  expect((await step(market, id, 'submit')).status).toBe(200)
})

test('a named release is for its recipient alone, who sees the card and not the plan', async () => {
  const audience = {
    kind: 'named',
    recipient: 'gxq.civil',
    purpose: '养老助餐点选址研究',
    agreement: '协议 2026-07 号',
  }
  expect((await save({ audience: { ...audience, recipient: 'no.such' } })).status).toBe(400)
  const id = await published({ title: '助餐点研究', audience, k: 3, columns: [columns.place, columns.age] })
  const seen = await view(id, civil)
  expect(seen).toMatchObject({ plan: null, result: null, card: { audience }, may: ['fetch'] })
  expect((await civil.get(`/releases/${id}/file`)).status).toBe(200)
  const town = await city.as('data.town')
  expect((await town.get(`/releases/${id}/file`)).status).toBe(403)
  expect((await city.anonymous.get(`/open-releases/${id}/file`)).status).toBe(404)
  expect(
    (await city.anonymous.get('/open-releases')).body.rows.map((r: { id: string }) => r.id),
  ).not.toContain(id)
  expect((await step(civil, id, 'withdraw', { reason: '不该由我' })).status).toBe(403)
})

test('rows that change between judgement and writing void the approval', async () => {
  const id = await computedRelease({ title: '数据变了', columns: [columns.place, columns.cuisine] })
  await step(market, id, 'submit')
  const { db } = city.platform.kernel.app
  // Stands for a person whose row was deleted for good.
  await db
    .withTables<{ collected_rows: { resource: string; key: string } }>()
    .deleteFrom('collected_rows')
    .where('resource', '=', resource)
    .where('key', 'like', '%JY000007%')
    .execute()
  await step(authority, id, 'approve', { reason: '同意' })
  expect(await settledView(id)).toMatchObject({
    row: { state: 'draft' },
    problem: { key: 'changed' },
    card: null,
  })
})

test('a list of one’s own comes as a table, is checked line by line and kept for the item', async () => {
  const send = (text: string) =>
    sendFile(market, `/resources/${resource}/release-hierarchy-file`, {
      content: Buffer.from(text),
      filename: '菜系.csv',
    })
  const bad = await send('菜系,大类\n川菜,辣\n湘菜,\n川菜,辣\n')
  expect(bad.body).toMatchObject({
    hierarchy: null,
    faults: [
      { line: 3, fault: 'empty' },
      { line: 4, fault: 'twice' },
    ],
  })
  const good = await send('菜系,大类\n川菜,辣\n湘菜,辣\n粤菜,不辣\n')
  expect(good.body.hierarchy).toEqual({
    kind: 'list',
    lines: [
      ['川菜', '辣'],
      ['湘菜', '辣'],
      ['粤菜', '不辣'],
    ],
  })
  const kept = { item: 'cuisine', hierarchy: good.body.hierarchy }
  expect((await market.post(`/resources/${resource}/release-hierarchies`, kept)).status).toBe(200)
  const { body } = await market.get(`/resources/${resource}/release-proposal`)
  expect(body.hierarchies.cuisine[0]).toEqual(good.body.hierarchy)
})
