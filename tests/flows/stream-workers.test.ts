import type { ChildProcess } from 'node:child_process'
import { connect } from '@nats-io/transport-node'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { start } from '../../bench/torture/site.ts'
import { partitionOf } from '../../src/modules/collection/index.ts'
import { readingsOfSensors } from '../support/devices.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, publishedResource } from '../support/resources.ts'
import { hasNats, type Nats, startNats } from '../support/services.ts'
import { gasLeak } from '../support/warnings.ts'

/** Workers as processes of their own, a real broker that stops and comes back, and a kill -9: each signal exactly once. */

const devices = Array.from({ length: 40 }, (_, n) => `gas-${n}`)
/** Of each device: an anomaly that begins and ends, twice. */
const wave = [10, 60, 20, 70, 80, 20]
const parts = 4

let nats: Nats
let city: TestPlatform
let market: Client
let resource = ''
let watch = ''
let waves = 0
const workers: ChildProcess[] = []

const rowsOf = async (query: string) => (await city.platform.kernel.app.pool.query(query)).rows

function startWorker(): ChildProcess {
  const { databaseUrl, keyFile, dataDir } = city.platform.kernel.config
  const child = start({
    DATABASE_URL: databaseUrl ?? '',
    KEY_FILE: keyFile,
    DATA_DIR: dataDir,
    DEMO: 'false',
    LOG_LEVEL: 'silent',
    ROLES: 'worker',
    PORT: '0',
    NATS_URL: nats.url,
  })
  workers.push(child)
  return child
}

/** A wave of readings of every device, in one part each value. */
async function send(): Promise<void> {
  const from = Date.now() - 3_600_000 + waves * 60_000
  waves++
  for (const [n, ppm] of wave.entries()) {
    const at = new Date(from + n * 1000).toISOString()
    const rows = devices.map((device) => ({ device, at, place: '500107103', ppm: String(ppm) }))
    const sent = await deliverRows(market, resource, rows, { channel: 'api' })
    expect(sent.status).toBe(201)
  }
}

/** What each device signalled, as one text, and how many devices signalled just that. */
async function expectOncePerWave(): Promise<void> {
  const told = Array.from({ length: waves }, () => 'onset,end,onset,end').join()
  const query = `select told, count(*)::int as devices from (
    select object, string_agg(phase, ',' order by at) as told from signals where watch = '${watch}' group by object
    ) as t group by told`
  await expect.poll(() => rowsOf(query), { timeout: 150_000 }).toEqual([{ told, devices: devices.length }])
  const open = `select count(*)::int as n, count(distinct document->'details'->>'object')::int as objects
    from cases where type = 'warning'`
  await expect
    .poll(() => rowsOf(open), { timeout: 150_000 })
    .toEqual([{ n: devices.length, objects: devices.length }])
}

/** The parts that each process holds now. */
async function holders(): Promise<number[][]> {
  const rows = await rowsOf(
    `select holder, array_agg(partition order by partition) as held from stream_cursors
    where resource = '${resource}' and until >= clock_timestamp() and holder is not null group by holder`,
  )
  return rows.map((r: { held: number[] }) => r.held)
}
const sizes = async () => (await holders()).map((h) => h.length).toSorted((a, b) => a - b)
const shared = { timeout: 150_000 }

beforeAll(async () => {
  if (!hasNats()) return
  nats = await startNats()
  city = await createTestPlatform({ env: { ROLES: 'web', NATS_URL: nats.url } })
  market = await city.as('data.market')
  resource = await publishedResource(market, 'gxq.market', readingsOfSensors)
  const officer = await city.as('warning')
  const made = await officer.post('/early-warning/watches', { content: { ...gasLeak, resource } })
  watch = made.body.id
  const on = { version: made.body.version, on: true, reason: '回测无误报' }
  expect((await officer.post(`/early-warning/watches/${watch}/switch`, on)).status).toBe(200)
  startWorker()
  startWorker()
  const isInEffect = async () =>
    expect((await officer.get(`/early-warning/watches/${watch}`)).body.inEffect).toBe(true)
  await vi.waitFor(isInEffect, { timeout: 200_000, interval: 200 })
}, 600_000)
afterAll(async () => {
  for (const child of workers) child.kill('SIGKILL')
  await city?.stop()
  await nats?.stop()
})

describe.skipIf(!hasNats())('with a broker', { timeout: 600_000 }, () => {
  test('two workers divide the objects evenly, and each signal is there once', async () => {
    await expect.poll(sizes, shared).toEqual([parts / 2, parts / 2])
    await send()
    await expectOncePerWave()
    const held = await holders()
    const evaluated = held.map((h) => devices.filter((d) => h.includes(partitionOf(d, parts))).length)
    expect(evaluated.reduce((sum, n) => sum + n)).toBe(devices.length)
    expect(Math.min(...evaluated)).toBeGreaterThan(0)
  })

  test('words that come twice, late, or about nothing change nothing', async () => {
    const { host, username, password } = new URL(nats.url)
    const stranger = await connect({ servers: host, user: username, pass: password })
    for (const word of [resource, resource, 'nothing', '']) stranger.publish('zhizhi.changed.resource', word)
    const sending = send()
    for (let n = 0; n < 200; n++) stranger.publish('zhizhi.changed.resource', resource)
    await stranger.flush()
    await sending
    await expectOncePerWave()
    await stranger.close()
  })

  test('a worker that is killed in the middle is followed by the other', async () => {
    const [first] = workers
    const sending = send()
    first?.kill('SIGKILL')
    await sending
    await send()
    await expectOncePerWave()
    await expect.poll(sizes, shared).toEqual([parts])
  })

  test('a broker that goes away, and comes back, costs no signal and doubles none', async () => {
    await nats.stop()
    await expect.poll(() => city.platform.kernel.bus.isShared, shared).toBe(false)
    await send()
    await expectOncePerWave()
    startWorker()
    await send()
    await expectOncePerWave()
    nats = await nats.again()
    await expect.poll(sizes, shared).toEqual([parts / 2, parts / 2])
    await send()
    await expectOncePerWave()
  })
})
