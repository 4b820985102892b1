import { randomUUID } from 'node:crypto'
import type { Database } from '#kernel/database'
import { type ArrivedRow, currentArrival, readArrivals } from '#modules/collection'
import { type Counts, countOn, newCounts, noteRow } from './counting.ts'
import type { CountWatch } from './counts.ts'
import { createRouter, type Router } from './routing.ts'
import type { SeriesState } from './rules.ts'
import { type ScanWatch, scanOn } from './scanning.ts'
import { holdStream, type Place, putSignals, readSnapshots, releaseStream, saveSnapshots } from './store.ts'
import { type Found, feed, noteSilence, startSeries, type Watch } from './watching.ts'

/** The series of one resource, in memory, and how far its feed has been read. */
interface Memory {
  readonly series: Map<string, Map<string, SeriesState>>
  /** Series that changed since they were saved. */
  readonly dirty: Map<string, Set<string>>
  readonly counts: ReadonlyMap<string, Counts>
  reached: Place
  saved: Place
  savedAt: number
  heldAt: number
  /** By the platform's clock: when silent objects were last looked for. */
  listenedAt: number
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
export class Stream {
  readonly #holder = randomUUID()
  readonly #db: Database
  readonly #resource: string
  readonly #watches: readonly Watch[]
  readonly #counting: readonly (CountWatch | ScanWatch)[]
  readonly #router: Router<Watch | CountWatch | ScanWatch>
  #memory: Memory | undefined

  constructor(
    db: Database,
    resource: string,
    watches: readonly Watch[],
    counting: readonly (CountWatch | ScanWatch)[] = [],
  ) {
    this.#db = db
    this.#resource = resource
    this.#watches = watches
    this.#counting = counting
    this.#router = createRouter([...watches, ...counting])
  }

  /** Whether this process reads the resource. */
  get isHeld(): boolean {
    return this.#memory !== undefined
  }

  /** Reads the next rows; answers with how many there were, and how many signals they gave. */
  async next(now: Date): Promise<{ readonly rows: number; readonly signals: number }> {
    const m = await this.#remember()
    if (m === undefined) return { rows: 0, signals: 0 }
    try {
      const rows = await readArrivals(this.#db, this.#resource, m.reached, this.#router.items, rowsAtOnce)
      const found = [...this.#take(m, rows), ...this.#listen(m, now.getTime())]
      for (const f of await this.#count(m, now.getTime())) found.push(f)
      await putSignals(this.#db, found, now)
      const last = rows.at(-1)
      if (last !== undefined) m.reached = { tx: last.tx, seq: last.seq }
      const isDue = performance.now() - m.savedAt > saveEveryMs || dirtyOf(m) > mostDirty
      if (isDue && isMoved(m)) await this.#save(m)
      return { rows: rows.length, signals: found.length }
    } catch (error) {
      // Half a batch may stand in the states: they are read again as they were saved.
      this.#memory = undefined
      throw error
    }
  }

  /** Saves the states and gives the resource free. */
  async stop(): Promise<void> {
    if (this.#memory !== undefined && isMoved(this.#memory)) await this.#save(this.#memory)
    await releaseStream(this.#db, this.#resource, this.#holder)
  }

  async #remember(): Promise<Memory | undefined> {
    const known = this.#memory
    if (known !== undefined && performance.now() - known.heldAt < holdEveryMs) return known
    const held = await holdStream(this.#db, this.#resource, this.#holder, () =>
      currentArrival(this.#db, this.#resource),
    )
    // Whoever lost the lease and has it again cannot know what the other process read.
    if (held === undefined) this.#memory = undefined
    else if (known === undefined || known.saved.tx !== held.tx || known.saved.seq !== held.seq)
      this.#memory = await this.#recall(held)
    if (this.#memory !== undefined) this.#memory.heldAt = performance.now()
    return this.#memory
  }

  async #recall(from: Place): Promise<Memory> {
    const series: Memory['series'] = new Map()
    for (const s of await readSnapshots(this.#db, this.#all))
      seriesOf(series, s.watch).set(s.object, s.series)
    return {
      series,
      dirty: new Map(),
      counts: new Map(this.#counting.map((w) => [w.id, newCounts(seriesOf(series, w.id))])),
      reached: from,
      saved: from,
      savedAt: performance.now(),
      heldAt: 0,
      listenedAt: 0,
    }
  }

  get #all(): readonly (Watch | CountWatch | ScanWatch)[] {
    return [...this.#watches, ...this.#counting]
  }

  #take(m: Memory, rows: readonly ArrivedRow[]): Found[] {
    const found: Found[] = []
    for (const row of rows) {
      if (row.at === null) continue
      for (const { watch, object, value, also } of this.#router.route(row.items)) {
        if ('settings' in watch) noteRow(watch, m.counts.get(watch.id) as Counts, object, row.at)
        if (!('detector' in watch)) continue
        const series = objectOf(m, watch, object)
        series.place = row.place ?? series.place
        const observation = {
          mark: `${row.tx}-${row.seq}`,
          at: row.at,
          value,
          ...(also.length > 0 && { also }),
        }
        for (const f of feed(watch, object, series, observation)) found.push(f)
        mark(m, watch.id, object)
      }
    }
    return found
  }

  /** Periods that are over, and earlier ones to which rows came late. */
  async #count(m: Memory, now: number): Promise<Found[]> {
    const found: Found[] = []
    for (const watch of this.#counting) {
      const counts = m.counts.get(watch.id) as Counts
      const changed = (object: string) => mark(m, watch.id, object)
      const all =
        'settings' in watch
          ? await countOn(this.#db, watch, counts, now, changed)
          : await scanOn(this.#db, watch, counts, now, changed)
      for (const f of all) found.push(f)
    }
    return found
  }

  /** Objects that have said nothing for too long. */
  #listen(m: Memory, now: number): Found[] {
    if (now - m.listenedAt < listenEveryMs) return []
    m.listenedAt = now
    const found: Found[] = []
    for (const watch of this.#watches)
      for (const [object, series] of seriesOf(m.series, watch.id)) {
        const silence = noteSilence(watch, object, series, now)
        if (silence === undefined) continue
        found.push(silence)
        mark(m, watch.id, object)
      }
    return found
  }

  async #save(m: Memory): Promise<void> {
    const snapshots = this.#all.flatMap((w) =>
      [...(m.dirty.get(w.id) ?? [])].map((object) => ({
        watch: w.id,
        object,
        version: w.version,
        series: seriesOf(m.series, w.id).get(object) as SeriesState,
      })),
    )
    const isMine = await saveSnapshots(this.#db, this.#resource, this.#holder, m.reached, snapshots)
    if (!isMine) this.#memory = undefined
    m.dirty.clear()
    m.saved = m.reached
    m.savedAt = performance.now()
  }
}

function isMoved(m: Memory): boolean {
  return m.reached !== m.saved || m.dirty.size > 0
}

function seriesOf(series: Memory['series'], watch: string): Map<string, SeriesState> {
  const known = series.get(watch)
  if (known !== undefined) return known
  const fresh = new Map<string, SeriesState>()
  series.set(watch, fresh)
  return fresh
}

function objectOf(m: Memory, watch: Watch, object: string): SeriesState {
  const all = seriesOf(m.series, watch.id)
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
