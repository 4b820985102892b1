import { fromKysely, type JobResult, PgBoss } from 'pg-boss'
import packaged from 'pg-boss/package.json' with { type: 'json' }
import { v5 as uuidv5 } from 'uuid'
import type { Connection, Tx } from '#kernel/database'
import { consume, type StoredEvent } from '#kernel/events'
import type { Kernel } from '#kernel/module'
import type { Job, Reaction } from './define.ts'
import { createRelay, type Relay } from './relay.ts'

export { closeLooksJob } from './close-looks.ts'
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

/** A job whose process was killed is taken up again when its heartbeat has been away for this long. */
const heartbeatSeconds = 15
const queueOptions = {
  retryLimit: 8,
  retryDelay: 2,
  retryBackoff: true,
  deleteAfterSeconds: 86_400,
  heartbeatSeconds,
} as const
/** pg-boss looks over every queue so often; a job whose process was killed is looked for more often, by `lostEveryMs`. */
const watch = { superviseIntervalSeconds: 60, monitorIntervalSeconds: 5 } as const

export function createJobs(app: Connection, jobs: readonly Job[], reactions: readonly Reaction[]): Jobs {
  checkReactions(jobs, reactions)
  const adapter = (c: Connection) => ({
    executeSql: (text: string, values?: unknown[]) => c.pool.query(text, values),
  })
  const boss = new PgBoss({ db: adapter(app), schema, migrate: false, createSchema: false, ...watch })
  boss.on('error', () => {})
  const byEvent = Map.groupBy(reactions, (r) => r.on)
  const workers = new Map<string, readonly string[]>()
  const relay = createRelay({
    move: () => moveEvents(app, boss, byEvent),
    listReady: () => listReady(app, [...workers.keys()]),
    tell: (queue) => {
      for (const worker of workers.get(queue) ?? []) boss.notifyWorker(worker)
    },
    async freeLost() {
      for (const queue of await listLost(app, [...workers.keys()])) await boss.supervise(queue)
    },
  })
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

/** Workers are told of jobs; should that ever fail, they look for themselves after so long. */
const pollingIntervalSeconds = 30

/** @returns the ids of the workers, by which they are told of new jobs */
async function work(boss: PgBoss, kernel: Kernel, job: Job): Promise<string[]> {
  const options = {
    batchSize: job.batch ?? 20,
    pollingIntervalSeconds,
    burstWhenBatchFull: true,
    perJobResults: true,
  } as const
  // One job that fails, or whose input is not what the job takes, is tried again alone; the rest of its batch is done.
  const runOne = async (data: unknown) => job.run(kernel, job.input.parse(data))
  const handle = async (batch: readonly { id: string; data: unknown }[]) => {
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
  }
  const ids: string[] = []
  for (let n = 0; n < (job.concurrency ?? 1); n++) ids.push(await boss.work(job.name, options, handle))
  if (job.cron !== undefined) await boss.schedule(job.name, job.cron, {}, { tz: 'Asia/Shanghai' })
  return ids
}

/** Moves the next committed events to the queues; undefined: there were none. @returns the queues that got jobs */
async function moveEvents(
  app: Connection,
  boss: PgBoss,
  byEvent: ReadonlyMap<string, readonly Reaction[]>,
): Promise<Iterable<string> | undefined> {
  let filled: Iterable<string> = []
  const moved = await consume(app.db, 'jobs', async (tx, events) => {
    filled = await enqueue(boss, byEvent, tx, events)
  })
  return moved > 0 ? filled : undefined
}

/** Queues with a job whose time has come: put there by another process, by the clock, or to be tried again. */
async function listReady(app: Connection, queues: readonly string[]): Promise<string[]> {
  const { rows } = await app.pool.query<{ name: string }>(
    `select q.name from unnest($1::text[]) as q (name) where exists (select 1 from ${schema}.job j
       where j.name = q.name and j.state < 'active' and not j.blocked and j.start_after <= now())`,
    [queues],
  )
  return rows.map((r) => r.name)
}

/** Queues with a job whose process gives no sign of life any more. */
async function listLost(app: Connection, queues: readonly string[]): Promise<string[]> {
  const { rows } = await app.pool.query<{ name: string }>(
    `select q.name from unnest($1::text[]) as q (name) where exists (select 1 from ${schema}.job j
       where j.name = q.name and j.state = 'active' and j.heartbeat_on + j.heartbeat_seconds * interval '1 s' < now())`,
    [queues],
  )
  return rows.map((r) => r.name)
}

/** What each reaction that asks is concerned by, of what these events are about. */
async function concernedBy(
  byEvent: ReadonlyMap<string, readonly Reaction[]>,
  tx: Tx,
  events: readonly StoredEvent[],
): Promise<ReadonlyMap<Reaction, ReadonlySet<string>>> {
  const found = new Map<Reaction, ReadonlySet<string>>()
  for (const [name, of] of Map.groupBy(events, (e) => e.name))
    for (const reaction of byEvent.get(name) ?? [])
      if (reaction.among !== undefined)
        found.set(reaction, await reaction.among(tx, [...new Set(of.map((e) => e.subject.id))]))
  return found
}

/** @returns the queues that got jobs */
async function enqueue(
  boss: PgBoss,
  byEvent: ReadonlyMap<string, readonly Reaction[]>,
  tx: Tx,
  events: readonly StoredEvent[],
): Promise<Iterable<string>> {
  const batches = new Map<string, { id: string; data: object }[]>()
  const concerned = await concernedBy(byEvent, tx, events)
  for (const event of events)
    for (const reaction of byEvent.get(event.name) ?? []) {
      const data = reaction.input(event)
      if (data === undefined || concerned.get(reaction)?.has(event.subject.id) === false) continue
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
