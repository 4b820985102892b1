import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { lookAtGrants } from '../../src/modules/sharing/jobs.ts'
import { saveGrant } from '../../src/modules/sharing/store.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'

/** Whatever happens in whatever order: a consumer sees rows exactly while its grant is active and its time not over. */

const dayMs = 86_400_000
const lastDay = '2099-06-30'
const clock = fixedClock(new Date('2099-06-28T10:00:00+08:00'))
let city: TestPlatform
let market: Client
let civil: Client
let resource = ''

beforeAll(async () => {
  city = await createTestPlatform({ clock })
  await signIn()
  resource = await publishedResource(market, 'gxq.market', foodBusinesses)
  await deliverRows(market, resource, [foodBusiness(0)])
})
afterAll(() => city?.stop())

const step = fc.constantFrom('suspend', 'resume', 'end', 'look', 'day', 'suspend', 'resume', 'both')

test('nothing is seen after an end, a suspension or the last day, whatever the order', async () => {
  const looks = { seen: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      clock.set(new Date('2099-06-28T10:00:00+08:00'))
      await signIn()
      const id = await granted()
      let state = 'active'
      for (const name of steps) {
        if (name === 'day') {
          clock.advance(dayMs)
          await signIn()
        } else if (name === 'look') {
          await lookAtGrants(city.platform.kernel)
          if (clock.now() >= new Date('2099-07-01T00:00:00+08:00')) state = 'ended'
        } else if (name === 'both') await Promise.all([act(id, 'suspend'), act(id, 'end')])
        else await act(id, name)
        const shown = (await market.get(`/grants/${id}`)).body.state
        // An end is for good.
        if (state === 'ended') expect(shown).toBe('ended')
        state = shown
        const isOver = clock.now() >= new Date('2099-07-01T00:00:00+08:00')
        const answer = await civil.get(`/grants/${id}/rows?purpose=assistance&limit=1`)
        const may = state === 'active' && !isOver
        looks[may ? 'seen' : 'refused']++
        expect({ steps, state, status: answer.status }).toEqual({ steps, state, status: may ? 200 : 403 })
      }
    }),
    { numRuns: 40, seed: 11 },
  )
  expect(Math.min(looks.seen, looks.refused)).toBeGreaterThan(10)
}, 240_000)

/** A session does not outlive a day on which nothing is done. */
async function signIn(): Promise<void> {
  market = await city.as('data.market')
  civil = await city.as('data.civil')
}

/** As it stands at this moment; a step that is not possible now is refused and changes nothing. */
async function act(id: string, action: string): Promise<void> {
  const { revision } = (await market.get(`/grants/${id}`)).body
  const answer = await market.post(`/grants/${id}/${action}`, { revision, reason: '核实' })
  expect([200, 409]).toContain(answer.status)
}

async function granted(): Promise<string> {
  const id = randomUUID()
  const given = {
    id,
    request: randomUUID(),
    resource,
    version: 1,
    provider: 'gxq.market',
    consumer: 'gxq.civil',
    purpose: 'assistance' as const,
    terms: {
      items: ['name'],
      masks: {},
      rows: [],
      from: '2099-01-01',
      until: lastDay,
      callsPerDay: 1000,
      rowsPerCall: 10,
      bulk: false,
    },
    state: 'active' as const,
    revision: 1,
    reason: null,
  }
  await city.platform.kernel.app.db.transaction().execute((tx) => saveGrant(tx, given, clock.now()))
  return id
}
