import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { CheckedLayer, GridCell, TownshipShape } from './contract.ts'
import { tables } from './tables.ts'

/** Rows written or read at once: large enough to be quick, small enough that requests in between are served. */
const batch = 2_000

export interface ImportedBy {
  readonly source: string
  readonly at: Date
  readonly by: string
}

/**
 * The first step of an import: writers of a layer wait here for each other, and every process learns that its index
 * is old.
 */
export async function takeLayer(tx: Tx, layer: 'grids' | 'townships', at: Date): Promise<void> {
  await tables(tx)
    .updateTable('territory_layers')
    .set({ stamp: sql<string>`gen_random_uuid()`, changed_at: at })
    .where('layer', '=', layer)
    .execute()
}

/** Puts these cells in the place of all cells of their communities. Returns how many went. */
export async function replaceCells(
  tx: Tx,
  cells: CheckedLayer['accepted'],
  communities: readonly string[],
  o: ImportedBy,
): Promise<number> {
  const { rows } = await sql<{ gone: number }>`with gone as (
      delete from grid_cells where community = any(${[...communities]}::text[]) returning 1)
    select count(*)::int as gone from gone`.execute(tx)
  for (const part of chunks(cells))
    await tables(tx)
      .insertInto('grid_cells')
      .values(
        part.map((c) => ({
          ...c,
          community: c.code.slice(0, 12),
          ...columnsOf(o),
        })),
      )
      .execute()
  return rows[0]?.gone ?? 0
}

/** Puts these borders in the place of the same townships' former ones. Returns how many had one. */
export async function replaceTownships(
  tx: Tx,
  shapes: CheckedLayer['accepted'],
  o: ImportedBy,
): Promise<number> {
  const codes = shapes.map((s) => s.code)
  const { rows } = await sql<{ gone: number }>`with gone as (
      delete from territory_shapes where code = any(${codes}::text[]) returning 1)
    select count(*)::int as gone from gone`.execute(tx)
  for (const part of chunks(shapes))
    await tables(tx)
      .insertInto('territory_shapes')
      .values(part.map((s) => ({ code: s.code, shape: s.shape, ...columnsOf(o) })))
      .execute()
  return rows[0]?.gone ?? 0
}

/** Differs whenever a layer was imported. */
export async function layersStamp(db: Database): Promise<string> {
  const rows = await tables(db).selectFrom('territory_layers').select('stamp').orderBy('layer').execute()
  return rows.map((r) => r.stamp).join(' ')
}

export async function readCells(db: Database): Promise<GridCell[]> {
  const cells: GridCell[] = []
  for (let after = ''; ; ) {
    const rows = await tables(db)
      .selectFrom('grid_cells')
      .select(['code', 'name', 'community as communityCode', 'shape'])
      .where('code', '>', after)
      .orderBy('code')
      .limit(batch)
      .execute()
    for (const row of rows) cells.push({ ...row, synthetic: false })
    const last = rows.at(-1)
    if (last === undefined || rows.length < batch) return cells
    after = last.code
  }
}

export async function readTownships(db: Database): Promise<TownshipShape[]> {
  return tables(db).selectFrom('territory_shapes').select(['code', 'shape']).orderBy('code').execute()
}

function columnsOf({ source, at, by }: ImportedBy) {
  return { source, imported_at: at, imported_by: by }
}

function* chunks<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < list.length; from += batch) yield list.slice(from, from + batch)
}
