import { v7 as uuidv7 } from 'uuid'
import type { Kernel } from '#kernel/module'
import type { Arrived, HeldBack, StoredBatch } from '../actions/readings.ts'
import { storeReadings } from '../actions.ts'
import { intakeActor } from './actor.ts'
import { IntakeQueue } from './queue.ts'

/** Messages of one resource on their way to the table, in batches, one after another. */
export interface Lane {
  /** Resolves when stored: for each reading whether it was new. */
  put(message: Message): Promise<readonly boolean[]>
  /** Readings that wait. */
  waiting(): number
  /** Ends the open delivery when its time is over, or in any case. */
  close(always: boolean): Promise<void>
}

export interface Message {
  readonly readings: readonly Arrived[]
  readonly held: readonly HeldBack[]
  /** How long it may wait for others; 0 for a device that is told at once. */
  readonly waitMs: number
}

interface Waiting extends Message {
  readonly done: (fresh: readonly boolean[]) => void
  readonly fail: (error: unknown) => void
}

interface OpenDelivery {
  readonly id: string
  readonly since: number
  part: number
}

/**
 * A message is stored at once when nothing is under way; while it is, others gather. Batches of a busy resource begin
 * at least this far apart, so that a part carries many: each costs a commit and an audit entry.
 */
const gatherMs = 25
/** A delivery takes parts for a minute: a list of a thousand a minute would say nothing to anybody. */
const deliveryMs = 60_000
const mostParts = 500

export function createLane(kernel: Kernel, resource: string): Lane {
  const queue = new IntakeQueue<Waiting>()
  let running: Promise<void> | undefined
  let alarm: NodeJS.Timeout | undefined
  let delivery: OpenDelivery | undefined

  async function store(batch: readonly Waiting[], end: boolean): Promise<void> {
    const open = delivery ?? { id: uuidv7(), since: performance.now(), part: 0 }
    const isOld = performance.now() - open.since >= deliveryMs || open.part + 1 >= mostParts
    const last = end || isOld
    open.part++
    delivery = last ? undefined : open
    const input = {
      resource,
      delivery: open.id,
      part: open.part,
      last,
      source: '智能终端',
      readings: batch.flatMap((m) => m.readings),
      held: batch.flatMap((m) => m.held),
    }
    try {
      const { fresh }: StoredBatch = await kernel.execute(storeReadings, { actor: intakeActor, input })
      let at = 0
      for (const m of batch) {
        m.done(fresh.slice(at, at + m.readings.length))
        at += m.readings.length
      }
    } catch (error) {
      // Whether the part was taken nobody knows; what is sent again finds its receipts.
      delivery = undefined
      for (const m of batch) m.fail(error)
      if (batch.length === 0) throw error
    }
  }

  async function run(): Promise<void> {
    while (!queue.isEmpty && queue.rest(performance.now()) === 0) {
      const began = performance.now()
      await store(queue.next(), false)
      const rest = gatherMs - (performance.now() - began)
      if (rest > 0) await new Promise((go) => setTimeout(go, rest))
    }
    running = undefined
    wake()
  }

  function wake(): void {
    if (running !== undefined || queue.isEmpty) return
    clearTimeout(alarm)
    const rest = queue.rest(performance.now())
    // The same turn's messages go together.
    if (rest === 0) running = Promise.resolve().then(run)
    else alarm = setTimeout(wake, rest)
  }

  return {
    put(message) {
      return new Promise((done, fail) => {
        queue.put({ ...message, done, fail }, performance.now())
        wake()
      })
    },
    waiting: () => queue.count,
    async close(always) {
      if (always) {
        queue.hurry()
        wake()
      }
      await running
      const isOver = delivery !== undefined && performance.now() - delivery.since >= deliveryMs
      if (delivery !== undefined && (always || isOver)) await store([], true)
    },
  }
}
