import { randomUUID } from 'node:crypto'
import type { Action } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { partitionOf } from '#modules/collection'
import { calmWarning, tellEnded } from '../actions.ts'
import { compileCount } from '../counts.ts'
import { compileScan } from '../scanning.ts'
import {
  hasEnded,
  lastWatchChange,
  listCalm,
  listFullyRead,
  listWaiting,
  readWatches,
  type StoredWatch,
  takeUpWatch,
} from '../store.ts'
import { Stream } from '../stream.ts'
import { compileWatch } from '../watching.ts'
import { Workers } from '../workers.ts'

const who = systemActor('early-warning')
const everyMs = 200
/** After a word of new rows, so that those which come at once are read at once. */
const gatherMs = 20
/** Changed watches, levels that may fall, and silences that ended are looked for so often. */
const lookEveryMs = 2000
const settledAtOnce = 500

export interface Watching {
  /** One round: reads what arrived, settles what was found. Answers with how much moved. */
  round(): Promise<number>
  stop(): Promise<void>
}

/** The parts of the resources that are watched: by resource, in order. */
type Streams = ReadonlyMap<string, readonly Stream[]>

/**
 * What a process keeps in memory of the watches, and does with them.
 * @param wakeUp called when a round is worth while
 */
export function createWatching(kernel: Kernel, settle: Action, wakeUp: () => void): Watching {
  let streams: Streams = new Map()
  const holder = randomUUID()
  const workers = new Workers(kernel.bus, holder, (resource) => {
    if (resource === undefined || streams.has(resource)) wakeUp()
  })
  let untaken: readonly StoredWatch[] = []
  let known: string | undefined
  let lookedAt = Number.NEGATIVE_INFINITY

  /** A change begins the resource's stream anew, from where it was saved. */
  async function renew(): Promise<void> {
    const { changed, watches } = await readWatches(kernel.app.db)
    await end()
    streams = streamsOf(kernel, watches, { holder, readsBy: changed })
    untaken = watches.filter((w) => w.taken !== w.version)
    known = changed
  }

  async function end(): Promise<void> {
    const old = streams
    streams = new Map()
    for (const stream of [...old.values()].flat()) await stream.stop()
  }

  async function look(): Promise<void> {
    if ((await lastWatchChange(kernel.app.db)) !== known) await renew()
    await calm(kernel)
  }

  /** A watch is in effect when every part of its resource is read by it: what arrives from then on is seen. */
  async function takeUp(): Promise<void> {
    if (untaken.length === 0 || known === undefined) return
    const read = await listFullyRead(kernel.app.db, known)
    const isRead = (w: StoredWatch) => read.has(w.resource)
    for (const w of untaken.filter(isRead)) await takeUpWatch(kernel.app.db, w)
    untaken = untaken.filter((w) => !isRead(w))
  }

  return {
    async round() {
      workers.beat()
      if (performance.now() - lookedAt >= lookEveryMs) {
        lookedAt = performance.now()
        await look()
      }
      let moved = 0
      for (const [resource, parts] of streams)
        if (workers.isDue(resource))
          for (const [at, stream] of parts.entries())
            moved += await read(kernel, workers.isMine(resource, at), resource, stream)
      await takeUp()
      const waiting = await listMine(kernel, workers)
      for (const input of waiting) await attempt(kernel, () => kernel.execute(settle, { actor: who, input }))
      return moved + waiting.length
    },
    async stop() {
      await end()
      workers.stop()
    },
  }
}

function streamsOf(
  kernel: Kernel,
  watches: readonly StoredWatch[],
  reader: { holder: string; readsBy: string },
): Streams {
  const { db } = kernel.app
  const of = kernel.config.streamPartitions
  const compiled = watches.flatMap((w) => compileWatch(w) ?? [])
  const counting = watches.flatMap((w) => compileCount(w) ?? compileScan(w) ?? [])
  const known = [...compiled, ...counting]
  for (const w of watches)
    if (!known.some((c) => c.id === w.id))
      kernel.log.warn(`watch ${w.id} has a detector that is not known here`)
  const on = <W extends { content: { resource: string } }>(all: readonly W[], resource: string) =>
    all.filter((w) => w.content.resource === resource)
  const partsOf = (resource: string) => {
    const watched = { watches: on(compiled, resource), counting: on(counting, resource) }
    return Array.from(
      { length: of },
      (_, at) => new Stream(db, resource, watched, { ...reader, part: { at, of } }),
    )
  }
  return new Map([...new Set(known.map((w) => w.content.resource))].map((r) => [r, partsOf(r)]))
}

/** Reads the next rows of a part that is this process's to read, and gives free what is another's. */
async function read(kernel: Kernel, isMine: boolean, resource: string, stream: Stream): Promise<number> {
  try {
    if (isMine) {
      const { rows } = await stream.next(kernel.clock.now())
      const [fault, ...more] = stream.takeFaults()
      if (fault !== undefined)
        kernel.log.warn(
          `the detector of watch ${fault.watch} failed at ${more.length + 1} observations`,
          fault.error,
        )
      return rows
    }
    if (stream.isHeld) await stream.stop()
  } catch (error) {
    kernel.log.warn(`watching resource ${resource} failed`, error)
  }
  return 0
}

/** Each process settles the objects that are its own by the same rule; a page of others' alone is somebody's fault. */
async function listMine({ app, config }: Kernel, workers: Workers) {
  const waiting = await listWaiting(app.db, settledAtOnce)
  const mine = waiting.filter((w) => workers.isMine(w.watch, partitionOf(w.object, config.streamPartitions)))
  return mine.length === 0 && waiting.length === settledAtOnce ? waiting : mine
}

/** Levels that may fall, and silences that ended. */
async function calm(kernel: Kernel): Promise<void> {
  for (const warning of await listCalm(kernel.app.db, kernel.clock.now(), settledAtOnce))
    await attempt(kernel, () => kernel.execute(calmWarning, { actor: who, input: { warning } }))
  if (await hasEnded(kernel.app.db, kernel.clock.now()))
    await kernel.execute(tellEnded, { actor: who, input: {} })
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
  let running = true
  let isWoken = false
  let wakeUp: () => void = () => {}
  const watching = createWatching(kernel, settle, () => {
    isWoken = true
    wakeUp()
  })
  const loop = async () => {
    while (running) {
      isWoken = false
      const moved = await watching.round().catch((error: unknown) => {
        if (running) kernel.log.warn('early warning failed', error)
        return 0
      })
      if (moved > 0 || !running) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, isWoken ? gatherMs : everyMs)
        wakeUp = () => {
          clearTimeout(timer)
          setTimeout(resolve, running ? gatherMs : 0)
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
