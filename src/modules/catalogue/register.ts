import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database, Tx } from '#kernel/database'
import { type DataLevel, type GradeView, GradingTable } from './contract/grading.ts'
import type { Resource } from './contract/resource.ts'
import type { GradingFacts } from './rules.ts'
import { listEdges } from './store.ts'
import { type GradeTable, tables } from './tables.ts'

/** Name of the setting under which an office keeps its own grading table. */
export const gradingSetting = 'catalogue.grading'

const file = resolve(import.meta.dirname, '../../../data/catalogue/grading.json')
const Shipped = GradingTable.extend({ sources: z.record(z.string(), z.string()) })

let shipped: z.infer<typeof Shipped> | undefined

/** The table that the project ships, and where each part of it comes from. */
export function shippedGrading(): { table: GradingTable; sources: Readonly<Record<string, string>> } {
  shipped ??= Shipped.parse(JSON.parse(readFileSync(file, 'utf8')))
  const { sources, ...table } = shipped
  return { table, sources }
}

/** What grades are read from: what the data authority saved, else what is shipped. */
export async function readGradingTable(
  db: Tx | Database,
): Promise<{ table: GradingTable; changedAt: Date | null }> {
  const row = await db
    .selectFrom('settings')
    .select(['value', 'updated_at'])
    .where('name', '=', gradingSetting)
    .executeTakeFirst()
  if (row === undefined) return { table: shippedGrading().table, changedAt: null }
  return { table: GradingTable.parse(row.value), changedAt: row.updated_at }
}

/** The level that holds for each of the resources; those that nobody graded are not in it. */
export async function currentLevels(
  db: Tx | Database,
  ids: readonly string[],
): Promise<Map<string, DataLevel>> {
  const { rows } = await sql<{ resource: string; level: DataLevel }>`
    select distinct on (resource) resource, level from catalogue_grades
    where resource = any(${ids}::uuid[]) order by resource, seq desc`.execute(db)
  return new Map(rows.map((r) => [r.resource, r.level]))
}

/** The grade that holds for each of the resources, with the day on which it is looked at again. */
export async function currentGrades(
  db: Tx | Database,
  ids: readonly string[],
): Promise<Map<string, { level: DataLevel; review: string }>> {
  const { rows } = await sql<{ resource: string; level: DataLevel; review: string }>`
    select distinct on (resource) resource, level, review::text as review from catalogue_grades
    where resource = any(${ids}::uuid[]) order by resource, seq desc`.execute(db)
  return new Map(rows.map((r) => [r.resource, { level: r.level, review: r.review }]))
}

/** Every grade of a resource, newest first. */
export async function listGrades(db: Tx | Database, resource: string): Promise<GradeView[]> {
  const { rows } = await sql<Omit<GradeTable, 'at'> & { at: Date; items: GradeView['items'] }>`
    select seq, version, at, level, items, impacts, lines, apart, reason, actor_name, review::text as review
    from catalogue_grades where resource = ${resource}::uuid order by seq desc limit 200`.execute(db)
  return rows.map((g) => ({
    seq: g.seq,
    version: g.version,
    at: g.at.toISOString(),
    level: g.level,
    items: g.items,
    impacts: g.impacts as unknown as GradeView['impacts'],
    lines: g.lines as unknown as GradeView['lines'],
    apart: g.apart,
    reason: g.reason,
    grader: g.actor_name,
    review: g.review,
  }))
}

/** Sources of a resource, each with the level that it has now. */
export async function listSources(db: Tx | Database, id: string) {
  const from = (await listEdges(db)).filter((e) => e.to === id).map((e) => e.from)
  if (from.length === 0) return []
  const levels = await currentLevels(db, from)
  const rows = await tables(db)
    .selectFrom('catalogue_resources')
    .select(['id', 'content', 'state'])
    .where('id', 'in', from)
    .execute()
  return rows.map((r) => ({
    id: r.id,
    name: r.content.name,
    isDraft: r.state === 'draft',
    level: levels.get(r.id) ?? null,
  }))
}

/** What a grade of the resource is judged by. */
export async function gradingFacts(db: Tx | Database, resource: Resource): Promise<GradingFacts> {
  const volume = await tables(db)
    .selectFrom('catalogue_volumes')
    .select('rows')
    .where('resource', '=', resource.id)
    .executeTakeFirst()
  return {
    content: resource.content,
    rows: Math.max(0, volume?.rows ?? 0),
    sources: await listSources(db, resource.id),
  }
}
