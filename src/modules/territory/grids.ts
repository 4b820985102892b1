import { buildPlaceIndex, innerPointOf, type PlaceIndex, type Point } from '#kernel/geo'
import type { GridCell, GridImportRow, TownshipShape } from './contract.ts'
import { demoCells } from './reference.ts'

/** A cell without its shape, which only the index needs. */
export type IndexedCell = GridImportRow & { readonly point: Point; readonly synthetic: boolean }

/** Cells in which to place points. */
export type GridIndex = {
  readonly cells: ReadonlyMap<string, IndexedCell>
  readonly byCommunity: ReadonlyMap<string, readonly string[]>
  readonly index: PlaceIndex
}

export type Borders = { readonly codes: ReadonlySet<string>; readonly index: PlaceIndex }

/** The city's own cells and borders, and whether the demo's cells fill the communities that have none. */
export type OwnLayers = {
  readonly cells: readonly GridCell[]
  readonly townships: readonly TownshipShape[]
  readonly demo: boolean
}

type InForce = { readonly grids: GridIndex; readonly borders: Borders }

let inForce: InForce | undefined

/** Makes the layer that `locate` takes; where cells overlap, the one listed first holds the point. */
export function makeGridIndex(cells: readonly GridCell[]): GridIndex {
  const byCommunity = Map.groupBy(cells, (cell) => cell.communityCode)
  return {
    cells: new Map(
      cells.map(({ shape, ...cell }) => [cell.code, { ...cell, point: innerPointOf(shape) }] as const),
    ),
    byCommunity: new Map([...byCommunity].map(([community, list]) => [community, list.map((c) => c.code)])),
    index: buildPlaceIndex(cells.map(({ code, shape }) => ({ id: code, shape }))),
  }
}

/** The cells that this process places points in: the demo's alone, until the program has read its own. */
export function gridsInForce(): GridIndex {
  return layers().grids
}

/** Borders of townships; empty until somebody imported some. */
export function bordersInForce(): Borders {
  return layers().borders
}

/** Places points by these layers from now on. Where the city brought cells of a community, the demo's are gone. */
export function putInForce({ cells, townships, demo }: OwnLayers): void {
  const own = new Set(cells.map((cell) => cell.communityCode))
  const filling = demo ? demoCells().filter((cell) => !own.has(cell.communityCode)) : []
  inForce = {
    grids: makeGridIndex([...cells, ...filling]),
    borders: {
      codes: new Set(townships.map((t) => t.code)),
      index: buildPlaceIndex(townships.map(({ code, shape }) => ({ id: code, shape }))),
    },
  }
}

/** Back to what a program without a database knows. */
export function takeOutOfForce(): void {
  inForce = undefined
}

function layers(): InForce {
  if (inForce === undefined) putInForce({ cells: [], townships: [], demo: true })
  return inForce as InForce
}
