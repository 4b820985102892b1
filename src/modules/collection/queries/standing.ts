import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { Resource } from '#modules/catalogue/contract'
import { lateFrom } from '#modules/catalogue/rules'
import { dimensions, type Measures, noMeasures, type Standing, scoreOf, type Weights } from '../rules.ts'
import { tables } from '../tables.ts'

/** Days that a resource's present score looks back on. */
export const scoredDays = 30

type Counted = { readonly [K in keyof Measures]: string | number }

/** Sums come from the database as text. */
export function measuresOf(row: Counted | undefined): Measures {
  if (row === undefined) return noMeasures
  const names = Object.keys(noMeasures) as (keyof Measures)[]
  return Object.fromEntries(names.map((n) => [n, Number(row[n] ?? 0)])) as unknown as Measures
}

export async function readWeights(db: Tx | Database): Promise<Weights> {
  const rows = await tables(db).selectFrom('quality_weights').selectAll().execute()
  const known = new Map(rows.map((r) => [r.dimension, r.weight]))
  return Object.fromEntries(dimensions.map((d) => [d, known.get(d) ?? 0])) as unknown as Weights
}

export interface Standings {
  readonly last: { readonly at: Date; readonly sent: number; readonly quarantined: number } | null
  readonly standing: Standing
}

/** What resources are like now, by id: the last delivery, when the next is late, the score, what waits. */
export async function readStandings(
  db: Tx | Database,
  resources: readonly Resource[],
  now: Date,
): Promise<Map<string, Standings>> {
  const ids = resources.map((r) => r.id)
  const weights = await readWeights(db)
  const { rows } = await sql<
    Counted & {
      id: string
      at: Date | null
      last_sent: number | null
      last_quarantined: number | null
      waiting: number
      waiting_since: Date | null
    }
  >`
    select r.id, d.at, d.sent as last_sent, d.quarantined as last_quarantined, w.waiting, w.waiting_since, q.*
    from unnest(${ids}::uuid[]) as r (id)
    left join lateral (select at, sent, quarantined from deliveries where resource = r.id and done order by at desc limit 1) d on true
    left join lateral (select count(*)::int as waiting, min(at) as waiting_since from quarantined_rows
      where resource = r.id and state = 'waiting') w on true
    left join lateral (select sum(sent) as sent, sum(cells) as cells, sum(filled) as filled, sum(invalid) as invalid,
        sum(inconsistent) as inconsistent, sum(duplicates) as duplicates, sum(deliveries) as deliveries, sum(late) as late
      from quality_days where resource = r.id and day > (${now}::timestamptz at time zone 'Asia/Shanghai')::date - ${scoredDays}::int) q on true`.execute(
    db,
  )
  const byId = new Map(rows.map((r) => [r.id, r]))
  return new Map(
    resources.map((r) => {
      const row = byId.get(r.id)
      const begun = row?.at ?? (r.publishedAt === null ? null : new Date(r.publishedAt))
      const last =
        row?.at == null
          ? null
          : { at: row.at, sent: row.last_sent ?? 0, quarantined: row.last_quarantined ?? 0 }
      const standing: Standing = {
        lateFrom: begun === null ? null : lateFrom(r.content.cycle, begun),
        score: scoreOf(measuresOf(row), weights),
        waiting: row?.waiting ?? 0,
        waitingSince: row?.waiting_since ?? null,
      }
      return [r.id, { last, standing }]
    }),
  )
}

export async function readStanding(tx: Tx, resource: Resource, now: Date): Promise<Standing> {
  const found = (await readStandings(tx, [resource], now)).get(resource.id)
  if (found === undefined) throw new Error(`No standing of ${resource.id}`)
  return found.standing
}

/** First places of the organizations: where the office sits whose limits count. */
export async function readPlaces(db: Tx | Database, orgs: readonly string[]): Promise<Map<string, string>> {
  if (orgs.length === 0) return new Map()
  const rows = await db
    .selectFrom('organizations')
    .select(['code', 'places'])
    .where('code', 'in', [...orgs])
    .execute()
  return new Map(rows.flatMap((r) => (r.places[0] === undefined ? [] : [[r.code, r.places[0]] as const])))
}
