import { v7 as uuidv7 } from 'uuid'
import { type ActionContext, defineAction } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import { defaultPolicy, EndPost, EscalationPolicy, SavePost } from '../contract.ts'
import { activeNames, lockPost, policySetting } from '../store.ts'
import { tables } from '../tables.ts'

/** Saves when reminders and rungs fall due; cases that wait for their next rung are judged by it at once. */
export const savePolicy = defineAction({
  name: 'supervision.save-policy',
  input: EscalationPolicy,
  allow: access.savePolicy,
  async run(tx, { actor, input, now, authorise }) {
    authorise({})
    const row = await tx
      .selectFrom('settings')
      .select('value')
      .where('name', '=', policySetting)
      .forUpdate()
      .executeTakeFirst()
    const saved = { value: JSON.stringify(input), updated_at: now, updated_by: actor.id }
    await tx
      .insertInto('settings')
      .values({ name: policySetting, ...saved })
      .onConflict((c) => c.column('name').doUpdateSet(saved))
      .execute()
    return {
      output: input,
      subject: { type: 'setting', id: policySetting },
      change: { before: row?.value ?? defaultPolicy, after: input },
      events: [{ name: 'supervision.policy-saved', payload: {} }],
    }
  },
})

/** Names an overseer, or changes whom and where, or says who stands in. */
export const savePost = defineAction({
  name: 'supervision.save-post',
  input: SavePost,
  allow: access.savePost,
  async run(tx, { input, authorise }) {
    for (const place of input.places) authorise({ place })
    await refuseUnknown(tx, [input.account, ...(input.deputy === null ? [] : [input.deputy])])
    const id = input.id ?? uuidv7()
    if (input.id !== undefined) {
      await lockPost(tx, id, input.version)
      await authoriseOld(tx, id, authorise)
    }
    const version = input.id === undefined ? 1 : input.version + 1
    const row = {
      role: input.role,
      account: input.account,
      deputy: input.deputy,
      orgs: input.orgs,
      places: input.places,
      absent_from: input.absentFrom,
      absent_to: input.absentTo,
      version,
    }
    await tables(tx)
      .insertInto('supervision_posts')
      .values({ id, ended_at: null, ...row })
      .onConflict((c) => c.column('id').doUpdateSet(row))
      .execute()
    return {
      output: { id, version },
      subject: { type: 'supervision-post', id },
      change: { after: { ...row } },
      events: [{ name: 'supervision.post-saved', payload: { id, role: input.role } }],
    }
  },
})

/** Nobody is told by this name any more; what was told stays in the cases. */
export const endPost = defineAction({
  name: 'supervision.end-post',
  input: EndPost,
  allow: access.savePost,
  async run(tx, { input: { id, version }, now, authorise }) {
    await lockPost(tx, id, version)
    await authoriseOld(tx, id, authorise)
    await tables(tx)
      .updateTable('supervision_posts')
      .set({ ended_at: now, version: version + 1 })
      .where('id', '=', id)
      .execute()
    return {
      output: { id },
      subject: { type: 'supervision-post', id },
      change: { ended: now.toISOString() },
      events: [{ name: 'supervision.post-ended', payload: { id } }],
    }
  },
})

async function authoriseOld(
  tx: Tx,
  id: string,
  authorise: ActionContext<unknown>['authorise'],
): Promise<void> {
  const { places } = await tables(tx)
    .selectFrom('supervision_posts')
    .select('places')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  for (const place of places) authorise({ place })
}

async function refuseUnknown(tx: Tx, accounts: readonly string[]): Promise<void> {
  const names = await activeNames(tx, accounts)
  if (accounts.some((a) => !names.has(a)))
    throw new Refusal('invalid', 'supervision.unknown-account', { field: 'account' })
}
