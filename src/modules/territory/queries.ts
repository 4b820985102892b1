import { sql } from 'kysely'
import { z } from 'zod'
import { mayEver } from '#kernel/access/define'
import { defineQuery } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { access } from './access.ts'
import { type CellPage, type LayersView, ListCells } from './contract.ts'
import { gridsInForce } from './grids.ts'
import { tables } from './tables.ts'

const most = 2_000
const shownSources = 20

/** Asked before a layer is checked, so that nobody without the right makes the program work. */
export const mayImport = defineQuery({
  name: 'territory.may-import',
  input: z.object({}),
  allow: access.import,
  async run(_tx, { authorise }) {
    authorise({})
    return true
  },
})

/** Which layers are in force and where they come from. */
export const layersQuery = defineQuery({
  name: 'territory.layers',
  input: z.object({}),
  allow: access.read,
  async run(tx, { actor, authorise }): Promise<LayersView> {
    authorise({})
    const { rows } = await sql<{ own: number; communities: number }>`
      select count(*)::int as own, count(distinct community)::int as communities from grid_cells`.execute(tx)
    const townships = await listSources(tx, 'territory_shapes')
    const demo = [...gridsInForce().cells.values()].filter((c) => c.synthetic).length
    return {
      grids: {
        ...(rows[0] ?? { own: 0, communities: 0 }),
        demo,
        sources: await listSources(tx, 'grid_cells'),
      },
      townships: { own: townships.reduce((sum, s) => sum + s.features, 0), sources: townships },
      can: { import: mayEver(access.import, actor) },
    }
  },
})

/** The city's own cells below a place, with their shapes in WGS-84. */
export const cellsQuery = defineQuery({
  name: 'territory.cells',
  input: ListCells,
  allow: access.read,
  async run(tx, { input, authorise }): Promise<CellPage> {
    authorise({})
    const rows = await tables(tx)
      .selectFrom('grid_cells')
      .select(['code', 'name', 'community', 'shape'])
      .where('code', 'like', `${input.below}%`)
      .orderBy('code')
      .limit(most + 1)
      .execute()
    const cells = rows.slice(0, most).map((r) => ({ ...r, shape: r.shape as unknown as number[][][][] }))
    return { cells, more: rows.length > most }
  },
})

async function listSources(tx: Tx, table: 'grid_cells' | 'territory_shapes') {
  const { rows } = await sql<{ source: string; features: number; at: Date }>`
    select source, count(*)::int as features, max(imported_at) as at from ${sql.table(table)}
    group by source order by at desc limit ${shownSources}`.execute(tx)
  return rows.map((r) => ({ source: r.source, features: r.features, importedAt: r.at.toISOString() }))
}
