import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { freePort, isUp, json, start } from '../../bench/torture/site.ts'
import { demoPassword } from '../../src/kernel/identity/index.ts'
import { WatchContent } from '../../src/modules/early-warning/contract.ts'
import { compileWatch, Stream } from '../../src/modules/early-warning/index.ts'
import { readingsOfSensors } from '../support/devices.ts'
import { createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { publishedResource } from '../support/resources.ts'
import { gasLeak } from '../support/warnings.ts'

/** The program as one process that takes readings and watches them, killed again and again while readings come in. */

const devices = 25
const parts = 60
const kills = 3

let city: TestPlatform
let base = ''
let cookie = ''
let env: Record<string, string> = {}
let child: ReturnType<typeof start> | undefined

const rowsOf = async (query: string) => (await city.platform.kernel.app.pool.query(query)).rows

beforeAll(async () => {
  city = await createTestPlatform({ env: { ROLES: 'web' } })
  const { databaseUrl, keyFile, dataDir } = city.platform.kernel.config
  const port = await freePort()
  base = `http://127.0.0.1:${port}/api/v1`
  env = {
    DATABASE_URL: databaseUrl ?? '',
    KEY_FILE: keyFile,
    DATA_DIR: dataDir,
    DEMO: 'false',
    LOG_LEVEL: 'silent',
    RATE_LIMIT: '1000000',
    PORT: String(port),
  }
  child = start(env)
  await isUp({ base })
  const signed = await fetch(`${base}/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ login: 'data.market', password: demoPassword }),
  })
  cookie = signed.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ')
}, 600_000)
afterAll(async () => {
  child?.kill('SIGKILL')
  await city?.stop()
})

/** Sends a part until it is answered: taken now, or taken before by a process that could not say so any more. */
async function send(resource: string, delivery: string, part: number): Promise<void> {
  const from = Date.now() - 3_600_000 + part * 10_000
  const rows = Array.from({ length: devices * 4 }, (_, n) => ({
    device: `gas-${n % devices}`,
    at: new Date(from + Math.floor(n / devices) * 1000).toISOString(),
    place: '500107103',
    ppm: String((part * 31 + n * 17) % 90),
  }))
  const body = JSON.stringify({ delivery, part, last: false, channel: 'api', source: '压力', rows })
  const ask = async () => {
    const answer = await fetch(`${base}/resources/${resource}/deliveries`, {
      method: 'POST',
      headers: { ...json, cookie },
      body,
      signal: AbortSignal.timeout(20_000),
    })
    await answer.body?.cancel()
    expect([201, 409]).toContain(answer.status)
  }
  await vi.waitFor(ask, { timeout: 100_000, interval: 50 })
}

async function killAndStart(): Promise<void> {
  const gone = new Promise((resolve) => child?.once('exit', resolve))
  child?.kill('SIGKILL')
  await gone
  child = start(env)
}

test('killed under load, it gives the signals of a run that nobody disturbed, each once', async () => {
  const market = await city.as('data.market')
  const officer = await city.as('warning')
  const resource = await publishedResource(market, 'gxq.market', readingsOfSensors)
  const content = WatchContent.parse({ ...gasLeak, resource, latenessSeconds: 2 })
  const made = await officer.post('/early-warning/watches', { content })
  const { id, version } = made.body
  const on = { version, on: true, reason: '回测无误报' }
  expect((await officer.post(`/early-warning/watches/${id}/switch`, on)).status).toBe(200)
  const inEffect = async () =>
    expect((await officer.get(`/early-warning/watches/${id}`)).body.inEffect).toBe(true)
  await vi.waitFor(inEffect, { timeout: 60_000 })

  const delivery = randomUUID()
  for (let part = 1; part <= parts; part++) {
    const sending = send(resource, delivery, part)
    if (part % (parts / kills) === parts / kills / 2) await killAndStart()
    await sending
  }

  const undisturbed = compileWatch({ id: randomUUID(), version: 1, content })
  if (undisturbed === undefined) throw new Error('the watch did not compile')
  const other = new Stream(city.platform.kernel.app.db, await copyOf(resource), { watches: [undisturbed] })
  let read = 0
  const readOn = async () => {
    read += (await other.next(new Date())).rows
    return read
  }
  await expect.poll(readOn, { timeout: 60_000 }).toBe(parts * devices * 4)
  const signals = (watch: string) =>
    rowsOf(
      `select object, at, phase, value, level from signals where watch = '${watch}' order by object, at, phase`,
    )
  const expected = await signals(undisturbed.id)
  expect(expected.length).toBeGreaterThan(500)
  await expect.poll(() => signals(id), { timeout: 90_000 }).toEqual(expected)
  const left = `select count(*)::int as n from signals where watch = '${id}' and settled is null`
  await expect.poll(() => rowsOf(left), { timeout: 60_000 }).toEqual([{ n: 0 }])
  const raised = `select count(*)::int as n, count(distinct document->'details'->>'object')::int as objects
    from cases where type = 'warning'`
  expect(await rowsOf(raised)).toEqual([{ n: devices, objects: devices }])
}, 600_000)

/** The same rows in the same order as those of another resource, whose stream nobody has read. */
async function copyOf(resource: string): Promise<string> {
  const copy = randomUUID()
  await rowsOf(`insert into stream_cursors (resource, partition, partitions, tx, seq, holder, until)
    values ('${copy}', 0, 1, '0', 0, null, to_timestamp(0)) returning 1`)
  await rowsOf(`insert into collected_rows (resource, key, since, delivery, version, place, at, data)
    select '${copy}', key, since, delivery, version, place, at, data from collected_rows
    where resource = '${resource}' order by tx, seq returning 1`)
  return copy
}
