import type { Client, TestPlatform } from './platform.ts'
import { deliverRows, publishedResource } from './resources.ts'

/** The organization that links. */
export const org = 'town.500107104'

const post = (owner: string) => ({ org: owner, title: '信息科', account: null })

const contentOf = (owner: string, name: string) => ({
  name,
  owner: post(owner),
  steward: post(owner),
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
})

/** Synthetic people as one department knows them; the second lacks numbers, and one in three there moved. */
function person(n: number, source: 'a' | 'b') {
  const born = `19${50 + (n % 50)}-0${1 + (n % 9)}-1${n % 10}`
  const isOther = source === 'b'
  return {
    no: `${source.toUpperCase()}${n}`,
    name: `${'赵钱孙李周吴郑王冯陈'[n % 10]}${'安平和顺康宁福寿喜乐'[Math.floor(n / 10) % 10]}${'子文明华玉春秋山海天'[(n * 7) % 10]}`,
    // One in eleven is written a day later.
    born: isOther && n % 11 === 0 ? `${born.slice(0, -1)}${(n + 1) % 10}` : born,
    id: isOther && n % 2 === 0 ? '' : `500107${born.replaceAll('-', '')}${String(1000 + n)}`,
    phone: `139${String(10_000_000 + n * 37)}`,
    street: `${'凤笙虎溪西科'.slice((n % 3) * 2, (n % 3) * 2 + 2)}路${isOther && n % 3 === 0 ? n + 500 : n}号`,
  }
}

async function grantTo(town: Client, provider: Client, resource: string): Promise<string> {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const terms = {
    items: ['no', 'name', 'born', 'id', 'phone', 'street'],
    masks: { phone: 'partial' },
    from: today,
    until: '2099-12-31',
    bulk: true,
  }
  const made = await town.post('/data-requests', {
    resource,
    consumer: org,
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

/** Two departments with 240 people each, granted to the township, the phone masked; the answer is the grants. */
export async function grantedSources(city: TestPlatform): Promise<string[]> {
  const town = await city.as('data.town')
  const grants: string[] = []
  for (const [login, owner, name, source] of [
    ['data.civil', 'gxq.civil', '低保对象', 'a'],
    ['data.market', 'gxq.market', '经营者', 'b'],
  ] as const) {
    const provider = await city.as(login)
    const resource = await publishedResource(provider, owner, contentOf(owner, name))
    const rows = Array.from({ length: 240 }, (_, n) => person(n, source))
    await deliverRows(provider, resource, rows)
    grants.push(await grantTo(town, provider, resource))
  }
  return grants
}
