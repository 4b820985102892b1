import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { foodBusiness, formOfBusinesses, publishedResource } from '../support/resources.ts'
import { sendFile } from '../support/upload.ts'

let city: TestPlatform
let market: Client
let grid: Client
let resource = ''

beforeAll(async () => {
  city = await createTestPlatform()
  market = await city.as('data.market')
  grid = await city.as('grid')
  resource = await publishedResource(market, 'gxq.market', formOfBusinesses)
})
afterAll(() => city?.stop())

const asked = (n: number, change: object = {}) => {
  const { licence, name, place, grade, seats } = { ...foodBusiness(n), place: '500107104' }
  return { licence, name, place, grade, seats, ...change }
}
const send = (values: object, more: object = {}, who = grid, key: string = randomUUID()) =>
  who.post(
    `/resources/${resource}/form`,
    { entry: randomUUID(), values, ...more },
    { 'idempotency-key': key },
  )

test('a form that leaves out what is required cannot be published', async () => {
  const form = { items: ['licence', 'name'], roles: ['grid-worker'] }
  const refused = await market.post('/resources', {
    provider: 'gxq.market',
    content: { ...formOfBusinesses, form },
  })
  expect(refused.body.faults.map((f: { key: string }) => f.key)).toEqual([
    'catalogue.fault.form-required',
    'catalogue.fault.form-place',
  ])
})

test('a grid worker sees the forms of the own places, with what is asked', async () => {
  const { body } = await grid.get('/collection/forms')
  expect(body.forms).toMatchObject([{ resource, name: '餐饮服务单位', photoItem: 'photos' }])
  expect(body.forms[0].items.map((i: { name: string }) => i.name)).toEqual([
    'licence',
    'name',
    'place',
    'grade',
    'seats',
    'photos',
  ])
  expect(body.places[0]).toMatchObject({ path: '50/500107/500107104' })
  expect(body.places[0].name).not.toMatch(/\d{6}/)
  expect((await (await city.as('gxq.housing')).get('/collection/forms')).status).toBe(403)
})

test('what is filled in is taken once, with its photos; what is wrong is said at its item and stored nowhere', async () => {
  const picture = await sharp({ create: { width: 20, height: 20, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const [stored] = (await sendFile(grid, '/files', { content: picture, filename: 'a.png' })).body
  const body = { entry: randomUUID(), values: asked(1), files: [stored.hash] }
  const key = { 'idempotency-key': randomUUID() }
  const first = await grid.post(`/resources/${resource}/form`, body, key)
  const again = await grid.post(`/resources/${resource}/form`, body, key)
  expect([first.status, first.body.key, again.body]).toEqual([200, 'JY000001', first.body])
  const rows = (await market.get(`/resources/${resource}/rows`)).body.rows
  expect(rows).toMatchObject([
    { key: 'JY000001', data: { photos: stored.hash, place: '50/500107/500107104' } },
  ])
  const wrong = await send(asked(2, { grade: '甲', seats: '很多' }))
  expect(wrong).toMatchObject({
    status: 400,
    body: {
      problems: [
        { item: 'grade', reason: 'not-in-list' },
        { item: 'seats', reason: 'not-an-integer' },
      ],
    },
  })
  expect((await market.get(`/resources/${resource}/quarantine`)).body.total).toBe(0)
  const foreign = { ...body, entry: randomUUID(), values: asked(3), files: ['0'.repeat(64)] }
  expect((await grid.post(`/resources/${resource}/form`, foreign)).status).toBe(400)
})

test('only what is asked, only in the own places', async () => {
  expect((await send(asked(4, { holder: '张三' }))).body).toMatchObject({ status: 400, item: 'holder' })
  expect((await send(asked(4, { place: '500106101' }))).status).toBe(403)
  expect((await send(asked(4), {}, market)).status).toBe(403)
})

test('a row that somebody else changed is shown in both versions and not overwritten', async () => {
  const { rows } = (await grid.get(`/resources/${resource}/form-rows`)).body
  expect(rows).toMatchObject([{ key: 'JY000001' }])
  const base = rows[0].since
  expect((await send(asked(1, { name: '同时改的名' }), { base })).status).toBe(200)
  const late = await send(asked(1, { seats: '33' }), { base })
  expect(late).toMatchObject({
    status: 409,
    body: { current: { key: 'JY000001', data: { name: '同时改的名', seats: 1 } } },
  })
  const blind = await send(asked(1, { seats: '33' }))
  expect(blind.status).toBe(409)
  const decided = await send(asked(1, { seats: '33' }), { base: late.body.current.since })
  expect(decided.status).toBe(200)
  const states = (await market.get(`/resources/${resource}/row-history?key=JY000001`)).body.states
  expect(states.map((s: { data: { name: string; seats: number } }) => [s.data.name, s.data.seats])).toEqual([
    ['小面馆1号', 33],
    ['同时改的名', 1],
    ['小面馆1号', 1],
  ])
  // The same once more changes nothing and conflicts with nothing.
  expect((await send(asked(1, { seats: '33' }))).status).toBe(200)
  const { body } = await market.get(`/resources/${resource}/deliveries`)
  expect(body.rows[0]).toMatchObject({ channel: 'form', counts: { sent: 1, same: 1 } })
})
