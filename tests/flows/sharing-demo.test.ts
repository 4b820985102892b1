import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../support/platform.ts'

/** The demo city shows requests and grants in every state, made by the actions that officers use. */

let city: TestPlatform
beforeAll(async () => {
  city = await createTestPlatform()
})
afterAll(() => city?.stop())

async function demo(): Promise<void> {
  for (const name of ['catalogue', 'sharing'])
    await city.platform.modules.find((m) => m.name === name)?.demo?.(city.platform.kernel)
}

test('every state is there, and a second start changes nothing', async () => {
  await demo()
  await demo()
  const authority = await city.as('data')
  const { rows } = (await authority.get('/data-requests?limit=50')).body
  const states = (rows as { state: string; held: boolean }[]).map((r) => (r.held ? 'held' : r.state)).sort()
  expect(states).toEqual(['approved', 'disputed', 'granted', 'granted', 'granted', 'held', 'submitted'])
  const grants = (await authority.get('/grants?limit=50')).body.rows as { state: string }[]
  expect(grants.map((g) => g.state).sort()).toEqual(['active', 'active', 'drafted', 'suspended'])
  const civil = await city.as('data.civil')
  const held = (await civil.get('/grants?consumer=gxq.civil&state=active')).body.rows[0]
  const seen = await civil.get(`/grants/${held.id}/rows?purpose=assistance&limit=5`)
  expect(seen.body.rows.length).toBeGreaterThan(0)
}, 240_000)
