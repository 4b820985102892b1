import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { creditCode, fireModel, fireUnit, fireUnits, ok, settled } from '../support/control.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, publishedResource } from '../support/resources.ts'

/** An enterprise objects to its control level and is answered; and what waits for a person to look is counted and listed. */

const clock = fixedClock(new Date('2026-03-02T02:00:00Z'))
let city: TestPlatform
let handler: Client
let leader: Client
/** Represents the enterprise. */
let owner: Client
/** Of an enterprise with a level, and of one that nobody has looked at. */
let id = ''
let other = ''

beforeAll(async () => {
  city = await createTestPlatform({ clock })
  await city.platform.working
  await signIn()
  const market = await city.as('data.market')
  const resource = await publishedResource(market, 'gxq.market', fireUnits)
  await deliverRows(market, resource, [fireUnit(1), fireUnit(3)])
  const unit = { kind: 'enterprise', place: '50/500107/500107104', owner: 'gxq.market' }
  const subject = (n: number, change: object) =>
    ok(handler, '/control/subjects', {
      ...unit,
      identifier: creditCode(n),
      name: `测试单位${n}号`,
      ...change,
    })
  id = (await subject(3, { representative: '13912340003' })).id
  other = (await subject(1, {})).id
  const model = await ok(market, '/control/models', { owner: 'gxq.market', content: fireModel(resource) })
  await ok(market, `/control/models/${model.id}/test`, { revision: model.revision })
  await ok(market, `/control/models/${model.id}/submit`, { revision: model.revision })
  await settled(city)
  const { version } = (await market.get(`/control/models/${model.id}`)).body
  const verdict = {
    code: `control.model.${model.id}`,
    version,
    status: 'approved',
    reason: '回测合理，同意运行',
  }
  await ok(leader, '/algorithms/judge', verdict)
  await settled(city)
  const { revision } = (await handler.get(`/control/subjects/${id}`)).body
  await ok(handler, `/control/subjects/${id}/confirm`, { revision, accept: true, reason: '现场核实' })
  owner = await city.asResident('13912340003')
}, 240_000)
afterAll(() => city?.stop())

/** Sessions end while weeks pass. */
async function signIn() {
  handler = await city.as('gxq.market')
  leader = await city.as('leader')
}

test('an enterprise objects to its level, once at a time; the owner answers, and the level stands until then', async () => {
  const object = (client: Client) =>
    client.post(`/me/control-levels/${id}/object`, { reason: '出口已在当天打开，照片可查' })
  expect((await object(await city.asResident('13912340009'))).status).toBe(404)
  // An officer represents no enterprise, and is told no more than a stranger.
  expect((await object(handler)).status).toBe(404)
  const { body } = await object(owner)
  expect((await object(owner)).status).toBe(409)
  expect((await owner.get('/me/control-levels')).body.rows[0]).toMatchObject({ level: 'C', mayObject: false })
  await settled(city)
  const listed = (await handler.get('/control/subjects?state=objected')).body
  expect(listed).toMatchObject({ total: 1, waiting: { objected: 1 }, rows: [{ id, objected: true }] })
  const told = (await handler.get('/notices')).body.rows.map((n: { text: { zh: string } }) => n.text.zh)
  expect(told).toContain('测试单位3号对管控等级 C 提出异议，请答复')
  const answer = { objection: body.id, upheld: false, answer: '复查前仍属实，请在整改后申请复查' }
  expect((await leader.post(`/control/subjects/${id}/answer`, answer)).status).toBe(403)
  await ok(handler, `/control/subjects/${id}/answer`, answer)
  expect((await handler.post(`/control/subjects/${id}/answer`, answer)).status).toBe(409)
  const own = (await owner.get('/me/control-levels')).body.rows[0]
  expect(own).toMatchObject({ level: 'C', mayObject: true })
  expect(own.objections).toMatchObject([
    { level: 'C', answered: { upheld: false, answer: '复查前仍属实，请在整改后申请复查' } },
  ])
  await settled(city)
  const heard = (await owner.get('/notices')).body.rows.map((n: { template: string }) => n.template)
  expect(heard).toContain('control.notice.answered')
  const { rows } = await city.platform.kernel.app.pool.query(
    `select change::text as change from audit_entries where action in ('control.object', 'control.answer-objection')`,
  )
  expect(rows.length).toBeGreaterThan(1)
  for (const { change } of rows) expect(change).not.toContain('出口')
})

test('upheld, the subject is judged anew', async () => {
  const { body } = await owner.post(`/me/control-levels/${id}/object`, { reason: '面积登记有误，已更正' })
  const before = (await handler.get(`/control/subjects/${id}`)).body
  expect(before.may).toContain('answer')
  const answer = { objection: body.id, upheld: true, answer: '属实，重新判定' }
  await ok(handler, `/control/subjects/${id}/answer`, answer)
  const after = (await handler.get(`/control/subjects/${id}`)).body
  expect(after).toMatchObject({ level: 'C', objected: false, revision: before.revision + 1 })
  const { rows } = await city.platform.kernel.app.pool.query(
    `select judged from control_subjects where id = '${id}'`,
  )
  expect(rows).toEqual([{ judged: null }])
})

test('what waits for a look is counted and listed: a review that is near or due, and what nobody has looked at', async () => {
  const page = async (state: string) => (await handler.get(`/control/subjects?state=${state}`)).body
  const at = async (day: string) => {
    clock.set(new Date(`${day}T02:00:00Z`))
    await signIn()
  }
  const unseen = await page('unseen')
  expect(unseen).toMatchObject({
    total: 1,
    waiting: { proposed: 1, objected: 0, review: 0, soon: 0, unseen: 1 },
    rows: [{ id: other, looked: null }],
  })
  expect((await handler.get(`/control/subjects/${id}`)).body).toMatchObject({ looked: '2026-03-02' })
  await at('2026-08-10')
  expect((await page('soon')).rows).toMatchObject([{ id, review: '2026-09-02' }])
  expect((await page('review')).total).toBe(0)
  expect((await page('unseen')).total).toBe(1)
  await at('2026-09-02')
  expect([(await page('soon')).total, (await page('review')).total]).toEqual([0, 1])
  // 184 days after the confirmation; who was never looked at stands first.
  expect((await page('unseen')).rows.map((r: { id: string }) => r.id)).toEqual([other, id])
})
