import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { foodBusinesses, publishedResource } from '../support/resources.ts'

/** A request whose clock has run out is seen and pressed for by whoever oversees the provider's places. */

const clock = fixedClock(new Date('2027-03-01T09:30:00+08:00'))
let city: TestPlatform
beforeAll(async () => {
  city = await createTestPlatform({ clock })
})
afterAll(() => city?.stop())

test('overdue, it stands before the supervisor, who presses for it; the provider hears', async () => {
  const resource = await publishedResource(await city.as('data.market'), 'gxq.market', foodBusinesses)
  const made = await (await city.as('data.town')).post('/sharing/own-places', {
    resource,
    consumer: 'town.500107104',
  })
  expect(made.status).toBe(201)
  const { id } = made.body
  const overdue = async () =>
    (await (await city.as('supervisor')).get('/data-requests?overdue=true')).body.rows as { id: string }[]
  expect(await overdue()).toEqual([])
  clock.advance(30 * 86_400_000)
  expect((await overdue()).map((r) => r.id)).toEqual([id])
  const supervisor = await city.as('supervisor')
  const view = (await supervisor.get(`/data-requests/${id}`)).body
  expect(view.can).toContain('supervise')
  expect(view.can).not.toContain('approve')
  const pressed = await supervisor.post(`/data-requests/${id}/supervise`, {
    version: view.version,
    reason: '已超过答复时限',
  })
  expect(pressed.body).toMatchObject({ supervised: true })
  expect(await city.platform.kernel.jobs.idle(60_000)).toBe(true)
  const { rows } = (await (await city.as('data.market')).get('/notices?channel=in-app')).body
  const templates = rows.map((n: { template: string }) => n.template)
  // The ladder may have told the provider too by now: each minute it looks at what is overdue.
  expect(templates).toEqual(
    expect.arrayContaining(['data-request.officer.supervise', 'data-request.officer.submit']),
  )
  // Handlers have no part in data requests at all, so that an id tells them nothing.
  const stranger = await city.as('gxq.housing')
  const missing = '00000000-0000-4000-8000-000000000000'
  for (const any of [id, missing]) expect((await stranger.get(`/data-requests/${any}`)).status).toBe(403)
})
