import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../src/kernel/config/index.ts'
import { wgs84ToGcj02 } from '../../src/kernel/geo/rules.ts'
import { doorsOf } from '../../src/modules/devices/index.ts'
import { frameOf, messageIds as ids, type Version } from '../../src/modules/devices/rules/jt808.ts'
import { enterDevices } from '../support/devices.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { publishedResource } from '../support/resources.ts'
import {
  dialAsTerminal,
  positionBody,
  positionsBody,
  positionsOfTrucks,
  proofBody,
  registrationBody,
  truck,
} from '../support/terminals.ts'

let city: TestPlatform
let market: Client
let resource = ''
const ago = (seconds: number) => new Date(Math.floor(Date.now() / 1000 - seconds) * 1000)

beforeAll(async () => {
  city = await createTestPlatform({ env: { JT808_PORT: '0' } })
  market = await city.as('data.market')
  resource = await publishedResource(market, 'gxq.market', positionsOfTrucks)
  await enterDevices(market, resource, [
    truck('t-1', '013800138001', 'V001'),
    truck('t-2', '13800138002', 'V002'),
    truck('t-3', '13800138003', 'V003', { terminal: { number: '13800138003', crs: 'GCJ02' } }),
    truck('t-4', '13800138004', 'V004'),
    truck('t-5', '13800138005', 'V005'),
    truck('t-6', '13800138006', 'V006', { perMinute: 3 }),
  ])
})
afterAll(() => city?.stop())

const stored = async (vehicle: string): Promise<Record<string, unknown>[]> => {
  const { body } = await market.get(`/resources/${resource}/rows?limit=500`)
  return body.rows
    .map((r: { data: Record<string, unknown> }) => r.data)
    .filter((d: { vehicle: string }) => d.vehicle === vehicle)
}
const device = async (id: string) => (await market.get(`/devices/${id}`)).body

/** Registers, proves itself; the connection is ready for positions. */
async function admitted(number: string, version: Version = 2013) {
  const terminal = await dialAsTerminal(city, number, version)
  const { result, code } = await terminal.answer(
    terminal.send(ids.registration, registrationBody(version, `own-${number.slice(-2)}`)),
  )
  expect(result).toBe(0)
  expect((await terminal.answer(terminal.send(ids.authentication, proofBody(version, code)))).result).toBe(0)
  return { terminal, code }
}

test('without a port there is no door; the address is that of HTTP unless it has its own', () => {
  expect(readConfig({}).jt808).toBeNull()
  expect(readConfig({ JT808_PORT: '7611' }).jt808).toEqual({ port: 7611, host: '127.0.0.1' })
  expect(readConfig({ JT808_PORT: '7611', JT808_HOST: '0.0.0.0' }).jt808?.host).toBe('0.0.0.0')
})

test('a terminal of 2013 registers, proves itself, and its position is a row of its truck before it is answered', async () => {
  const { terminal } = await admitted('13800138001')
  const at = ago(30)
  const body = positionBody(at, { lon: 106.370008, lat: 29.590123 })
  expect(await terminal.answer(terminal.send(ids.position, body))).toMatchObject({
    id: ids.answer,
    result: 0,
  })
  expect(await stored('V001')).toEqual([
    expect.objectContaining({ speed: 36.5, mileage: 1234.5, place: '50/500107/500107103' }),
  ])
  expect((await terminal.answer(terminal.send(ids.heartbeat))).result).toBe(0)
  // The same again, and within a batch of what was kept: known.
  const batch = positionsBody([body, positionBody(ago(20))])
  expect((await terminal.answer(terminal.send(ids.position, body))).result).toBe(0)
  expect((await terminal.answer(terminal.send(ids.positions, batch))).result).toBe(0)
  expect(await stored('V001')).toHaveLength(2)
  // What is not known is not supported; an answer is not answered.
  const unasked = terminal.send(ids.terminalAnswer, Uint8Array.from([0, 1, 0, 2, 0]))
  expect((await terminal.answer(terminal.send(0x0900, Uint8Array.from([1])))).result).toBe(3)
  expect(terminal.answered()).not.toContain(unasked)
  expect((await terminal.answer(terminal.send(ids.logout))).result).toBe(0)
  await expect.poll(terminal.isClosed).toBe(true)
  const view = await device('t-1')
  expect(view).toMatchObject({
    state: 'alive',
    readings: 2,
    terminal: { number: '13800138001', crs: 'WGS84', registered: true },
    fixed: { vehicle: 'V001' },
  })
  // Where the truck was is personal: it stands in the rows, not in the register.
  expect(view.recent[0].values).toMatchObject({ speed: 36.5, point: '＊' })
  expect(JSON.stringify(view)).not.toContain('106.37')
})

test('one of 2019, byte by byte with garbage between; no satellites is no position', async () => {
  const { terminal } = await admitted('13800138002', 2019)
  const frame = (serial: number, body: Uint8Array) =>
    frameOf({ id: ids.position, version: 2019, terminal: '13800138002', serial, part: null, body })
  const indoors = positionBody(ago(8), { status: 1, lon: 1, lat: 1 })
  const stream = [0x31, 0x7d, ...frame(70, positionBody(ago(10))), 0x32, ...frame(71, indoors), 0x7e, 0x7e]
  for (const byte of stream) terminal.socket.write(Uint8Array.from([byte]))
  expect((await terminal.answer(70)).result).toBe(0)
  expect((await terminal.answer(71)).result).toBe(0)
  expect(await stored('V002')).toHaveLength(1)
  expect((await device('t-2')).faults).toMatchObject([{ reason: 'contract' }])
  terminal.socket.destroy()
})

test('a message in packets is stored when it is whole, and every packet answered then', async () => {
  const { terminal } = await admitted('13800138004')
  const body = positionsBody(Array.from({ length: 40 }, (_, n) => positionBody(ago(100 + n))))
  const cut = Math.ceil(body.length / 2)
  const first = terminal.send(ids.positions, body.subarray(0, cut), { total: 2, index: 1 })
  expect((await terminal.answer(terminal.send(ids.heartbeat))).result).toBe(0)
  expect(terminal.answered()).not.toContain(first)
  // Its packets have numbers in a row: the second comes on a connection that has not yet counted on.
  const second = first + 1
  const last = { total: 2, index: 2 }
  const packet = {
    id: ids.positions,
    version: 2013 as const,
    terminal: '13800138004',
    serial: second,
    part: last,
  }
  terminal.socket.write(frameOf({ ...packet, body: body.subarray(cut) }))
  expect((await terminal.answer(first)).result).toBe(0)
  expect(await stored('V004')).toHaveLength(40)
  terminal.socket.destroy()
})

test('a line that is cut before the answer: the terminal sends it again, and it is there once', async () => {
  const { terminal, code } = await admitted('13800138005')
  const body = positionBody(ago(40))
  const serial = terminal.send(ids.position, body)
  await expect.poll(() => terminal.socket.writableLength).toBe(0)
  terminal.socket.destroy()
  expect(terminal.answered()).not.toContain(serial)
  const again = await dialAsTerminal(city, '13800138005')
  const proof = again.send(ids.authentication, proofBody(2013, code))
  // Sent without waiting for the verdict, as terminals do.
  const repeated = again.send(ids.position, body)
  expect((await again.answer(proof)).result).toBe(0)
  expect((await again.answer(repeated)).result).toBe(0)
  await expect.poll(() => stored('V005')).toHaveLength(1)
  // Dialled once more, the older connection ends.
  const third = await dialAsTerminal(city, '13800138005')
  expect((await third.answer(third.send(ids.authentication, proofBody(2013, code)))).result).toBe(0)
  await expect.poll(again.isClosed).toBe(true)
  // A new key is a new code, and whoever came by the old one goes.
  const { body: rotated } = await market.post('/devices/t-5/rotate-key')
  expect(rotated.code).toMatch(/^[\w-]{20}$/)
  await expect.poll(third.isClosed).toBe(true)
  const fourth = await dialAsTerminal(city, '13800138005')
  expect((await fourth.answer(fourth.send(ids.authentication, proofBody(2013, code)))).result).toBe(1)
  expect((await fourth.answer(fourth.send(ids.authentication, proofBody(2013, rotated.code)))).result).toBe(0)
  fourth.socket.destroy()
})

test('a terminal that is entered as sending GCJ-02 is put where it is', async () => {
  const { terminal } = await admitted('13800138003')
  const shifted = wgs84ToGcj02({ lon: 106.370008, lat: 29.590123 })
  expect((await terminal.answer(terminal.send(ids.position, positionBody(ago(5), shifted)))).result).toBe(0)
  const { rows } = await city.platform.kernel.app.pool.query(
    "select data->'point' as point from collected_rows where resource = $1 and data->>'vehicle' = 'V003'",
    [resource],
  )
  expect(rows).toEqual([{ point: { lon: 106.370008, lat: 29.590123 } }])
  terminal.socket.destroy()
})

test('who is not entered, has another number, or has proved nothing delivers nothing; garbage is hung up on', async () => {
  const stranger = await dialAsTerminal(city, '13999999999')
  const registered = stranger.send(ids.registration, registrationBody(2013, 'own-99'))
  expect(await stranger.answer(registered)).toEqual({ id: ids.registrationAnswer, result: 4, code: '' })
  expect((await stranger.answer(stranger.send(ids.authentication, proofBody(2013, 'guess')))).result).toBe(1)
  expect((await stranger.answer(stranger.send(ids.position, positionBody(ago(1))))).result).toBe(1)
  for (let n = 0; n < 10; n++) stranger.send(ids.heartbeat)
  await expect.poll(stranger.isClosed).toBe(true)

  // A terminal with the number of another one is not told its code.
  const thief = await dialAsTerminal(city, '13800138004')
  const stolen = await thief.answer(thief.send(ids.registration, registrationBody(2013, 'own-77')))
  expect(stolen).toMatchObject({ result: 3, code: '' })
  expect((await device('t-4')).faults).toMatchObject([{ reason: 'terminal-other' }])
  thief.socket.destroy()

  // Who has proved to be one speaks for no other.
  const { terminal } = await admitted('13800138004')
  const other = { id: ids.position, version: 2013 as const, terminal: '13800138001', serial: 900, part: null }
  const before = (await stored('V001')).length
  terminal.socket.write(frameOf({ ...other, body: positionBody(ago(2)) }))
  expect((await terminal.answer(terminal.send(ids.heartbeat))).result).toBe(0)
  expect(await stored('V001')).toHaveLength(before)

  const noise = await dialAsTerminal(city, '1')
  noise.socket.write(new Uint8Array(100_000).fill(0x31))
  noise.socket.write(Buffer.from('7e01027e'.repeat(20), 'hex'))
  await expect.poll(noise.isClosed).toBe(true)
  await expect.poll(() => doorsOf(city.platform.kernel).terminals?.open()).toBe(1)
  terminal.socket.destroy()
})

test('what was entered of a terminal it has to say when it registers; each refusal is on record', async () => {
  const says = { id: 'own-77' }
  const number = '13800138077'
  const entry = (change: object) =>
    truck('t-7', number, 'V077', { terminal: { number, says: { ...says, ...change } } })
  const version = 2019
  await enterDevices(market, resource, [entry({})])
  const registered = async (own: string, plate?: string) => {
    const terminal = await dialAsTerminal(city, number, version)
    const said = await terminal.answer(terminal.send(ids.registration, registrationBody(version, own, plate)))
    terminal.socket.destroy()
    return said
  }
  const proved = async (code: string) => {
    const terminal = await dialAsTerminal(city, number, version)
    return {
      terminal,
      ...(await terminal.answer(terminal.send(ids.authentication, proofBody(version, code)))),
    }
  }
  // Who knows but the number is answered as if there were none, and leaves the first registration to the terminal.
  expect(await registered('own-78')).toMatchObject({ result: 4, code: '' })
  expect(await device('t-7')).toMatchObject({
    faults: [{ reason: 'terminal-unlike', payload: { version, differs: ['id'] } }],
    terminal: { registered: false, says: { id: 'own-77' } },
  })
  const first = await registered('own-77')
  expect(first).toMatchObject({ result: 0, code: expect.stringMatching(/^[\w-]{20}$/) })
  const before = await proved(first.code)
  expect(before.result).toBe(0)

  // More is asked for: who proved itself by the old code is turned away, and registers anew.
  expect(
    (await market.post('/devices/t-7/change', entry({ plate: 'A·54321', colour: 'yellow' }))).status,
  ).toBe(200)
  await expect.poll(before.terminal.isClosed).toBe(true)
  expect((await device('t-7')).terminal).toMatchObject({ registered: false })
  expect((await proved(first.code)).result).toBe(1)
  expect(await registered('own-77')).toMatchObject({ result: 2, code: '' })
  const second = await registered('own-77', 'A54321')
  expect(second.result).toBe(0)
  expect(second.code).not.toBe(first.code)
  expect((await proved(second.code)).result).toBe(0)
  expect(await registered('own-77', 'A54321')).toEqual({ ...second, id: ids.registrationAnswer })
  expect((await device('t-7')).faults.map((f: { reason: string }) => f.reason).toSorted()).toEqual([
    'terminal-code',
    'terminal-unlike',
    'terminal-vehicle',
  ])
  // The plate shows to who enters it, and stands in no audit entry.
  const auditor = await city.as('auditor')
  expect((await auditor.get('/devices/t-7')).body.terminal.says).toMatchObject({ id: 'own-77', plate: '＊' })
  const { rows } = await city.platform.kernel.app.pool.query<{ action: string; change: string }>(
    "select action, change::text as change from audit_entries where subject_id = 't-7' and action like 'devices.%'",
  )
  expect(rows.filter((r) => r.action === 'devices.note-terminal-refused')).toHaveLength(3)
  expect(rows.map((r) => r.change).join()).toContain('"says": ["id", "plate", "colour"]')
  expect(rows.map((r) => r.change).join()).not.toContain('54321')
})

test('more than a device may send is not answered, so that the terminal keeps it', async () => {
  const { terminal } = await admitted('13800138006')
  const taken = [1, 2, 3].map((n) => terminal.send(ids.position, positionBody(ago(n))))
  const over = terminal.send(ids.position, positionBody(ago(4)))
  for (const serial of taken) expect((await terminal.answer(serial)).result).toBe(0)
  expect((await terminal.answer(terminal.send(ids.heartbeat))).result).toBe(0)
  expect(terminal.answered()).not.toContain(over)
  await expect.poll(async () => (await device('t-6')).throttled).toBe(1)
  terminal.socket.destroy()
})

test('a number is of one device; many positions are few transactions', async () => {
  const twice = await market.post('/devices', { resource, devices: [truck('t-9', '0013800138001', 'V009')] })
  expect(twice.status).toBe(409)
  const parts = async () =>
    Number(
      (
        await city.platform.kernel.app.pool.query(
          "select count(*) as n from audit_entries where action = 'devices.store'",
        )
      ).rows[0]?.n,
    )
  const { terminal } = await admitted('13800138001')
  const before = await parts()
  const serials = Array.from({ length: 60 }, (_, n) =>
    terminal.send(ids.position, positionBody(ago(200 + n))),
  )
  const results = await Promise.all(serials.map(async (serial) => (await terminal.answer(serial)).result))
  expect(new Set(results)).toEqual(new Set([0]))
  // They wait for each other up to a second; one transaction each would be sixty.
  expect((await parts()) - before).toBeLessThan(30)
  terminal.socket.destroy()
})
