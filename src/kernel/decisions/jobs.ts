import { z } from 'zod'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Job } from '#kernel/jobs/define'
import { countWeeks, readSamples } from './queries.ts'
import { listJudges, watchAlgorithm } from './register/watch.ts'
import { findingsOf, watchFigures } from './rules.ts'

const dayMs = 86_400_000
const weeksBack = 12
const recentDays = 7
/** What an automatic decision may be wrong by, where the version's own report does not say. */
const promisedRisk = 0.02

const Promised = z.object({ selective: z.object({ maxRisk: z.number().gt(0).lt(0.5) }) })

/** Each hour: what became of the decisions of the versions that run, and whether they have drifted. */
export const watchJob = defineJob({
  name: 'algorithm.watch',
  input: z.object({}).loose(),
  cron: '41 * * * *',
  async run(kernel) {
    const { db } = kernel.app
    const now = kernel.clock.now()
    const running = await db
      .selectFrom('algorithms')
      .select(['code', 'version', 'figures'])
      .where('status', '=', 'approved')
      .execute()
    const judges = await listJudges(db)
    for (const { code, version, figures: measured } of running) {
      const since = new Date(now.getTime() - weeksBack * 7 * dayMs)
      const split = new Date(now.getTime() - recentDays * dayMs)
      const counts = await countWeeks(db, { code, version }, since)
      const samples = await readSamples(db, { code, version }, { since, split })
      const told = Promised.safeParse(measured)
      const promised = told.success ? told.data.selective.maxRisk : promisedRisk
      const figures = watchFigures(counts, samples, { promised, thisWeek: mondayOf(now) })
      const input = { code, version, figures: { ...figures }, findings: findingsOf(figures), judges }
      await kernel.execute(watchAlgorithm, { actor: systemActor('algorithm.watch'), input })
    }
  },
}) as Job

/** Monday of the week in Asia/Shanghai, which is eight hours ahead all year. */
function mondayOf(now: Date): string {
  const local = new Date(now.getTime() + 8 * 3_600_000)
  const back = (local.getUTCDay() + 6) % 7
  return new Date(local.getTime() - back * dayMs).toISOString().slice(0, 10)
}
