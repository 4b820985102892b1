import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemActor } from '../src/kernel/identity/define.ts'
import { createPlatform, type Platform } from '../src/main.ts'
import { deliver } from '../src/modules/collection/index.ts'
import { WatchContent } from '../src/modules/early-warning/contract.ts'
import { compileWatch, Stream } from '../src/modules/early-warning/index.ts'
import { react } from '../src/modules/scenarios/actions.ts'
import { readPackage } from '../src/modules/scenarios/check.ts'
import { callLimits, ScenarioManifest } from '../src/modules/scenarios/contract.ts'
import { watchContent } from '../src/modules/scenarios/rules.ts'
import { installed } from './installed.ts'
import { insertRaw, makeRawTable } from './raw.ts'
import { dayUntil, fill } from './spoil/filled.ts'
import { fullDay, type Wanted } from './spoil/simulate.ts'
import { benchConfig } from './support.ts'

const org = 'town.500107104'
const actor = systemActor('bench')
const part = 1000
const code = 'construction-spoil'
const most = Number(process.env.BENCH_ROWS ?? 60_000)
/** Eight in the morning: most trucks are on their second or third trip. */
const minute = 8 * 60

const sizes: Readonly<Record<string, Wanted>> = {
  district: fullDay,
  // Two trips a truck, so that the day fits into memory; the registers have their full size.
  'ten times the trucks': { ...fullDay, trucks: 30_000, trips: 60_000 },
}

/**
 * The spoil package on a platform with a database of its own: 200 sites, 3,000 trucks, the tickets of a day of 20,000 trips,
 * and ten times the trucks. Positions go through collection (checked and stored), the program's reaction (rows, notes) and the
 * package's watches over findings in one process: half of them in turn, beside the raw insert of the same rows, the other half at once. Tickets and notes are
 * those of the same day played in memory. Then `daily-check`, press by press. Program, platform and database share the machine.
 */
export async function run(wanted = Object.keys(sizes)): Promise<void> {
  for (const name of wanted) {
    const size = sizes[name]
    if (size === undefined) throw new Error(`no size ${name}`)
    const platform = await createPlatform(benchConfig())
    try {
      await one(platform, name, size)
    } finally {
      await platform.stop()
    }
  }
}

async function one(platform: Platform, name: string, size: Wanted): Promise<void> {
  const { kernel } = platform
  const manifest = ScenarioManifest.parse({
    ...((await readPackage(`examples/${code}/scenario.json`)) as object),
    demo: [],
    limits: { rowsPerDay: 1_000_000, callsPerMinute: 6000 },
  })
  const { id, resources } = await installed(kernel, manifest, org)
  const filled = dayUntil(minute, size, most)
  const counts = await fill(platform, id, resources, filled)
  const of = (resource: string) => (counts.get(resource) ?? 0).toLocaleString('en')
  console.log(
    `${name}: ${of('sites')} sites, ${of('vehicles')} trucks, ${of('tickets')} tickets, ${filled.notes.length} notes`,
  )
  await makeRawTable(platform)
  await flowing(platform, { manifest, resources, positions: filled.positions })
  await checking(platform)
}

interface Flowing {
  readonly manifest: ScenarioManifest
  readonly resources: ReadonlyMap<string, string>
  readonly positions: readonly object[]
}

async function flowing(platform: Platform, { manifest, resources, positions }: Flowing): Promise<void> {
  const { kernel } = platform
  const [resource, findings] = [resources.get('positions') ?? '', resources.get('findings') ?? '']
  const watches = manifest.watches.flatMap((w) => {
    const target = { org, places: [], sandbox: false }
    const items = manifest.resources.find((r) => r.code === w.resource)?.items ?? []
    const content = WatchContent.parse(watchContent(w, { resource: findings, items, org: null }, target))
    return compileWatch({ id: randomUUID(), version: 1, content }) ?? []
  })
  const stream = new Stream(kernel.app.db, findings, { watches })
  await stream.next(new Date())
  const half = Math.ceil(positions.length / 2 / part) * part
  const next = { platform, resource, stream }
  const memory = await inTurn(next, positions.slice(0, half))
  await atOnce(next, positions.slice(half))
  await stream.stop()
  const { rows } = await platform.database.app.pool.query(
    'select count(*)::int as n from collected_rows where resource = $1',
    [findings],
  )
  const { calls, ms } = await counted(platform)
  console.log(
    `  ${rows[0].n} findings; memory ${Math.round(memory / 2 ** 20)} MB; ${calls} calls of ${Math.round(ms / calls)} ms on the processor`,
  )
}

interface Next {
  readonly platform: Platform
  readonly resource: string
  readonly stream: Stream
}

/** One part after the other, so that each has its own figure; @returns the most memory seen, in bytes. */
async function inTurn({ platform, resource, stream }: Next, positions: readonly object[]): Promise<number> {
  const spent = { deliver: nothing(), react: nothing(), watch: nothing(), raw: nothing() }
  const lags: number[] = []
  let memory = 0
  for (const rows of inParts(positions)) {
    const begun = performance.now()
    await timed(spent.deliver, () => take(platform, resource, rows))
    await timed(spent.react, () => readOn(platform, 'positions', rows.length))
    await timed(spent.watch, () => watchOn(stream))
    lags.push(performance.now() - begun)
    await timed(spent.raw, () => insertRaw(platform, resource, rows))
    memory = Math.max(memory, process.memoryUsage.rss())
  }
  const { length } = positions
  const all = spent.deliver.ms + spent.react.ms + spent.watch.ms
  const said = (s: Spent) =>
    `${rate(length, s.ms)} with ${Math.round((s.processor / length) * 1000)} ms of the process for 1,000`
  console.log(
    `  ${length.toLocaleString('en')} positions in turn ${rate(length, all)} (stored ${said(spent.deliver)}, reaction ${said(spent.react)}, watches ${said(spent.watch)}); raw insert ${rate(length, spent.raw.ms)}, ratio ${(spent.raw.ms / all).toFixed(2)}`,
  )
  console.log(
    `  lag of a delivery of ${part}: median ${percentile(lags, 0.5)} ms, slowest ${percentile(lags, 1)} ms`,
  )
  return memory
}

/** As in a city: deliveries come in while the reaction and the watches read on behind them. */
async function atOnce({ platform, resource, stream }: Next, positions: readonly object[]): Promise<void> {
  if (positions.length === 0) return
  const deliveries = async () => {
    for (const rows of inParts(positions)) await take(platform, resource, rows)
  }
  const reading = async () => {
    await readOn(platform, 'positions', positions.length, () => watchOn(stream))
  }
  const whole = nothing()
  await timed(whole, () => Promise.all([deliveries(), reading()]))
  const { length } = positions
  console.log(
    `  ${length.toLocaleString('en')} positions end to end ${rate(length, whole.ms)}, while they come in; the process was on the processor for ${Math.round((whole.processor / length) * 1000)} ms for 1,000`,
  )
}

function* inParts(positions: readonly object[]): Generator<Record<string, unknown>[]> {
  for (let n = 0; n < positions.length; n += part)
    yield positions.slice(n, n + part) as Record<string, unknown>[]
}

async function take({ kernel }: Platform, resource: string, rows: Record<string, unknown>[]): Promise<void> {
  const whole = { part: 1, last: true, channel: 'api', source: 'bench' } as const
  const input = { resource, delivery: randomUUID(), ...whole, rows }
  const { counts } = await kernel.execute(deliver, { actor, input })
  if (counts.added !== rows.length) throw new Error(`only ${counts.added} of ${rows.length} rows were taken`)
}

async function watchOn(stream: Stream): Promise<void> {
  while ((await stream.next(new Date())).rows > 0);
}

/** Until the reaction has had all of them: an open transaction of the server may hold the change feed back for a moment. */
async function readOn(
  { kernel }: Platform,
  reaction: string,
  rows: number,
  after: () => Promise<void> = async () => undefined,
): Promise<void> {
  const input = { code, sandbox: false, reaction, most: callLimits.batch }
  for (let done = 0; done < rows; ) {
    const { changes } = await kernel.execute(react, { actor, input })
    done += changes
    if (changes > 0) await after()
    else await sleep(5)
  }
}

/** Calls so far, and their milliseconds on the processor of the program's thread. */
async function counted({ kernel }: Platform): Promise<{ calls: number; ms: number }> {
  const { rows } = await kernel.app.pool.query(
    'select coalesce(sum(calls), 0)::int as calls, coalesce(sum(milliseconds), 0)::int as ms from scenario_days',
  )
  return rows[0]
}

/** Presses until nothing is left, as a person would; the slowest is what the limit of a command has to hold. */
async function checking(platform: Platform): Promise<void> {
  const { kernel, modules } = platform
  const command = modules.flatMap((m) => m.actions ?? []).find((a) => a.name === 'scenario.command')
  if (command === undefined) throw new Error('no command action')
  const officer = {
    kind: 'officer' as const,
    id: randomUUID(),
    name: 'bench',
    person: null,
    posts: [{ role: 'data-manager' as const, org, places: ['50/500107/500107104'] }],
  }
  const times: number[] = []
  const before = await counted(platform)
  for (let left = 1; left > 0; ) {
    const begun = performance.now()
    const input = { code, command: 'daily-check', input: {} }
    const { output } = (await kernel.execute(command, { actor: officer, input })) as {
      output: { left: number }
    }
    times.push(performance.now() - begun)
    left = output.left
  }
  const { ms } = await counted(platform)
  console.log(
    `  daily-check: ${times.length} presses, median ${percentile(times, 0.5)} ms, slowest ${percentile(times, 1)} ms; ${Math.round((ms - before.ms) / times.length)} ms on the processor each`,
  )
}

interface Spent {
  ms: number
  /** Milliseconds on the processor of all threads of the process, without the database. */
  processor: number
}

const nothing = (): Spent => ({ ms: 0, processor: 0 })

async function timed(spent: Spent, one: () => Promise<unknown>): Promise<void> {
  const [start, before] = [performance.now(), process.cpuUsage()]
  await one()
  const { user, system } = process.cpuUsage(before)
  spent.ms += performance.now() - start
  spent.processor += (user + system) / 1000
}

function rate(rows: number, ms: number): string {
  return `${Math.round(rows / (ms / 1000)).toLocaleString('en')}/s`
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0)
}

if (import.meta.main) {
  await run(process.argv.length > 2 ? process.argv.slice(2) : undefined)
  process.exit()
}
