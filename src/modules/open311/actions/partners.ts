import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { allows } from '#kernel/access/define'
import { defineAction, type Outcome } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { findCase, isPossible, subjectOf } from '#kernel/cases'
import { type MasterKey, sealSecret } from '#kernel/vault'
import { type AppealActions, appealCase } from '#modules/appeals'
import { access } from '../access.ts'
import { ForwardAppeal, SavePartner } from '../contract.ts'
import { tables } from '../tables.ts'

/** Where a partner's key lives; bound into its tag. */
export const sealContext = (partner: string) => ({ column: 'open311_partners.key', owner: partner })

/** A server of others that appeals may be reported to. */
export function savePartner(key: () => MasterKey) {
  return defineAction({
    name: 'open311.save-partner',
    input: SavePartner,
    allow: access.manage,
    async run(tx, { input, now, authorise }) {
      authorise({})
      const id = input.id ?? uuidv7()
      const { name, jurisdiction, enabled } = input
      const url = input.url.replace(/\/+$/, '')
      const sealed = input.key === undefined ? undefined : sealSecret(key(), input.key, sealContext(id))
      const values = { name, url, jurisdiction, enabled }
      if (input.id === undefined)
        await tables(tx)
          .insertInto('open311_partners')
          .values({ id, ...values, key: sealed ?? null, pulled_until: now })
          .execute()
      else {
        const set = { ...values, last_error: null, ...(sealed === undefined ? {} : { key: sealed }) }
        const saved = await tables(tx)
          .updateTable('open311_partners')
          .set(set)
          .where('id', '=', id)
          .returning('id')
          .executeTakeFirst()
        if (saved === undefined) throw new Refusal('not-found', 'open311.no-partner')
      }
      const change = { ...values, keyChanged: sealed !== undefined }
      return { output: { id }, subject: { type: 'open311-partner', id }, change }
    },
  })
}

/** Reports an appeal to a partner; a job carries it there, and from then on its public steps and their answers. */
export const forwardAppeal = defineAction({
  name: 'open311.forward',
  input: ForwardAppeal,
  allow: access.forward,
  async run(tx, { actor, input, now, authorise }) {
    if (actor.kind === 'anonymous') authorise({})
    const c = await findCase(tx, 'appeal', input.id)
    if (c === undefined || !allows(appealCase.see, actor, subjectOf(c)))
      throw new Refusal('not-found', 'case.not-found')
    authorise(subjectOf(c))
    const partner = await tables(tx)
      .selectFrom('open311_partners')
      .select(['name', 'enabled'])
      .where('id', '=', input.partner)
      .executeTakeFirst()
    if (partner === undefined) throw new Refusal('not-found', 'open311.no-partner')
    if (!partner.enabled) throw new Refusal('not-now', 'open311.partner-off')
    const added = await tables(tx)
      .insertInto('open311_links')
      .values({
        district: c.district,
        case_id: c.id,
        partner: input.partner,
        service_code: input.serviceCode,
        external_id: null,
        token: null,
        pushed_seq: c.version,
        error: null,
        at: now,
      })
      .onConflict((o) => o.doNothing())
      .returning('case_id')
      .executeTakeFirst()
    if (added === undefined) throw new Refusal('conflict', 'open311.forwarded')
    return {
      output: { id: c.id },
      subject: { ...subjectOf(c), type: 'appeal', id: c.id, district: c.district },
      change: { partner: partner.name, serviceCode: input.serviceCode },
    }
  },
})

const Link = z.object({ district: z.string(), id: z.uuid(), partner: z.uuid() })

/** The partner has taken the appeal in, under this number or, for the time being, this token. */
export const noteSent = defineAction({
  name: 'open311.note-sent',
  input: Link.extend({ externalId: z.string().max(200).nullable(), token: z.string().max(200).nullable() }),
  allow: access.exchange,
  async run(tx, { input, authorise }) {
    authorise({})
    const { district, id, partner, externalId, token } = input
    await tables(tx)
      .updateTable('open311_links')
      .set({ external_id: externalId, token, error: null })
      .where('district', '=', district)
      .where('case_id', '=', id)
      .where('partner', '=', partner)
      .execute()
    return { output: null, subject: { type: 'appeal', id, district }, change: { partner, externalId } }
  },
})

export const TakeUpdate = Link.extend({ updateId: z.string().max(200), text: z.string().min(2).max(2000) })

/**
 * A partner’s update as a comment of the appeal, once; on one that is over it is only noted as seen. The platform may
 * not comment by itself: this action lets it, for what a partner said.
 */
export function takeUpdate(appeals: AppealActions) {
  return defineAction({
    name: 'open311.take-update',
    input: TakeUpdate,
    allow: access.exchange,
    async run(tx, context): Promise<Outcome<{ taken: boolean }>> {
      const { input, now, authorise } = context
      authorise({})
      const { district, id, partner, updateId, text } = input
      const subject = { type: 'appeal', id, district }
      const c = await findCase(tx, 'appeal', id)
      const known = await tables(tx)
        .selectFrom('open311_updates')
        .select('seq')
        .where('district', '=', district)
        .where('case_id', '=', id)
        .where('client', '=', partner)
        .where('update_id', '=', updateId)
        .executeTakeFirst()
      if (c === undefined || known !== undefined)
        return { output: { taken: false }, subject, change: { repeated: true } }
      const told = (seq: number, guard: boolean) =>
        sql`told as (insert into open311_updates (district, case_id, client, update_id, seq, at)
          select ${district}, ${id}::uuid, ${partner}::uuid, ${updateId}, ${seq}::int, ${now}::timestamptz
          ${guard ? sql`where exists (select 1 from saved)` : sql``})`
      if (!isPossible(appealCase.actions.comment, c))
        return {
          output: { taken: false },
          subject,
          change: { updateId },
          write: { ctes: [told(c.version, false)] },
        }
      const comment = { id, version: c.version, text }
      const outcome = await appeals.onCase.comment.run(tx, { ...context, input: comment })
      const ctes = [...(outcome.write?.ctes ?? []), told(outcome.output.version, true)]
      return { ...outcome, output: { taken: true }, write: { ...outcome.write, ctes } }
    },
  })
}
