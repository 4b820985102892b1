import { sql } from 'kysely'
import type { Database } from '#kernel/database'
import type { Sample, WeekCount } from './rules.ts'

/** The version that the register lets run; undefined where there is none. */
export async function findApproved(
  db: Database,
  code: string,
): Promise<{ version: string; hash: string; automaticAbove: number | null; figures: unknown } | undefined> {
  const row = await db
    .selectFrom('algorithms')
    .select(['version', 'hash', 'automatic_above', 'figures'])
    .where('code', '=', code)
    .where('status', '=', 'approved')
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    version: row.version,
    hash: row.hash,
    automaticAbove: row.automatic_above,
    figures: row.figures,
  }
}

/** A judgement of which a person has disposed. */
export interface Disposed {
  readonly input: unknown
  readonly final: unknown
  readonly outcome: 'confirmed' | 'overturned'
  readonly at: Date
}

/** What persons made of an algorithm's judgements, of every version, newest first. */
export async function listDisposed(db: Database, code: string, limit: number): Promise<Disposed[]> {
  const rows = await db
    .selectFrom('decisions')
    .select(['input', 'final', 'outcome', 'at'])
    .where('algorithm', '=', code)
    .where('outcome', 'in', ['confirmed', 'overturned'])
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
  return rows as Disposed[]
}

/** Decisions of a version since a day by week, class, gate and outcome. */
export async function countWeeks(
  db: Database,
  { code, version }: { code: string; version: string },
  since: Date,
): Promise<WeekCount[]> {
  const { rows } = await sql<WeekCount>`
    select to_char(date_trunc('week', at at time zone 'Asia/Shanghai'), 'YYYY-MM-DD') as week,
      label, gate, outcome, count(*)::int as count
    from decisions where algorithm = ${code} and version = ${version} and at >= ${since}
    group by 1, 2, 3, 4`.execute(db)
  return rows
}

/** The decisions of a version before a moment (since `since`) and from it on. */
export async function readSamples(
  db: Database,
  { code, version }: { code: string; version: string },
  { since, split }: { since: Date; split: Date },
): Promise<{ before: Sample; now: Sample }> {
  const { rows } = await sql<SampleRow>`
    select at >= ${split} as recent, label, least(width_bucket(confidence, 0, 1, 10), 10) as decile,
      count(*)::int as count, count(novelty)::int as known,
      coalesce(sum(novelty), 0) as total, coalesce(sum(novelty * novelty), 0) as squares
    from decisions where algorithm = ${code} and version = ${version} and at >= ${since}
    group by 1, 2, 3`.execute(db)
  return { before: sampleOf(rows.filter((r) => !r.recent)), now: sampleOf(rows.filter((r) => r.recent)) }
}

interface SampleRow {
  readonly recent: boolean
  readonly label: string | null
  readonly decile: number
  readonly count: number
  readonly known: number
  readonly total: number
  readonly squares: number
}

function sampleOf(rows: readonly SampleRow[]): Sample {
  const labels: Record<string, number> = {}
  const deciles = new Array<number>(10).fill(0)
  for (const { label, decile, count } of rows) {
    if (label !== null) labels[label] = (labels[label] ?? 0) + count
    deciles[decile - 1] = (deciles[decile - 1] ?? 0) + count
  }
  const sum = (pick: (row: SampleRow) => number) => rows.reduce((total, row) => total + pick(row), 0)
  const known = sum((row) => row.known)
  const mean = known === 0 ? 0 : sum((row) => row.total) / known
  const variance = known === 0 ? 0 : Math.max(0, sum((row) => row.squares) / known - mean ** 2)
  return { labels, deciles, novelty: { rows: known, mean, deviation: Math.sqrt(variance) } }
}
