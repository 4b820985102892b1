import { sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import { defineJob, type Job, type Reaction } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import { mostAtOnce } from './actions.ts'
import type { PullActions } from './index.ts'
import { pullActor, runPull } from './run.ts'

const runJob = 'pulls.run'

/** Sources that are read at the same time in one process: one that hangs holds one of these until its time is out. */
const atOnce = 6

export function pullJobs(actions: PullActions): Job[] {
  return [
    defineJob({
      name: 'pulls.tick',
      input: z.object({}).loose(),
      cron: '* * * * *',
      run: (kernel) => openDue(kernel, actions),
    }),
    defineJob({
      name: runJob,
      input: z.object({ source: z.uuid(), run: z.uuid() }).loose(),
      concurrency: atOnce,
      batch: 1,
      run: (kernel, { source, run }) => runPull(kernel, actions, { source, run }),
    }),
    defineJob({
      name: 'pulls.prune',
      input: z.object({}).loose(),
      cron: '40 3 * * *',
      run: (kernel) => prune(kernel, actions),
    }),
  ] as Job[]
}

export const pullReactions: readonly Reaction[] = [
  { on: 'pull.opened', job: runJob, input: (e) => e.payload },
]

/** Opens a run of each source that is due, and ends runs whose process died and that no queue brought back. */
export async function openDue(kernel: Kernel, actions: PullActions): Promise<void> {
  const now = kernel.clock.now()
  const { rows: lost } = await sql<{ source: string; run: string }>`
    select r.source, r.id as run from pull_runs r join pull_sources s on s.id = r.source
    where r.state = 'running' and r.seen_at < ${now}::timestamptz
      - make_interval(secs => (s.settings->'limits'->>'seconds')::int + 300)`.execute(kernel.app.db)
  for (const ref of lost)
    await unlessOver(
      kernel.execute(actions.fail, {
        actor: pullActor,
        input: { ...ref, reason: { key: 'lost', values: {} } },
      }),
    )
  const { rows: due } = await sql<{ id: string }>`
    select s.id from pull_sources s where s.state = 'active' and s.next_run_at <= ${now}
      and not exists (select 1 from pull_runs r where r.source = s.id and r.state = 'running')
    order by s.next_run_at limit 500`.execute(kernel.app.db)
  for (const { id } of due)
    await unlessOver(kernel.execute(actions.open, { actor: pullActor, input: { id } }))
}

/** Somebody else was faster: what was to be done is done. */
async function unlessOver(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
  })
}

/** Each night what is older than the setting allows leaves, in steps that hold no lock for long. */
export async function prune(kernel: Kernel, actions: PullActions): Promise<void> {
  for (;;) {
    const gone = await kernel.execute(actions.prune, { actor: pullActor, input: {} })
    if (gone.runs < mostAtOnce && gone.letters < mostAtOnce) return
  }
}
