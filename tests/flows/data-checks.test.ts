import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'

const day = 86_400_000
const clock = fixedClock(new Date('2027-03-01T02:00:00Z'))
let city: TestPlatform
let market: Client
let civil: Client
let authority: Client
let resource = ''

beforeAll(async () => {
  city = await createTestPlatform({ clock })
  await later(0)
  resource = await publishedResource(market, 'gxq.market', foodBusinesses)
})
afterAll(() => city?.stop())

async function later(milliseconds: number) {
  clock.advance(milliseconds)
  market = await city.as('data.market')
  civil = await city.as('data.civil')
  authority = await city.as('data')
}

test('smoke', async () => {
  await deliverRows(market, resource, [foodBusiness(1)])
  const run = await authority.post('/data-checks/run', {})
  console.log(run.status, run.body)
  const list = await authority.get('/data-findings')
  console.log(JSON.stringify(list.body, null, 1).slice(0, 3000))
  console.log(JSON.stringify((await authority.get('/data-checks/overview')).body).slice(0, 1500))
  console.log(JSON.stringify((await market.get('/data-duties')).body).slice(0, 800))
  console.log((await authority.get('/data-checks/preview?check=retention')).body)
  const made = await authority.post('/risk-reports', { org: 'gxq.market', year: 2027 })
  console.log(made.status, made.body)
  const rep = await authority.get(`/risk-reports/${made.body.id}`)
  for (const s of rep.body.content.sections)
    console.log(
      s.title.zh,
      s.sentences.map((x: any) => x.text.zh),
    )
  expect(day).toBe(day)
})
