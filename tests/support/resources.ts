import { randomUUID } from 'node:crypto'
import type { Client } from './platform.ts'

/** A basic resource of the market authority: food businesses with key, place and time. */
export const foodBusinesses = {
  name: '餐饮服务单位',
  kind: 'basic',
  classification: { class: '3', item: '07', subitem: '001', detail: '' },
  abstract: '辖区内取得食品经营许可的餐饮服务单位',
  format: '数据库',
  keywords: ['食品', '许可'],
  share: { type: 'conditional', condition: '用于食品安全、消防和城市管理的联合检查', mode: 'interface' },
  openness: { type: 'conditional', condition: '隐去负责人和电话' },
  cycle: { every: 1, unit: 'day', graceHours: 12 },
  owner: { org: 'gxq.market', title: '餐饮监管科科长', account: null },
  steward: { org: 'gxq.market', title: '信息科科员', account: null },
  shape: 'records',
  items: [
    { name: 'licence', title: '许可证编号', type: 'text', required: true, key: true, pattern: 'JY\\d{6}' },
    { name: 'name', title: '名称', type: 'text', required: true },
    { name: 'holder', title: '负责人', type: 'text', personal: 'name' },
    { name: 'phone', title: '联系电话', type: 'text', personal: 'mobile' },
    { name: 'place', title: '所在镇街', type: 'place', required: true },
    { name: 'grade', title: '量化等级', type: 'text', values: ['A', 'B', 'C'] },
    { name: 'seats', title: '餐位数', type: 'integer', least: '0', most: '5000' },
    { name: 'granted', title: '发证日期', type: 'date' },
  ],
  rules: [
    {
      id: 'granted-past',
      title: '发证日期不在将来',
      severity: 'reject',
      kind: 'not-future',
      item: 'granted',
      minutes: 1440,
    },
    { id: 'grade-known', title: '应有量化等级', severity: 'warn', kind: 'filled', item: 'grade' },
  ],
  scope: { places: ['50/500106', '50/500107'], placeItem: 'place', timeItem: 'granted', from: null },
}

/** Row n of the food businesses, spread over three townships. */
export function foodBusiness(n: number, change: object = {}) {
  return {
    licence: `JY${String(n).padStart(6, '0')}`,
    name: `小面馆${n}号`,
    holder: `张${'甲乙丙丁'[n % 4]}`,
    phone: `1380000${String(n).padStart(4, '0')}`,
    place: ['500107103', '500107104', '500106101'][n % 3],
    grade: 'ABC'[n % 3],
    seats: String(n % 80),
    granted: '2025-06-01',
    ...change,
  }
}

/** Creates and publishes a resource as its data manager; the answer is its id. */
export async function publishedResource(manager: Client, provider: string, content: object): Promise<string> {
  const made = await manager.post('/resources', { provider, content })
  if (made.status !== 201) throw new Error(`not created: ${JSON.stringify(made.body)}`)
  const { id, revision } = made.body
  const published = await manager.post(`/resources/${id}/publish`, { revision, note: '首次发布' })
  if (published.status !== 200) throw new Error(`not published: ${JSON.stringify(published.body)}`)
  return id
}

/** Delivers rows as one whole delivery. */
export function deliverRows(client: Client, resource: string, rows: readonly object[], options: object = {}) {
  return client.post(`/resources/${resource}/deliveries`, {
    delivery: randomUUID(),
    part: 1,
    last: true,
    channel: 'upload',
    source: '测试文件.xlsx',
    rows,
    ...options,
  })
}

/** The same, collected by grid workers: five items, with photos. */
export const formOfBusinesses = {
  ...foodBusinesses,
  items: [...foodBusinesses.items, { name: 'photos', title: '门头照片', type: 'text' }],
  form: {
    items: ['licence', 'name', 'place', 'grade', 'seats', 'photos'],
    roles: ['grid-worker'],
    photoItem: 'photos',
  },
}
