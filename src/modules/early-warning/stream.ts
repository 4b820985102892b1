import { randomUUID } from 'node:crypto'
import type { Database } from '#kernel/database'
import { type ArrivedRow, currentArrival, partitionOf, readArrivals, whole } from '#modules/collection'
import { type Counts, countOn, newCounts, noteRow } from './counting.ts'
import type { CountWatch } from './counts.ts'
import { dirtyOf, hasSeen, isAfter, isMoved, type Memory, mark, seriesOf } from './memory.ts'
import { createRouter, type Router } from './routing.ts'
import type { Incoming, SeriesState } from './rules.ts'
import { type ScanWatch, scanOn } from './scanning.ts'
import { endless, runInSlices } from './slices.ts'
import {
  holdStream,
  type Place,
  putSignals,
  type Reader,
  readSnapshots,
  releaseStream,
  saveSnapshots,
} from './store.ts'
import { type Found, feed, noteSilence, startSeries, type Watch } from './watching.ts'

/** A detector failed at an observation of an object. */
export interface Fault {
  readonly watch: string
  readonly object: string
  readonly error: unknown
}

/** What a resource is watched by: detectors of its values, and of how many there were, when or where. */
export interface Watched {
  readonly watches?: readonly Watch[]
  readonly counting?: readonly (CountWatch | ScanWatch)[]
}

const rowsAtOnce = 5000
const rowsInStep = 50
/** States are saved so often; what came after is read again when a process has died, and gives the same signals. */
const saveEveryMs = 5000
const mostDirty = 50_000
const holdEveryMs = 3000
const listenEveryMs = 10_000
/** What another process holds is asked for so often. */
const askEveryMs = 500

/**
 * The rows of one resource, or of a part of its objects, through its watches. Exactly once: a state is saved with the
 * position that it reaches, a signal has the position of its observation for a name, and reading again from the last
 * position gives both again. One process reads a part at a time (a lease by the database's clock); another takes over
 * where it was saved.
 */
export class Stream {
  readonly #db: Database
  readonly #reader: Reader
  readonly #watches: readonly Watch[]
  readonly #counting: readonly (CountWatch | ScanWatch)[]
  readonly #router: Router<Watch | CountWatch | ScanWatch>
  readonly #faults: Fault[] = []
  #refusedAt = Number.NEGATIVE_INFINITY
  #memory: Memory | undefined

  /** @param reader what is read, by whom and by which watches; unless told the whole resource, by nobody else */
  constructor(
    db: Database,
    resource: string,
    { watches = [], counting = [] }: Watched,
    reader: Partial<Omit<Reader, 'resource'>> = {},
  ) {
    this.#db = db
    this.#reader = { part: whole, holder: randomUUID(), readsBy: '0', ...reader, resource }
    this.#watches = watches
    this.#counting = counting
    this.#router = createRouter([...watches, ...counting])
  }

  /** Whether this process reads it. */
  get isHeld(): boolean {
    return this.#memory !== undefined
  }

  /** Reads the next rows; answers with how many there were, and how many signals they gave. */
  async next(now: Date): Promise<{ readonly rows: number; readonly signals: number }> {
    const m = await this.#remember()
    if (m === undefined) return { rows: 0, signals: 0 }
    try {
      const { resource, part } = this.#reader
      const { items, objects } = this.#router
      const rows = await readArrivals(this.#db, resource, m.reached, items, rowsAtOnce, { ...part, objects })
      const found = [...(await this.#takeAll(m, rows)), ...this.#listen(m, now.getTime())]
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

  /** Saves the states and gives it free; another process may have it, or this one again. */
  async stop(): Promise<void> {
    if (this.#memory !== undefined && isMoved(this.#memory)) await this.#save(this.#memory)
    this.#memory = undefined
    await releaseStream(this.#db, this.#reader)
  }

  async #remember(): Promise<Memory | undefined> {
    const known = this.#memory
    if (known !== undefined && performance.now() - known.heldAt < holdEveryMs) return known
    if (known === undefined && performance.now() - this.#refusedAt < askEveryMs) return undefined
    const held = await holdStream(this.#db, this.#reader, () =>
      currentArrival(this.#db, this.#reader.resource),
    )
    // Whoever lost the lease and has it again cannot know what the other process read.
    if (held === undefined) {
      this.#memory = undefined
      this.#refusedAt = performance.now()
    } else if (known === undefined || known.saved.tx !== held.tx || known.saved.seq !== held.seq)
      this.#memory = await this.#recall(held)
    if (this.#memory !== undefined) this.#memory.heldAt = performance.now()
    return this.#memory
  }

  async #recall(from: Place): Promise<Memory> {
    const series: Memory['series'] = new Map()
    const ahead: Memory['ahead'] = new Map()
    for (const s of await readSnapshots(this.#db, this.#all, this.#reader.part)) {
      seriesOf(series, s.watch).set(s.object, s.series)
      if (isAfter(s.reached, from)) ahead.set(s.series, s.reached)
    }
    return {
      series,
      dirty: new Map(),
      ahead,
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

  /** In slices: a detector may take long, and a process that watches answers people as well. */
  async #takeAll(m: Memory, rows: readonly ArrivedRow[]): Promise<Found[]> {
    const found: Found[] = []
    const take = (from: number) => this.#take(m, rows.slice(from, from + rowsInStep))
    function* steps() {
      for (let at = 0; at < rows.length; at += rowsInStep) yield found.push(...take(at))
    }
    await runInSlices(steps(), endless())
    return found
  }

  #take(m: Memory, rows: readonly ArrivedRow[]): Found[] {
    const found: Found[] = []
    for (const row of rows) {
      if (row.at === null) continue
      for (const { watch, object, value, also, said, saidInEnglish } of this.#router.route(row.items)) {
        if (!this.#isOfPart(m, watch.id, object)) continue
        if ('settings' in watch) noteRow(watch, m.counts.get(watch.id) as Counts, object, row.at)
        if (!('detector' in watch)) continue
        const series = objectOf(m, watch, object)
        if (hasSeen(m, series, row)) continue
        series.place = row.place ?? series.place
        const observation = {
          mark: `${row.tx}-${row.seq}`,
          at: row.at,
          since: row.since,
          value,
          ...(also.length > 0 && { also }),
          ...(said !== null && { said }),
          ...(saidInEnglish !== null && { saidInEnglish }),
        }
        found.push(...this.#feed(watch, object, series, observation))
        mark(m, watch.id, object)
      }
    }
    return found
  }

  /** A detector that fails at an object begins anew there, and nobody else hears of it; the same rows give the same. */
  #feed(watch: Watch, object: string, series: SeriesState, observation: Incoming): Found[] {
    try {
      return feed(watch, object, series, observation)
    } catch (error) {
      this.#faults.push({ watch: watch.id, object, error })
      series.detector = watch.detector.start()
      return []
    }
  }

  /** Observations at which a detector failed since this was asked last. */
  takeFaults(): readonly Fault[] {
    return this.#faults.splice(0)
  }

  /** A row may name objects of several parts. */
  #isOfPart(m: Memory, watch: string, object: string): boolean {
    const { at, of } = this.#reader.part
    return of === 1 || seriesOf(m.series, watch).has(object) || partitionOf(object, of) === at
  }

  /** Periods that are over, and earlier ones to which rows came late. */
  async #count(m: Memory, now: number): Promise<Found[]> {
    const found: Found[] = []
    for (const watch of this.#counting) {
      const counts = m.counts.get(watch.id) as Counts
      const share = {
        isMine: (object: string) => this.#isOfPart(m, watch.id, object),
        mark: (object: string) => mark(m, watch.id, object),
      }
      const all =
        'settings' in watch
          ? await countOn(this.#db, watch, counts, now, share)
          : await scanOn(this.#db, watch, counts, now, share)
      for (const f of all) found.push(f)
    }
    return found
  }

  /** Objects that have said nothing for too long. */
  #listen(m: Memory, now: number): Found[] {
    // A clock that was put back is believed, too.
    if (now >= m.listenedAt && now - m.listenedAt < listenEveryMs) return []
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
      [...(m.dirty.get(w.id) ?? [])].map((object) => {
        const series = seriesOf(m.series, w.id).get(object) as SeriesState
        const reached = m.ahead.get(series) ?? m.reached
        return { watch: w.id, object, version: w.version, series, reached }
      }),
    )
    const isMine = await saveSnapshots(this.#db, this.#reader, m.reached, snapshots)
    if (!isMine) this.#memory = undefined
    m.dirty.clear()
    m.saved = m.reached
    m.savedAt = performance.now()
  }
}

function objectOf(m: Memory, watch: Watch, object: string): SeriesState {
  const all = seriesOf(m.series, watch.id)
  const known = all.get(object)
  if (known !== undefined) return known
  const fresh = startSeries(watch)
  all.set(object, fresh)
  return fresh
}
