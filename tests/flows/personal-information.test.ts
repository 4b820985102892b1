import { afterAll, beforeAll, expect, test } from 'vitest'
import { helpedPeople, helpedPerson } from '../support/people.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, publishedResource } from '../support/resources.ts'

let city: TestPlatform
let market: Client
let civil: Client
let resource = ''

const people = [0, 1, 2].map((n) => helpedPerson(n))
const idle = async () => expect(await city.platform.kernel.jobs.idle(60_000)).toBe(true)
const kindsOf = async (client: Client) => (await client.get(`/protection/resources/${resource}/kinds`)).body

beforeAll(async () => {
  city = await createTestPlatform()
  await city.platform.working
  market = await city.as('data.market')
  civil = await city.as('data.civil')
  resource = await publishedResource(civil, 'gxq.civil', helpedPeople)
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
  for (const value of [...people.flatMap((p) => [p.c1, p.lxdh, p.xm]), '13812345678'])
    expect(told).not.toContain(value)
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
  expect(rows.find((r: { id: string }) => r.id === resource)).toMatchObject({ personal: 4, sensitive: 2 })
})

test('looking again proposes anew and leaves what was confirmed', async () => {
  expect((await civil.post(`/protection/resources/${resource}/detect`)).status).toBe(200)
  await idle()
  const view = await kindsOf(civil)
  expect(view.items.find((i: { item: string }) => i.item === 'illness').confirmed.kind).toBe('health')
})

const answered = {
  lawful: {
    basis: '《社会救助暂行办法》第五十八条',
    legitimate: '核对救助对象是否登记有经营主体',
    necessary: '只取姓名、身份证号和患病情况，逐条查询',
  },
  effect: { effect: '可能影响救助资格', risks: '健康信息泄露会损害人格尊严', level: 'middle' },
  measures: { measures: '脱敏、专网、逐次留痕', proportionate: '与风险相称，每季度检查', left: 'low' },
}
const assessment = () => ({
  org: 'gxq.market',
  content: {
    title: '临时救助对象信息共享',
    resource,
    purpose: 'assistance',
    manners: ['share'],
    consumers: ['gxq.market'],
    items: ['xm', 'c1', 'illness'],
    ...answered,
  },
})

const terms = {
  items: ['xm', 'c1', 'illness', 'amount'],
  masks: { xm: 'partial', c1: 'partial' },
  rows: [],
  from: '2026-01-01',
  until: '2099-12-31',
}
const application = () => ({
  resource,
  terms,
  consumer: 'gxq.market',
  purpose: 'assistance',
  use: '核对申请减免的个体工商户是否为救助对象',
  legalBasis: '《社会救助暂行办法》第五十八条',
  security: { title: '信息科科长', measures: '仅在政务外网查看，不落地保存' },
  reasons: { illness: '按病种减免，需要患病情况' },
})

let request = { id: '', version: 1 }
async function step(client: Client, action: string, input: object = {}) {
  const answer = await client.post(`/data-requests/${request.id}/${action}`, {
    version: request.version,
    ...input,
  })
  if (answer.status === 200) request.version = answer.body.version
  return answer
}

let written = { id: '', revision: 0 }

test('a grant over sensitive personal information is not switched on without an assessment; the refusal names it', async () => {
  const made = await market.post('/data-requests', application())
  expect(made.status).toBe(201)
  request = { id: made.body.id, version: 1 }
  expect((await step(civil, 'approve', { terms })).status).toBe(200)
  const refused = await step(civil, 'switch-on')
  expect(refused).toMatchObject({
    status: 409,
    body: { triggers: ['sensitive', 'provide'], items: ['xm', 'c1', 'illness'], name: '临时救助对象' },
  })
  expect(refused.body.detail ?? refused.body.title).toContain('影响评估')
})

test('whoever processes assesses; unanswered questions and other people’s pens are refused', async () => {
  expect((await civil.post('/protection/assessments', assessment())).status).toBe(403)
  const { content } = assessment()
  const empty = { ...content, lawful: { basis: '', legitimate: '', necessary: '' } }
  const made = await market.post('/protection/assessments', { ...assessment(), content: empty })
  expect(made.status).toBe(200)
  written = made.body
  const early = await market.post(`/protection/assessments/${written.id}/submit`, { revision: 1 })
  expect(early).toMatchObject({
    status: 400,
    body: { fields: ['lawful.basis', 'lawful.legitimate', 'lawful.necessary'] },
  })
  const saved = await market.post('/protection/assessments', { ...assessment(), id: written.id, revision: 1 })
  const sent = await market.post(`/protection/assessments/${written.id}/submit`, saved.body)
  expect(sent.status).toBe(200)
  written = sent.body
  expect((await step(civil, 'switch-on')).status).toBe(409)
})

test('the authority returns, then approves; only then the grant gives; every judgement is kept', async () => {
  const authority = await city.as('data')
  const judge = (approve: boolean, reason: string) =>
    authority.post(`/protection/assessments/${written.id}/judge`, {
      revision: written.revision,
      approve,
      reason,
    })
  const input = { revision: written.revision, approve: true, reason: '自己审自己' }
  expect((await market.post(`/protection/assessments/${written.id}/judge`, input)).status).toBe(403)
  written = (await judge(false, '请补充留痕措施')).body
  const { content } = assessment()
  const better = { ...content, measures: { ...content.measures, measures: '脱敏、专网、逐次留痕并按月抽查' } }
  written = (await market.post('/protection/assessments', { ...assessment(), content: better, ...written }))
    .body
  written = (await market.post(`/protection/assessments/${written.id}/submit`, written)).body
  written = (await judge(true, '措施与风险相称')).body
  expect(written).toMatchObject({ state: 'approved' })
  await idle()
  const heard = async (client: Client) =>
    (await client.get('/notices')).body.rows.map((n: { template: string }) => n.template)
  expect(await heard(authority)).toContain('assessment.notice.submitted')
  expect(await heard(market)).toEqual(
    expect.arrayContaining(['assessment.notice.returned', 'assessment.notice.approved']),
  )
  expect((await step(civil, 'switch-on')).body.state).toBe('granted')
  const view = (await civil.get(`/protection/assessments/${written.id}`)).body
  expect(view.versions.map((v: { approved: boolean }) => v.approved)).toEqual([true, false])
  expect(view.validUntil).toBe(view.versions[0].validUntil)
  const town = await city.as('data.town')
  expect((await town.get(`/protection/assessments/${written.id}`)).status).toBe(403)
})

test('automated decisions are assessed of their own, also where nothing sensitive is given', async () => {
  const town = await city.as('data.town')
  const plain = { ...terms, items: ['xm', 'amount'], masks: { xm: 'partial' } }
  const made = await town.post('/data-requests', {
    ...application(),
    consumer: 'town.500107104',
    terms: plain,
    reasons: {},
    automated: true,
  })
  expect(made.status).toBe(201)
  request = { id: made.body.id, version: 1 }
  await step(civil, 'approve', { terms: plain })
  expect(await step(civil, 'switch-on')).toMatchObject({
    status: 409,
    body: { triggers: ['automated', 'provide'] },
  })
  const authority = await city.as('data')
  const { table } = (await authority.get('/protection/assessments/table')).body
  const eased = table.rows.map((r: { trigger: string }) =>
    r.trigger === 'automated' ? { ...r, need: 'remind' } : r,
  )
  expect((await town.post('/protection/assessments/table', { ...table, rows: eased })).status).toBe(403)
  expect((await authority.post('/protection/assessments/table', { ...table, rows: eased })).status).toBe(200)
  expect((await step(civil, 'switch-on')).body.state).toBe('granted')
})
