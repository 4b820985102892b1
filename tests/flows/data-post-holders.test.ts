import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { foodBusinesses, publishedResource } from '../support/resources.ts'

let city: TestPlatform
let market: Client

beforeAll(async () => {
  city = await createTestPlatform()
  market = await city.as('data.market')
})
afterAll(() => city?.stop())

interface Officer {
  readonly id: string
  readonly name: string
  readonly title: string
}
const officers = async (as: string): Promise<Officer[]> =>
  (await market.get(`/officers?org=gxq.market${as}`)).body

test('a data manager can be named as owner or steward of a resource, and answers for it', async () => {
  const me = (await market.get('/me')).body
  const handlers = await officers('')
  const holders = await officers('&as=data-post')
  // Cases go to handlers alone; posts for data to both, each person once.
  expect(handlers.map((o) => o.id)).not.toContain(me.id)
  expect(holders.map((o) => o.id)).toEqual(expect.arrayContaining([me.id, ...handlers.map((o) => o.id)]))
  expect(new Set(holders.map((o) => o.id)).size).toBe(holders.length)

  const named = { ...foodBusinesses, steward: { org: 'gxq.market', title: '数据专员', account: me.id } }
  const id = await publishedResource(market, 'gxq.market', named)
  const { rows } = (await market.get(`/data-duties?resource=${id}`)).body
  const steward = rows[0].posts.find((p: { party: string }) => p.party === 'steward')
  expect(steward).toMatchObject({ title: '数据专员', holder: me.name })
  const own = (await market.get('/data-duties/own')).body
  expect(own.steward).toMatchObject([{ resource: id }])
  expect(own.owner).toEqual([])
})

test('who may not know the officers of an organization does not learn them this way', async () => {
  const civil = await city.as('data.civil')
  expect((await civil.get('/officers?org=gxq.market&as=data-post')).status).toBe(403)
  expect((await market.get('/officers?org=gxq.market&as=leader')).status).toBe(400)
})
