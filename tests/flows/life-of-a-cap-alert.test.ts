import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAlert, readFeed } from '../../src/modules/cap/rules.ts'
import { capTime, composed, document, outside, township } from '../support/cap.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'

/** The life of a CAP alert of ours: composed, published, read by the world, told to residents, updated, cancelled. */

let city: TestPlatform
let officer: Client
let near: Client
let far: Client

beforeAll(async () => {
  city = await createTestPlatform()
  officer = await city.as('warning')
  near = await city.asResident('13900000001')
  far = await city.asResident('13900000002')
}, 240_000)
afterAll(() => city?.stop())

const feed = async (path = '/cap/feed.atom') => {
  const { body } = await outside(city, path)
  const read = readFeed(Buffer.from(body), 'http://127.0.0.1/')
  return read.kind === 'feed' ? read.entries : []
}
const notices = async (who: Client) => {
  await city.platform.kernel.jobs.idle(60_000)
  return (await who.get('/notices?limit=100')).body.rows as {
    channel: string
    state: string
    text: { zh: string }
  }[]
}
const texts = async (who: Client) => (await notices(who)).map((n) => `${n.channel} ${n.text.zh}`)

test('nobody but a warning officer publishes, and only for the own places', async () => {
  for (const who of [city.anonymous, near, await city.as('leader'), await city.as('admin')]) {
    const { status } = await who.post('/cap/alerts', { alert: composed() })
    expect([401, 403]).toContain(status)
  }
  const area = [{ areaDesc: '渝中区', geocode: [{ valueName: 'GB/T 2260', value: '500103' }] }]
  expect((await officer.post('/cap/alerts', { alert: composed({}, { area }) })).status).toBe(403)
  expect(await feed()).toEqual([])
})

test('all that is wrong is told at once', async () => {
  const wrong = { headline: undefined, expires: capTime(-1), web: 'www', description: '<b>雨</b>' }
  const { status, body } = await officer.post('/cap/alerts', {
    alert: composed({ restriction: '内部' }, wrong),
  })
  expect(status).toBe(400)
  expect(body.faults.map((f: { key: string }) => f.key).sort()).toEqual(
    ['expires-before', 'html', 'own-expires', 'own-headline', 'restriction-scope', 'web-form'].sort(),
  )
})

test('an empty form is told all that is missing; nobody else is told anything', async () => {
  const empty = {
    status: 'Actual',
    scope: 'Public',
    info: [{ ...composed().info[0], event: '', headline: undefined, instruction: undefined, area: [] }],
  }
  const { status, body } = await officer.post('/cap/alerts', { alert: empty })
  expect(status).toBe(400)
  expect(body.faults.map((f: { key: string }) => f.key)).toEqual([
    'own-event',
    'own-headline',
    'own-instruction',
    'own-place',
  ])
  expect((await city.anonymous.post('/cap/alerts', { alert: empty })).status).toBe(401)
  expect((await near.post('/cap/alerts', { alert: empty })).status).toBe(403)
})

test('residents say for which places they want to be told', async () => {
  const saved = await near.post('/me/warnings', { places: [township.path], exercise: true })
  expect(saved).toMatchObject({ status: 200, body: { places: [township.path], exercise: true } })
  await far.post('/me/warnings', { places: ['50/500103', '50/999999'], exercise: true })
  expect((await far.get('/me/warnings')).body).toEqual({ places: ['50/500103'], exercise: true })
  expect((await city.anonymous.get('/me/warnings')).status).toBe(401)
  expect((await officer.get('/me/warnings')).status).toBe(403)
})

let first = ''
let name = ''

test('published, it stands in both feeds and at its own address, and who asked is told', async () => {
  const { status, body } = await officer.post('/cap/alerts', { alert: composed() })
  expect(status).toBe(201)
  first = body.id
  name = body.identifier
  const [entry] = await feed()
  expect(entry?.inside?.alert).toMatchObject({
    identifier: name,
    status: 'Actual',
    msgType: 'Alert',
    info: [{ headline: '暴雨橙色预警', senderName: expect.stringContaining('城市运行和治理中心') }],
  })
  const [item] = await feed('/cap/feed.rss')
  const path = new URL(item?.url ?? '').pathname
  const alone = await outside(city, path)
  expect(alone.headers['content-type']).toContain('application/cap+xml')
  expect(readAlert(Buffer.from(alone.body))).toMatchObject({ faults: [], alert: entry?.inside?.alert })
  expect(await texts(near)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^in-app 暴雨橙色预警。请远离河道。（.+，有效至 \d\d-\d\d \d\d:\d\d）$/),
      expect.stringMatching(/^sms 暴雨橙色预警。/),
    ]),
  )
  expect(await texts(far)).toEqual([])
  expect((await officer.get(`/cap/alerts/${first}`)).body).toMatchObject({ state: 'in-force', told: 1 })
  expect((await near.get(`/cap/current?place=${township.path}/500107104001`)).body.rows).toHaveLength(1)
  expect((await near.get('/cap/current?place=50/500103')).body.rows).toEqual([])
})

test('who has read it already is sent nothing', async () => {
  for (const path of ['/cap/feed.atom', '/cap/feed.rss', `/cap/alerts/${name}.xml`]) {
    const { headers } = await outside(city, path)
    const same = { etag: String(headers.etag), time: String(headers['last-modified']) }
    expect((await outside(city, path, { 'if-none-match': `W/${same.etag}` })).status).toBe(304)
    expect((await outside(city, path, { 'if-modified-since': same.time })).status).toBe(304)
    expect(
      (await outside(city, path, { 'if-none-match': '"other"', 'if-modified-since': same.time })).status,
    ).toBe(200)
    const before = new Date(Date.parse(same.time) - 1000).toUTCString()
    expect((await outside(city, path, { 'if-modified-since': before })).status).toBe(200)
  }
})

let second = ''

test('an update takes its place in the feed', async () => {
  const { info } = composed({}, { headline: '暴雨红色预警', severity: 'Extreme' })
  const { status, body } = await officer.post(`/cap/alerts/${first}/update`, { alert: { info } })
  expect(status).toBe(201)
  second = body.id
  const shown = await feed()
  expect(shown.map((e) => e.inside?.alert?.msgType)).toEqual(['Update'])
  expect(shown[0]?.inside?.alert?.references).toMatchObject([{ identifier: name }])
  expect((await outside(city, `/cap/alerts/${name}.xml`)).status).toBe(200)
  expect((await officer.get(`/cap/alerts/${first}`)).body).toMatchObject({
    state: 'replaced',
    may: { update: false, cancel: false },
  })
  const again = await officer.post(`/cap/alerts/${first}/update`, { alert: { info } })
  expect(again).toMatchObject({ status: 409, body: { state: 'replaced' } })
  expect(await texts(near)).toContainEqual(expect.stringContaining('in-app 暴雨红色预警（更新）'))
})

test('a cancellation takes it back and stays in the feed for a day', async () => {
  const { status, body } = await officer.post(`/cap/alerts/${second}/cancel`, { reason: '降雨已停' })
  expect(status).toBe(201)
  const shown = await feed()
  expect(shown.map((e) => e.inside?.alert)).toMatchObject([
    {
      msgType: 'Cancel',
      note: '降雨已停',
      info: [{ headline: '解除：暴雨红色预警', responseType: ['AllClear'] }],
    },
  ])
  expect(shown[0]?.inside?.alert?.references).toHaveLength(2)
  const { chain } = (await officer.get(`/cap/alerts/${body.id}`)).body
  expect(chain.map((c: { state: string }) => c.state)).toEqual(['cancelled', 'cancelled', 'over'])
  expect(await texts(near)).toContainEqual(expect.stringContaining('解除：暴雨红色预警'))
  expect((await near.get('/cap/current')).body.rows).toEqual([])
})

test('an exercise is marked everywhere, lies apart, and goes to those alone who take part', async () => {
  await far.post('/me/warnings', { places: [township.path], exercise: false })
  const { body } = await officer.post('/cap/alerts', {
    alert: composed({ status: 'Exercise', note: '年度演练' }),
  })
  expect(await feed()).toMatchObject([{ inside: { alert: { msgType: 'Cancel' } } }])
  expect((await outside(city, `/cap/alerts/${body.identifier}.xml`)).status).toBe(404)
  const [entry] = await feed('/cap/exercise/feed.atom')
  const info = entry?.inside?.alert?.info[0]
  for (const text of [info?.event, info?.headline, info?.description, info?.instruction])
    expect(text?.startsWith('【演练】')).toBe(true)
  expect((await outside(city, `/cap/exercise/alerts/${body.identifier}.xml`)).body).toContain('Exercise')
  expect(await texts(near)).toContainEqual(expect.stringMatching(/^sms 【演练】暴雨橙色预警。请远离河道/))
  expect(await texts(far)).toEqual([])
  expect((await near.get('/cap/current')).body.rows).toEqual([])
})

test('a test and what is not public are told to nobody', async () => {
  const before = (await texts(near)).length
  const trial = await officer.post('/cap/alerts', { alert: composed({ status: 'Test' }) })
  const inner = await officer.post('/cap/alerts', {
    alert: composed({ scope: 'Restricted', restriction: '仅限应急系统' }),
  })
  expect([trial.status, inner.status]).toEqual([201, 201])
  expect((await texts(near)).length).toBe(before)
  for (const path of ['/cap', '/cap/exercise'])
    expect((await outside(city, `${path}/alerts/${inner.body.identifier}.xml`)).status).toBe(404)
  expect((await feed('/cap/exercise/feed.atom')).length).toBe(2)
  expect((await outside(city, '/cap/elsewhere')).status).toBe(404)
})

test('a document that an officer brings is taken once, marked where it breaks a rule, refused where it is none', async () => {
  const bring = (xml: string) => officer.post('/cap/received', xml, { 'content-type': 'application/cap+xml' })
  const taken = await bring(document('hand-1', { headline: '<![CDATA[大<b>风</b>]]>' }))
  expect(taken).toMatchObject({
    status: 201,
    body: {
      isNew: true,
      faults: [
        { kind: 'rule', key: 'html' },
        { kind: 'advice', key: 'area-open' },
      ],
    },
  })
  const sent = readAlert(Buffer.from(String((await officer.get(`/cap/alerts/${taken.body.id}/xml`)).bytes)))
  expect(sent.alert?.info[0]?.headline).toBe('大<b>风</b>')
  const again = (await officer.get(`/cap/alerts/${taken.body.id}/xml`)).bytes
  expect(await bring(String(again))).toMatchObject({ status: 200, body: { id: taken.body.id, isNew: false } })
  const other = String(again).replace('主城', '全市')
  expect(await bring(other)).toMatchObject({ status: 409, body: { identifier: 'hand-1' } })
  const broken = await bring(
    document('hand-2')
      .replace(/<cap:scope>.*<\/cap:scope>/, '')
      .replace('Moderate', 'Big'),
  )
  expect(broken).toMatchObject({ status: 400, body: { faults: [{ key: 'missing' }, { key: 'one-of' }] } })
  const attack = document('hand-3').replace('?>', '?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')
  expect((await bring(attack)).body.faults).toMatchObject([{ key: 'xml.document-type' }])
  const leader = await city.as('leader')
  expect(
    (await leader.post('/cap/received', document('hand-4'), { 'content-type': 'text/xml' })).status,
  ).toBe(403)
})

test('the list is searched, filtered and paged; states of a late chain are told rightly', async () => {
  const bring = (xml: string) => officer.post('/cap/received', xml, { 'content-type': 'application/cap+xml' })
  const sent = capTime(-3)
  const references = `met@example.org,late-1,${sent}`
  await bring(document('late-2', { msgType: 'Cancel', references, headline: '大风解除' }))
  const late = await bring(document('late-1', { sent }))
  const list = async (query: string) => (await officer.get(`/cap/alerts?origin=received&${query}`)).body
  expect((await list('q=late-1')).rows).toMatchObject([{ id: late.body.id, state: 'cancelled' }])
  expect((await list('state=cancelled')).rows.map((r: { identifier: string }) => r.identifier)).toEqual([
    'late-1',
  ])
  const all = await list('limit=1')
  expect(all.rows).toHaveLength(1)
  expect(all).toMatchObject({ total: 3, statuses: { Actual: 3, Exercise: 0 } })
  expect((await list(`limit=1&offset=${all.total - 1}`)).rows).toHaveLength(1)
  const exercises = (await officer.get('/cap/alerts?origin=published&status=Exercise')).body
  expect(exercises.rows.map((r: { status: string }) => r.status)).toEqual(['Exercise'])
  expect((await near.get('/cap/alerts?origin=received')).status).toBe(403)
})

test('of a person who is forgotten neither the places nor the consent to exercises stay', async () => {
  const leaver = await city.asResident('13900000003')
  await leaver.post('/me/warnings', { places: [township.path, '50/500103'], exercise: true })
  const { pool } = city.platform.kernel.app
  const kept = async () =>
    (
      await pool.query(`select (select count(*) from cap_subscriptions) as places,
        (select count(*) from cap_participants) as participants,
        (select count(*) from persons p where p.wrapped_key is null
          and (exists (select 1 from cap_subscriptions s where s.person = p.id)
            or exists (select 1 from cap_participants c where c.person = p.id))) as forgotten`)
    ).rows[0]
  const before = await kept()
  expect((await leaver.send('DELETE', '/me/person')).status).toBe(200)
  expect(await city.platform.kernel.jobs.idle(60_000)).toBe(true)
  expect(await kept()).toEqual({
    places: before.places - 2,
    participants: before.participants - 1,
    forgotten: 0,
  })
  expect((await near.get('/me/warnings')).body.places).toEqual([township.path])
})
