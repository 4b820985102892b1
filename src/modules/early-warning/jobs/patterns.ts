import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import { consume } from '#kernel/events'
import type { Kernel } from '#kernel/module'
import type { Fact } from '../contract.ts'
import {
  dueOf,
  groupsOf,
  indexPatterns,
  meetsOf,
  newPatternState,
  type Pattern,
  type PatternIndex,
  stepPattern,
  tickPattern,
} from '../rules.ts'
import {
  beginConsumer,
  dropParts,
  type FoundMatch,
  type Heard,
  hasWaiting,
  heardOfEvents,
  type KeptPart,
  lastPatternChange,
  listDue,
  type Part,
  partKey,
  patternOf,
  putMatches,
  readParts,
  readPatterns,
  type StoredPattern,
  saveParts,
  takeSignals,
  takeUpPatterns,
} from '../store.ts'

const consumer = 'early-warning.patterns'
const batch = 500
const everyMs = 400
/** Longer than the longest window with the longest lateness. */
const unusedMs = 35 * 86_400_000

interface Running extends Pattern {
  readonly stored: StoredPattern
}

/**
 * Facts through patterns. Exactly once: what was read (the cursor of the outbox, the mark on a signal), the states that it
 * leads to and the matches that it gives are one transaction. One process at a time, by a lock that lasts as long as the
 * transaction; nothing but the patterns themselves is kept in memory.
 */
export class Correlation {
  readonly #db: Database
  #known: string | undefined
  #patterns: ReadonlyMap<string, Running> = new Map()
  #index: PatternIndex<Running> = indexPatterns([])

  constructor(db: Database) {
    this.#db = db
  }

  /** Where the outbox is read from, when nobody has read it: from now on. */
  async begin(): Promise<void> {
    await beginConsumer(this.#db, consumer)
  }

  /** Reads the next events and signals, and looks for what did not follow. Answers with how much moved. */
  async next(now: Date): Promise<number> {
    await this.#look(now)
    const events = await consume(
      this.#db,
      consumer,
      async (tx, all) => {
        await takeTurn(tx)
        await this.#take(tx, await heardOfEvents(tx, all), now)
      },
      batch,
    )
    return events + ((await hasWaiting(this.#db, now)) ? await this.#nextWaiting(now) : 0)
  }

  #nextWaiting(now: Date): Promise<number> {
    return this.#db.transaction().execute(async (tx) => {
      await takeTurn(tx)
      const { taken, heard } = await takeSignals(tx, batch)
      await this.#take(tx, heard, now)
      return taken + (await this.#tick(tx, now))
    })
  }

  async #look(now: Date): Promise<void> {
    if ((await lastPatternChange(this.#db)) === this.#known) return
    const { changed, patterns } = await readPatterns(this.#db)
    const running = patterns.map((stored) => ({ ...patternOf(stored), stored }))
    this.#patterns = new Map(running.map((p) => [p.id, p]))
    this.#index = indexPatterns(running)
    this.#known = changed
    await takeUpPatterns(this.#db, patterns)
    await dropParts(this.#db, unusedSince(now))
  }

  async #take(tx: Tx, heard: readonly Heard[], now: Date): Promise<void> {
    const meant = heard.flatMap((h) => [...this.#partsOf(clamp(h.fact, now), h.known)])
    if (meant.length === 0) return
    const parts = new Map(meant.map(({ part }) => [partKey(part.pattern.id, part.part), part]))
    const states = await readParts(tx, [...parts.values()])
    const found: FoundMatch[] = []
    for (const { fact, part } of meant) {
      const key = partKey(part.pattern.id, part.part)
      const state = states.get(key) ?? newPatternState()
      states.set(key, state)
      for (const m of stepPattern(part.pattern, part.part, state, fact))
        found.push({ ...m, pattern: part.pattern.stored })
    }
    const kept = [...parts].map(([key, part]) => keep(part, states.get(key) ?? newPatternState()))
    await saveParts(tx, kept, now)
    await putMatches(tx, found, now)
  }

  *#partsOf(fact: Fact, known: number): Iterable<{ fact: Fact; part: Part & { pattern: Running } }> {
    for (const pattern of this.#index.candidates(fact)) {
      // It looks at what comes from its change on: a fact that only waited its turn was there before.
      if (known < pattern.stored.changed_at.getTime()) continue
      // What is simulated never makes a real warning.
      if (fact.exercise && !pattern.stored.content.exercise) continue
      if (meetsOf(pattern.rule, fact).length === 0) continue
      for (const part of groupsOf(pattern.rule, fact)) yield { fact, part: { pattern, part } }
    }
  }

  async #tick(tx: Tx, now: Date): Promise<number> {
    const due = await listDue(tx, now, batch)
    const found: FoundMatch[] = []
    const kept: KeptPart[] = []
    for (const { pattern: id, version, part, state } of due) {
      const pattern = this.#patterns.get(id)
      if (pattern?.version !== version) continue
      for (const m of tickPattern(pattern, part, state, now.getTime()))
        found.push({ ...m, pattern: pattern.stored })
      kept.push(keep({ pattern, part }, state))
    }
    if (kept.length < due.length) await dropParts(tx, unusedSince(now))
    await saveParts(tx, kept, now)
    await putMatches(tx, found, now)
    return kept.length
  }
}

const unusedSince = (now: Date) => new Date(now.getTime() - unusedMs)

function keep({ pattern, part }: Part, state: KeptPart['state']): KeptPart {
  return { pattern, part, state, due: dueOf(pattern, state) }
}

/** A device whose clock is fast would make everything else late. */
function clamp(fact: Fact, now: Date): Fact {
  return fact.at <= now.getTime() ? fact : { ...fact, at: now.getTime() }
}

function takeTurn(tx: Tx) {
  return sql`select pg_advisory_xact_lock(hashtextextended('early-warning patterns', 0))`.execute(tx)
}

/** Correlates as long as the process lives. */
export function startCorrelating(kernel: Kernel): () => Promise<void> {
  const correlation = new Correlation(kernel.app.db)
  let running = true
  let wakeUp: () => void = () => {}
  const loop = async () => {
    let isBegun = false
    while (running) {
      try {
        if (!isBegun) await correlation.begin()
        isBegun = true
        if ((await correlation.next(kernel.clock.now())) > 0) continue
      } catch (error) {
        if (running) kernel.log.warn('patterns failed', error)
      }
      if (running)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, everyMs)
          wakeUp = () => {
            clearTimeout(timer)
            resolve()
          }
        })
    }
  }
  const ended = loop()
  return async () => {
    running = false
    wakeUp()
    await ended
  }
}
