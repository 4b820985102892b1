import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isInPartition, partitionOf } from '../../src/modules/collection/index.ts'
import { WatchContent } from '../../src/modules/early-warning/contract.ts'
import { compileWatch, Stream } from '../../src/modules/early-warning/index.ts'
import { readingsOfSensors } from '../support/devices.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, publishedResource } from '../support/resources.ts'
import { gasLeak } from '../support/warnings.ts'

let city: TestPlatform
let market: Client
const now = new Date()

beforeAll(async () => {
  city = await createTestPlatform({ env: { ROLES: 'web' } })
  market = await city.as('data.market')
})
afterAll(() => city?.stop())

const rowsOf = async (query: string) => (await city.platform.kernel.app.pool.query(query)).rows
const devices = Array.from({ length: 30 }, (_, n) => `gas-${n}`)

test('database and program put an object into the same part, whatever its name', async () => {
  const { db } = city.platform.kernel.app
  const names = fc
    .sample(fc.string({ unit: 'grapheme', maxLength: 200 }), 200)
    .map((name) => name.replaceAll('\u0000', '').toWellFormed())
  names.push('😀'.repeat(100), '燃气探头'.repeat(40), 'x'.repeat(64), 'x'.repeat(65), '')
  for (const many of [2, 7, 64]) {
    const parts = Array.from(
      { length: many },
      (_, at) => sql`when ${isInPartition(sql`name`, { at, of: many })} then ${at}::int`,
    )
    const { rows } = await sql<{ at: number }>`select case ${sql.join(parts, sql` `)} end as at
      from unnest(${names}::text[]) with ordinality as n (name, position) order by position`.execute(db)
    expect(rows.map((r) => r.at)).toEqual(names.map((name) => partitionOf(name, many)))
  }
})

/** Two watches whose objects are named by different items: a row lies in two parts. */
function watchesOf(resource: string) {
  const contents = [
    { ...gasLeak, resource },
    { ...gasLeak, resource, object: 'place', kind: 'gas-of-place', latenessSeconds: 3 },
  ]
  return contents.map((content) => {
    const watch = compileWatch({ id: randomUUID(), version: 1, content: WatchContent.parse(content) })
    if (watch === undefined) throw new Error('the watch did not compile')
    return watch
  })
}

/** Unlike each other, and now and then unusual. */
function readings(from: number, count: number) {
  return Array.from({ length: count }, (_, n) => ({
    device: devices[(from + n) % devices.length],
    at: new Date(now.getTime() - 3_600_000 + (from + n) * 1000).toISOString(),
    place: ['500107103', '500107104', '500106101'][n % 3],
    ppm: String(((from + n) * 37) % 90),
  }))
}

const signalsOf = (watch: string) =>
  rowsOf(`select object, at, phase, value from signals where watch = '${watch}' order by object, at, phase`)
const statesOf = (watch: string) =>
  rowsOf(`select object, late, state from series_states where watch = '${watch}' order by object`)

test('another number of parts gives what one part gives, though the old parts had got to different places', async () => {
  const { db } = city.platform.kernel.app
  const resource = await publishedResource(market, 'gxq.market', readingsOfSensors)
  const split = watchesOf(resource)
  const plain = watchesOf(resource)
  const send = async (from: number) => {
    const sent = await deliverRows(market, resource, readings(from, 400), { channel: 'api' })
    expect(sent.status).toBe(201)
  }
  const partsOf = (of: number) =>
    Array.from({ length: of }, (_, at) => new Stream(db, resource, { watches: split }, { part: { at, of } }))
  /** Reads until the last row of the feed was read. */
  const catchUp = async (streams: readonly Stream[], rows: number) => {
    const reached = `select count(*)::int as left from collected_rows r where resource = '${resource}'
      and tx >= pg_snapshot_xmin(pg_current_snapshot())`
    await expect.poll(async () => (await rowsOf(reached))[0].left).toBe(0)
    for (const s of streams) while ((await s.next(now)).rows > 0);
    expect(
      (await rowsOf(`select count(*)::int as n from collected_rows where resource = '${resource}'`))[0].n,
    ).toBe(rows)
  }

  let streams = partsOf(3)
  for (const s of streams) await s.next(now)
  await send(0)
  await catchUp(streams, 400)
  await send(400)
  // One part has read on, the others have not.
  await catchUp(streams.slice(0, 1), 800)
  for (const s of streams) await s.stop()
  const reached = await rowsOf(`select distinct tx, seq from stream_cursors where resource = '${resource}'`)
  expect(reached.length).toBeGreaterThan(1)

  streams = partsOf(5)
  await catchUp(streams, 800)
  // Whoever still reads by the old number gets nothing.
  const [old] = partsOf(3)
  expect(await old?.next(now)).toEqual({ rows: 0, signals: 0 })
  expect(old?.isHeld).toBe(false)
  await send(800)
  for (const s of streams) await s.stop()
  streams = partsOf(1)
  await catchUp(streams, 1200)
  for (const s of streams) await s.stop()

  await rowsOf(`update stream_cursors set tx = '0', seq = 0 where resource = '${resource}' returning 1`)
  const alone = new Stream(db, resource, { watches: plain })
  await catchUp([alone], 1200)
  await alone.stop()
  for (const [n, watch] of split.entries()) {
    const other = plain[n]?.id ?? ''
    const signals = await signalsOf(watch.id)
    expect(signals.length).toBeGreaterThan(20)
    expect(signals).toEqual(await signalsOf(other))
    expect(await statesOf(watch.id)).toEqual(await statesOf(other))
  }
})
