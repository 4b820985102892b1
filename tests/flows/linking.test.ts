import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, publishedResource } from '../support/resources.ts'

let city: TestPlatform
let market: Client
let civil: Client
let town: Client
let linkage = { id: '', revision: 0 }
const grants: string[] = []

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const base = {
  kind: 'basic',
  classification: { class: '1', item: '01', subitem: '001', detail: '' },
  abstract: '合成的测试人员，不对应任何真实的人',
  format: '数据库',
  share: { type: 'conditional', condition: '用于救助核对' },
  openness: { type: 'closed' },
  cycle: { every: 1, unit: 'month', graceHours: 24 },
  shape: 'records',
  items: [
    { name: 'no', title: '编号', type: 'text', required: true, key: true },
    { name: 'name', title: '姓名', type: 'text', required: true },
    { name: 'born', title: '出生日期', type: 'date' },
    { name: 'id', title: '证件号', type: 'text' },
    { name: 'phone', title: '电话', type: 'text' },
    { name: 'street', title: '住址', type: 'text' },
  ],
}
const post = (org: string) => ({ org, title: '信息科', account: null })
const contentOf = (org: string, name: string) => ({ ...base, name, owner: post(org), steward: post(org) })
const fields = { name: 'name', born: 'born', idNumber: 'id', phone: 'phone', street: 'street' }

/** Synthetic people: person n as one department knows them. */
function person(n: number, source: 'a' | 'b') {
  const born = `19${50 + (n % 50)}-0${1 + (n % 9)}-1${n % 10}`
  return {
    no: `${source.toUpperCase()}${n}`,
    name: `${'赵钱孙李周吴郑王冯陈'[n % 10]}${'安平和顺康宁福寿喜乐'[Math.floor(n / 10) % 10]}${'子文明华玉春秋山海天'[(n * 7) % 10]}`,
    born,
    // Every third is known to the second department without a number; every fifth moved.
    id: source === 'b' && n % 3 === 0 ? '' : `500107${born.replaceAll('-', '')}${String(1000 + n)}`,
    phone: source === 'b' && n % 4 === 0 ? '' : `139${String(10_000_000 + n * 37)}`,
    street: `${'凤笙虎溪西科'.slice((n % 3) * 2, (n % 3) * 2 + 2)}路${source === 'b' && n % 5 === 0 ? n + 500 : n}号`,
  }
}

async function granted(provider: Client, resource: string): Promise<string> {
  const terms = { items: ['no', ...Object.values(fields)], from: today, until: '2099-12-31', bulk: true }
  const made = await town.post('/data-requests', {
    resource,
    consumer: 'town.500107104',
    purpose: 'assistance',
    use: '核对救助对象，避免重复和遗漏',
    legalBasis: '《社会救助暂行办法》第五十八条',
    terms,
    security: { title: '社会事务办', measures: '不落地保存' },
  })
  await provider.post(`/data-requests/${made.body.id}/approve`, { version: 1, terms })
  await provider.post(`/data-requests/${made.body.id}/switch-on`, { version: 2 })
  return (await town.get(`/grants?resource=${resource}`)).body.rows[0].id
}

beforeAll(async () => {
  city = await createTestPlatform()
  market = await city.as('data.market')
  civil = await city.as('data.civil')
  town = await city.as('data.town')
  for (const [provider, org, source] of [
    [civil, 'gxq.civil', 'a'],
    [market, 'gxq.market', 'b'],
  ] as const) {
    const resource = await publishedResource(provider, org, contentOf(org, `测试人员（${source}）`))
    await deliverRows(
      provider,
      resource,
      Array.from({ length: 240 }, (_, n) => person(n, source)),
    )
    grants.push(await granted(provider, resource))
  }
})
afterAll(() => city?.stop())

const content = () => ({
  name: '救助对象关联',
  kind: 'person',
  purpose: '核对救助对象，避免重复和遗漏',
  legalBasis: '《社会救助暂行办法》第五十八条',
  sources: grants.map((grant) => ({ grant, id: 'no', fields })),
  link: 0.99,
  doubt: 0.05,
})
const settled = async () => {
  for (let n = 0; n < 200; n++) {
    const { run } = (await town.get(`/linkages/${linkage.id}`)).body
    if (run?.state === 'done' || run?.state === 'failed') return run
    await new Promise((done) => setTimeout(done, 100))
  }
}
const entityOf = async (record: string) =>
  (await town.get(`/linkages/${linkage.id}/entity?source=0&record=${record}`)).body.members.map(
    (m: { record: string }) => m.record,
  )

test('a linkage names grants of its own organization, and fields that are given in clear', async () => {
  const faulty = {
    ...content(),
    sources: [{ grant: grants[0], id: 'no', fields: { born: 'born', shoe: 'phone' } }],
  }
  const refused = await town.post('/linkages', { org: 'town.500107104', content: faulty })
  expect(refused.body.faults.map((f: { key: string }) => f.key)).toEqual([
    'linkage.fault.unknown-field',
    'linkage.fault.field-needed',
  ])
  expect((await civil.post('/linkages', { org: 'gxq.civil', content: content() })).body.faults).toHaveLength(
    2,
  )
  expect((await civil.post('/linkages', { org: 'town.500107104', content: content() })).status).toBe(403)
  linkage = (await town.post('/linkages', { org: 'town.500107104', content: content() })).body
  expect(linkage.revision).toBe(1)
})

test('nothing runs before the algorithm is approved', async () => {
  expect((await town.post(`/linkages/${linkage.id}/start`)).body.code).toBe('not-approved')
  const leader = await city.as('leader')
  const register = (await city.anonymous.get('/algorithms')).body as { code: string; version: string }[]
  const entry = register.find((a) => a.code === 'linkage.person')
  await leader.post('/algorithms/judge', { ...entry, status: 'approved', reason: '试运行：批准首个版本' })
  expect((await town.post(`/linkages/${linkage.id}/start`)).status).toBe(200)
  expect((await town.post(`/linkages/${linkage.id}/start`)).status).toBe(409)
})

test('a run links the records of both departments, and leaves the doubtful ones to people', async () => {
  const run = await settled()
  expect(run).toMatchObject({ state: 'done', error: null })
  expect(run.figures.records).toBe(480)
  // 240 people, each in both departments: nearly all are found, and none is put together with another.
  expect(run.figures.entities).toBeGreaterThan(200)
  expect(await entityOf('A7')).toEqual(['A7', 'B7'])
  expect((await civil.get(`/linkages/${linkage.id}`)).status).toBe(403)
})

test('a person parts and merges, with a reason; the word stands in the next run and can be taken back', async () => {
  const judge = (same: boolean, left = { source: 0, record: 'A7' }, right = { source: 1, record: 'B7' }) =>
    town.post(`/linkages/${linkage.id}/judge`, { left, right, same, reason: '电话核实' })
  expect((await judge(false)).body.changed).toBe(1)
  expect(await entityOf('A7')).toEqual(['A7'])
  await town.post(`/linkages/${linkage.id}/start`)
  expect((await settled()).state).toBe('done')
  expect(await entityOf('A7')).toEqual(['A7'])
  await judge(true)
  expect(await entityOf('A7')).toEqual(['A7', 'B7'])
  await judge(true, { source: 0, record: 'A7' }, { source: 0, record: 'A8' })
  expect(await entityOf('A7')).toEqual(['A7', 'A8', 'B7', 'B8'])
  const against = await judge(false, { source: 0, record: 'A8' }, { source: 1, record: 'B7' })
  expect(against.status).toBe(409)
  await judge(false, { source: 0, record: 'A7' }, { source: 0, record: 'A8' })
  expect(await entityOf('A8')).toEqual(['A8', 'B8'])
  expect((await judge(true, { source: 0, record: 'A7' }, { source: 1, record: 'nobody' })).status).toBe(404)
})

test('doubtful pairs come with the waterfall and with values that the grants give now', async () => {
  const { rows } = (await town.get(`/linkages/${linkage.id}/doubts?limit=50`)).body
  for (const doubt of rows) {
    const sum = doubt.steps.reduce(
      (s: number, step: { weight: number; frequencyWeight: number }) =>
        s + step.weight + step.frequencyWeight,
      doubt.prior,
    )
    expect(1 / (1 + 2 ** -sum)).toBeCloseTo(doubt.probability, 6)
    expect(doubt.values.left.name).toBeDefined()
  }
  const { revision } = (await market.get(`/grants/${grants[1]}`)).body
  await market.post(`/grants/${grants[1]}/suspend`, { revision, reason: '收回' })
  const members = (await town.get(`/linkages/${linkage.id}/entity?source=0&record=A9`)).body.members
  expect(members.find((m: { source: number }) => m.source === 1)?.values).toEqual({})
  expect((await town.post(`/linkages/${linkage.id}/start`)).body).toMatchObject({ condition: 'state' })
})
