import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { type ActionContext, defineAction, type Outcome } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import { type AppealActions, SubmitAppeal } from '#modules/appeals'
import { access } from '../access.ts'
import { tables } from '../tables.ts'

/** A request that a client posts, in our words already. */
export const PostRequest = z.object({
  appeal: SubmitAppeal.omit({ channel: true, source: true, urgency: true, anonymous: true, title: true }),
  mediaUrl: z.string().max(600).nullable(),
  accountId: z.string().max(100).nullable(),
  externalId: z.string().max(100).nullable(),
})
type PostRequest = z.output<typeof PostRequest>

export interface PostedReceipt {
  readonly number: string
  readonly token: string
}

/** 128 bits that nobody guesses. */
export function newToken(): string {
  return randomBytes(16).toString('base64url')
}

/** An appeal through the door: the action of the appeals module, with the row that says whose it is, in one statement. */
export function postRequest(appeals: AppealActions) {
  return defineAction({
    name: 'open311.post-request',
    input: PostRequest,
    allow: access.post,
    async run(tx, context): Promise<Outcome<PostedReceipt>> {
      const { actor, input, authorise } = context
      authorise({})
      await refuseReaders(tx, actor.id)
      const known = await findKnown(tx, actor.id, input.externalId)
      if (known !== undefined)
        return {
          output: known.receipt,
          subject: { type: 'appeal', id: known.id },
          change: { repeated: true },
        }
      const token = newToken()
      const submit = appealOf(input, actor.id, token)
      const outcome = await appeals.submit.run(tx, {
        ...context,
        input: submit,
      } as ActionContext<SubmitAppeal>)
      const { id, number } = outcome.output
      const { district } = outcome.subject
      return {
        output: { number, token },
        subject: outcome.subject,
        change: { ...outcome.change, client: actor.id },
        events: outcome.events ?? [],
        write: {
          ctes: [
            ...(outcome.write?.ctes ?? []),
            sql`asked as (insert into open311_requests (district, case_id, client, number, token, external_id, account_id, media_url, at)
              select ${district}, ${id}::uuid, ${actor.id}::uuid, ${number}, ${token}, ${input.externalId}, ${input.accountId}, ${input.mediaUrl}, ${context.now}::timestamptz)`,
          ],
        },
      }
    },
  })
}

function appealOf(input: PostRequest, client: string, token: string): SubmitAppeal {
  const source = { system: `open311:${client}`, id: input.externalId ?? token }
  return SubmitAppeal.parse({ ...input.appeal, channel: 'api', source })
}

/** Judged anew inside of the transaction: what was taken away a moment ago is gone. */
async function refuseReaders(tx: Tx, client: string): Promise<void> {
  const row = await tables(tx)
    .selectFrom('open311_clients')
    .select('may_post')
    .where('id', '=', client)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (row?.may_post !== true) throw new Refusal('forbidden', 'open311.may-not-post')
}

/** A report that the client numbers itself and sends again is the one that is here. */
async function findKnown(tx: Tx, client: string, externalId: string | null) {
  if (externalId === null) return undefined
  const row = await tables(tx)
    .selectFrom('open311_requests')
    .select(['case_id', 'number', 'token'])
    .where('client', '=', client)
    .where('external_id', '=', externalId)
    .executeTakeFirst()
  return row && { id: row.case_id, receipt: { number: row.number, token: row.token } }
}
