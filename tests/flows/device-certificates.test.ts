import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/kernel/config/index.ts'
import { doorsOf } from '../../src/modules/devices/index.ts'
import { type Authority, createAuthority, hasOpenssl, type Issued } from '../support/certificates.ts'
import { connectDevice, enterDevices, readingsOfSensors, sensor, topic } from '../support/devices.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { publishedResource } from '../support/resources.ts'
import { type Broker, hasMosquitto, startMosquitto } from '../support/services.ts'

test('half of what TLS needs is no configuration: a door that was meant to be safe would stand open', () => {
  const of = (env: Record<string, string>) => readConfig(env).mqtt.secure
  expect(of({ MQTT_PORT: '1883' })).toBeNull()
  const whole = { MQTTS_PORT: '8883', MQTT_CERT: 'a.pem', MQTT_KEY: 'a.key' }
  expect(of(whole)).toEqual({ port: 8883, cert: 'a.pem', key: 'a.key', deviceCa: null })
  for (const missing of Object.keys(whole))
    expect(() => of({ ...whole, [missing]: undefined } as Record<string, string>)).toThrow(/belong together/)
})

describe.skipIf(!hasOpenssl())('over TLS', () => {
  let authority: Authority
  let stranger: Authority
  let forger: Authority
  let city: TestPlatform
  let market: Client
  let resource = ''
  let keys: Map<string, string>

  beforeAll(async () => {
    authority = createAuthority()
    stranger = createAuthority('Another CA')
    // Takes the name of ours.
    forger = createAuthority()
    const server = authority.issue('localhost', { server: true })
    city = await createTestPlatform({
      env: {
        MQTT_PORT: '0',
        MQTTS_PORT: '0',
        MQTT_CERT: server.certFile,
        MQTT_KEY: server.keyFile,
        MQTT_DEVICE_CA: authority.file,
      },
    })
    market = await city.as('data.market')
    resource = await publishedResource(market, 'gxq.market', readingsOfSensors)
    const ids = ['pin-1', 'name-1', 'over-1', 'late-1', 'none-1', 'key-1']
    keys = await enterDevices(
      market,
      resource,
      ids.map((id) => sensor(id)),
    )
  })
  afterAll(async () => {
    await city?.stop()
    authority?.stop()
    stranger?.stop()
    forger?.stop()
  })

  const dial = (id: string, options: IClientOptions): Promise<MqttClient> =>
    connectAsync(
      `mqtts://127.0.0.1:${doorsOf(city.platform.kernel).broker?.securePort}`,
      {
        username: id,
        reconnectPeriod: 0,
        ca: authority.cert,
        ...options,
      },
      false,
    )
  const withCertificate = (id: string, { cert, key }: Issued, more: IClientOptions = {}) =>
    dial(id, { cert, key, ...more })
  const enter = async (id: string, by: 'fingerprint' | 'subject', value: string) => {
    const { status } = await market.post(`/devices/${id}/certificate`, { by, value })
    expect(status).toBe(200)
  }
  const send = async (client: MqttClient, id: string, ppm: number) => {
    await client.publishAsync(topic(id), JSON.stringify({ ppm }), { qos: 1 })
    await client.endAsync()
  }
  const device = async (id: string) => (await market.get(`/devices/${id}`)).body
  const refusal = /Not authorized|Bad User|refused/i

  test('the listener speaks TLS alone, by a certificate that the device checks; a key opens it too', async () => {
    await send(await dial('key-1', { password: keys.get('key-1') ?? '' }), 'key-1', 1)
    expect(await device('key-1')).toMatchObject({ readings: 1, certificate: null })
    await expect(dial('key-1', { password: 'wrong' })).rejects.toThrow(refusal)
    const port = doorsOf(city.platform.kernel).broker?.securePort
    const plain = { username: 'key-1', reconnectPeriod: 0, connectTimeout: 3000 }
    await expect(connectAsync(`mqtt://127.0.0.1:${port}`, plain, false)).rejects.toThrow()
    // Another CA's word for the server is not taken by the device.
    await expect(dial('key-1', { password: keys.get('key-1') ?? '', ca: stranger.cert })).rejects.toThrow(
      /self-signed|unable to (verify|get)|signature/i,
    )
    const plainDoor = await connectDevice(city, 'key-1', keys.get('key-1') ?? '')
    await send(plainDoor, 'key-1', 2)
  })

  test('a device is known by the fingerprint of its certificate, whoever signed it, until that is removed', async () => {
    const own = authority.selfSigned('anything')
    await enter('pin-1', 'fingerprint', own.fingerprint)
    expect(await device('pin-1')).toMatchObject({
      certificate: { by: 'fingerprint', value: own.fingerprint.replaceAll(':', '').toLowerCase() },
    })
    await send(await withCertificate('pin-1', own), 'pin-1', 3)
    expect(await device('pin-1')).toMatchObject({ readings: 1, rejected: 0 })

    const client = await withCertificate('pin-1', own)
    const gone = new Promise<void>((done) => client.once('close', () => done()))
    expect((await market.post('/devices/pin-1/remove-certificate')).status).toBe(200)
    await gone
    await client.endAsync(true)
    await expect(withCertificate('pin-1', own)).rejects.toThrow(refusal)
    const { faults, certificate } = await device('pin-1')
    expect(certificate).toBeNull()
    expect(faults).toMatchObject([
      {
        reason: 'certificate-none',
        payload: { subject: 'anything', fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    ])
    // Its key stays its key.
    await send(await dial('pin-1', { password: keys.get('pin-1') ?? '' }), 'pin-1', 4)
  })

  test('by its subject it is known only where the CA for devices wrote it', async () => {
    await enter('name-1', 'subject', 'name-1')
    await send(await withCertificate('name-1', authority.issue('name-1')), 'name-1', 5)
    await expect(withCertificate('name-1', stranger.issue('name-1'))).rejects.toThrow(refusal)
    expect((await device('name-1')).faults).toMatchObject([{ reason: 'certificate-untrusted' }])
    const said: string[] = []
    const { log } = city.platform.kernel
    const { warn } = log
    Object.assign(log, { warn: (text: string) => said.push(text) })
    await expect(withCertificate('name-1', forger.issue('name-1'))).rejects.toThrow(/connect to server/)
    Object.assign(log, { warn })
    expect(said).toEqual(['a certificate that claims our CA was not signed by it'])
    expect((await device('name-1')).readings).toBe(1)
  })

  test('one that is over, another one, and one of a device without any are refused and on record', async () => {
    const over = authority.issue('over-1', { days: -1 })
    await enter('over-1', 'fingerprint', over.fingerprint)
    await expect(withCertificate('over-1', over)).rejects.toThrow(refusal)
    await enter('late-1', 'fingerprint', authority.issue('late-1').fingerprint)
    // A right key does not make a wrong certificate good.
    const other = authority.issue('late-1')
    const password = keys.get('late-1') ?? ''
    await expect(withCertificate('late-1', other, { password })).rejects.toThrow(refusal)
    await expect(withCertificate('late-1', other)).rejects.toThrow(refusal)
    await expect(withCertificate('none-1', authority.issue('none-1'))).rejects.toThrow(refusal)
    await expect(withCertificate('nobody', other)).rejects.toThrow(refusal)
    const reasons = async (id: string) => (await device(id)).faults.map((f: { reason: string }) => f.reason)
    expect(await reasons('over-1')).toEqual(['certificate-over'])
    // Twice within a minute is noted once.
    expect(await reasons('late-1')).toEqual(['certificate-other'])
    expect(await reasons('none-1')).toEqual(['certificate-none'])
    const { rows } = await city.platform.kernel.app.pool.query(
      "select subject_id from audit_entries where action = 'devices.note-refused' order by seq",
    )
    expect(rows.map((r) => r.subject_id).slice(-3)).toEqual(['over-1', 'late-1', 'none-1'])
  })

  test('only who looks after the device enters certificates, and only what is one', async () => {
    const civil = await city.as('data.civil')
    const body = { by: 'fingerprint', value: 'ab'.repeat(32) }
    expect((await civil.post('/devices/key-1/certificate', body)).status).toBe(403)
    expect((await civil.post('/devices/key-1/remove-certificate')).status).toBe(403)
    for (const value of ['', 'ab:cd', 'zz'.repeat(32)])
      expect((await market.post('/devices/key-1/certificate', { by: 'fingerprint', value })).status).toBe(400)
    expect((await market.post('/devices/key-1/certificate', { by: 'trust', value: 'x' })).status).toBe(400)
  })

  describe.skipIf(!hasMosquitto())('to a broker outside (Mosquitto)', () => {
    let broker: Broker
    const platforms: TestPlatform[] = []
    afterAll(async () => {
      await Promise.all(platforms.map((p) => p.stop()))
      await broker?.stop()
    })

    test('its certificate has to come from the CA that the configuration names', async () => {
      broker = await startMosquitto(authority.issue('localhost', { server: true }))
      const url = new URL(broker.url)
      expect(url.protocol).toBe('mqtts:')
      url.username = broker.username
      url.password = broker.password
      const far = await createTestPlatform({ env: { MQTT_URL: url.href, MQTT_CA: authority.file } })
      platforms.push(far)
      const manager = await far.as('data.market')
      const id = await publishedResource(manager, 'gxq.market', readingsOfSensors)
      await enterDevices(manager, id, [sensor('gas-7')])
      const gateway = await connectAsync(broker.url, {
        username: broker.username,
        password: broker.password,
        ca: authority.cert,
      })
      const reading = JSON.stringify({ message: 'one', ppm: 7 })
      const count = async () => {
        await gateway.publishAsync(topic('gas-7'), reading, { qos: 1 })
        return (await manager.get(`/resources/${id}/rows`)).body.rows.length
      }
      await expect.poll(count, { timeout: 60_000 }).toBe(1)
      await gateway.endAsync()
      await expect(
        connectAsync(broker.url, { ca: stranger.cert, reconnectPeriod: 0 }, false),
      ).rejects.toThrow()
    })

    test('another CA does not let it through, and that is in the log', async () => {
      const url = new URL(broker.url)
      url.username = broker.username
      url.password = broker.password
      const said: unknown[] = []
      const far = await createTestPlatform({ env: { MQTT_URL: url.href, MQTT_CA: stranger.file } })
      platforms.push(far)
      Object.assign(far.platform.kernel.log, { warn: (_: string, data: unknown) => said.push(data) })
      await expect
        .poll(() => JSON.stringify(said), { timeout: 60_000 })
        .toMatch(/SELF_SIGNED|UNABLE_TO_VERIFY|SIGNATURE/)
    })
  })
})
