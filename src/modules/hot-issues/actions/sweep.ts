import { sql } from 'kysely'
import { z } from 'zod'
import { grant } from '#kernel/access/define'
import { defineAction } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { defaultSettings, faded } from '#models/clusters'
import { lockStream } from '../store.ts'
import { tables } from '../tables.ts'

const dayMs = 86_400_000
/** The clusters in memory let go once a day of their own time: a row stays a while longer than the model needs it. */
const graceDays = 7

/**
 * What nobody can look at any more leaves the tables: messages that stayed alone for longer than the model remembers
 * them, issues without any member left, merges of which nothing is left to undo, and faded words. An issue of several
 * messages, one with a task, and one that something was merged into stay; so does a message that was taken out by hand,
 * as long as the stream could meet it again.
 */
export const sweepIssues = defineAction({
  name: 'hot-issue.sweep',
  input: z.object({}),
  allow: [grant('system')],
  async run(tx, { now, authorise }) {
    authorise({})
    await lockStream(tx)
    const before = new Date(now.getTime() - (defaultSettings.keepSingleDays + graceDays) * dayMs)
    const members = await sweepMembers(tx, before)
    const issues = await sweepEmpty(tx)
    const { numDeletedRows: words } = await tables(tx)
      .deleteFrom('hot_issue_terms')
      .where('count', '<', faded(now.getTime(), defaultSettings.fadeDays))
      .executeTakeFirst()
    const swept = { members, issues, words: Number(words) }
    return { output: swept, subject: { type: 'hot-issue', id: 'sweep' }, change: swept }
  },
})

/** Members of issues of one, and messages taken out by hand, that are older than the model's memory. */
async function sweepMembers(tx: Tx, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`delete from hot_issue_members m using hot_issues i
    where i.id = m.issue and m.at < ${before} and (m.state = 'removed'
      or (i.messages = 1 and i.last_at < ${before} and i.state = 'open' and i.task is null))`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

async function sweepEmpty(tx: Tx): Promise<number> {
  const { numAffectedRows } = await sql`delete from hot_issues i where i.task is null
    and not exists (select 1 from hot_issue_members m where m.issue = i.id)
    and not exists (select 1 from hot_issue_members m where m.moved_from = i.id)
    and not exists (select 1 from hot_issues f where f.merged_into = i.id)`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
