import { sql } from 'kysely'
import { z } from 'zod'
import type { Action } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Job } from '#kernel/jobs'
import { dataCheck } from './case.ts'
import { tellJobs } from './jobs/tell.ts'
import { makeYearlyReports } from './making.ts'
import { type DataCheck, rungDue } from './rules.ts'
import { type CheckSteps, runChecks } from './running.ts'
import { readCheckTable } from './store.ts'

export { tellReactions as dataCheckReactions } from './jobs/tell.ts'

/** One look takes so many; the next one comes within the hour. */
const mostAtOnce = 2000

export function dataCheckJobs(steps: CheckSteps & { readonly escalate: Action }): Job[] {
  const run = defineJob({
    name: 'data-checks.run',
    input: z.object({}).loose(),
    cron: '23 4 * * *',
    run: async (kernel) => {
      await runChecks(kernel, steps)
    },
  })
  const escalate = defineJob({
    name: 'data-checks.escalate',
    input: z.object({}).loose(),
    cron: '41 * * * *',
    async run(kernel) {
      const now = kernel.clock.now()
      const { ladderDays } = await readCheckTable(kernel.app.db)
      const { rows } = await sql<{ document: DataCheck }>`
        select document from cases where type = ${dataCheck.type} and closed_at is null and due_at < ${now}
          and (document->>'escalation')::int < 3 order by due_at, id limit ${mostAtOnce}`.execute(
        kernel.app.db,
      )
      for (const { document: c } of rows) {
        const rung = rungDue(c, ladderDays, now)
        if (rung === null) continue
        await kernel
          .execute(steps.escalate, {
            actor: systemActor('data-checks.escalate'),
            input: { id: c.id, version: c.version, rung },
            key: `escalate:${c.id}:${c.version}`,
          })
          .catch((error: unknown) => {
            // Somebody was faster: the next look sees what they did.
            if (!(error instanceof Refusal)) throw error
          })
      }
    },
  })
  const report = defineJob({
    name: 'data-checks.report',
    input: z.object({}).loose(),
    cron: '30 6 2 1 *',
    run: (kernel) => makeYearlyReports(kernel),
  })
  return [run, escalate, report, ...tellJobs] as Job[]
}
