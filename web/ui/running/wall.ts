import type { OwnBlock } from '#modules/scenarios/contract'

/** A block with its place in the page, by which its rows and figures are asked for. */
export interface Placed {
  readonly block: OwnBlock
  readonly n: number
}

export interface WallGroups {
  /** Single figures, side by side. */
  readonly figures: readonly Placed[]
  readonly maps: readonly Placed[]
  /** Trends, bars, tables and texts: to the left and the right of the map, or all in one row where there is none. */
  readonly sides: readonly (readonly Placed[])[]
}

/** Where each block of a wall stands. Nobody gives a command there. */
export function groupsOf(blocks: readonly OwnBlock[]): WallGroups {
  const placed = blocks.map((block, n) => ({ block, n })).filter(({ block }) => block.kind !== 'command')
  const isFigure = ({ block }: Placed) => block.kind === 'indicator' && block.show === 'figure'
  const maps = placed.filter(({ block }) => block.kind === 'map')
  const rest = placed.filter((p) => p.block.kind !== 'map' && !isFigure(p))
  const half = Math.ceil(rest.length / 2)
  const sides = maps.length === 0 ? rest.map((p) => [p]) : [rest.slice(0, half), rest.slice(half)]
  return { figures: placed.filter(isFigure), maps, sides: sides.filter((side) => side.length > 0) }
}
