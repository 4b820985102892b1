import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'

/** A department refuses a case; another works on it meanwhile; the verdict teaches the duty list. */

/** A Monday morning without a holiday near. */
const clock = fixedClock(new Date('2026-03-02T09:30:00+08:00'))
const place = '50/500107/500107104'
const reason = '该路段已移交市政养护，不属教育部门职责。'
const legalBasis = '城市道路管理条例第六条'

let city: TestPlatform
const officers = new Map<string, Client>()
const by = (login: string) => officers.get(login) as Client

beforeAll(async () => {
  city = await createTestPlatform({ clock })
  await signIn()
})
afterAll(() => city?.stop())

async function signIn(): Promise<void> {
  for (const login of ['clerk', 'dispatcher', 'supervisor', 'auditor', 'gxq.education', 'gxq.urban'])
    officers.set(login, await city.as(login))
}

/** A case of this category, taken down by a clerk and dispatched to the department. */
async function dispatched(org: string, category = '010102'): Promise<string> {
  const body = { text: '学校门口的路面坏了一大块，请派人来修。', where: { place }, channel: 'phone' }
  const { id } = (await by('clerk').post('/appeals', body)).body
  await city.platform.kernel.jobs.idle(60_000)
  expect(await step('dispatcher', id, 'dispatch', { org, category, urgency: 'normal' })).toBe(200)
  return id
}

async function step(login: string, id: string, action: string, input: object = {}): Promise<number> {
  const { version } = (await by('dispatcher').get(`/appeals/${id}`)).body
  return (await by(login).post(`/appeals/${id}/${action}`, { version, ...input })).status
}

const view = async (login: string, id: string) => (await by(login).get(`/appeals/${id}`)).body
const resolved = async (category: string, at = place) =>
  (await by('dispatcher').get(`/duties/resolve?category=${category}&place=${at}`)).body

let first = ''

test('a department objects with a reason and a legal basis, and the backstop has the case', async () => {
  first = await dispatched('gxq.education')
  expect(await step('gxq.education', first, 'dispute', { reason })).toBe(400)
  expect(await step('gxq.education', first, 'dispute', { reason, legalBasis, suggested: 'gxq.urban' })).toBe(
    200,
  )
  const seen = await view('supervisor', first)
  const { backstop } = await resolved('010102')
  expect(seen).toMatchObject({
    state: 'dispatched',
    disputed: true,
    lead: backstop,
    dispute: { from: 'gxq.education', reason, legalBasis, suggested: 'gxq.urban', backstop, verdict: null },
  })
  expect(seen.clocks.map((k: { name: string }) => k.name).sort()).toEqual([
    'accept',
    'answer',
    'arbitrate',
    'dispatch',
  ])
})

test('it waits in the arbiters’ list; who objected still sees it and can do nothing more', async () => {
  const { rows } = (await by('supervisor').get('/appeals?disputed=true')).body
  expect(rows.map((r: { id: string }) => r.id)).toEqual([first])
  const seen = await view('gxq.education', first)
  expect(seen.can).not.toContain('dispute')
  expect(seen.can).not.toContain('accept')
  expect(await step('gxq.education', first, 'accept')).toBe(403)
  expect((await by('gxq.urban').get(`/appeals/${first}`)).status).toBe(404)
})

test('nobody waits for the debate: the backstop works and answers', async () => {
  const { lead } = await view('supervisor', first)
  const worker = await city.as(lead)
  officers.set('backstop', worker)
  expect(await step('backstop', first, 'dispute', { reason, legalBasis })).toBe(409)
  expect(await step('backstop', first, 'accept')).toBe(200)
  const text = '您好，我中心3月3日已组织市政队修补路面，现已恢复通行，感谢您的反映。'
  expect(await step('backstop', first, 'answer', { text })).toBe(200)
  expect((await view('supervisor', first)).dispute.verdict).toBeNull()
})

test('the verdict after the answer moves nothing and becomes a precedent, once', async () => {
  const input = { org: 'gxq.urban', reason: '已移交路段由城管部门养护。', precedent: 'district' }
  expect(await step('gxq.education', first, 'settle', input)).toBe(403)
  expect(await step('supervisor', first, 'settle', input)).toBe(200)
  expect(await step('supervisor', first, 'settle', input)).toBe(409)
  await city.platform.kernel.jobs.idle(60_000)
  const seen = await view('supervisor', first)
  expect([seen.state, seen.disputed, seen.dispute.verdict.org]).toEqual(['answered', false, 'gxq.urban'])
  const { rows, total } = (await by('auditor').get('/duties/precedents')).body
  expect(total).toBe(1)
  expect(rows[0]).toMatchObject({
    category: '010102',
    place: '50/500107',
    org: 'gxq.urban',
    from: 'gxq.education',
    case: { id: first, number: seen.number },
  })
})

test('the next such case in the district goes where the verdict said; elsewhere the duty list holds', async () => {
  const { number } = await view('supervisor', first)
  expect(await resolved('010102')).toMatchObject({ org: 'gxq.urban', precedent: { number } })
  expect((await resolved('010102', '50/500106/500106016')).precedent).toBeNull()
  expect((await resolved('0101')).precedent).toBeNull()
})

test('before the answer the verdict names who takes over, or upholds who works', async () => {
  const id = await dispatched('gxq.education')
  expect(await step('gxq.education', id, 'dispute', { reason, legalBasis })).toBe(200)
  const { lead } = await view('supervisor', id)
  expect(await step('supervisor', id, 'arbitrate', { org: lead, reason })).toBe(400)
  expect(await step('supervisor', id, 'settle', { org: 'gxq.urban', reason })).toBe(400)
  expect(await step('supervisor', id, 'arbitrate', { org: 'gxq.urban', reason })).toBe(200)
  expect(await step('gxq.urban', id, 'dispute', { reason, legalBasis })).toBe(409)
  expect(await step('gxq.urban', id, 'accept')).toBe(200)
  await city.platform.kernel.jobs.idle(60_000)
  expect((await by('auditor').get('/duties/precedents')).body.total).toBe(1)
})

test('a precedent is retired with a reason, and the duty list holds again', async () => {
  const { rows } = (await by('supervisor').get('/duties/precedents')).body
  const path = `/duties/precedents/${rows[0].id}/retire`
  expect((await by('dispatcher').post(path, { reason: '已修订职责清单' })).status).toBe(403)
  expect((await by('supervisor').post(path, { reason: '已修订职责清单' })).status).toBe(200)
  expect((await by('supervisor').post(path, { reason: '已修订职责清单' })).status).toBe(409)
  expect((await resolved('010102')).precedent).toBeNull()
  expect((await by('supervisor').get('/duties/precedents?retired=true')).body.rows[0].retiredReason).toBe(
    '已修订职责清单',
  )
})

test('a co-handler has its own clock: it is late alone, is reminded once a day, and is named beside the lead', async () => {
  const id = await dispatched('gxq.education')
  expect(await step('gxq.education', id, 'accept')).toBe(200)
  const asked = { orgs: ['gxq.urban'], workingDays: 1, reason: '请核实路面产权。' }
  expect(await step('gxq.education', id, 'ask-co', asked)).toBe(200)
  expect((await view('gxq.education', id)).late).toEqual([])
  clock.advance(2 * 86_400_000)
  await signIn()
  const { due } = (await view('gxq.education', id)).handlers.co[0]
  expect((await view('gxq.education', id)).late).toEqual([
    { org: 'gxq.urban', part: 'co', due, at: null, waitedFor: [] },
  ])
  const late = (await by('supervisor').get('/appeals?lateCo=true')).body.rows
  expect(late.map((r: { id: string }) => r.id)).toEqual([id])
  const urge = city.platform.modules
    .flatMap((m) => m.jobs ?? [])
    .find((j) => j.name === 'appeal.urge-co-handlers')
  for (let look = 0; look < 2; look++) await urge?.run(city.platform.kernel, {})
  const steps = (await view('supervisor', id)).timeline.filter(
    (s: { action: string }) => s.action === 'urgeCo',
  )
  expect(steps).toHaveLength(1)
  await city.platform.kernel.jobs.idle(60_000)
  const { rows } = (await by('gxq.urban').get('/notices?channel=in-app&limit=20')).body
  expect(rows.map((n: { template: string }) => n.template)).toContain('appeal.officer.urgeCo')
  expect(await step('gxq.urban', id, 'co-answer', { text: '路面产权属市政，已安排修补。' })).toBe(200)
  const seen = await view('gxq.education', id)
  expect(seen.late).toEqual([
    { org: 'gxq.urban', part: 'co', due, at: clock.now().toISOString(), waitedFor: [] },
  ])
  expect((await by('supervisor').get('/appeals?lateCo=true')).body.rows).toEqual([])
})
