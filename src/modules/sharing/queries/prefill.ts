import { z } from 'zod'
import { defineQuery, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { getResource, subjectOf } from '#modules/catalogue'
import type { Content, Resource } from '#modules/catalogue/contract'
import { access } from '../access.ts'
import { type Grant, type Prefilled, PrefillInput } from '../contract.ts'
import { grantSubject, listUsable } from '../store.ts'
import { judgeUse, parseWhere } from '../use.ts'
import { readRows } from './rows.ts'

const Values = z.record(z.string().max(100), z.string().max(2000))
type Same = NonNullable<NonNullable<Content['form']>['sameAs']>[string]

/**
 * 一数一源, 不重复填报: values of a form that a grant of its organization gives, or of one that covers it, with source and
 * date. Each source is judged as any use of the grant is; where one does not give, the item is asked by hand and the condition is said.
 */
export const prefill = defineQuery({
  name: 'sharing.prefill',
  input: PrefillInput,
  allow: access.prefill,
  async run(tx, { actor, input, now, authorise, logRead }): Promise<Prefilled> {
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
    const items: Prefilled['items'] = []
    const missing: Prefilled['missing'] = []
    for (const [item, same] of Object.entries(resource.content.form?.sameAs ?? {})) {
      const key = values[same.from]
      if (key === undefined || key === '') continue
      const found = await fetch({ tx, now, held, same, key })
      if (typeof found === 'string') {
        missing.push({ item, condition: found })
        continue
      }
      items.push({ item, value: found.value, since: found.since, source: sourceOf(found.resource) })
      logRead(grantSubject(found.grant), [same.item])
    }
    return { items, missing }
  },
})

interface Wanted {
  readonly tx: Tx
  readonly now: Date
  readonly held: readonly Grant[]
  readonly same: Same
  readonly key: string
}

type Found = { value: unknown; since: string; resource: Resource; grant: Grant }

/** The value, or the word for why there is none. */
async function fetch({ tx, now, held, same, key }: Wanted): Promise<Found | string> {
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
    const [row] = read.rows
    const [since] = read.since
    if (row === undefined || since === undefined || row[same.item] == null) condition = 'no-row'
    else if (read.rows.length > 1) condition = 'ambiguous'
    else return { value: row[same.item], since: since.toISOString(), resource: use.resource, grant }
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
