import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, defineQuery, Refusal } from '#kernel/action'
import type { Database, Tx } from '#kernel/database'
import { access } from '../access.ts'
import { PullRetention } from '../contract.ts'

const setting = 'pulls.retention'

/** A year of runs, since a complaint about data may come late; a quarter of letters that nobody waits for. */
const shipped: PullRetention = { version: 0, runDays: 365, letterDays: 90 }

export async function readRetention(db: Tx | Database): Promise<PullRetention> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', setting).executeTakeFirst()
  return row === undefined ? shipped : PullRetention.parse(row.value)
}

export const getRetention = defineQuery({
  name: 'pulls.retention',
  input: z.object({}),
  allow: access.watch,
  run: (tx) => readRetention(tx),
})

export const saveRetention = defineAction({
  name: 'pulls.save-retention',
  input: PullRetention,
  allow: access.saveRetention,
  async run(tx, { input, actor, now, authorise }) {
    authorise({})
    const before = await readRetention(tx)
    if (before.version !== input.version)
      throw new Refusal('conflict', 'pulls.changed-meanwhile', { current: before.version })
    const after: PullRetention = { ...input, version: input.version + 1 }
    const saved = { value: JSON.stringify(after), updated_at: now, updated_by: actor.id }
    await tx
      .insertInto('settings')
      .values({ name: setting, ...saved })
      .onConflict((c) => c.column('name').doUpdateSet(saved))
      .execute()
    return { output: after, subject: { type: 'setting', id: setting }, change: { before, after } }
  },
})

/** Rows of each kind that one step takes; the job comes again while a step was full. */
export const mostAtOnce = 5000

/** Deletes runs that are over, and letters that nobody waits for; what waits for a person stays however old it is. */
export const prunePulls = defineAction({
  name: 'pulls.prune',
  input: z.object({}),
  allow: access.take,
  async run(tx, { now, authorise }) {
    authorise({})
    const { runDays, letterDays } = await readRetention(tx)
    const before = (days: number) => sql`${now}::timestamptz - make_interval(days => ${days})`
    const runs = await sql`delete from pull_runs where (source, id) in (
      select source, id from pull_runs where ended_at < ${before(runDays)} limit ${mostAtOnce})`.execute(tx)
    const letters = await sql`delete from pull_letters where (source, id) in (
      select source, id from pull_letters where state <> 'waiting'
        and coalesce(settled_at, at) < ${before(letterDays)} limit ${mostAtOnce})`.execute(tx)
    const output = { runs: Number(runs.numAffectedRows ?? 0), letters: Number(letters.numAffectedRows ?? 0) }
    return { output, subject: { type: 'setting', id: setting }, change: { ...output, runDays, letterDays } }
  },
})
