import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, foodBusinesses, publishedResource } from '../support/resources.ts'

let city: TestPlatform
let market: Client
let civil: Client
let resource = ''

const ids = ['110101199003074477', '11010119900307803X', '110101199003072316']
/** A list of people that the civil affairs office helps; no item says what it holds. */
const helped = {
  ...foodBusinesses,
  name: '临时救助对象',
  abstract: '辖区内获得临时救助的对象',
  owner: { org: 'gxq.civil', title: '社会救助科科长', account: null },
  steward: { org: 'gxq.civil', title: '信息科科员', account: null },
  items: [
    { name: 'code', title: '救助编号', type: 'text', required: true, key: true },
    { name: 'xm', title: '姓名', type: 'text' },
    { name: 'c1', title: '字段一', type: 'text' },
    { name: 'lxdh', title: '联系电话', type: 'text' },
    { name: 'illness', title: '患病情况', type: 'text' },
    { name: 'note', title: '备注', type: 'text' },
    { name: 'amount', title: '救助金额', type: 'decimal' },
    { name: 'place', title: '所在镇街', type: 'place', required: true },
    { name: 'granted', title: '发放日期', type: 'date' },
  ],
  rules: [],
  scope: { places: [], placeItem: 'place', timeItem: 'granted', from: null },
}
const people = ids.map((id, n) => ({
  code: `JZ${n}`,
  xm: ['王小红', '李建国', '赵一曼'][n],
  c1: id,
  lxdh: `1391234567${n}`,
  illness: '慢性病',
  note: n === 0 ? '家属李建国，电话13812345678' : '无',
  amount: '1200.00',
  place: '500107104',
  granted: '2025-06-01',
}))

const idle = async () => expect(await city.platform.kernel.jobs.idle(60_000)).toBe(true)
const kindsOf = async (client: Client) => (await client.get(`/protection/resources/${resource}/kinds`)).body

beforeAll(async () => {
  city = await createTestPlatform()
  await city.platform.working
  market = await city.as('data.market')
  civil = await city.as('data.civil')
  resource = await publishedResource(civil, 'gxq.civil', helped)
  await deliverRows(civil, resource, people)
  await idle()
})
afterAll(() => city?.stop())

test('rows arrive, and the platform proposes what each item holds, with reasons and without a value in clear', async () => {
  const view = await kindsOf(civil)
  const proposed = Object.fromEntries(
    view.items.map((i: { item: string; proposal: { kind: string | null } }) => [i.item, i.proposal.kind]),
  )
  expect(proposed).toMatchObject({ xm: 'name', c1: 'id-card', lxdh: 'mobile', code: null, amount: null })
  const c1 = view.items.find((i: { item: string }) => i.item === 'c1')
  expect(c1.proposal.reasons).toContainEqual({ key: 'check', values: { check: 'check-digit', hits: '3' } })
  const note = view.items.find((i: { item: string }) => i.item === 'note')
  expect(note.proposal.findings).toContainEqual({ kind: 'mobile', count: 1 })
  const told = JSON.stringify(view)
  for (const value of [...ids, '13912345670', '王小红', '13812345678']) expect(told).not.toContain(value)
})

test('another provider sees nothing of it; the authority sees it and may not confirm', async () => {
  expect((await market.get(`/protection/resources/${resource}/kinds`)).status).toBe(403)
  const authority = await city.as('data')
  expect((await kindsOf(authority)).may).toEqual(['detect'])
  const answer = await authority.post(`/protection/resources/${resource}/kinds`, { version: 1, kinds: {} })
  expect(answer.status).toBe(403)
})

test('a person confirms and corrects; the description follows, and with it the masks that sharing suggests', async () => {
  const kinds = { xm: 'name', c1: 'id-card', lxdh: 'mobile', illness: 'health', note: null, code: null }
  const stale = await civil.post(`/protection/resources/${resource}/kinds`, { version: 7, kinds })
  expect(stale).toMatchObject({ status: 409, body: { current: 1 } })
  const done = await civil.post(`/protection/resources/${resource}/kinds`, { version: 1, kinds })
  expect(done).toMatchObject({ status: 200, body: { confirmed: 6 } })
  await idle()
  const { body } = await civil.get(`/resources/${resource}`)
  expect(body).toMatchObject({ version: 2, draft: null, versions: [{ change: 'compatible' }, {}] })
  const personal = Object.fromEntries(
    body.content.items.map((i: { name: string; personal: string | null }) => [i.name, i.personal]),
  )
  expect(personal).toMatchObject({ c1: 'id-card', illness: 'health', note: null })
  const drafts = await market.get(`/sharing/drafts?resource=${resource}&consumer=gxq.market`)
  expect(drafts.body.whole.masks).toMatchObject({ c1: 'partial', illness: 'partial' })
  const view = await kindsOf(civil)
  expect(view.items.find((i: { item: string }) => i.item === 'illness')).toMatchObject({ sensitive: true })
  const { rows } = (await civil.get('/protection/resources')).body
  expect(rows.find((r: { id: string }) => r.id === resource)).toMatchObject({ personal: 4, sensitive: 1 })
})

test('looking again proposes anew and leaves what was confirmed', async () => {
  expect((await civil.post(`/protection/resources/${resource}/detect`)).status).toBe(200)
  await idle()
  const view = await kindsOf(civil)
  expect(view.items.find((i: { item: string }) => i.item === 'illness').confirmed.kind).toBe('health')
})
