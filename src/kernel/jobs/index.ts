import { fromKysely, type JobResult, PgBoss } from 'pg-boss'
import packaged from 'pg-boss/package.json' with { type: 'json' }
import { v5 as uuidv5 } from 'uuid'
import type { Connection, Tx } from '#kernel/database'
import { consume, type StoredEvent } from '#kernel/events'
import type { Kernel } from '#kernel/module'
import type { Job, Reaction } from './define.ts'

export * from './define.ts'
export { pruneJob } from './prune.ts'

/** Job ids are derived from the event, so that an event relayed twice is one job. */
const namespace = '6f0f2f0c-5d0e-4b1e-9a51-0d5f3a1f7c11'

export interface Jobs {
  /**
   * Makes pg-boss's schema and one queue a job, unless they are there; run as the role that owns the tables.
   * @returns whether anything was made, which the application role then has to be granted
   */
  prepare(owner: Connection): Promise<boolean>
  start(kernel: Kernel): Promise<void>
  stop(): Promise<void>
  /** Tells the relay in this process that something was committed. */
  wake(): void
  /** Resolves when outbox and queues are empty; for tests, imports and the end of a replay. */
  idle(timeoutMs: number): Promise<boolean>
}

const schema = 'pgboss'

/** A job whose process was killed is taken up again when its heartbeat has been away for this long, and looked for as often. */
const heartbeatSeconds = 15
const queueOptions = {
  retryLimit: 8,
  retryDelay: 2,
  retryBackoff: true,
  deleteAfterSeconds: 86_400,
  heartbeatSeconds,
} as const
const watch = { superviseIntervalSeconds: 10, monitorIntervalSeconds: 10 } as const

export function createJobs(app: Connection, jobs: readonly Job[], reactions: readonly Reaction[]): Jobs {
  checkReactions(jobs, reactions)
  const adapter = (c: Connection) => ({
    executeSql: (text: string, values?: unknown[]) => c.pool.query(text, values),
  })
  const boss = new PgBoss({ db: adapter(app), schema, migrate: false, createSchema: false, ...watch })
  boss.on('error', () => {})
  const byEvent = Map.groupBy(reactions, (r) => r.on)
  const workers = new Map<string, string>()
  const relay = createRelay(
    app,
    (tx, events) => enqueue(boss, byEvent, tx, events),
    (queue) => boss.notifyWorker(workers.get(queue) ?? ''),
  )
  let started = false
  return {
    async prepare(owner) {
      if (await isPrepared(owner, jobs)) return false
      const maker = new PgBoss({ db: adapter(owner), schema, supervise: false, schedule: false })
      await maker.start()
      for (const job of jobs) {
        await maker.createQueue(job.name, queueOptions)
        await maker.updateQueue(job.name, queueOptions)
      }
      await maker.stop({ graceful: false })
      return true
    },
    async start(kernel) {
      await boss.start()
      started = true
      for (const job of jobs) workers.set(job.name, await work(boss, kernel, job))
      relay.start()
    },
    async stop() {
      await relay.stop()
      if (started) await boss.stop({ graceful: true, timeout: 5_000, close: false })
    },
    wake: () => relay.wake(),
    idle: (timeoutMs) => isIdle(app, relay, timeoutMs),
  }
}

/** Whether this version's schema and every queue stand as they should: one look instead of two statements a queue. */
async function isPrepared(owner: Connection, jobs: readonly Job[]): Promise<boolean> {
  const { rows } = await owner.pool.query<{ there: boolean }>(
    `select to_regclass('${schema}.version') is not null as there`,
  )
  if (rows[0]?.there !== true) return false
  const { rows: queues } = await owner.pool.query<{ right: boolean }>(
    `select (select version from ${schema}.version) = $1 and not exists (
      select 1 from unnest($2::text[]) as wanted left join ${schema}.queue q on q.name = wanted
      where (q.retry_limit, q.retry_delay, q.retry_backoff, q.deletion_seconds, q.heartbeat_seconds)
        is distinct from ($3::int, $4::int, $5::boolean, $6::int, $7::int)) as right`,
    [
      packaged.pgboss.schema,
      jobs.map((j) => j.name),
      queueOptions.retryLimit,
      queueOptions.retryDelay,
      queueOptions.retryBackoff,
      queueOptions.deleteAfterSeconds,
      queueOptions.heartbeatSeconds,
    ],
  )
  return queues[0]?.right === true
}

function checkReactions(jobs: readonly Job[], reactions: readonly Reaction[]): void {
  const known = new Set(jobs.map((j) => j.name))
  for (const r of reactions)
    if (!known.has(r.job)) throw new Error(`The reaction on ${r.on} names an unknown job: ${r.job}`)
}

/** @returns the worker's id, by which it is told of new jobs */
async function work(boss: PgBoss, kernel: Kernel, job: Job): Promise<string> {
  const options = {
    batchSize: job.batch ?? 20,
    pollingIntervalSeconds: 0.5,
    burstWhenBatchFull: true,
    localConcurrency: job.concurrency ?? 1,
    perJobResults: true,
  } as const
  // One job that fails, or whose input is not what the job takes, is tried again alone; the rest of its batch is done.
  const runOne = async (data: unknown) => job.run(kernel, job.input.parse(data))
  const worker = await boss.work(job.name, options, async (batch) => {
    const results: JobResult[] = []
    for (const item of batch) {
      const failure = await runOne(item.data).then(
        () => undefined,
        (error: unknown) => error,
      )
      if (failure !== undefined) kernel.log.warn(`job ${job.name} failed`, failure)
      results.push(
        failure === undefined
          ? { id: item.id, status: 'completed' }
          : { id: item.id, status: 'failed', output: { message: String(failure) } },
      )
    }
    return results
  })
  if (job.cron !== undefined) await boss.schedule(job.name, job.cron, {}, { tz: 'Asia/Shanghai' })
  return worker
}

/** @returns the queues that got jobs */
async function enqueue(
  boss: PgBoss,
  byEvent: ReadonlyMap<string, readonly Reaction[]>,
  tx: Tx,
  events: readonly StoredEvent[],
): Promise<Iterable<string>> {
  const batches = new Map<string, { id: string; data: object }[]>()
  for (const event of events)
    for (const reaction of byEvent.get(event.name) ?? []) {
      const data = reaction.input(event)
      if (data === undefined) continue
      const batch = batches.get(reaction.job) ?? []
      batch.push({
        id: uuidv5(`${event.id}:${reaction.job}`, namespace),
        data: { ...data, trace: event.trace },
      })
      batches.set(reaction.job, batch)
    }
  const db = fromKysely(tx)
  for (const [name, batch] of batches) await boss.insert(name, batch, { db })
  return batches.keys()
}

interface Relay {
  start(): void
  stop(): Promise<void>
  wake(): void
}

/**
 * Moves committed events to the queues: at once when woken, else every half second for other processes' events. The
 * workers of this process hear of the jobs when they are committed; those of others find them at their next look.
 */
function createRelay(
  app: Connection,
  handle: (tx: Tx, events: readonly StoredEvent[]) => Promise<Iterable<string>>,
  tell: (queue: string) => void,
): Relay {
  let running = false
  let wakeUp: () => void = () => {}
  let loop: Promise<void> = Promise.resolve()
  async function run() {
    while (running) {
      let filled: Iterable<string> = []
      const moved = await consume(app.db, 'jobs', async (tx, events) => {
        filled = await handle(tx, events)
      }).catch(() => 0)
      if (moved > 0) {
        for (const queue of filled) tell(queue)
        continue
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 500)
        wakeUp = () => {
          clearTimeout(timer)
          setTimeout(resolve, 20) // lets the commit become visible, and gathers a batch
        }
      })
    }
  }
  return {
    start() {
      running = true
      loop = run()
    },
    async stop() {
      running = false
      wakeUp()
      await loop
    },
    wake: () => wakeUp(),
  }
}

async function isIdle(app: Connection, relay: Relay, timeoutMs: number): Promise<boolean> {
  const until = performance.now() + timeoutMs
  let quiet = 0
  while (performance.now() < until) {
    relay.wake()
    const { rows } = await app.pool.query<{ open: number }>(`
      select (select count(*) from ${schema}.job where state = 'retry' or (state < 'completed' and start_after <= now()))
        + (select count(*) from events e where not exists
            (select 1 from event_cursors c where c.consumer = 'jobs' and (c.tx, c.seq) >= (e.tx, e.seq))) as open`)
    quiet = Number(rows[0]?.open) === 0 ? quiet + 1 : 0
    if (quiet >= 2) return true
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return false
}
