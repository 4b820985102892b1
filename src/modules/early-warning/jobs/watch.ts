import type { Action } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { calmWarning, tellEnded } from '../actions.ts'
import { compileCount } from '../counts.ts'
import { compileScan } from '../scanning.ts'
import {
  hasEnded,
  lastWatchChange,
  listCalm,
  listWaiting,
  readWatches,
  type StoredWatch,
  takeUpWatch,
} from '../store.ts'
import { Stream } from '../stream.ts'
import { compileWatch } from '../watching.ts'

const who = systemActor('early-warning')
const everyMs = 200
/** Changed watches, levels that may fall, and silences that ended are looked for so often. */
const lookEveryMs = 2000
const settledAtOnce = 500

export interface Watching {
  /** One round: reads what arrived, settles what was found. Answers with how much moved. */
  round(): Promise<number>
  stop(): Promise<void>
}

/** What a process keeps in memory of the watches, and does with them. */
export function createWatching(kernel: Kernel, settle: Action): Watching {
  let streams = new Map<string, Stream>()
  let untaken: readonly StoredWatch[] = []
  let seen: string | undefined
  let lookedAt = Number.NEGATIVE_INFINITY

  /** A change begins the resource's stream anew, from where it was saved. */
  async function renew(): Promise<void> {
    const { changed, watches } = await readWatches(kernel.app.db)
    await end()
    const compiled = watches.flatMap((w) => compileWatch(w) ?? [])
    const counting = watches.flatMap((w) => compileCount(w) ?? compileScan(w) ?? [])
    const known = [...compiled, ...counting]
    for (const w of watches)
      if (!known.some((c) => c.id === w.id))
        kernel.log.warn(`watch ${w.id} has a detector that is not known here`)
    const resources = new Set(known.map((w) => w.content.resource))
    const of = <W extends { content: { resource: string } }>(all: readonly W[], resource: string) =>
      all.filter((w) => w.content.resource === resource)
    streams = new Map(
      [...resources].map((r) => [r, new Stream(kernel.app.db, r, of(compiled, r), of(counting, r))]),
    )
    untaken = watches.filter((w) => w.taken !== w.version)
    seen = changed
  }

  async function end(): Promise<void> {
    const old = streams
    streams = new Map()
    for (const stream of old.values()) await stream.stop()
  }

  async function look(): Promise<void> {
    if ((await lastWatchChange(kernel.app.db)) !== seen) await renew()
    for (const warning of await listCalm(kernel.app.db, kernel.clock.now(), settledAtOnce))
      await attempt(kernel, () => kernel.execute(calmWarning, { actor: who, input: { warning } }))
    if (await hasEnded(kernel.app.db, kernel.clock.now()))
      await kernel.execute(tellEnded, { actor: who, input: {} })
  }

  /** A watch is in effect when its resource is read by it: what arrives from then on is seen. */
  async function takeUp(): Promise<void> {
    if (untaken.length === 0) return
    const isRead = (w: StoredWatch) => streams.get(w.resource)?.isHeld === true
    for (const w of untaken.filter(isRead)) await takeUpWatch(kernel.app.db, w)
    untaken = untaken.filter((w) => !isRead(w))
  }

  return {
    async round() {
      if (performance.now() - lookedAt >= lookEveryMs) {
        lookedAt = performance.now()
        await look()
      }
      let moved = 0
      for (const [resource, stream] of streams) {
        const { rows } = await stream.next(kernel.clock.now()).catch((error: unknown) => {
          kernel.log.warn(`watching resource ${resource} failed`, error)
          return { rows: 0 }
        })
        moved += rows
      }
      await takeUp()
      const waiting = await listWaiting(kernel.app.db, settledAtOnce)
      for (const input of waiting) await attempt(kernel, () => kernel.execute(settle, { actor: who, input }))
      return moved + waiting.length
    },
    stop: end,
  }
}

/** What fails alone waits for the next round, so that one object's fault holds up no other's warning. */
async function attempt(kernel: Kernel, run: () => Promise<unknown>): Promise<void> {
  try {
    await run()
  } catch (error) {
    if (error instanceof Refusal) kernel.log.info(`early warning waits for the next round: ${error.message}`)
    else kernel.log.warn('early warning: one object failed', error)
  }
}

/** Watches as long as the process lives. */
export function startWatching(kernel: Kernel, settle: Action): () => Promise<void> {
  const watching = createWatching(kernel, settle)
  let running = true
  let wakeUp: () => void = () => {}
  const loop = async () => {
    while (running) {
      const moved = await watching.round().catch((error: unknown) => {
        if (running) kernel.log.warn('early warning failed', error)
        return 0
      })
      if (moved > 0 || !running) continue
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
    await watching.stop()
  }
}
