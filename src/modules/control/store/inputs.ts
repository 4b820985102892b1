import { type RawBuilder, sql } from 'kysely'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import { getResource } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import { currentRows } from '#modules/collection'
import { denial, filterCondition, findGrant, giveCounted, judgeUse } from '#modules/sharing'
import type { RowCondition } from '#modules/sharing/contract'
import type { ReadValue } from '../contract/levels.ts'
import type { CountBinding, ModelContent, ModelInput, ResourceBinding } from '../contract/models.ts'
import { findCount } from '../counts.ts'
import { measured, monthsBefore, newestOf, type SourceRow, withinMonths } from '../rules.ts'
import type { Subject } from './subjects.ts'

/** Rows of one subject that are looked at; a count does not grow beyond it. */
const mostRows = 2000

export interface Reading {
  readonly owner: string
  readonly content: ModelContent
  readonly now: Date
}

export type ReadValues = Record<string, ReadValue>

/**
 * The values of a model's inputs for some subjects, each with where it comes from. The owner's own resources are read
 * directly, those of others by their grants: judged, counted and refused as every use of a grant is.
 * @throws Refusal `forbidden` where a grant does not allow it: nobody is judged on what could not be read
 */
export async function readInputs(
  tx: Tx,
  reading: Reading,
  subjects: readonly Subject[],
): Promise<Map<string, ReadValues>> {
  const found = new Map<string, ReadValues>(subjects.map((s) => [s.id, {}]))
  for (const input of reading.content.inputs) {
    const values =
      input.binding.kind === 'count'
        ? await readCount(tx, input.binding, subjects, reading.now)
        : await readRowValues(tx, input, input.binding, reading, subjects)
    for (const s of subjects) {
      const value = values.get(s.id)
      if (value !== undefined) Object.assign(found.get(s.id) ?? {}, { [input.name]: value })
    }
  }
  return found
}

async function readCount(
  tx: Tx,
  { source, months }: CountBinding,
  subjects: readonly Subject[],
  now: Date,
): Promise<Map<string, ReadValue>> {
  const door = findCount(source)
  if (door === undefined) throw new Refusal('unavailable', 'control.no-count', { source })
  const counted = await door.count(tx, subjects, new Date(monthsBefore(now, months)), now)
  const name = { zh: door.zh, en: door.en }
  return new Map(
    subjects.map((s) => {
      const found = counted.get(s.id)
      const at = found?.at?.toISOString() ?? null
      const about = { kind: 'count' as const, name, provider: null, measure: 'count' as const }
      return [s.id, { value: found?.value ?? null, source: { ...about, rows: found?.value ?? 0, at } }]
    }),
  )
}

async function readRowValues(
  tx: Tx,
  input: ModelInput,
  binding: ResourceBinding,
  reading: Reading,
  subjects: readonly Subject[],
): Promise<Map<string, ReadValue>> {
  const resource = await getResource(tx, binding.resource)
  const rows =
    resource.provider === reading.owner
      ? await ownRows(tx, resource, binding, subjects)
      : await grantedRows(tx, binding, reading, subjects)
  const { name } = resource.content
  return new Map(
    subjects.map((s) => {
      const own = withinMonths(binding, rows.get(s.id) ?? [], reading.now)
      const source = {
        kind: 'rows' as const,
        name: { zh: name, en: name },
        provider: resource.provider,
        measure: binding.measure,
        rows: own.length,
        at: newestOf(own)?.since.toISOString() ?? null,
      }
      return [s.id, { value: measured(binding, input.type, own, reading.now), source }]
    }),
  )
}

type Rows = Map<string, SourceRow[]>

async function ownRows(
  tx: Tx,
  resource: Resource,
  binding: ResourceBinding,
  subjects: readonly Subject[],
): Promise<Rows> {
  const items = new Map(resource.content.items.map((i) => [i.name, i]))
  const conditions = binding.where.map((c) => filterCondition(c, items.get(c.item)))
  const matched: RawBuilder<unknown> =
    subjects[0]?.kind === 'area'
      ? sql`(data->>${binding.match}::text = s.identifier or starts_with(data->>${binding.match}::text, s.identifier || '/'))`
      : sql`data->>${binding.match}::text = s.identifier`
  const { rows } = await sql<SourceRow & { id: string }>`
    select s.id, r.since, jsonb_build_object('item', r.data->${binding.item ?? ''}::text, 'time', r.data->${binding.timeItem ?? ''}::text) as data
    from unnest(${subjects.map((s) => s.id)}::uuid[], ${subjects.map((s) => s.identifier)}::text[]) as s (id, identifier)
    cross join lateral (
      select data, since from ${currentRows()} where resource = ${resource.id}::uuid and ${matched}
        ${conditions.length === 0 ? sql`` : sql`and ${sql.join(conditions, sql` and `)}`}
      order by since desc limit ${mostRows}
    ) as r`.execute(tx)
  const named = rows.map(({ id, since, data }) => ({
    id,
    since,
    data: {
      ...(binding.timeItem === undefined ? {} : { [binding.timeItem]: data.time }),
      ...(binding.item === undefined ? {} : { [binding.item]: data.item }),
    },
  }))
  return Map.groupBy(named, (r) => r.id)
}

async function grantedRows(
  tx: Tx,
  binding: ResourceBinding,
  { owner, content, now }: Reading,
  subjects: readonly Subject[],
): Promise<Rows> {
  const grant = binding.grant === null ? undefined : await findGrant(tx, binding.grant)
  if (grant === undefined || grant.resource !== binding.resource || grant.consumer !== owner)
    throw new Refusal('forbidden', 'control.no-grant', { resource: binding.resource })
  const items = [...new Set([binding.match, binding.item, binding.timeItem].filter((i) => i !== undefined))]
  const limit = Math.min(grant.terms.rowsPerCall, mostRows)
  const found: Rows = new Map()
  for (const s of subjects) {
    const use = await judgeUse(tx, {
      grant,
      consumer: owner,
      action: 'read',
      purpose: content.purpose,
      items,
      rows: limit,
      now,
    })
    if (!use.judgement.permitted) throw denial(use.judgement.condition)
    const match: RowCondition = {
      item: binding.match,
      op: s.kind === 'area' ? 'within' : '=',
      values: [s.identifier],
    }
    found.set(s.id, await giveCounted(tx, use, { where: [match, ...binding.where], limit, now }))
  }
  return found
}
