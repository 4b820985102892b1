import { randomUUID } from 'node:crypto'
import { systemActor } from '../src/kernel/identity/define.ts'
import { seedDemoAccounts } from '../src/kernel/identity/index.ts'
import { createPlatform, type Platform } from '../src/main.ts'
import { createResource, publishResource } from '../src/modules/catalogue/index.ts'
import { deliver } from '../src/modules/collection/index.ts'
import { WatchContent } from '../src/modules/early-warning/contract.ts'
import { compileWatch, Stream } from '../src/modules/early-warning/index.ts'
import { readingsOfSensors } from '../tests/support/devices.ts'
import { gasLeak } from '../tests/support/warnings.ts'
import { memory } from './early-warning/memory.ts'
import { settling } from './early-warning/settling.ts'
import { insertRaw, makeRawTable } from './raw.ts'
import { benchConfig } from './support.ts'

const actor = systemActor('bench')
const batch = 2000
const objects = Number(process.env.BENCH_OBJECTS ?? 1000)
const rows = Number(process.env.BENCH_ROWS ?? 60_000)
const watchCounts = (process.env.BENCH_WATCHES ?? '1,10,1000,10000').split(',').map(Number)
/** Rows a second that are halved where no throughput was measured. */
const leastRate = 2000
/** Some of the figures alone. */
const wanted = new Set((process.env.BENCH_FIGURES ?? 'memory,throughput,settling,latency').split(','))
const latencySeconds = Number(process.env.BENCH_SECONDS ?? 30)

/**
 * Memory of a series; observations a second that are checked, stored and evaluated, beside the database's own batched
 * insert of the same rows into an equal table in the same run; how that grows with the number of watches, of which one is
 * for a row; bytes of state a series; settling beside more and more open warnings; and the time from the sending of a
 * reading to the event of its warning at a reader's live stream, at half that load. Sender, platform, database and reader
 * share the machine.
 */
export async function run(): Promise<void> {
  if (wanted.has('memory')) memory()
  const quiet = await createPlatform(benchConfig())
  let best = 0
  try {
    await makeRawTable(quiet)
    if (wanted.has('throughput'))
      for (const count of watchCounts) best = Math.max(best, await throughput(quiet, count))
    if (wanted.has('settling')) await settling(quiet, await publish(quiet))
  } finally {
    await quiet.stop()
  }
  if (!wanted.has('latency')) return
  const platform = await createPlatform(benchConfig({ ROLES: 'web,worker' }))
  try {
    await latency(platform, Math.round((best || leastRate) / 2))
  } finally {
    await platform.stop()
  }
}

async function publish({ kernel }: Platform): Promise<string> {
  const content = { ...readingsOfSensors, name: `${readingsOfSensors.name} ${randomUUID().slice(0, 8)}` }
  const made = await kernel.execute(createResource, { actor, input: { provider: 'gxq.market', content } })
  const input = { id: made.id, revision: made.revision, note: 'bench' }
  await kernel.execute(publishResource, { actor, input })
  return made.id
}

const started = Date.now()

/** A reading of one of the objects in turn; one in a thousand is unusual. */
function readingOf(n: number) {
  return {
    device: `bench-${n % objects}`,
    at: new Date(started + Math.floor(n / objects) * 1000 + (n % objects)).toISOString(),
    place: '500107103',
    ppm: String(n % 1009 === 0 ? 90 : 5 + (n % 30)),
  }
}

/** One watch is for each row, the others are for other places. */
function watchesOf(resource: string, count: number) {
  return Array.from({ length: count }, (_, n) => {
    const where = n < 1 ? null : { item: 'place', equals: `50/500107/5001079${n}` }
    const content = WatchContent.parse({ ...gasLeak, kind: `kind-${n}`, resource, where })
    const watch = compileWatch({ id: randomUUID(), version: 1, content })
    if (watch === undefined) throw new Error('the watch does not compile')
    return watch
  })
}

async function throughput(platform: Platform, count: number): Promise<number> {
  const { kernel, database } = platform
  const resource = await publish(platform)
  const stream = new Stream(kernel.app.db, resource, { watches: watchesOf(resource, count) })
  await stream.next(new Date())
  const delivery = randomUUID()
  const parts = Math.ceil(rows / batch)
  const spent = { deliver: 0, watch: 0, raw: 0 }
  for (let part = 1; part <= parts; part++) {
    const sent = Array.from({ length: batch }, (_, n) => readingOf((part - 1) * batch + n))
    const input = {
      resource,
      delivery,
      part,
      last: part === parts,
      channel: 'api',
      source: 'bench',
      rows: sent,
      firstLine: 1,
    }
    spent.deliver += await timed(() => kernel.execute(deliver, { actor, input }))
    spent.watch += await timed(async () => {
      while ((await stream.next(new Date())).rows > 0);
    })
    spent.raw += await timed(() => insertRaw(platform, resource, sent))
  }
  spent.watch += await timed(() => stream.stop())
  const state = await database.app.pool.query(
    `select count(*)::int as series, coalesce(avg(pg_column_size(state)), 0)::int as bytes from series_states s
     where watch = any($1)`,
    [(await database.app.pool.query('select distinct watch from series_states')).rows.map((r) => r.watch)],
  )
  const together = rows / ((spent.deliver + spent.watch) / 1000)
  const raw = rows / (spent.raw / 1000)
  console.log(
    `  ${count.toLocaleString('en')} watches: checked, stored and evaluated ${Math.round(together)} rows/s (evaluated alone ${Math.round(rows / (spent.watch / 1000))}), raw insert ${Math.round(raw)} rows/s, ratio ${(together / raw).toFixed(2)}; ${state.rows[0].series} series of ${state.rows[0].bytes} bytes`,
  )
  await database.app.pool.query('delete from series_states')
  return together
}

async function timed(one: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await one()
  return performance.now() - start
}

/** Readings at a steady rate, as many of them unusual as parts are sent, each of another object; heard over HTTP. */
async function latency(platform: Platform, rate: number): Promise<void> {
  const { kernel, server } = platform
  await seedDemoAccounts(kernel)
  const resource = await publish(platform)
  const address = await server.listen({ port: 0, host: '127.0.0.1' })
  const seen = await listen(address)
  await watchOver(platform, resource)
  const sentAt = new Map<string, number>()
  const every = 100
  let n = 0
  const start = performance.now()
  const delivery = randomUUID()
  for (let part = 1; performance.now() - start < latencySeconds * 1000; part++) {
    const begin = performance.now()
    const sent = Array.from({ length: Math.round((rate * every) / 1000) }, () => readingOf(n++)).map((r) => ({
      ...r,
      ppm: '7',
    }))
    const object = `alarm-${part}`
    sent.push({ ...readingOf(n), device: object, ppm: '300' })
    sentAt.set(object, begin)
    await kernel.execute(deliver, {
      actor,
      input: {
        resource,
        delivery,
        part,
        last: false,
        channel: 'api',
        source: 'bench',
        rows: sent,
        firstLine: 1,
      },
    })
    await new Promise((r) => setTimeout(r, Math.max(0, every - (performance.now() - begin))))
  }
  const seconds = (performance.now() - start) / 1000
  const heard = async () => (await latencies(platform, sentAt, seen)).length === sentAt.size
  await until(heard, 'some warnings were not heard within a minute')
  const took = await latencies(platform, sentAt, seen)
  took.sort((a, b) => a - b)
  const quantile = (q: number) =>
    (took[Math.min(took.length - 1, Math.floor(q * took.length))] ?? Number.NaN).toFixed(0)
  console.log(
    `  at ${Math.round((n + sentAt.size) / seconds)} rows/s (wanted ${rate}), ${(sentAt.size / seconds).toFixed(1)} unusual ones/s: ${took.length} of ${sentAt.size} warnings at the live stream, from sending p50 ${quantile(0.5)} ms, p90 ${quantile(0.9)} ms, p99 ${quantile(0.99)} ms`,
  )
}

/** A watch of the resource that a process has taken up. */
async function watchOver({ kernel, modules }: Platform, resource: string): Promise<void> {
  const run = (name: string, input: object) => {
    const action = modules.flatMap((m) => m.actions ?? []).find((a) => a.name === name)
    if (action === undefined) throw new Error(`no action ${name}`)
    return kernel.execute(action, { actor, input }) as Promise<{ id: string; version: number }>
  }
  const { id, version } = await run('early-warning.create-watch', {
    content: WatchContent.parse({ ...gasLeak, resource }),
  })
  await run('early-warning.switch-watch', { id, version, on: true, reason: 'bench' })
  const taken = async () =>
    (await kernel.app.pool.query('select 1 from watches where id = $1 and taken = version', [id])).rows
      .length > 0
  await until(taken, 'the watch is not in effect')
}

/** Milliseconds from the sending of a reading to its warning's event, of those that were heard. */
async function latencies(
  { kernel }: Platform,
  sentAt: ReadonlyMap<string, number>,
  seen: ReadonlyMap<string, number>,
): Promise<number[]> {
  const raised = await kernel.app.pool.query(
    `select id, document->'details'->>'object' as object from cases where type = 'warning'`,
  )
  return raised.rows.flatMap((r: { id: string; object: string }) => {
    const [at, then] = [sentAt.get(r.object), seen.get(r.id)]
    return at === undefined || then === undefined ? [] : [then - at]
  })
}

/** Waits for a minute at most, and then says what is not so. */
async function until(isSo: () => Promise<boolean>, otherwise: string): Promise<void> {
  for (const end = performance.now() + 60_000; performance.now() < end; )
    if (await isSo()) return
    else await new Promise((r) => setTimeout(r, 50))
  console.log(`  ${otherwise}`)
}

/** When the event of each warning came, as a page of the warning officer hears it. */
async function listen(address: string): Promise<Map<string, number>> {
  const signed = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'warning', password: 'zhizhi-demo' }),
  })
  const cookie = signed.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ')
  const stream = await fetch(`${address}/api/v1/live`, { headers: { cookie } })
  const seen = new Map<string, number>()
  void (async () => {
    const decoder = new TextDecoder()
    let text = ''
    for await (const chunk of stream.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true })
      const lines = text.split('\n')
      text = lines.pop() ?? ''
      for (const [, id] of lines.map((l) => /"name":"warning.submitted".*"id":"([\w-]+)"/.exec(l) ?? []))
        if (id !== undefined) seen.set(id, performance.now())
    }
  })().catch(() => {})
  return seen
}

if (import.meta.main) {
  await run()
  process.exit()
}
