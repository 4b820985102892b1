import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { defineAction, Refusal } from '#kernel/action'
import type { Database, Tx } from '#kernel/database'
import { getResource, subjectOf } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import {
  countDue,
  type Due,
  emptyItems,
  listDueKeys,
  purgeEndedBefore,
  purgeKeys,
  purgeQuarantinedBefore,
} from '#modules/collection'
import { retentionAccess as access } from '../access.ts'
import { ConfirmDeletion, DeletePart, ProposeDeletion, SaveRetention } from '../contract.ts'
import { effectiveKinds, retentionFaults } from '../rules.ts'
import { confirmedKinds, findRetention, lockDeletion, type StoredDeletion } from '../store.ts'
import { tables } from '../tables.ts'
import { forgetKeys, hashOf, keyedRows } from './erase.ts'

/** Says how long rows of a resource are kept, by which law, and whether a hold keeps them. */
export const saveRetention = defineAction({
  name: 'retention.save',
  input: SaveRetention,
  allow: access.set,
  async run(tx, { input, actor, now, authorise }) {
    const resource = await getResource(tx, input.id)
    authorise(subjectOf(resource))
    const before = await findRetention(tx, resource.id)
    if ((before?.revision ?? 0) !== input.revision)
      throw new Refusal('conflict', 'protection.retention-changed', { current: before?.revision ?? 0 })
    const { id: _, revision, ...rule } = input
    const kinds = effectiveKinds(resource.content, await confirmedKinds(tx, resource.id))
    const [fault] = retentionFaults(rule, resource.content, kinds)
    if (fault !== undefined) throw new Refusal('invalid', `protection.retention.${fault}`, { field: 'what' })
    const saved = { ...rule, revision: revision + 1, changed_at: now, changed_by: actor.name }
    await tables(tx)
      .insertInto('protection_retention')
      .values({ resource: resource.id, ...saved })
      .onConflict((c) => c.column('resource').doUpdateSet(saved))
      .execute()
    return {
      output: { id: resource.id, revision: revision + 1 },
      subject: subjectOf(resource),
      change: { before: before ?? null, after: rule },
      events: [{ name: 'retention.saved', payload: { code: resource.code, months: rule.months } }],
    }
  },
})

/** The platform says what is due. Where the rule is automatic nobody is asked. */
export const proposeDeletion = defineAction({
  name: 'retention.propose',
  input: ProposeDeletion,
  allow: access.carryOut,
  async run(tx, { input, now, authorise }) {
    const resource = await getResource(tx, input.resource)
    authorise(subjectOf(resource))
    const rule = await findRetention(tx, resource.id)
    if (rule === undefined || rule.hold !== null)
      throw new Refusal('not-now', 'protection.retention-held', { id: resource.id })
    const state = rule.automatic ? 'confirmed' : 'proposed'
    const id = uuidv7()
    const before = new Date(input.before)
    const { numInsertedOrUpdatedRows: made } = await tables(tx)
      .insertInto('protection_deletions')
      .values({
        id,
        resource: resource.id,
        what: rule.what,
        before,
        state,
        due: 0,
        rows: 0,
        history: 0,
        quarantined: 0,
        keys_hash: '',
        basis: rule.basis,
        asked_at: now,
        confirmed_at: rule.automatic ? now : null,
        confirmed_by: null,
        done_at: null,
      })
      .onConflict((c) => c.doNothing())
      .executeTakeFirstOrThrow()
    if (made !== 1n) throw new Refusal('not-now', 'protection.deletion-open', { id: resource.id })
    // Counted once no other deletion is open: one that ended a moment ago has taken what was due before it.
    const due = await countAllDue(tx, resource, { what: rule.what, before })
    if (due === 0) throw new Refusal('not-now', 'protection.nothing-due', { id: resource.id })
    await tables(tx).updateTable('protection_deletions').set({ due }).where('id', '=', id).execute()
    const payload = { code: resource.code, deletion: id, due }
    return {
      output: { id },
      subject: subjectOf(resource),
      change: { deletion: id, before: input.before, due, state },
      events: [
        rule.automatic
          ? { name: 'retention.deletion-confirmed', payload }
          : { name: 'retention.deletion-proposed', payload },
      ],
    }
  },
})

/** A person of the provider has looked at what is due. */
export const confirmDeletion = defineAction({
  name: 'retention.confirm',
  input: ConfirmDeletion,
  allow: access.confirm,
  async run(tx, { input, actor, now, authorise }) {
    const d = await lockDeletion(tx, input.id)
    const resource = await getResource(tx, d.resource)
    authorise(subjectOf(resource))
    if (d.state !== 'proposed') throw new Refusal('not-now', 'protection.deletion-open', { id: d.id })
    await refuseHeld(tx, resource)
    await tables(tx)
      .updateTable('protection_deletions')
      .set({ state: 'confirmed', confirmed_at: now, confirmed_by: actor.name })
      .where('id', '=', d.id)
      .execute()
    return {
      output: { id: d.id },
      subject: subjectOf(resource),
      change: { deletion: d.id, state: 'confirmed' },
      events: [
        {
          name: 'retention.deletion-confirmed',
          payload: { code: resource.code, deletion: d.id, due: d.due },
        },
      ],
    }
  },
})

async function refuseHeld(tx: Tx, resource: Resource): Promise<void> {
  const rule = await findRetention(tx, resource.id)
  if (rule === undefined || rule.hold !== null)
    throw new Refusal('not-now', 'protection.retention-held', { id: resource.id, hold: rule?.hold ?? '' })
}

/** Rows of one transaction: more would hold the table too long. */
const partSize = 2000

/** Takes one part away; the last one ends the deletion and leaves its certificate. */
export const deletePart = defineAction({
  name: 'retention.delete',
  input: DeletePart,
  allow: access.carryOut,
  async run(tx, { input, now, authorise }) {
    const d = await lockDeletion(tx, input.id)
    const resource = await getResource(tx, d.resource)
    authorise(subjectOf(resource))
    if (d.state !== 'confirmed') throw new Refusal('not-now', 'protection.deletion-open', { id: d.id })
    await refuseHeld(tx, resource)
    const due = await dueOf(tx, resource, d)
    const keys = await listDueKeys(tx, due, partSize)
    const items = due.holding ?? []
    const gone =
      d.what === 'anonymise'
        ? await emptyItems(tx, keyedRows(resource, keys), items)
        : await purgeKeys(tx, keyedRows(resource, keys))
    await forgetKeys(tx, resource.id, keys)
    const isLast = keys.length < partSize
    const ended = isLast ? await purgeEndedBefore(tx, resource.id, d.before) : 0
    const quarantined = isLast ? await purgeQuarantinedBefore(tx, resource.id, d.before) : 0
    const after = {
      rows: d.rows + gone.rows,
      history: d.history + gone.history + ended,
      quarantined: d.quarantined + gone.quarantined + quarantined,
      keysHash: keys.length === 0 ? d.keysHash : hashOf([d.keysHash, hashOf(keys)]),
    }
    await saveDeleted(tx, d.id, after, isLast ? now : null)
    const certificate = {
      deletion: d.id,
      what: d.what,
      before: d.before.toISOString(),
      basis: d.basis,
      ...after,
    }
    return {
      output: { done: isLast, ...after },
      subject: subjectOf(resource),
      change: isLast ? { certificate } : { deletion: d.id, part: keys.length },
      events: isLast ? [{ name: 'protection.rows-deleted', payload: { code: resource.code, ...after } }] : [],
    }
  },
})

/** Which rows a deletion is about. */
export async function dueOf(
  tx: Tx | Database,
  resource: Resource,
  d: Pick<StoredDeletion, 'what' | 'before'>,
): Promise<Due> {
  const rule = await findRetention(tx, resource.id)
  const kinds = effectiveKinds(resource.content, await confirmedKinds(tx, resource.id))
  return {
    resource: resource.id,
    before: d.before,
    byTimeItem: rule?.counts === 'time-item',
    ...(d.what === 'anonymise' ? { holding: [...kinds.keys()] } : {}),
  }
}

type Deleted = Pick<StoredDeletion, 'rows' | 'history' | 'quarantined' | 'keysHash'>

async function saveDeleted(tx: Tx, id: string, d: Deleted, doneAt: Date | null): Promise<void> {
  await sql`update protection_deletions set rows = ${d.rows}::bigint, history = ${d.history}::bigint,
    quarantined = ${d.quarantined}::bigint, keys_hash = ${d.keysHash}, done_at = ${doneAt}::timestamptz,
    state = ${doneAt === null ? 'confirmed' : 'done'} where id = ${id}::uuid`.execute(tx)
}

/** Everything that is due of a resource now: rows, ended history, quarantine. */
export async function countAllDue(
  tx: Tx | Database,
  resource: Resource,
  d: Pick<StoredDeletion, 'what' | 'before'>,
): Promise<number> {
  const { rows, ended, quarantined } = await countDue(tx, await dueOf(tx, resource, d))
  return rows + ended + quarantined
}
