import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { ok, settled } from '../support/control.ts'
import { controlJobNamed } from '../support/control-jobs.ts'
import { helpedPeople, helpedPerson } from '../support/people.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, publishedResource } from '../support/resources.ts'

/** The life of a care level: refused unless everything is there, confirmed by a second person, seen by the person. */

const clock = fixedClock(new Date('2026-03-02T02:00:00Z'))
let city: TestPlatform
let officer: Client
let grid: Client
let authority: Client
let elder: Client
let resource = ''
let id = ''

const phone = '13912349001'
const place = '50/500107/500107104'
const wish = {
  group: 'elder-alone',
  level: '2',
  name: '冉素珍',
  phone,
  place,
  owner: 'gxq.civil',
  purpose: '独居，每月上门看望一次，防意外',
  legalBasis: '《中华人民共和国老年人权益保障法》第三十一条',
  ground: { kind: 'consent', by: 'person', how: '本人签署告知同意书', on: '2026-03-01' },
  reason: '子女在外地，去年摔过一次',
}

async function signIn() {
  officer = await city.as('civil')
  grid = await city.as('grid')
  authority = await city.as('data')
  elder = await city.asResident(phone)
}

beforeAll(async () => {
  city = await createTestPlatform({ clock })
  await city.platform.working
  await signIn()
  const civil = await city.as('data.civil')
  resource = await publishedResource(civil, 'gxq.civil', helpedPeople)
  await deliverRows(civil, resource, [helpedPerson(0)])
})
afterAll(() => city?.stop())

const propose = (change: object = {}) => grid.post('/care-levels', { ...wish, ...change })
const view = async () => (await officer.get(`/care-levels/${id}`)).body
const act = async (client: Client, action: string, input: object = {}) => {
  const { revision } = await view()
  return client.post(`/care-levels/${id}/${action}`, { revision, ...input })
}

describe('what is missing is refused, and says what', () => {
  const rows: [string, object, number, string][] = [
    ['a group that is not on the list', { group: 'petitioner' }, 403, 'group-unknown'],
    ['no purpose', { purpose: '' }, 400, 'no-purpose'],
    ['no legal basis', { legalBasis: '' }, 400, 'no-legal-basis'],
    ['neither consent nor duty', { ground: null }, 400, 'no-ground'],
    ['a child whose guardian nobody asked', { group: 'left-behind-child' }, 400, 'child-needs-guardian'],
    [
      'a child that consents itself',
      { group: 'left-behind-child', guardianPhone: '13912349002' },
      400,
      'child-needs-guardian',
    ],
    ['whoever cannot be told', { phone: undefined }, 400, 'nobody-told'],
    ['no impact assessment', {}, 403, 'not-assessed'],
  ]
  test.each(rows)('%s', async (_name, change, status, why) => {
    expect(await propose(change)).toMatchObject({ status, body: { why } })
  })
  test('nothing was recorded of anybody by that', async () => {
    const left = await city.platform.kernel.app.db.selectFrom('persons').select('id').execute()
    // The elder signed in by telephone; no other person is known.
    expect(left).toHaveLength(1)
    expect((await officer.get('/care-levels')).body).toMatchObject({
      rows: [],
      total: 0,
      waiting: { proposed: 0, objected: 0 },
    })
  })
})

test('an assessment for another purpose does not count; one for assistance opens the way', async () => {
  const civil = await city.as('data.civil')
  const { groups } = (await authority.get('/care-levels/groups')).body
  const rows = groups.rows.map((g: { code: string }) => ({ ...g, resource }))
  expect((await officer.post('/care-levels/groups', { ...groups, rows })).status).toBe(403)
  await ok(authority, '/care-levels/groups', { ...groups, rows })
  const assess = async (purpose: string) => {
    const content = {
      title: '独居老人关爱',
      resource,
      purpose,
      manners: ['share'],
      items: ['xm', 'lxdh'],
      persons: 40,
      lawful: { basis: '《老年人权益保障法》', legitimate: '关爱独居老人', necessary: '只用姓名电话住址' },
      effect: { effect: '对本人有利', risks: '泄露后可能被骗', level: 'middle' },
      measures: { measures: '加密、留痕、最小范围', proportionate: '与风险相称', left: 'low' },
    }
    const saved = await ok(civil, '/protection/assessments', { org: 'gxq.civil', content })
    const sent = await ok(civil, `/protection/assessments/${saved.id}/submit`, { revision: saved.revision })
    await ok(authority, `/protection/assessments/${saved.id}/judge`, {
      revision: sent.revision,
      approve: true,
      reason: '同意',
      validUntil: '2026-12-31',
    })
  }
  await assess('statistics')
  expect(await propose()).toMatchObject({ status: 403, body: { why: 'not-assessed' } })
  await assess('assistance')
  const made = await propose()
  expect(made).toMatchObject({ status: 201, body: { state: 'proposed' } })
  id = made.body.id
  expect(await propose()).toMatchObject({ status: 409, body: { existing: id } })
})

test('only a care officer who did not propose it confirms it, for a year at most', async () => {
  const input = { level: '2', until: '2027-02-28', reason: '已上门核实' }
  expect((await act(grid, 'confirm', input)).status).toBe(403)
  expect((await act(await city.as('leader'), 'confirm', input)).status).toBe(403)
  expect(await act(officer, 'confirm', { ...input, until: '2027-03-03' })).toMatchObject({
    status: 400,
    body: { field: 'until' },
  })
  const own = await officer.post('/care-levels', { ...wish, phone: '13912349003', name: '邓国华' })
  const mine = await officer.post(`/care-levels/${own.body.id}/confirm`, { ...input, revision: 1 })
  expect(mine).toMatchObject({ status: 403, body: { title: expect.stringContaining('不能自己确认') } })
  expect((await act(officer, 'confirm', input)).status).toBe(200)
  expect(await view()).toMatchObject({ state: 'confirmed', until: '2027-02-28', nextVisit: '2026-04-01' })
})

test('the person sees level, reason, law, by whom and until when; nobody else does', async () => {
  const { rows } = (await elder.get('/me/care-levels')).body
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    level: '2',
    state: 'confirmed',
    as: 'person',
    owner: 'gxq.civil',
    confirmedBy: expect.stringContaining('秦兰'),
    purpose: wish.purpose,
    legalBasis: wish.legalBasis,
    reason: wish.reason,
    until: '2027-02-28',
    may: ['object', 'withdraw'],
  })
  const stranger = await city.asResident('13912349009')
  expect((await stranger.get('/me/care-levels')).body.rows).toEqual([])
  expect((await stranger.post(`/me/care-levels/${id}/withdraw`, { revision: 2 })).status).toBe(404)
  for (const login of [
    'leader',
    'supervisor',
    'auditor',
    'admin',
    'data',
    'data.civil',
    'gxq.civil',
    'dispatcher',
  ]) {
    const other = await city.as(login)
    expect((await other.get('/care-levels')).status, login).toBe(403)
    expect((await other.get(`/care-levels/${id}`)).status, login).not.toBe(200)
  }
})

test('reads are logged; lists are masked; what was said lies sealed in tables and audit', async () => {
  await officer.get('/care-levels')
  const list = (await officer.get('/care-levels?state=confirmed')).body
  expect(list.rows[0].name).not.toBe(wish.name)
  expect(list.rows[0].phone).not.toBe(phone)
  expect((await view()).name).toBe(wish.name)
  const { db } = city.platform.kernel.app
  const reads = await db
    .selectFrom('audit_entries')
    .selectAll()
    .where('action', 'in', ['care.list', 'care.get', 'care.own'])
    .execute()
  expect(new Set(reads.map((r) => r.action))).toEqual(new Set(['care.list', 'care.get', 'care.own']))
  const everything = JSON.stringify([
    await db.selectFrom('audit_entries').selectAll().execute(),
    await db.selectFrom('events').selectAll().execute(),
    await db.selectFrom('notices').selectAll().execute(),
  ])
  for (const word of [wish.name, phone, wish.reason]) expect(everything).not.toContain(word)
})

test('the level is input of no model, of no search and of no export', async () => {
  const market = await city.as('data.market')
  const counts = (await market.get('/control/counts')).body.rows.map((c: { source: string }) => c.source)
  expect(counts.filter((c: string) => c.includes('care'))).toEqual([])
  const content = (binding: object, title: string) => ({
    name: '越界模型',
    kind: 'area',
    aim: '试图读取关爱等级',
    legalBasis: '没有依据',
    hit: 'first',
    inputs: [{ name: 'x', title, type: 'number', binding }],
    rows: [{ conditions: [{ input: 'x', op: '>=', values: ['1'] }], level: 'D' }],
    otherwise: 'A',
    reviewMonths: { A: 12, B: 12, C: 12, D: 12 },
  })
  const save = (c: object) => market.post('/control/models', { owner: 'gxq.market', content: c })
  const asCount = await save(content({ kind: 'count', source: 'care-levels', months: 12 }, '人数'))
  expect(asCount.body.faults[0]).toMatchObject({ key: 'control.fault.no-count' })
  const asTitle = await save(content({ kind: 'count', source: 'findings', months: 12 }, '关爱等级'))
  expect(asTitle).toMatchObject({ status: 403, body: { attribute: '关爱等级' } })
  for (const path of ['/care-levels/export', '/care-levels.csv'])
    expect((await officer.get(path)).status, path).toBeGreaterThanOrEqual(400)
  const search = await officer.get(`/care-levels?text=${encodeURIComponent(wish.name)}`)
  expect(search.body.rows.map((r: { id: string }) => r.id)).toHaveLength(2)
})

test('a visit moves the next one; one in the future is refused', async () => {
  expect(await act(grid, 'visit', { note: '精神好', on: '2026-03-09' })).toMatchObject({
    status: 400,
    body: { field: 'on' },
  })
  expect((await act(grid, 'visit', { note: '精神好，腿脚慢', on: '2026-03-02' })).status).toBe(200)
  expect(await view()).toMatchObject({ nextVisit: '2026-04-01' })
})

test('I object, the officer answers; while it waits nothing is made longer', async () => {
  const { revision } = (await elder.get('/me/care-levels')).body.rows[0]
  await ok(elder, `/me/care-levels/${id}/object`, { revision, reason: '我身体好，不用每月来' })
  await settled(city)
  const renew = { level: '2', until: '2027-02-28', reason: '续期' }
  expect((await act(officer, 'renew', renew)).status).toBe(409)
  expect((await officer.get('/care-levels?state=objected')).body.total).toBe(1)
  expect((await act(officer, 'answer', { end: false, answer: '改为每季度一次，可随时撤回' })).status).toBe(
    200,
  )
  const mine = (await elder.get('/me/care-levels')).body.rows[0]
  expect(mine.steps.at(-1)).toMatchObject({ what: 'answered', text: '改为每季度一次，可随时撤回' })
  expect((await act(officer, 'renew', { ...renew, level: '1' })).status).toBe(200)
})

test('I take my consent back: it is over at once; a duty does not rest on consent', async () => {
  const { revision } = (await elder.get('/me/care-levels')).body.rows[0]
  await ok(elder, `/me/care-levels/${id}/withdraw`, { revision })
  expect(await view()).toMatchObject({ state: 'withdrawn', nextVisit: null })
  expect((await act(officer, 'renew', { level: '1', until: '2027-01-01', reason: '续期' })).status).toBe(409)
  const law = '《老年人权益保障法》第四十八条'
  const again = await propose({ ground: { kind: 'duty', law } })
  id = again.body.id
  await act(officer, 'confirm', { level: '1', until: '2026-06-30', reason: '法定职责' })
  const mine = (await elder.get('/me/care-levels')).body.rows[0]
  expect(mine.may).toEqual(['object'])
  const refused = await elder.post(`/me/care-levels/${id}/withdraw`, { revision: mine.revision })
  expect(refused).toMatchObject({ status: 409, body: { law } })
})

test('it runs out on its day, with or without a job', async () => {
  clock.set(new Date('2026-07-01T02:00:00Z'))
  await signIn()
  expect(await view()).toMatchObject({ state: 'expired' })
  expect((await act(grid, 'visit', { note: '看望', on: '2026-07-01' })).status).toBe(409)
  await controlJobNamed('care.expire-all', clock).run(city.platform.kernel, {})
  await settled(city)
  const mine = (await elder.get('/me/care-levels')).body.rows[0]
  expect(mine).toMatchObject({ state: 'expired' })
  expect(mine.steps.at(-1).what).toBe('expired')
  const notices = (await elder.get('/notices')).body.rows
  expect(notices.map((n: { template: string }) => n.template)).toContain('care.notice.expired')
})

test('a child’s guardian sees it, and acts for the child', async () => {
  clock.set(new Date('2026-08-03T02:00:00Z'))
  await signIn()
  const made = await propose({
    group: 'left-behind-child',
    name: '冉小宝',
    phone: undefined,
    guardianPhone: '13912349010',
    ground: { kind: 'consent', by: 'guardian', how: '监护人签字', on: '2026-08-01' },
  })
  expect(made.status).toBe(201)
  const guardian = await city.asResident('13912349010')
  const [seen] = (await guardian.get('/me/care-levels')).body.rows
  expect(seen).toMatchObject({ as: 'guardian', may: ['object', 'withdraw'] })
  await ok(guardian, `/me/care-levels/${seen.id}/withdraw`, { revision: seen.revision })
  expect((await officer.get(`/care-levels/${seen.id}`)).body).toMatchObject({ state: 'withdrawn' })
})

test('an assessment that ran out stops a confirmation', async () => {
  id = (await propose({ ground: { kind: 'duty', law: '《老年人权益保障法》' } })).body.id
  clock.set(new Date('2027-01-02T02:00:00Z'))
  await signIn()
  const late = await act(officer, 'confirm', { level: '1', until: '2027-06-30', reason: '确认' })
  expect(late).toMatchObject({ status: 403, body: { why: 'not-assessed' } })
})
