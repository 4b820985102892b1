import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { type Service, ServiceRequest } from '../../src/modules/open311/contract.ts'
import { readSparkXml } from '../../src/modules/open311/rules.ts'
import { type ForeignSystem, foreignSystem, lamp } from '../support/open311.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'

/** What servers in the wild have beyond GeoReport v2: nothing of it stands in an answer that nobody asked it of. */
const clock = fixedClock(new Date('2026-11-24T02:00:00Z'))
let city: TestPlatform
let dispatcher: Client
let app: ForeignSystem
let other: ForeignSystem
let number = ''

beforeAll(async () => {
  city = await createTestPlatform({ clock, env: { ROLES: 'web' } })
  const admin = await city.as('admin')
  dispatcher = await city.as('dispatcher')
  app = await foreignSystem(city, admin, { name: '街道小程序', mayPost: true, perMinute: 1000 })
  other = await foreignSystem(city, admin, { name: '另一家平台', mayPost: true, perMinute: 1000 })
  const answer = await app.post('/v2/requests.json', { ...lamp, 'attribute[SUBTYPE]': '010701' })
  number = (answer.body as unknown as { service_request_id: string }[])[0]?.service_request_id ?? ''
  await step(dispatcher, number, 'dispatch', { org: 'gxq.urban', category: '010701', urgency: 'normal' })
  const handler = await city.as('gxq.urban')
  await step(handler, number, 'accept')
  await step(handler, number, 'handle', { text: '已联系诉求人13812345678，今晚更换灯头。' })
})
afterAll(() => city?.stop())

async function step(officer: Client, of: string, name: string, input: object = {}) {
  const { id, version } = (await dispatcher.get(`/appeals?text=${of}`)).body.rows[0]
  const answer = await officer.post(`/appeals/${id}/${name}`, { version, ...input })
  expect(answer.status).toBe(200)
}

const one = async (system: ForeignSystem, query: string, withKey = true) =>
  (await system.get(`/v2/requests/${number}.json${query}`, withKey)).body[0] as ServiceRequest

test('without being asked for, no foreign element stands in an answer', async () => {
  const [service] = (await app.get('/v2/services.json')).body as Service[]
  expect(Object.keys(service ?? {})).not.toContain('groups')
  for (const query of ['', '?extensions=', '?extensions=false', '?extensions=1']) {
    const keys = Object.keys(await one(app, query))
    expect(keys).not.toContain('notes')
    expect(keys).not.toContain('extended_attributes')
  }
})

test('services name their groups as FixMyStreet reads them, in both formats', async () => {
  const json = (await app.get('/v2/services.json?extensions=true')).body as Service[]
  expect(json.find((s) => s.service_code === '0107')?.groups).toEqual(['城乡建设'])
  const xml = (await app.get('/v2/services.xml?extensions=true')).body as string
  expect(xml).toMatch(/<groups>\s*<group>城乡建设<\/group>\s*<\/groups>/)
  expect(readSparkXml(xml).value).toHaveLength(json.length)
})

test('who reported it reads every public step in masked words; everyone reads the same of this door', async () => {
  const own = await one(app, '?extensions=true')
  expect(own.extended_attributes).toEqual({
    detailed_status: 'in_progress',
    closed_datetime: null,
    channel: 'api',
    subtype_code: '010701',
    subtype_name: expect.any(String),
  })
  expect(own.notes?.map((n) => n.type)).toEqual([
    'submitted',
    'investigating',
    'investigating',
    'in_progress',
  ])
  expect(own.notes?.at(-1)?.description).toContain('今晚更换灯头')
  expect(JSON.stringify(own.notes)).not.toMatch(/13812345678|李建国/)
  const list = (await other.get(`/v2/requests.json?service_request_id=${number}&extensions=true`, false)).body
  expect(list[0].notes).toEqual(own.notes)
  const xml = (await app.get(`/v2/requests/${number}.xml?extensions=true`)).body as string
  const [read] = readSparkXml(xml).value as unknown[]
  expect(ServiceRequest.parse(read)).toEqual(ServiceRequest.parse(own))
})

test('of what residents told the city itself only the steps of offices are shown, and no word', async () => {
  const submitted = await dispatcher.post('/appeals', {
    text: '曾家镇路灯不亮，我是张伟，电话13712345678。',
    channel: 'phone',
    contact: { name: '张伟', phone: '13712345678' },
    where: { address: '曾家镇凤笙路 3 号', place: '50/500106/500106108' },
  })
  const { number: theirs } = submitted.body
  await step(dispatcher, theirs, 'dispatch', { org: 'gxq.urban', category: '010701', urgency: 'normal' })
  const handler = await city.as('gxq.urban')
  await step(handler, theirs, 'accept')
  await step(handler, theirs, 'handle', { text: '已到张伟家门口查看。' })
  await step(await city.as('clerk'), theirs, 'comment', { text: '来电人补充：还有一盏也坏了。' })
  const list = (await app.get(`/v2/requests.json?service_request_id=${theirs}&extensions=true`)).body
  const [request] = list as ServiceRequest[]
  expect(request?.notes).toHaveLength(4)
  expect(request?.extended_attributes).toMatchObject({ channel: null, subtype_code: null })
  expect(JSON.stringify(request)).not.toMatch(/张伟|13712345678|门口|还有一盏/)
})

test('the test endpoint answers in the same shape; max_requests bounds a list as page_size does', async () => {
  const posted = (await app.post('/test/v2/requests.json', lamp)).body as unknown as {
    service_request_id: string
  }[]
  const id = posted[0]?.service_request_id
  const [found] = (await app.get(`/test/v2/requests/${id}.json?extensions=true`)).body
  expect(found.notes).toMatchObject([{ type: 'submitted' }])
  expect(found.extended_attributes.detailed_status).toBe('open')
  expect((await app.get('/v2/requests.json?max_requests=1')).body).toHaveLength(1)
  expect((await app.get('/v2/requests.json?max_requests=none')).status).toBe(400)
})

test('a circle lists what is shown within it, and tells nobody an exact point', async () => {
  const numbers = async (system: ForeignSystem, circle: string, withKey = true) => {
    const { status, body } = await system.get(`/v2/requests.json?${circle}`, withKey)
    expect(status).toBe(200)
    return (body as ServiceRequest[]).map((r) => r.service_request_id)
  }
  const [lat, long] = [Number(lamp.lat), Number(lamp.long)]
  const shown = (await other.get(`/v2/requests/${number}.json`, false)).body[0] as ServiceRequest
  expect([shown.lat, shown.long]).not.toEqual([lat, long])
  const exact = `lat=${lat}&long=${long}&radius=5`
  expect(await numbers(app, exact)).toContain(number)
  // To everyone else it lies where it is shown, and nowhere else.
  for (const withKey of [true, false]) {
    expect(await numbers(other, exact, withKey)).not.toContain(number)
    expect(await numbers(other, `lat=${shown.lat}&long=${shown.long}&radius=5`, withKey)).toContain(number)
  }
  expect(await numbers(other, `lat=${lat}&long=${long}`, false)).toContain(number)
  expect(await numbers(other, 'lat=29.9&long=106.9&radius=1000', false)).not.toContain(number)
  // What came in another way lies at its township's point.
  const list = (await other.get('/v2/requests.json', false)).body as ServiceRequest[]
  const theirs = list.find((r) => r.service_request_id !== number)
  expect(theirs?.lat).toEqual(expect.any(Number))
  expect(await numbers(other, `lat=${theirs?.lat}&long=${theirs?.long}&radius=5`, false)).toContain(
    theirs?.service_request_id,
  )
  // In XML, at the test endpoint, and in the bulk format alike.
  const xml = (await app.get(`/v2/requests.xml?${exact}`)).body as string
  expect(xml).toContain(`<service_request_id>${number}</service_request_id>`)
  expect((await app.get('/test/v2/requests.json?lat=29.9&long=106.9&radius=10')).body).toEqual([])
  expect((await app.get(`/test/v2/requests.json?${exact}`)).body.length).toBeGreaterThan(0)
  const bulk = (await other.get('/v2/bulk.csv?lat=29.9&long=106.9&radius=1000', false)).body as string
  expect(bulk).not.toContain(number)
  for (const wrong of ['lat=29.4', 'radius=100', 'lat=x&long=106', 'lat=29&long=106&radius=-1'])
    expect((await app.get(`/v2/requests.json?${wrong}`)).status).toBe(400)
})

test('what has moved is found by an index of what came in from systems', async () => {
  const plan = await city.platform.kernel.app.db.transaction().execute(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx)
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select c.id from cases c
      where c.channel = 'api' and c.updated_at >= now() - interval '1 hour'`.execute(tx)
    return rows.map((r) => r['QUERY PLAN']).join('\n')
  })
  expect(plan).toContain('cases_moved')
  const start = '2026-11-24T00:00:00Z'
  const updates = (await app.get(`/v2/servicerequestupdates.json?start_date=${start}`)).body
  expect(updates.map((u: { service_request_id: string }) => u.service_request_id)).toContain(number)
})
