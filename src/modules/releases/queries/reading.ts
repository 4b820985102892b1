import { sql } from 'kysely'
import { z } from 'zod'
import { defineQuery } from '#kernel/action'
import { findResource, getResource } from '#modules/catalogue'
import { rowsAsOf } from '#modules/collection'
import { filterCondition } from '#modules/sharing'
import { access } from '../access.ts'
import { itemsRead, type SourceRow } from '../anonymising.ts'
import { linkingColumns } from '../combining.ts'
import { populationFaults, quasiOf, sharedConditions } from '../rules.ts'
import { formerOf, getRelease } from '../store.ts'

/** Rows that one look takes. */
const pageSize = 5000

const Ref = z.object({ id: z.uuid() })

/** A page of the rows that a release is made of, as they were known at an instant; only the items that it needs. */
export const readRows = defineQuery({
  name: 'release.read-rows',
  input: Ref.extend({ asOf: z.iso.datetime(), after: z.string().default('') }),
  allow: access.work,
  async run(tx, { input, authorise }): Promise<{ rows: SourceRow[]; next: string | null }> {
    authorise({})
    const r = await getRelease(tx, input.id)
    const { content } = await getResource(tx, r.resource)
    const items = new Map(content.items.map((i) => [i.name, i]))
    const conditions = r.plan.rows.map((c) => filterCondition(c, items.get(c.item)))
    const filter = conditions.length === 0 ? sql`` : sql`and ${sql.join(conditions, sql` and `)}`
    const { rows } = await sql<{ key: string; data: Record<string, unknown> }>`
      select key, data from ${rowsAsOf(input.asOf)} where resource = ${r.resource}::uuid
        and key > ${input.after} ${filter} order by key limit ${pageSize}`.execute(tx)
    const read = itemsRead(r.plan)
    return {
      rows: rows.map(({ key, data }) => ({ key, values: read.map((item) => textOf(data[item])) })),
      next: rows.length < pageSize ? null : (rows.at(-1)?.key ?? null),
    }
  },
})

/** Combinations of values that a population may have; more would not fit beside the search. */
const mostGroups = 200_000

/**
 * People of the population by the plan's quasi-identifiers, as known at an instant; `groups` is undefined where there are
 * too many combinations, the answer where the plan names no population or it holds the items no longer.
 */
export const readPopulation = defineQuery({
  name: 'release.read-population',
  input: Ref.extend({ asOf: z.iso.datetime() }),
  allow: access.work,
  async run(tx, { input, authorise }) {
    authorise({})
    const { plan, resource } = await getRelease(tx, input.id)
    const own = (await getResource(tx, resource)).content
    const found = plan.population == null ? undefined : await findResource(tx, plan.population)
    if (found === undefined || found.state !== 'published') return undefined
    if (populationFaults(plan, own, found.content).length > 0) return undefined
    const items = new Map(found.content.items.map((i) => [i.name, i]))
    const conditions = sharedConditions(plan, own, found.content).map((c) =>
      filterCondition(c, items.get(c.item)),
    )
    const filter = conditions.length === 0 ? sql`` : sql`and ${sql.join(conditions, sql` and `)}`
    const cells = quasiOf(plan).map((c) => sql`data->${c.item}::text`)
    const { rows } = await sql<{ cells: unknown[]; people: number }>`
      select jsonb_build_array(${sql.join(cells)}) as cells, count(*)::int as people
      from ${rowsAsOf(input.asOf)} where resource = ${found.id}::uuid ${filter}
      group by 1 limit ${mostGroups + 1}`.execute(tx)
    const { name } = found.content
    if (rows.length > mostGroups) return { name, groups: undefined }
    return { name, groups: rows.map((r) => ({ values: r.cells.map(textOf), people: r.people })) }
  },
})

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Plan, levels and run of a release, and the types of what it is made of. */
export const runOf = defineQuery({
  name: 'release.run',
  input: Ref,
  allow: access.work,
  async run(tx, { input, authorise }) {
    authorise({})
    const r = await getRelease(tx, input.id)
    const { content } = await getResource(tx, r.resource)
    return {
      run: r.run,
      state: r.state,
      plan: r.plan,
      levels: r.levels,
      result: r.result,
      items: content.items.map(({ name, title, type }) => ({ name, title, type })),
    }
  },
})

/** Former releases that the new one is checked against, and the columns that could link their rows. */
export const formerRefs = defineQuery({
  name: 'release.former',
  input: Ref,
  allow: access.work,
  async run(tx, { input, authorise }) {
    authorise({})
    const r = await getRelease(tx, input.id)
    return (await formerOf(tx, r)).map((f) => ({
      release: f.id,
      number: f.number,
      title: f.plan.title,
      plan: f.plan,
      levels: f.result.chosen.levels,
      asOf: f.result.asOf,
      by: linkingColumns(r.plan, f.plan),
    }))
  },
})
