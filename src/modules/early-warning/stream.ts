import { randomUUID } from 'node:crypto'
import type { Kernel } from '#kernel/module'
import { currentArrival, readArrivals } from '#modules/collection'
import type { SeriesState } from './rules.ts'
import { holdStream, type Place, putSignals, readSnapshots, releaseStream, saveSnapshots } from './store.ts'
import { compileWatch, type Found, feed, noteSilence, startSeries, type Watch } from './watching.ts'

interface WatchSource {
  readonly id: string
  readonly version: number
  readonly content: Watch['content']
}

/** The series of one resource, in memory, and how far its feed has been read. */
interface Memory {
  readonly series: Map<string, Map<string, SeriesState>>
  /** Series that changed since they were saved. */
  readonly dirty: Map<string, Set<string>>
  reached: Place
  saved: Place
  savedAt: number
  heldAt: number
  /** By the platform's clock: when silent objects were last looked for. */
  listenedAt: number
}

export interface Stream {
  /** Reads the next rows; answers with how many there were, and how many signals they gave. */
  next(now: Date): Promise<{ readonly rows: number; readonly signals: number }>
  /** Saves the states and gives the resource free. */
  stop(): Promise<void>
}

const rowsAtOnce = 5000
/** States are saved so often; what came after is read again when a process has died, and gives the same signals. */
const saveEveryMs = 5000
const mostDirty = 50_000
const holdEveryMs = 3000
const listenEveryMs = 10_000

/**
 * The rows of one resource through its watches. Exactly once: a state is saved with the position that it reaches, a
 * signal has the position of its observation for a name, and reading again from the last position gives both again.
 * One process reads a resource at a time (a lease by the database's clock); another takes over where it was saved.
 */
export function createStream(
  kernel: Pick<Kernel, 'app' | 'log'>,
  resource: string,
  sources: readonly WatchSource[],
): Stream {
  const { db } = kernel.app
  const holder = randomUUID()
  const watches = sources.flatMap((w) => compileWatch(w) ?? [])
  for (const w of sources)
    if (!watches.some((x) => x.id === w.id))
      kernel.log.warn(`watch ${w.id} has a detector that is not known here`)
  const items = [
    ...new Set(
      watches.flatMap(({ content: c }) => [c.object, c.value, ...(c.where === null ? [] : [c.where.item])]),
    ),
  ]
  let memory: Memory | undefined

  async function remember(): Promise<Memory | undefined> {
    if (memory !== undefined && performance.now() - memory.heldAt < holdEveryMs) return memory
    const held = await holdStream(db, resource, holder, () => currentArrival(db, resource))
    // Whoever lost the lease and has it again cannot know what the other process read.
    if (held === undefined) memory = undefined
    else if (memory === undefined || memory.saved.tx !== held.tx || memory.saved.seq !== held.seq) {
      memory = {
        series: new Map(),
        dirty: new Map(),
        reached: held,
        saved: held,
        savedAt: performance.now(),
        heldAt: 0,
        listenedAt: 0,
      }
      for (const s of await readSnapshots(db, watches)) seriesOf(memory, s.watch).set(s.object, s.series)
    }
    if (memory !== undefined) memory.heldAt = performance.now()
    return memory
  }

  /** Objects that have said nothing for too long. */
  function listen(m: Memory, now: number): Found[] {
    if (now - m.listenedAt < listenEveryMs) return []
    m.listenedAt = now
    const found: Found[] = []
    for (const watch of watches)
      for (const [object, series] of seriesOf(m, watch.id)) {
        const silence = noteSilence(watch, object, series, now)
        if (silence === undefined) continue
        found.push(silence)
        mark(m, watch.id, object)
      }
    return found
  }

  function take(m: Memory, rows: Awaited<ReturnType<typeof readArrivals>>): Found[] {
    const found: Found[] = []
    for (const row of rows) {
      if (row.at === null) continue
      for (const watch of watches) {
        const arrival = arrivalOf(watch, items, row)
        if (arrival === undefined) continue
        const series = objectOf(m, watch, arrival.object)
        series.place = row.place ?? series.place
        found.push(
          ...feed(watch, arrival.object, series, {
            mark: `${row.tx}-${row.seq}`,
            at: row.at,
            value: arrival.value,
          }),
        )
        mark(m, watch.id, arrival.object)
      }
    }
    return found
  }

  async function save(m: Memory): Promise<void> {
    const snapshots = watches.flatMap((w) =>
      [...(m.dirty.get(w.id) ?? [])].map((object) => ({
        watch: w.id,
        object,
        version: w.version,
        series: seriesOf(m, w.id).get(object) as SeriesState,
      })),
    )
    if (await saveSnapshots(db, resource, holder, m.reached, snapshots)) {
      m.dirty.clear()
      m.saved = m.reached
      m.savedAt = performance.now()
    } else memory = undefined
  }

  return {
    async next(now) {
      const m = await remember()
      if (m === undefined) return { rows: 0, signals: 0 }
      try {
        const rows = await readArrivals(db, resource, m.reached, items, rowsAtOnce)
        const found = take(m, rows)
        found.push(...listen(m, now.getTime()))
        await putSignals(db, found, now)
        const last = rows.at(-1)
        if (last !== undefined) m.reached = { tx: last.tx, seq: last.seq }
        const isMoved = m.reached !== m.saved || m.dirty.size > 0
        if (isMoved && (performance.now() - m.savedAt > saveEveryMs || dirtyOf(m) > mostDirty)) await save(m)
        return { rows: rows.length, signals: found.length }
      } catch (error) {
        // Half a batch may stand in the states: they are read again as they were saved.
        memory = undefined
        throw error
      }
    },
    async stop() {
      if (memory !== undefined && (memory.reached !== memory.saved || memory.dirty.size > 0))
        await save(memory)
      await releaseStream(db, resource, holder)
    },
  }
}

function seriesOf(m: Memory, watch: string): Map<string, SeriesState> {
  const known = m.series.get(watch)
  if (known !== undefined) return known
  const fresh = new Map<string, SeriesState>()
  m.series.set(watch, fresh)
  return fresh
}

function objectOf(m: Memory, watch: Watch, object: string): SeriesState {
  const all = seriesOf(m, watch.id)
  const known = all.get(object)
  if (known !== undefined) return known
  const fresh = startSeries(watch)
  all.set(object, fresh)
  return fresh
}

function mark(m: Memory, watch: string, object: string): void {
  const known = m.dirty.get(watch)
  if (known === undefined) m.dirty.set(watch, new Set([object]))
  else known.add(object)
}

function dirtyOf(m: Memory): number {
  return [...m.dirty.values()].reduce((n, s) => n + s.size, 0)
}

/** What a row says to a watch; undefined: it is not meant. */
export function arrivalOf(
  watch: Watch,
  items: readonly string[],
  row: { readonly items: readonly (string | null)[] },
): { object: string; value: number | null } | undefined {
  const { content: c } = watch
  const of = (item: string) => row.items[items.indexOf(item)] ?? null
  const object = of(c.object)
  if (object === null || object === '' || (c.where !== null && of(c.where.item) !== c.where.equals))
    return undefined
  const text = of(c.value)
  const value = text === null || text === '' ? null : Number(text)
  return { object: object.slice(0, 200), value: value === null || Number.isFinite(value) ? value : null }
}
