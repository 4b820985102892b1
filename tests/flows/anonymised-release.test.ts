import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTable } from '../../src/kernel/tabular/index.ts'
import { type Answer, type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, foodBusinesses, publishedResource } from '../support/resources.ts'
import { sendFile } from '../support/upload.ts'

let city: TestPlatform
let market: Client
let civil: Client
let authority: Client
let resource = ''

const contract = {
  ...foodBusinesses,
  items: [
    ...foodBusinesses.items.filter((i) => i.name !== 'seats'),
    { name: 'id_number', title: '负责人身份证号', type: 'text', personal: 'id-card' },
    { name: 'age', title: '负责人年龄', type: 'integer' },
    { name: 'cuisine', title: '菜系', type: 'text' },
  ],
}

/** Cells that a spreadsheet would carry out. */
const hostile = ['=HYPERLINK("http://x","y")', '+1+cmd|calc', '@SUM(1)', '川菜']

function business(n: number) {
  return {
    licence: `JY${String(n).padStart(6, '0')}`,
    name: `小面馆${n}号`,
    holder: '张甲',
    phone: `1380000${String(n).padStart(4, '0')}`,
    place: ['500107103', '500107104'][n % 2],
    grade: 'ABC'[n % 3],
    granted: `20${10 + (n % 10)}-0${1 + (n % 9)}-15`,
    age: String(25 + (n % 30)),
    cuisine: hostile[n % 4],
    id_number: '',
  }
}

const columns = {
  place: {
    role: 'quasi',
    item: 'place',
    hierarchy: { kind: 'places', steps: ['township', 'district', 'city'] },
  },
  granted: { role: 'quasi', item: 'granted', hierarchy: { kind: 'days', steps: ['year', 'five-years'] } },
  age: { role: 'quasi', item: 'age', hierarchy: { kind: 'bands', widths: [5, 10, 20] } },
  cuisine: { role: 'quasi', item: 'cuisine', hierarchy: { kind: 'whole' } },
  grade: { role: 'sensitive', item: 'grade', diversity: { kind: 'distinct', l: 2 } },
} as const
const plan = {
  title: '餐饮单位结构数据',
  about: '按镇街、年份和负责人年龄段，供选址研究',
  columns: [columns.place, columns.granted, columns.age, columns.cuisine, columns.grade] as object[],
  k: 5,
  suppression: 0.1,
  audience: { kind: 'open' } as object,
  reason: '数据开放计划 2026',
  until: '2099-12-31',
}

beforeAll(async () => {
  city = await createTestPlatform()
  market = await city.as('data.market')
  civil = await city.as('data.civil')
  authority = await city.as('data')
  resource = await publishedResource(market, 'gxq.market', contract)
  await deliverRows(
    market,
    resource,
    Array.from({ length: 240 }, (_, n) => business(n)),
  )
}, 60_000)
afterAll(() => city?.stop())

const save = (change: object = {}, ref: object = {}) =>
  market.post('/releases', { resource, plan: { ...plan, ...change }, ...ref })
const view = async (id: string, client = market) => (await client.get(`/releases/${id}`)).body
const keysOf = (answer: Answer) => answer.body.faults.map((f: { key: string }) => f.key)

/** A step on a release as it is now. */
async function step(client: Client, id: string, name: string, input: object = {}): Promise<Answer> {
  const { revision } = await view(id)
  return client.post(`/releases/${id}/${name}`, { revision, ...input })
}

/** Waits until nothing is being done to it. */
async function settledView(id: string) {
  await city.platform.kernel.jobs.idle(30_000)
  return view(id)
}

async function computedRelease(change: object = {}): Promise<string> {
  const { id } = (await save(change)).body
  await step(market, id, 'compute')
  const { row, problem } = await settledView(id)
  expect({ state: row.state, problem }).toEqual({ state: 'computed', problem: null })
  return id
}

async function published(change: object = {}): Promise<string> {
  const id = await computedRelease(change)
  expect((await step(market, id, 'submit')).status).toBe(200)
  expect((await step(authority, id, 'approve', { reason: '风险可接受，同意' })).status).toBe(200)
  expect((await settledView(id)).row.state).toBe('published')
  return id
}

async function assess(manner: string, items: string[]) {
  const content = {
    title: '匿名化发布影响评估',
    resource,
    purpose: 'statistics',
    manners: [manner],
    items,
    lawful: { basis: '政务数据开放条例', legitimate: '公共利益', necessary: '仅限必要列' },
    effect: { effect: '已经泛化，影响很小', risks: '被重新识别的风险', level: 'low' },
    measures: { measures: 'k 匿名与抑制', proportionate: '与风险相称', left: 'low' },
  }
  const saved = (await market.post('/assessments', { org: 'gxq.market', content })).body
  await market.post(`/assessments/${saved.id}/submit`, { revision: saved.revision })
  const judged = await authority.post(`/assessments/${saved.id}/judge`, {
    revision: saved.revision + 1,
    approve: true,
    reason: '评估充分',
  })
  expect(judged.status).toBe(200)
}

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

let open = ''

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

async function getFrom(path: string, from: number) {
  const { statusCode, rawPayload } = await city.platform.server.inject({
    url: `/api/v1${path}`,
    headers: { range: `bytes=${from}-` },
  })
  return { status: statusCode, bytes: rawPayload }
}

async function readCsv(answer: Answer): Promise<Record<string, string>[]> {
  const rows: Record<string, string>[] = []
  for await (const row of readTable(answer.bytes ?? Buffer.alloc(0), 'x.csv')) rows.push({ ...row.values })
  return rows
}

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
