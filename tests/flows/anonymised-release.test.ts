import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  authority,
  city,
  civil,
  columns,
  computedRelease,
  getFrom,
  hostile,
  market,
  openReleases,
  published,
  readCsv,
  resource,
  settledView,
  step,
  view,
} from '../support/releases.ts'

beforeAll(openReleases, 60_000)
afterAll(() => city?.stop())

let open = ''

test('a plan begins with proposals that say why; identifiers are left out', async () => {
  const { body } = await market.get(`/resources/${resource}/release-proposal`)
  const of = (item: string) => body.columns.find((c: { column: { item: string } }) => c.column.item === item)
  expect(of('holder')).toMatchObject({ column: { role: 'identifier' }, why: 'direct', kind: 'name' })
  expect(of('licence')).toMatchObject({ column: { role: 'identifier' }, why: 'key' })
  expect(of('place')).toMatchObject({
    column: { role: 'quasi', hierarchy: { kind: 'places' } },
    why: 'place',
  })
  expect(of('age')).toMatchObject({ column: { role: 'quasi', hierarchy: { kind: 'bands' } }, why: 'age' })
  expect(of('name')).toMatchObject({ column: { role: 'identifier' }, why: 'free-text' })
  expect(body.person).toBe('id_number')
  expect((await civil.get(`/resources/${resource}/release-proposal`)).status).toBe(403)
})

test('computed, a release shows its levels, risks and what else was possible; a person may choose', async () => {
  open = await computedRelease()
  const { result } = await view(open)
  expect(result.rows).toBe(240)
  expect(result.chosen.smallest).toBeGreaterThanOrEqual(5)
  expect(result.chosen.risk.prosecutor.highest).toBeLessThanOrEqual(0.2)
  expect(result.before.prosecutor.highest).toBe(1)
  expect(result.diversity).toMatchObject([{ item: 'grade', met: true }])
  expect(JSON.stringify(result)).not.toMatch(/1380000|小面馆/)
  const other = result.alternatives.find((a: { outcome: unknown }) => a.outcome !== null).outcome
  expect((await step(market, open, 'levels', { levels: [9, 9, 9, 9] })).status).toBe(400)
  await step(market, open, 'levels', { levels: other.levels })
  const chosen = (await settledView(open)).result
  expect(chosen).toMatchObject({ isBest: false, chosen: { levels: other.levels } })
  expect(chosen.chosen.loss).toBeGreaterThanOrEqual(result.chosen.loss)
})

test('submitted, returned with a reason, approved; then everybody may fetch the file, each time on record', async () => {
  await step(market, open, 'submit')
  expect((await step(authority, open, 'return', { reason: '请说明用途' })).body.state).toBe('computed')
  expect(await view(open)).toMatchObject({ reason: '请说明用途' })
  await step(market, open, 'submit')
  expect((await step(market, open, 'approve', { reason: '自己批准' })).status).toBe(403)
  await step(authority, open, 'approve', { reason: '风险可接受' })
  expect((await settledView(open)).row).toMatchObject({ state: 'published', number: 'FB000001' })
  const { rows } = (await city.anonymous.get('/open-releases?q=餐饮')).body
  expect(rows).toMatchObject([{ id: open, k: 5, approvedReason: '风险可接受', downloads: 0 }])
  const file = await city.anonymous.get(`/open-releases/${open}/file`)
  expect(file.status).toBe(200)
  const csv = rows[0].files.find((f: { format: string }) => f.format === 'csv')
  expect(
    createHash('sha256')
      .update(file.bytes ?? '')
      .digest('hex'),
  ).toBe(csv.digest)
  const rest = await getFrom(`/open-releases/${open}/file`, 100)
  expect(rest.status).toBe(206)
  expect(Buffer.concat([(file.bytes ?? Buffer.alloc(0)).subarray(0, 100), rest.bytes])).toEqual(file.bytes)
  expect(
    (await city.anonymous.get(`/open-releases/${open}/file?format=xlsx`)).bytes?.subarray(0, 2).toString(),
  ).toBe('PK')
  expect((await view(open)).downloads.map((d: { who: string; from: number }) => [d.who, d.from])).toEqual([
    ['anonymous', 0],
    ['anonymous', 100],
    ['anonymous', 0],
  ])
})

test('counted from the file, each class has k rows and two grades; no cell is a formula, no identifier is in it', async () => {
  const rows = await readCsv(await city.anonymous.get(`/open-releases/${open}/file`))
  expect(rows.length).toBeGreaterThanOrEqual(216)
  expect(Object.keys(rows[0] ?? {})).toEqual(['所在镇街', '发证日期', '负责人年龄', '菜系', '量化等级'])
  const classes = Map.groupBy(rows, (r) => [r.所在镇街, r.发证日期, r.负责人年龄, r.菜系].join('|'))
  for (const members of classes.values()) {
    expect(members.length).toBeGreaterThanOrEqual(5)
    expect(new Set(members.map((m) => m.量化等级)).size).toBeGreaterThanOrEqual(2)
  }
  expect(rows.flatMap((r) => Object.values(r)).filter((c) => /^[=+\-@]/.test(c))).toEqual([])
})

test('hostile cells that are released as they are do nothing in a spreadsheet', async () => {
  const id = await published({
    title: '菜系分布',
    columns: [columns.place, { role: 'plain', item: 'cuisine' }],
  })
  const file = await city.anonymous.get(`/open-releases/${id}/file`)
  const cells = (await readCsv(file)).map((r) => r.菜系)
  expect(cells).toContain(`'${hostile[0]}`)
  expect(cells.filter((c) => /^[=+\-@]/.test(c ?? ''))).toEqual([])
  await step(market, id, 'withdraw', { reason: '测试结束' })
})

test('a release is checked against former ones: the same levels again, or a refusal that says what to change', async () => {
  const columnsOf = (grade: object) => [columns.granted, grade]
  const cut = await computedRelease({ title: '等级与年份', columns: columnsOf(columns.grade) })
  const refused = await step(market, cut, 'submit')
  expect(refused.body).toMatchObject({ status: 409, number: 'FB000001', least: 5 })
  expect(refused.body.title).toMatch(/FB000001.*重新计算/)
  expect((await view(cut)).unsafe[0]).toMatchObject({ by: ['grade'] })
  const { result } = await view(open)
  const again = await computedRelease({ title: '再次发布', asOf: result.asOf })
  await step(market, again, 'levels', { levels: result.chosen.levels })
  const combined = (await settledView(again)).result.combinations
  expect(combined.find((c: { number: string }) => c.number === 'FB000001')).toMatchObject({
    atRisk: 0,
    by: ['grade'],
  })
  expect((await step(market, again, 'submit')).status).toBe(200)
})

test('withdrawn, it is not given any more, says why, and still counts against later ones', async () => {
  expect((await step(authority, open, 'withdraw', { reason: '发现口径错误' })).body.state).toBe('withdrawn')
  const refused = await city.anonymous.get(`/open-releases/${open}/file`)
  expect(refused.body).toMatchObject({ status: 409, reason: '发现口径错误' })
  expect((await city.anonymous.get(`/open-releases/${open}`)).body).toMatchObject({
    state: 'withdrawn',
    withdrawn: '发现口径错误',
    files: [],
  })
  const cut = await computedRelease({ title: '撤回之后', columns: [columns.granted, columns.grade] })
  expect((await step(market, cut, 'submit')).body).toMatchObject({ status: 409, number: 'FB000001' })
})
