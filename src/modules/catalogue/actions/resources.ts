import { v7 as uuidv7 } from 'uuid'
import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import { CreateResource, Publish, Retire, SaveDraft } from '../contract/requests.ts'
import type { Content, Resource } from '../contract/resource.ts'
import { faultsOfPublishing } from '../publishing.ts'
import { changesBetween, classCode, faultsOf, kindOfChange, resourceCode } from '../rules.ts'
import { lockResource, nextSerial, wordsOf } from '../store.ts'
import { tables } from '../tables.ts'

/** What the access judgement sees of a resource: who provides it. */
export function subjectOf(r: Pick<Resource, 'id' | 'provider'>) {
  return { type: 'resource', id: r.id, lead: r.provider }
}

/** A resource begins as a draft; its code is given at once and stays. */
export const createResource = defineAction({
  name: 'catalogue.create',
  input: CreateResource,
  allow: access.create,
  async run(tx, { input, now, authorise }) {
    authorise({ lead: input.provider })
    refuseFaults(input.content)
    await refuseUnknown(tx, input.content, input.provider)
    const { id, code } = await insertDraft(tx, input, now)
    return {
      output: { id, revision: 1, version: 0, code },
      subject: subjectOf({ id, provider: input.provider }),
      change: { code, after: input.content },
      events: [{ name: 'catalogue.created', payload: { code } }],
    }
  },
})

/** What is being prepared; what is published stays as it is until the draft is published. */
export const saveDraft = defineAction({
  name: 'catalogue.save-draft',
  input: SaveDraft,
  allow: access.edit,
  async run(tx, { input, authorise }) {
    const r = await lockResource(tx, input)
    authorise(subjectOf(r))
    refuseRetired(r)
    refuseFaults(input.content)
    await refuseUnknown(tx, input.content, r.provider)
    await replaceDraft(tx, r, input.content)
    return {
      output: saved(r, {}),
      subject: subjectOf(r),
      change: { before: r.draft ?? r.content, after: input.content },
      events: [{ name: 'catalogue.draft-saved', payload: { code: r.code } }],
    }
  },
})

/** From now on data is checked by this version, and grants are given on it. */
export const publishResource = defineAction({
  name: 'catalogue.publish',
  input: Publish,
  allow: access.publish,
  async run(tx, { input, actor, now, authorise }) {
    const r = await lockResource(tx, input)
    authorise(subjectOf(r))
    refuseRetired(r)
    if (r.draft === null) throw new Refusal('not-now', 'catalogue.nothing-to-publish', { id: r.id })
    refuseFaults(r.draft)
    const held = await faultsOfPublishing(tx, { id: r.id, provider: r.provider, content: r.draft })
    if (held.length > 0) throw new Refusal('invalid', 'catalogue.faults', { faults: held })
    const before = r.state === 'draft' ? undefined : r.content
    const changes = before === undefined ? [] : changesBetween(before, r.draft)
    const version = r.version + 1
    const content = JSON.stringify(r.draft)
    await tables(tx)
      .insertInto('catalogue_versions')
      .values({
        resource: r.id,
        version,
        at: now,
        actor_id: actor.id,
        actor_name: actor.name,
        note: input.note,
        change: kindOfChange(before, changes),
        changes: JSON.stringify(changes.map(({ key, values }) => ({ key, values }))),
        content,
      })
      .execute()
    await tables(tx)
      .updateTable('catalogue_resources')
      .set({
        content,
        draft: null,
        version,
        revision: r.revision + 1,
        state: 'published',
        words: wordsOf(r.code, r.draft),
        published_at: now,
      })
      .where('id', '=', r.id)
      .execute()
    return {
      output: saved(r, { version }),
      subject: subjectOf(r),
      change: { version, changes: changes.map((c) => c.key), note: input.note },
      events: [
        {
          name: 'catalogue.published',
          payload: { code: r.code, version, change: kindOfChange(before, changes) },
        },
      ],
    }
  },
})

/** Nothing arrives and nothing is granted any more; what is held stays until its retention ends. */
export const retireResource = defineAction({
  name: 'catalogue.retire',
  input: Retire,
  allow: access.retire,
  async run(tx, { input, now, authorise }) {
    const r = await lockResource(tx, input)
    authorise(subjectOf(r))
    if (r.state !== 'published') throw new Refusal('not-now', 'catalogue.not-published', { id: r.id })
    await tables(tx)
      .updateTable('catalogue_resources')
      .set({ state: 'retired', retired_at: now, retired_reason: input.reason, revision: r.revision + 1 })
      .where('id', '=', r.id)
      .execute()
    return {
      output: saved(r, {}),
      subject: subjectOf(r),
      change: { state: 'retired', reason: input.reason },
      events: [{ name: 'catalogue.retired', payload: { code: r.code } }],
    }
  },
})

/** Takes back a retirement: rows arrive again, to those that are there. Grants that it ended stay ended. */
export const restoreResource = defineAction({
  name: 'catalogue.restore',
  input: Retire,
  allow: access.restore,
  async run(tx, { input, authorise }) {
    const r = await lockResource(tx, input)
    authorise(subjectOf(r))
    if (r.state !== 'retired') throw new Refusal('not-now', 'catalogue.not-retired', { id: r.id })
    await tables(tx)
      .updateTable('catalogue_resources')
      .set({ state: 'published', retired_at: null, retired_reason: null, revision: r.revision + 1 })
      .where('id', '=', r.id)
      .execute()
    return {
      output: saved(r, {}),
      subject: subjectOf(r),
      change: { state: 'published', reason: input.reason },
      events: [{ name: 'catalogue.restored', payload: { code: r.code } }],
    }
  },
})

/** Writes a new draft under the next code of its classification. */
export async function insertDraft(
  tx: Tx,
  { provider, content: given }: { provider: string; content: Content },
  now: Date,
): Promise<{ id: string; code: string }> {
  const id = uuidv7()
  const serial = await nextSerial(tx, classCode(given))
  const code = resourceCode(given, serial)
  const content = JSON.stringify(given)
  await tables(tx)
    .insertInto('catalogue_resources')
    .values({
      id,
      code,
      class_code: classCode(given),
      serial,
      provider,
      state: 'draft',
      version: 0,
      revision: 1,
      content,
      draft: content,
      words: wordsOf(code, given),
      published_at: null,
      retired_at: null,
      retired_reason: null,
      created_at: now,
    })
    .execute()
  return { id, code }
}

export async function replaceDraft(tx: Tx, r: Resource, content: Content): Promise<void> {
  const draft = JSON.stringify(content)
  const first = r.state === 'draft' ? { content: draft, words: wordsOf(r.code, content) } : {}
  await tables(tx)
    .updateTable('catalogue_resources')
    .set({ draft, revision: r.revision + 1, ...first })
    .where('id', '=', r.id)
    .execute()
}

function saved(r: Resource, { version = r.version }: { version?: number }) {
  return { id: r.id, revision: r.revision + 1, version, code: r.code }
}

export function refuseRetired(r: Resource): void {
  if (r.state === 'retired') throw new Refusal('not-now', 'catalogue.retired', { id: r.id })
}

export function refuseFaults(content: Content): void {
  const faults = faultsOf(content)
  if (faults.length > 0) throw new Refusal('invalid', 'catalogue.faults', { faults })
}

export async function refuseUnknown(tx: Tx, content: Content, provider: string): Promise<void> {
  const wanted = [...new Set([provider, content.owner.org, content.steward.org])]
  const rows = await tx
    .selectFrom('organizations')
    .select('code')
    .where('code', 'in', wanted)
    .where('active', '=', true)
    .execute()
  const known = new Set(rows.map((r) => r.code))
  const unknown = wanted.find((code) => !known.has(code))
  if (unknown !== undefined) throw new Refusal('invalid', 'catalogue.unknown-org', { org: unknown })
}
