import { sql } from 'kysely'
import { defineQuery } from '#kernel/action'
import type { Case } from '#kernel/cases'
import { access } from '../access.ts'
import {
  type Level,
  levels,
  type WarningDetails,
  WarningFilters,
  type WarningPlace,
  type WarningPlaces,
} from '../contract.ts'
import { conditionsOf, rowOf } from './warnings.ts'

/** More of a place are one click away, in the list. */
const mostRows = 20
/** More places are told as a number. */
const mostPlaces = 100

const township = sql<string>`array_to_string((string_to_array(place, '/'))[1:3], '/')`
const level = sql<Level>`document->'details'->>'level'`
const rank = sql`array_position(array['red', 'orange', 'yellow', 'blue'], ${level})`

/** The warnings of the list by township (what lies higher, by its own place): that with the highest level first. */
export const listWarningPlaces = defineQuery({
  name: 'early-warning.warning-places',
  input: WarningFilters,
  allow: access.see,
  async run(tx, { input, actor }): Promise<WarningPlaces> {
    const mine = conditionsOf(input, actor)
    const chosen = input.level === undefined ? sql`true` : sql`${level} = ${input.level}`
    const counted = await sql<{ place: string; level: Level; n: number }>`
      select ${township} as place, ${level} as level, count(*)::int as n
      from cases where ${mine} and ${chosen} group by 1, 2`.execute(tx)
    const { rows } = await sql<{ at: string; document: Case<WarningDetails> }>`
      select at, document from (
        select ${township} as at, document, created_at, id, ${rank} as rank,
          row_number() over (partition by ${township} order by ${rank}, created_at desc, id) as n
        from cases where ${mine} and ${chosen}) ranked
      where n <= ${mostRows} order by rank, created_at desc, id`.execute(tx)
    const rowsOf = Map.groupBy(rows, (r) => r.at)
    const places = [...Map.groupBy(counted.rows, (c) => c.place)]
      .map(([place, counts]): WarningPlace => {
        const byLevel = countsOf(counts)
        const total = counts.reduce((sum, c) => sum + c.n, 0)
        return { place, total, byLevel, rows: (rowsOf.get(place) ?? []).map((r) => rowOf(r.document)) }
      })
      .toSorted(worstFirst)
    return { places: places.slice(0, mostPlaces), more: Math.max(0, places.length - mostPlaces) }
  },
})

function countsOf(counts: readonly { level: Level; n: number }[]): Record<Level, number> {
  const none: Record<Level, number> = { blue: 0, yellow: 0, orange: 0, red: 0 }
  return { ...none, ...Object.fromEntries(counts.map((c) => [c.level, c.n])) }
}

/** By the number of red ones, then of orange ones and so on; places alike by their code. */
function worstFirst(a: WarningPlace, b: WarningPlace): number {
  for (const l of levels.toReversed()) {
    const more = b.byLevel[l] - a.byLevel[l]
    if (more !== 0) return more
  }
  return a.place < b.place ? -1 : 1
}
