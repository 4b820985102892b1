import { connectAsync } from 'mqtt'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  connectDevice,
  enterDevices,
  postSigned,
  readingsOfSensors,
  sensor,
  topic,
} from '../support/devices.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { publishedResource } from '../support/resources.ts'
import { type Broker, hasMosquitto, startMosquitto } from '../support/services.ts'

let city: TestPlatform
let market: Client
let civil: Client
let resource = ''
let keys: Map<string, string>
const keyOf = (id: string) => keys.get(id) ?? ''

beforeAll(async () => {
  city = await createTestPlatform({ env: { MQTT_PORT: '0' } })
  market = await city.as('data.market')
  civil = await city.as('data.civil')
  resource = await publishedResource(market, 'gxq.market', readingsOfSensors)
})
afterAll(() => city?.stop())

const rowsOf = async (id: string): Promise<{ data: Record<string, unknown> }[]> => {
  const rows: { data: Record<string, unknown> }[] = []
  for (let after: string | null = ''; after !== null; ) {
    const { body } = await market.get(`/resources/${id}/rows?limit=500&after=${encodeURIComponent(after)}`)
    rows.push(...body.rows)
    after = body.next
  }
  return rows
}
const at = (secondsAgo: number) => new Date(Date.now() - secondsAgo * 1000).toISOString()
const device = async (id: string) => (await market.get(`/devices/${id}`)).body

test('devices are entered with the resource that they feed; a key is shown once', async () => {
  keys = await enterDevices(
    market,
    resource,
    ['gas-1', 'gas-2', 'gas-3', 'gas-4'].map((id) => sensor(id)),
  )
  expect(keyOf('gas-1')).toMatch(/^[\w-]{43}$/)
  const view = await device('gas-1')
  expect(view).toMatchObject({ state: 'new', readings: 0, keyNo: 1, may: { manage: true } })
  expect(JSON.stringify(view)).not.toContain(keyOf('gas-1'))
  expect((await market.post('/devices', { resource, devices: [sensor('gas-1')] })).status).toBe(409)
  expect((await civil.post('/devices', { resource, devices: [sensor('gas-9')] })).status).toBe(403)
  expect((await civil.get('/devices/gas-1')).status).toBe(403)
  const { rows } = await city.platform.kernel.app.pool.query('select change::text from audit_entries')
  expect(JSON.stringify(rows)).not.toContain(keyOf('gas-1'))
})

describe('over HTTP', () => {
  test('a signed batch is stored, with what the register knows of the device', async () => {
    const body = [
      { at: at(120), values: { ppm: 12.5 } },
      { at: at(60), values: { ppm: 13, place: '50/500106/500106101', device: 'gas-2' } },
    ]
    expect(await postSigned(city, 'gas-1', keyOf('gas-1'), body)).toEqual({
      status: 200,
      body: { taken: 2, repeated: 0, held: 0 },
    })
    const rows = await rowsOf(resource)
    expect(rows.map((r) => r.data)).toMatchObject([
      { device: 'gas-1', ppm: 12.5, place: '50/500107/500107103', position: { lon: 106.37, lat: 29.59 } },
      // Which device it is of the platform says, whatever the reading claims.
      { device: 'gas-1', ppm: 13, place: '50/500106/500106101' },
    ])
    expect(await postSigned(city, 'gas-1', keyOf('gas-1'), body, { algorithm: 'sm3' })).toMatchObject({
      body: { taken: 0, repeated: 2 },
    })
    expect(await rowsOf(resource)).toHaveLength(2)
    expect(await device('gas-1')).toMatchObject({
      state: 'alive',
      readings: 2,
      recent: [{ values: { ppm: 13 } }, { values: { ppm: 12.5 } }],
    })
  })

  test('what is not signed by the device, now, is turned away', async () => {
    const body = { ppm: 1 }
    const key = keyOf('gas-1')
    const refused = [
      await postSigned(city, 'gas-1', keyOf('gas-2'), body),
      await postSigned(city, 'nobody', key, body),
      await postSigned(city, 'gas-1', key, body, { signature: 'sha256=00' }),
      await postSigned(city, 'gas-1', key, body, { at: Math.floor(Date.now() / 1000) - 400 }),
    ]
    expect(refused.map((r) => r.status)).toEqual([401, 401, 401, 401])
    expect(refused[0]?.body.title).toBe(refused[1]?.body.title)
  })

  test('a clock that is far off, broken text and a breach of the contract are kept with the reason', async () => {
    const key = keyOf('gas-2')
    const body = [
      { at: at(-3600), ppm: 1 },
      { at: '2019-01-01T00:00:00Z', ppm: 2 },
      { at: 'soon', ppm: 3 },
      { at: at(5), ppm: -4 },
    ]
    expect((await postSigned(city, 'gas-2', key, body)).body).toEqual({ taken: 1, repeated: 0, held: 3 })
    expect((await postSigned(city, 'gas-2', key, '{"ppm":')).body).toEqual({ taken: 0, repeated: 0, held: 1 })
    const { faults, rejected } = await device('gas-2')
    expect(faults.map((f: { reason: string }) => f.reason).sort()).toEqual([
      'bad-time',
      'clock-ahead',
      'clock-behind',
      'contract',
      'not-json',
    ])
    expect(rejected).toBe(5)
    const { body: deliveries } = await market.get(`/resources/${resource}/deliveries`)
    expect(deliveries.rows[0]).toMatchObject({
      channel: 'device',
      source: '智能终端',
      counts: { quarantined: 1 },
    })
  })

  test('a device that floods is turned away and reported; the others are not', async () => {
    const flood = await enterDevices(market, resource, [sensor('flood-1', { perMinute: 5 })])
    const key = flood.get('flood-1') ?? ''
    const answers = []
    for (let n = 0; n < 8; n++)
      answers.push((await postSigned(city, 'flood-1', key, { at: at(n), ppm: n })).status)
    expect(answers).toEqual([200, 200, 200, 200, 200, 429, 429, 429])
    expect((await postSigned(city, 'gas-3', keyOf('gas-3'), { at: at(1), ppm: 1 })).status).toBe(200)
    await expect.poll(async () => (await device('flood-1')).throttled, { timeout: 60_000 }).toBe(3)
    const { rows } = await city.platform.kernel.app.pool.query(
      "select 1 from events where name = 'device.throttled'",
    )
    expect(rows).toHaveLength(1)
  })
})

describe('over the broker in the process', () => {
  test('an acknowledged reading is in the table', async () => {
    const before = (await rowsOf(resource)).length
    const client = await connectDevice(city, 'gas-3', keyOf('gas-3'))
    const all = Array.from({ length: 300 }, (_, n) =>
      client.publishAsync(topic('gas-3'), JSON.stringify({ at: at(1000 - n), ppm: n }), { qos: 1 }),
    )
    await all[0]
    expect((await rowsOf(resource)).length).toBeGreaterThan(before)
    await Promise.all(all)
    expect(await rowsOf(resource)).toHaveLength(before + 300)
    await client.endAsync()
  })

  test('a message that comes twice is stored once, whatever its number', async () => {
    const before = (await rowsOf(resource)).length
    const client = await connectDevice(city, 'gas-3', keyOf('gas-3'))
    const send = (body: object) => client.publishAsync(topic('gas-3'), JSON.stringify(body), { qos: 1 })
    const same = { at: at(2000), ppm: 7 }
    await Promise.all([send(same), send(same)])
    await send(same)
    await send({ message: 'no-42', ppm: 1 })
    await send({ message: 'no-42', ppm: 2 })
    await client.endAsync()
    expect(await rowsOf(resource)).toHaveLength(before + 2)
  })

  test('a device has its own topic and reads nothing; a wrong key has none', async () => {
    await expect(connectDevice(city, 'gas-3', keyOf('gas-4'))).rejects.toThrow(/Not authorized|Bad User/i)
    await expect(connectDevice(city, 'nobody', keyOf('gas-4'))).rejects.toThrow()
    const before = (await rowsOf(resource)).length
    for (const wrong of [topic('gas-4'), 'elsewhere', '$SYS/x']) {
      const client = await connectDevice(city, 'gas-3', keyOf('gas-3'))
      const gone = new Promise<void>((done) => client.once('close', () => done()))
      client.publish(wrong, JSON.stringify({ ppm: 1 }), { qos: 1 }, () => {})
      await gone
      await client.endAsync(true)
    }
    expect(await rowsOf(resource)).toHaveLength(before)
    const reader = await connectDevice(city, 'gas-3', keyOf('gas-3'))
    const answer = await reader.subscribeAsync('zhizhi/#', { qos: 1 }).then(
      (granted) => granted[0]?.qos,
      () => 128,
    )
    expect(answer).toBe(128)
    await reader.endAsync(true)
  })

  test('switched off, or given another key, it is cut off', async () => {
    const client = await connectDevice(city, 'gas-4', keyOf('gas-4'))
    const gone = new Promise<void>((done) => client.once('close', () => done()))
    const rotated = await market.post('/devices/gas-4/rotate-key')
    await gone
    await client.endAsync(true)
    await expect(connectDevice(city, 'gas-4', keyOf('gas-4'))).rejects.toThrow()
    const again = await connectDevice(city, 'gas-4', rotated.body.key)
    const off = new Promise<void>((done) => again.once('close', () => done()))
    await market.post('/devices/gas-4/enable', { enabled: false })
    await off
    await again.endAsync(true)
    expect(await device('gas-4')).toMatchObject({ state: 'off', keyNo: 2 })
  })
})

test('a device that says nothing for three of its intervals is silent, once; a reading brings it back', async () => {
  const { kernel, modules } = city.platform
  const watch = modules
    .find((m) => m.name === 'devices')
    ?.jobs?.find((j) => j.name === 'devices.watch-silence')
  await kernel.app.pool.query(
    "update devices set last_seen_at = now() - interval '4 minutes', awaited_from = now() - interval '1 day' where id = 'gas-1'",
  )
  await watch?.run(kernel, {})
  await watch?.run(kernel, {})
  const { rows } = await kernel.app.pool.query(
    "select subject from events where name = 'device.silent' and subject->>'id' = 'gas-1'",
  )
  expect(rows).toEqual([
    { subject: { type: 'device', id: 'gas-1', lead: 'gxq.market', place: '50/500107/500107103' } },
  ])
  expect(await device('gas-1')).toMatchObject({ state: 'silent' })
  expect((await market.get('/devices?state=silent')).body.rows[0]).toMatchObject({ id: 'gas-1' })
  await postSigned(city, 'gas-1', keyOf('gas-1'), { at: at(0), ppm: 3 })
  expect(await device('gas-1')).toMatchObject({ state: 'alive', silentSince: null })
})

test('an entry is changed by who looks after the device: what is wrong is refused, its key goes on', async () => {
  const kitchens = await publishedResource(market, 'gxq.market', { ...readingsOfSensors, name: '后厨燃气' })
  const key = (await enterDevices(market, kitchens, [sensor('gas-old')])).get('gas-old') ?? ''
  const change = { name: '后厨探头', place: '50/500107/500107104', fixed: { place: '50/500107/500107104' } }
  const entry = sensor('gas-old', change)
  const authority = await city.as('data')
  const path = '/devices/gas-old/change'
  expect((await civil.post(path, entry)).status).toBe(403)
  expect((await authority.post(path, entry)).status).toBe(403)
  expect((await market.post('/devices/gas-none/change', sensor('gas-none'))).status).toBe(404)
  expect((await market.post(path, { ...entry, intervalSeconds: 0 })).status).toBe(400)
  expect((await market.post(path, entry)).status).toBe(200)
  expect(await device('gas-old')).toMatchObject({ ...change, keyNo: 1, state: 'new' })
  expect((await postSigned(city, 'gas-old', key, { at: at(1), ppm: 1 })).body).toMatchObject({ taken: 1 })
  expect((await rowsOf(kitchens)).map((r) => r.data)).toMatchObject([{ place: '50/500107/500107104' }])
  const { rows } = await city.platform.kernel.app.pool.query(
    "select outcome, change->'after' as after from audit_entries where action = 'devices.change' order by id",
  )
  // The audit names which items have a fixed value.
  expect(rows.map((r) => r.outcome)).toEqual(['refused', 'refused', 'done'])
  expect(rows[2]).toMatchObject({ after: { name: '后厨探头', fixed: ['place'] } })
})

describe.skipIf(!hasMosquitto())('over a broker outside (Mosquitto)', () => {
  let broker: Broker
  let far: TestPlatform
  afterAll(async () => {
    await far?.stop()
    await broker?.stop()
  })

  test('what is published is stored; what could not be stored is not acknowledged and comes again', async () => {
    broker = await startMosquitto()
    const url = new URL(broker.url)
    url.username = broker.username
    url.password = broker.password
    far = await createTestPlatform({ env: { MQTT_URL: url.href } })
    const manager = await far.as('data.market')
    const id = await publishedResource(manager, 'gxq.market', readingsOfSensors)
    await enterDevices(manager, id, [sensor('gas-7')])
    const count = async () => (await manager.get(`/resources/${id}/rows?limit=500`)).body.rows.length
    const gateway = await connectAsync(broker.url, { username: broker.username, password: broker.password })
    const times = Array.from({ length: 100 }, (_, n) => at(500 - n))
    const publish = (n: number) =>
      gateway.publishAsync(topic('gas-7'), JSON.stringify({ at: times[n], ppm: n }), { qos: 1 })
    await expect
      .poll(
        async () => {
          await publish(0)
          return count()
        },
        { timeout: 60_000 },
      )
      .toBe(1)
    for (let n = 1; n <= 50; n++) await publish(n)
    await gateway.publishAsync(topic('stranger'), '{"ppm":1}', { qos: 1 })
    await expect.poll(count, { timeout: 60_000 }).toBe(51)
    const { kernel } = far.platform
    const { execute } = kernel
    let refused = 0
    const failing = () => {
      refused++
      return Promise.reject(new Error('the database is away'))
    }
    Object.assign(kernel, { execute: failing })
    for (let n = 51; n < 60; n++) await publish(n)
    await expect.poll(() => refused, { timeout: 60_000 }).toBeGreaterThan(0)
    Object.assign(kernel, { execute })
    await expect.poll(count, { timeout: 60_000 }).toBe(60)
    await gateway.endAsync()
  })
})
