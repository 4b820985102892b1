import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#kernel/database'
import type { Counted, Grouping } from '../contract/indicators.ts'
import type { Period } from '../rules/drill.ts'
import type { Sum } from '../rules/indicators.ts'
import { type DurationName, type MeasureName, measureNames } from '../rules/measures.ts'
import type { Dimension } from '../statistics/grains.ts'
import { dayRows, dayRowsIn, durationRowsIn, type Of, openRows } from '../statistics/read.ts'

/** How rows are grouped; `whole` adds up everything. */
export type Key = Grouping | 'whole'

const district = sql`array_to_string((string_to_array(place, '/'))[1:2], '/')`

/** The only texts that a grouping becomes in SQL; what somebody asks for chooses among them. */
const keys: Readonly<Record<Key, RawBuilder<unknown>>> = {
  whole: sql`''`,
  day: sql`day::text`,
  week: sql`date_trunc('week', day)::date::text`,
  month: sql`date_trunc('month', day)::date::text`,
  org: sql`lead_org`,
  district,
  township: sql`place`,
  category: sql`category`,
  channel: sql`channel`,
  urgency: sql`urgency`,
}

const dimensions: Partial<Readonly<Record<Key, readonly Dimension[]>>> = {
  org: ['org'],
  township: ['township'],
  category: ['category'],
  channel: ['channel'],
  urgency: ['urgency'],
}

const dimensionsOf = (key: Key) => dimensions[key] ?? []
const tellsDays = (key: Key) => key === 'day' || key === 'week'

export type Sums = Readonly<Partial<Record<MeasureName, number>>>

/** Sums of these measures by key, one scan for all of them. */
export async function listSums(
  tx: Tx,
  of: Of,
  key: Key,
  measures: Iterable<MeasureName>,
  period: Period,
): Promise<Map<string, Sums>> {
  const wanted = new Set(measures)
  const columns = measureNames
    .filter((m) => wanted.has(m))
    .map((m) => sql`coalesce(sum(${sql.ref(m)}), 0)::float8 as ${sql.ref(m)}`)
  if (columns.length === 0) return new Map()
  const { rows } = await sql<Sums & { key: string }>`
    select ${keys[key]} as key, ${sql.join(columns)} from ${dayRowsIn(of, dimensionsOf(key), period, tellsDays(key))}
    group by 1`.execute(tx)
  return new Map(rows.map((r) => [r.key, r]))
}

/** Cases in the buckets of a duration, by key. */
export async function listBucketsBy(
  tx: Tx,
  of: Of,
  key: Key,
  duration: DurationName,
  period: Period,
): Promise<Map<string, Map<number, number>>> {
  const asked = { duration, period, tellsDays: tellsDays(key) }
  const found = durationRowsIn(of, dimensionsOf(key), asked)
  if (found === undefined) return new Map()
  const { rows } = await sql<{ key: string; bucket: number; n: number }>`
    select ${keys[key]} as key, bucket, sum(cases)::int as n from ${found} group by 1, 2`.execute(tx)
  const all = new Map<string, Map<number, number>>()
  for (const r of rows) all.set(r.key, (all.get(r.key) ?? new Map()).set(r.bucket, r.n))
  return all
}

/** What is open now by key; by time there is one key. */
export async function listOpenBy(
  tx: Tx,
  of: Of,
  key: Key,
  counted: Pick<Extract<Counted, { grain: 'openNow' }>, 'state' | 'mark'> = {},
): Promise<Map<string, number>> {
  const n = sql.ref(counted.mark ?? 'open')
  const state = counted.state === undefined ? sql`true` : sql`state = any(${[...counted.state]}::text[])`
  const { rows } = await sql<{ key: string; n: number }>`
    select ${keys[key]} as key, sum(${n})::int as n from ${openRows(of)} and ${state} group by 1`.execute(tx)
  return new Map(rows.map((r) => [r.key, r.n]))
}

/** How the number of open cases changed on the days after a day, by key; without an end, for what is known today. */
export async function listChangesAfter(
  tx: Tx,
  of: Of,
  key: Key,
  after: string,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; n: number }>`
    select ${keys[key]} as key, sum(open_change)::int as n from ${dayRows(of, dimensionsOf(key))}
      and day > ${after}::date and open_change is not null group by 1`.execute(tx)
  return new Map(rows.map((r) => [r.key, r.n]))
}

/** The value of a sum of columns. */
export function sumIn(sums: Sums | undefined, { plus, minus }: Sum): number {
  const add = (names: readonly MeasureName[]) => names.reduce((n, m) => n + (sums?.[m] ?? 0), 0)
  return add(plus) - add(minus)
}
