import { sql } from 'kysely'
import { z } from 'zod'
import { defineQuery } from '#kernel/action'
import { getResource } from '#modules/catalogue'
import { rowsAsOf } from '#modules/collection'
import { filterCondition } from '#modules/sharing'
import { access } from '../access.ts'
import { itemsRead, type SourceRow } from '../anonymising.ts'
import { linkingColumns } from '../combining.ts'
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
