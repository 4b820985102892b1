import { expect } from 'vitest'
import { readTable } from '../../src/kernel/tabular/index.ts'
import { type Answer, type Client, createTestPlatform, type TestPlatform } from './platform.ts'
import { deliverRows, foodBusinesses, publishedResource } from './resources.ts'

/** Set by `openReleases`; the data managers of market and civil affairs, and the data authority. */
export let city: TestPlatform
export let market: Client
export let civil: Client
export let authority: Client
/** Food businesses, 240 of them. */
export let resource = ''

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
export const hostile = ['=HYPERLINK("http://x","y")', '+1+cmd|calc', '@SUM(1)', '川菜']

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

export const columns = {
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
export const plan = {
  title: '餐饮单位结构数据',
  about: '按镇街、年份和负责人年龄段，供选址研究',
  columns: [columns.place, columns.granted, columns.age, columns.cuisine, columns.grade] as object[],
  k: 5,
  suppression: 0.1,
  audience: { kind: 'open' } as object,
  reason: '数据开放计划 2026',
  until: '2099-12-31',
}

/** A platform with a resource to release. */
export async function openReleases(): Promise<void> {
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
}

export const save = (change: object = {}, ref: object = {}) =>
  market.post('/releases', { resource, plan: { ...plan, ...change }, ...ref })
export const view = async (id: string, client = market) => (await client.get(`/releases/${id}`)).body
export const keysOf = (answer: Answer) => answer.body.faults.map((f: { key: string }) => f.key)

/** A step on a release as it is now. */
export async function step(client: Client, id: string, name: string, input: object = {}): Promise<Answer> {
  const { revision } = await view(id)
  return client.post(`/releases/${id}/${name}`, { revision, ...input })
}

/** Waits until nothing is being done to it. */
export async function settledView(id: string) {
  await city.platform.kernel.jobs.idle(100_000)
  return view(id)
}

export async function computedRelease(change: object = {}): Promise<string> {
  const { id } = (await save(change)).body
  await step(market, id, 'compute')
  const { row, problem } = await settledView(id)
  expect({ state: row.state, problem }).toEqual({ state: 'computed', problem: null })
  return id
}

export async function published(change: object = {}): Promise<string> {
  const id = await computedRelease(change)
  expect((await step(market, id, 'submit')).status).toBe(200)
  expect((await step(authority, id, 'approve', { reason: '风险可接受，同意' })).status).toBe(200)
  expect((await settledView(id)).row.state).toBe('published')
  return id
}

export async function assess(manner: string, items: string[]) {
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
  const saved = (await market.post('/protection/assessments', { org: 'gxq.market', content })).body
  await market.post(`/protection/assessments/${saved.id}/submit`, { revision: saved.revision })
  const judged = await authority.post(`/protection/assessments/${saved.id}/judge`, {
    revision: saved.revision + 1,
    approve: true,
    reason: '评估充分',
  })
  expect(judged.status).toBe(200)
}

export async function getFrom(path: string, from: number) {
  const { statusCode, rawPayload } = await city.platform.server.inject({
    url: `/api/v1${path}`,
    headers: { range: `bytes=${from}-` },
  })
  return { status: statusCode, bytes: rawPayload }
}

export async function readCsv(answer: Answer): Promise<Record<string, string>[]> {
  const rows: Record<string, string>[] = []
  for await (const row of readTable(answer.bytes ?? Buffer.alloc(0), 'x.csv')) rows.push({ ...row.values })
  return rows
}
