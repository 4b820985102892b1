import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '#kernel/database'
import type { AnyAction } from '#kernel/http/define'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Job, type Reaction } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import { findResource } from '#modules/catalogue'
import type { Content, Resource } from '#modules/catalogue/contract'
import { currentRows } from '#modules/collection'
import { saveProposals } from '../actions.ts'
import { personalKinds } from '../contract.ts'
import { detectItem } from '../detect.ts'
import { tables } from '../tables.ts'

/** Rows looked at: more says no more about a column. */
const sampleSize = 1000

const Detect = z.object({ resource: z.uuid(), event: z.string(), again: z.boolean() })

/** Looks at a sample of the rows and proposes what each item holds; on a delivery only where nothing was proposed yet. */
const detectJob = defineJob({
  name: 'protection.detect-kinds',
  input: Detect,
  async run(kernel, { resource: id, event, again }) {
    const { db } = kernel.app
    const resource = await findResource(db, id)
    if (resource?.state !== 'published') return
    if (!again && (await isProposed(db, resource))) return
    const rows = await sampleOf(db, id)
    const proposals = resource.content.items.map((item) =>
      detectItem(
        item,
        resource.content.rules,
        rows.map((r) => textOf(r[item.name])),
      ),
    )
    await kernel.execute(saveProposals, {
      actor: systemActor('protection.detect-kinds'),
      input: { id, version: resource.version, proposals },
      key: `detect:${event}`,
    })
  },
})

async function isProposed(db: Database, resource: Resource): Promise<boolean> {
  const rows = await tables(db)
    .selectFrom('protection_kinds')
    .select('item')
    .where('resource', '=', resource.id)
    .where('proposed_at', 'is not', null)
    .execute()
  const known = new Set(rows.map((r) => r.item))
  return resource.content.items.every((i) => known.has(i.name))
}

async function sampleOf(db: Database, resource: string): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<{ data: Record<string, unknown> }>`
    select data from ${currentRows()} where resource = ${resource}::uuid
    order by tx desc, seq desc limit ${sampleSize}`.execute(db)
  return rows.map((r) => r.data)
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const Confirmed = z.object({ kinds: z.record(z.string(), z.enum(personalKinds).nullable()) })

export interface CatalogueSteps {
  readonly saveDraft: AnyAction
  readonly publish: AnyAction
}

/**
 * Confirmed kinds become part of the resource's description, so that all that reads it follows: masks in sharing, floors
 * of levels, exports. Where a draft is being prepared they join it, and its owner publishes.
 */
function describeJob({ saveDraft, publish }: CatalogueSteps) {
  return defineJob({
    name: 'protection.describe-kinds',
    input: Confirmed.extend({ resource: z.uuid(), event: z.string() }),
    async run(kernel, { resource: id, kinds, event }) {
      const resource = await findResource(kernel.app.db, id)
      if (resource?.state !== 'published') return
      const before = resource.draft ?? resource.content
      const content = described(before, kinds)
      if (JSON.stringify(content) === JSON.stringify(before)) return
      const saved = await run(kernel, saveDraft, `${event}:draft`, {
        id,
        revision: resource.revision,
        content,
      })
      if (resource.draft === null)
        await run(kernel, publish, `${event}:publish`, {
          id,
          revision: saved.revision,
          note: '个人信息种类经人工确认',
        })
    },
  })
}

function described(content: Content, kinds: z.infer<typeof Confirmed>['kinds']): Content {
  const items = content.items.map((i) =>
    Object.hasOwn(kinds, i.name) ? { ...i, personal: kinds[i.name] ?? null } : i,
  )
  return { ...content, items }
}

async function run(kernel: Kernel, action: AnyAction, key: string, input: object) {
  return (await kernel.execute(action, {
    actor: systemActor('protection.describe-kinds'),
    input,
    key,
  })) as { revision: number }
}

export function kindJobs(steps: CatalogueSteps): Job[] {
  return [detectJob, describeJob(steps)] as Job[]
}

export const kindReactions: readonly Reaction[] = [
  {
    on: 'protection.detection-asked',
    job: 'protection.detect-kinds',
    input: (e) => ({ resource: e.subject.id, event: e.id, again: true }),
  },
  {
    on: 'collection.delivered',
    job: 'protection.detect-kinds',
    input: (e) => ({ resource: e.subject.id, event: e.id, again: false }),
  },
  {
    on: 'protection.kinds-confirmed',
    job: 'protection.describe-kinds',
    input: (e) => ({ ...Confirmed.parse(e.payload), resource: e.subject.id, event: e.id }),
  },
]
