import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ComposedDraft } from '../../src/modules/cap/contract.ts'
import { proposeAlert } from '../../src/modules/early-warning/rules.ts'
import { document } from '../support/cap.ts'
import { createGasCity, type GasCity, minute } from '../support/warnings.ts'

/** From a warning to what the world is told of it, and back: published, linked, and cancelled when it is over. */

let city: GasCity
const place = '50/500107/500107103'

beforeAll(async () => {
  city = await createGasCity()
  await city.watch()
  await city.watch({ name: '燃气浓度（演练）', kind: 'gas-drill', exercise: true })
}, 240_000)
afterAll(() => city?.city.stop())

const officer = () => city.people.officer
const warning = async (id: string) => (await officer().get(`/warnings/${id}`)).body
const settled = () => city.city.platform.kernel.jobs.idle(60_000)

/** What the desk's form would send for a warning. */
async function draftOf(id: string, change: Partial<ComposedDraft> = {}): Promise<ComposedDraft> {
  const c = await warning(id)
  const { status, category, ...said } = proposeAlert(c.state, c.details)
  const expires = new Date(city.clock.now().getTime() + 14 * 3_600_000).toISOString().slice(0, 19)
  const info = {
    language: 'zh-CN',
    category: [category],
    event: c.details.watchName,
    urgency: said.urgency,
    severity: said.severity,
    certainty: said.certainty,
    responseType: [said.responseType],
    expires: `${expires}+08:00`,
    headline: c.title,
    instruction: c.details.plan,
    area: [
      { areaDesc: '含谷镇', geocode: [{ valueName: 'GB/T 2260', value: place.split('/').at(-1) ?? '' }] },
    ],
  }
  return { status, scope: 'Public', incidents: [c.number], info: [info], ...change }
}

let id = ''
let drill = ''
let alert = ''

test('a reading raises a real warning and, on its own watch, one of an exercise', async () => {
  await city.read('gas-1', [12, 230])
  await expect.poll(async () => (await city.open()).total, { timeout: 60_000 }).toBe(2)
  const { rows } = await city.open()
  const found = (exercise: boolean) => rows.find((w: { exercise: boolean }) => w.exercise === exercise).id
  id = found(false)
  drill = found(true)
})

test('nothing real is published of an exercise; as an exercise it is, and marked', async () => {
  const refused = await officer().post('/cap/alerts', { alert: await draftOf(drill, { status: 'Actual' }) })
  expect(refused.status).toBe(400)
  expect(refused.body.faults.map((f: { key: string }) => f.key)).toEqual(['own-exercise'])
  const draft = await draftOf(drill)
  expect(draft.status).toBe('Exercise')
  const { status, body } = await officer().post('/cap/alerts', { alert: draft })
  expect(status).toBe(201)
  const view = (await officer().get(`/cap/alerts/${body.id}`)).body
  expect(view.alert.info[0]).toMatchObject({
    headline: expect.stringMatching(/^【演练】/),
    severity: 'Severe',
  })
})

test('a real one is published with its level, state and plan, by the warning officer alone', async () => {
  const draft = await draftOf(id)
  const leader = await city.city.as('leader')
  expect((await leader.post('/cap/alerts', { alert: draft })).status).toBe(403)
  const { status, body } = await officer().post('/cap/alerts', { alert: draft })
  expect(status).toBe(201)
  alert = body.id
  const view = (await officer().get(`/cap/alerts/${alert}`)).body
  expect(view).toMatchObject({ status: 'Actual', places: [place], state: 'in-force' })
  expect(view.alert.info[0]).toMatchObject({
    severity: 'Severe',
    certainty: 'Observed',
    urgency: 'Immediate',
    instruction: city.content.plan,
  })
  expect(view.alert.incidents).toEqual([(await warning(id)).number])
})

test('the alert stands in the history of its warning, once, and is found from it', async () => {
  await settled()
  const c = await warning(id)
  const steps = c.timeline.filter((s: { action: string }) => s.action === 'alert')
  expect(steps).toMatchObject([{ input: { alert, msgType: 'Alert', status: 'Actual', headline: c.title } }])
  const query = `origin=published&incident=${c.number}`
  expect((await officer().get(`/cap/alerts?${query}`)).body).toMatchObject({
    total: 1,
    rows: [{ id: alert }],
  })
  expect((await officer().get('/cap/alerts?origin=published&incident=YJ0')).body.total).toBe(0)
})

const reminders = async () => {
  await settled()
  const { rows } = (await officer().get('/notices?limit=100')).body
  return rows.map((n: { text: { zh: string } }) => n.text.zh).filter((s: string) => s.includes('仍然有效'))
}

test('closed while the alert holds, the officer is reminded to cancel it', async () => {
  expect(await reminders()).toEqual([])
  await city.act(officer(), id, 'close', { verdict: 'true', note: '燃气公司已关阀' })
  const { number, title } = await warning(id)
  expect(await reminders()).toEqual([`预警 ${number} 已办结，发布的“${title}”仍然有效，请解除。`])
})

test('cancelled, it stands in the history too; a warning whose alert is cancelled reminds of nothing', async () => {
  const cancelled = await officer().post(`/cap/alerts/${alert}/cancel`, { reason: '险情已排除' })
  expect(cancelled.status).toBe(201)
  await settled()
  const kinds = (await warning(id)).timeline.flatMap((s: { action: string; input: { msgType: string } }) =>
    s.action === 'alert' ? [s.input.msgType] : [],
  )
  expect(kinds).toEqual(['Alert', 'Cancel'])
  const { body } = await officer().get(
    `/cap/alerts?origin=published&incident=${(await warning(drill)).number}`,
  )
  await officer().post(`/cap/alerts/${body.rows[0].id}/cancel`, { reason: '演练结束' })
  await city.act(officer(), drill, 'close', { verdict: 'false', note: '演练结束' })
  expect(await reminders()).toHaveLength(1)
})

test('of what comes from outside the board asks for what is real and holds', async () => {
  await city.later(minute)
  const receive = (name: string, status: string) => {
    const sent = `${new Date(city.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
    const hours = 6 * 3_600_000
    const expires = `${new Date(city.clock.now().getTime() + 8 * 3_600_000 + hours).toISOString().slice(0, 19)}+08:00`
    const xml = document(name, { status, sent }).replace(/<cap:expires>[^<]*/, `<cap:expires>${expires}`)
    return officer().post('/cap/received', xml, { 'content-type': 'application/cap+xml' })
  }
  for (const [name, status] of [
    ['wind-1', 'Actual'],
    ['wind-drill', 'Exercise'],
    ['wind-test', 'Test'],
  ] as const)
    expect((await receive(name, status)).status).toBe(201)
  const { body } = await officer().get('/cap/alerts?origin=received&status=Actual&state=in-force')
  expect(body.rows.map((r: { identifier: string }) => r.identifier)).toEqual(['wind-1'])
})
