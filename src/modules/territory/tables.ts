import type { ColumnType } from 'kysely'
import type { Database, Tx } from '#kernel/database'
import type { Shape } from '#kernel/geo/contract'

type ShapeColumn = ColumnType<Shape, string, string>

export interface GridCells {
  code: string
  name: string
  community: string
  shape: ShapeColumn
  source: string
  imported_at: Date
  imported_by: string
}

export interface TerritoryShapes {
  code: string
  shape: ShapeColumn
  source: string
  imported_at: Date
  imported_by: string
}

export interface TerritoryLayers {
  layer: 'grids' | 'townships'
  stamp: string
  changed_at: Date
}

/** The module's own tables beside the kernel's. */
export function tables(tx: Tx | Database) {
  return tx.withTables<{
    grid_cells: GridCells
    territory_shapes: TerritoryShapes
    territory_layers: TerritoryLayers
  }>()
}
