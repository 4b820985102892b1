import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Job, type Reaction } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import { blindIndex, type MasterKey } from '#kernel/vault'
import { findResource, listPublished } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import { readChanges } from '#modules/collection'
import { saveSubjects } from '../actions.ts'
import type { PersonalKind, SubjectEntry } from '../contract.ts'
import { effectiveKinds, indexKindOf, normalised, signatureOf } from '../rules.ts'
import { confirmedKinds } from '../store.ts'
import { tables } from '../tables.ts'

const pageSize = 2000
const who = systemActor('protection.index')

/** Takes what changed in a resource into the index of whose rows are whose. */
const indexJob = defineJob({
  name: 'protection.index',
  input: z.object({ resource: z.uuid() }).loose(),
  async run(kernel, { resource: id }) {
    const resource = await findResource(kernel.app.db, id)
    if (resource !== undefined) await indexResource(kernel, resource)
  },
})

/** What a running transaction hid from the look after its event is found here. */
const indexAllJob = defineJob({
  name: 'protection.index-all',
  input: z.object({}).loose(),
  cron: '*/5 * * * *',
  async run(kernel) {
    for (const resource of await listPublished(kernel.app.db)) await indexResource(kernel, resource)
  },
})

async function indexResource(kernel: Kernel, resource: Resource): Promise<void> {
  const { db } = kernel.app
  const kinds = effectiveKinds(resource.content, await confirmedKinds(db, resource.id))
  const signature = signatureOf(kinds)
  const known = await tables(db)
    .selectFrom('protection_positions')
    .selectAll()
    .where('resource', '=', resource.id)
    .executeTakeFirst()
  if (known === undefined && signature === '') return
  let from = known?.signature === signature ? known.position : null
  for (;;) {
    const after = from ?? undefined
    const page = await db.transaction().execute((tx) => readChanges(tx, resource.id, after, pageSize))
    if (page.changes.length === 0 && from !== null) return
    const entries = entriesOf(kernel.key, kinds, page.changes)
    const keys = page.changes.map((c) => c.key)
    const input = { id: resource.id, from, to: page.next, signature, keys, entries }
    const isSaved = await kernel.execute(saveSubjects, { actor: who, input }).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Refusal && error.code === 'conflict') return false
        throw error
      },
    )
    // Somebody else is taking the same changes in.
    if (!isSaved || !page.more) return
    from = page.next
  }
}

type Changes = readonly { readonly key: string; readonly data: Record<string, unknown> | null }[]

/** Of a row that occurs twice in a page the last word counts. */
function entriesOf(
  master: MasterKey,
  kinds: ReadonlyMap<string, PersonalKind>,
  changes: Changes,
): SubjectEntry[] {
  const last = new Map(changes.map((c) => [c.key, c.data]))
  return [...last].flatMap(([key, data]) =>
    data === null
      ? []
      : [...kinds].flatMap(([item, kind]): SubjectEntry[] => {
          const index = indexKindOf(kind)
          const value = index === undefined ? undefined : normalised(index, data[item])
          if (index === undefined || value === undefined) return []
          return [{ key, item, kind: index, index: blindIndex(master, index, value).toString('hex') }]
        }),
  )
}

export const subjectJobs: Job[] = [indexJob, indexAllJob] as Job[]

export const subjectReactions: readonly Reaction[] = [
  'collection.delivered',
  'collection.repaired',
  'protection.kinds-confirmed',
  'catalogue.published',
].map((on) => ({ on, job: 'protection.index', input: (e) => ({ resource: e.subject.id }) }))
