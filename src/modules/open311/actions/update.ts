import { sql } from 'kysely'
import { z } from 'zod'
import { allows } from '#kernel/access/define'
import { type ActionContext, defineAction, type Outcome } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { type Case, findCase, subjectOf } from '#kernel/cases'
import type { Tx } from '#kernel/database'
import type { AppealActions } from '#modules/appeals'
import { access } from '../access.ts'
import { postedEffect, silentStatuses, updateStatuses } from '../rules.ts'
import { tables } from '../tables.ts'

export const PostUpdate = z.object({
  number: z.string().max(60),
  updateId: z.string().min(1).max(100),
  status: z.enum(updateStatuses),
  text: z.string().trim().min(2).max(1900),
})
type PostUpdate = z.output<typeof PostUpdate>

/** A comment of the client's user, or the wish to have the case opened again. */
export function postUpdate(appeals: AppealActions) {
  return defineAction({
    name: 'open311.post-update',
    input: PostUpdate,
    allow: access.update,
    async run(tx, context): Promise<Outcome<{ updateId: string }>> {
      const { actor, input, now, authorise } = context
      if (actor.kind !== 'client') authorise({})
      const c = await getOwn(tx, context)
      authorise(subjectOf(c))
      const subject = { ...subjectOf(c), type: 'appeal', id: c.id, district: c.district }
      const known = await findKnown(tx, c, actor.id, input.updateId)
      if (known !== undefined)
        return { output: { updateId: `${c.number}-${known}` }, subject, change: { repeated: true } }
      const outcome = await step(appeals, tx, context, c)
      const { version } = outcome.output
      return {
        ...outcome,
        output: { updateId: `${c.number}-${version}` },
        write: {
          ...outcome.write,
          ctes: [
            ...(outcome.write?.ctes ?? []),
            sql`told as (insert into open311_updates (district, case_id, client, update_id, seq, at)
              select ${c.district}, ${c.id}::uuid, ${actor.id}::uuid, ${input.updateId}, ${version}::int, ${now}::timestamptz
              where exists (select 1 from saved))`,
          ],
        },
      }
    },
  })
}

/** To a client, a request of others and none at all look the same; the audit keeps that it tried. */
async function getOwn(tx: Tx, { actor, input }: ActionContext<PostUpdate>): Promise<Case> {
  const row = await tables(tx)
    .selectFrom('open311_requests')
    .select('case_id')
    .where('client', '=', actor.id)
    .where('number', '=', input.number)
    .executeTakeFirst()
  const c = row === undefined ? undefined : await findCase(tx, 'appeal', row.case_id)
  if (c === undefined || !allows(access.update, actor, subjectOf(c)))
    throw new Refusal('forbidden', 'open311.not-yours')
  return c
}

async function findKnown(tx: Tx, c: Case, client: string, updateId: string): Promise<number | undefined> {
  const row = await tables(tx)
    .selectFrom('open311_updates')
    .select('seq')
    .where('district', '=', c.district)
    .where('case_id', '=', c.id)
    .where('client', '=', client)
    .where('update_id', '=', updateId)
    .executeTakeFirst()
  return row?.seq
}

function step(appeals: AppealActions, tx: Tx, context: ActionContext<PostUpdate>, c: Case) {
  const { status, text } = context.input
  const isReopening = postedEffect[status] === 'reopen' && appealIsAnswered(c)
  const ref = { id: c.id, version: c.version }
  if (isReopening) {
    const input = { ...ref, reason: text.slice(0, 1000) }
    return appeals.onCase.reopen.run(tx, { ...context, input } as never)
  }
  const said = silentStatuses.has(status) ? text : `${text}\n（对方系统标记：${status}）`
  return appeals.onCase.comment.run(tx, { ...context, input: { ...ref, text: said } } as never)
}

/** There is nothing to open again before somebody has answered: then it is a comment. */
function appealIsAnswered(c: Case): boolean {
  return ['answered', 'rated', 'closed'].includes(c.state)
}
