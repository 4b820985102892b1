import type { z } from 'zod'
import type { Tx } from '#kernel/database'
import type { StoredEvent } from '#kernel/events'
import type { Kernel } from '#kernel/module'

/** Work after the fact: may be slow, may run twice; what it changes it changes by an action with a key. */
export interface Job<I extends z.ZodType = z.ZodType> {
  /** `appeal.classify`; also the queue's name. */
  readonly name: string
  readonly input: I
  /** How many run at once in one process. */
  readonly concurrency?: number
  /** How many one worker takes at a time; 1 for jobs that may take long, so that none waits behind another. */
  readonly batch?: number
  /** A cron expression in Asia/Shanghai, for jobs that run by the clock. */
  readonly cron?: string
  run(kernel: Kernel, input: z.output<I>): Promise<void>
}

export function defineJob<I extends z.ZodType>(job: Job<I>): Job<I> {
  return job
}

/** When this event, then that job. Enqueued once per event, whatever is relayed twice. */
export interface Reaction {
  readonly on: string
  readonly job: string
  readonly input: (event: StoredEvent) => Record<string, unknown> | undefined
  /**
   * Which of these subjects it concerns, where most events of the name concern it not: asked once for all events that are
   * moved together, so that no job is made for nothing.
   */
  readonly among?: (tx: Tx, subjects: readonly string[]) => Promise<ReadonlySet<string>>
}
