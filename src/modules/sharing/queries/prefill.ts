import { z } from 'zod'
import { defineQuery, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { getResource, subjectOf } from '#modules/catalogue'
import type { Content, Resource } from '#modules/catalogue/contract'
import { access } from '../access.ts'
import { type Grant, type Prefilled, PrefillInput } from '../contract.ts'
import { listUsable } from '../store.ts'
import { judgeUse, parseWhere } from '../use.ts'
import { readRows } from './rows.ts'

const Values = z.record(z.string().max(100), z.string().max(2000))
type Same = NonNullable<NonNullable<Content['form']>['sameAs']>[string]

/** What was looked for by a grant: one use of it, however many items of the form came from there. */
export interface LookedUp {
  readonly grant: string
  readonly items: readonly string[]
  readonly rows: number
}

/**
 * 一数一源, 不重复填报: values of a form that a grant of its organization gives, or of one that covers it, with source and
 * date. Each source is judged as any use of the grant is; where one does not give, the item is asked by hand and the
 * condition is said. Nothing of it may leave before `countPrefill` has counted and logged what was looked up.
 */
export const findPrefill = defineQuery({
  name: 'sharing.find-prefill',
  input: PrefillInput,
  allow: access.prefill,
  async run(tx, { actor, input, now, authorise }): Promise<Prefilled & { looked: LookedUp[] }> {
    const resource = await getResource(tx, input.resource)
    authorise(subjectOf(resource))
    const fills = actor.posts.some(
      (p) =>
        p.org === resource.provider &&
        (p.role === 'data-manager' || resource.content.form?.roles.includes(p.role)),
    )
    if (!fills) throw new Refusal('forbidden', 'sharing.not-your-form', { id: resource.id })
    const values = parseValues(input.values)
    const held = await listUsable(tx, resource.provider)
    const looked = new Map<string, LookedUp>()
    const items: Prefilled['items'] = []
    const missing: Prefilled['missing'] = []
    for (const [item, same] of Object.entries(resource.content.form?.sameAs ?? {})) {
      const key = values[same.from]
      if (key === undefined || key === '') continue
      const found = await fetch({ tx, now, held, same, key, looked })
      if (typeof found === 'string') missing.push({ item, condition: found })
      else items.push({ item, value: found.value, since: found.since, source: sourceOf(found.resource) })
    }
    return { items, missing, looked: [...looked.values()] }
  },
})

interface Wanted {
  readonly tx: Tx
  readonly now: Date
  readonly held: readonly Grant[]
  readonly same: Same
  readonly key: string
  /** By grant; what is looked up is added. */
  readonly looked: Map<string, LookedUp>
}

type Found = { value: unknown; since: string; resource: Resource }

/** The value, or the word for why there is none. */
async function fetch({ tx, now, held, same, key, looked }: Wanted): Promise<Found | string> {
  let condition = 'no-grant'
  for (const grant of held.filter((g) => g.resource === same.resource)) {
    const rows = Math.min(2, grant.terms.rowsPerCall)
    const wish = { grant, consumer: grant.consumer, action: 'read', purpose: grant.purpose, now } as const
    const use = await judgeUse(tx, { ...wish, items: [same.item, same.keyItem], rows })
    if (!use.judgement.permitted) {
      condition = use.judgement.condition
      continue
    }
    if (grant.terms.masks[same.item] !== undefined || grant.terms.masks[same.keyItem] !== undefined) {
      condition = 'masked'
      continue
    }
    const where = parseWhere([{ item: same.keyItem, op: '=', values: [key] }], grant, use.resource.content)
    const page = { items: [same.item], where, after: undefined, limit: rows }
    const read = await readRows(tx, grant, use.resource.content, page)
    // What finds nothing tells something too: it is a use like the others.
    const before = looked.get(grant.id)
    looked.set(grant.id, {
      grant: grant.id,
      items: [...new Set([...(before?.items ?? []), same.item])],
      rows: (before?.rows ?? 0) + read.rows.length,
    })
    const [row] = read.rows
    const [since] = read.since
    if (row === undefined || since === undefined || row[same.item] == null) condition = 'no-row'
    else if (read.rows.length > 1) condition = 'ambiguous'
    else return { value: row[same.item], since: since.toISOString(), resource: use.resource }
  }
  return condition
}

function sourceOf(r: Resource): Prefilled['items'][number]['source'] {
  return { resource: r.id, name: r.content.name, code: r.code, provider: r.provider }
}

function parseValues(text: string): Record<string, string> {
  try {
    return Values.parse(JSON.parse(text))
  } catch {
    throw new Refusal('invalid', 'sharing.where-unreadable', { field: 'values' })
  }
}
