/** Metres on a plane. */
export type Spot = readonly [x: number, y: number]
/** One outline, not closed. */
type Piece = readonly Spot[]
/** Outlines that do not overlap. */
export type Land = readonly Piece[]
type Chain = { readonly spots: readonly Spot[]; readonly start: number; readonly end: number }

/** Below this, in square metres, a piece is a rounding left-over. */
const SLIVER = 1

/** Keeps the part of the land where normal · spot ≤ limit. */
export function cut(land: Land, normal: Spot, limit: number): Land {
  return land
    .flatMap((piece) => cutPiece(piece, normal, limit))
    .filter((piece) => areaOfLand([piece]) > SLIVER)
}

/**
 * The kept parts of a bent piece may fall apart. The outline is walked in chains on the kept side; where the
 * line is crossed, sorted along it, every second stretch lies inside and joins the end of one chain to the
 * start of another.
 */
function cutPiece(piece: Piece, normal: Spot, limit: number): Piece[] {
  const height = ([x, y]: Spot) => normal[0] * x + normal[1] * y - limit
  const along = ([x, y]: Spot) => normal[0] * y - normal[1] * x
  const first = piece.findIndex((spot) => height(spot) > 0)
  if (first === -1) return [piece]
  const chains: Chain[] = []
  let open: Spot[] = []
  let previous = piece[first] ?? [0, 0]
  for (let step = 1; step <= piece.length; step += 1) {
    const spot = piece[(first + step) % piece.length] ?? previous
    const [a, b] = [height(previous), height(spot)]
    if (a > 0 !== b > 0) {
      const t = a / (a - b)
      const crossing: Spot = [
        previous[0] + t * (spot[0] - previous[0]),
        previous[1] + t * (spot[1] - previous[1]),
      ]
      open.push(crossing)
      if (b > 0) {
        chains.push({ spots: open, start: along(open[0] ?? crossing), end: along(crossing) })
        open = []
      }
    }
    if (b <= 0) open.push(spot)
    previous = spot
  }
  return joinChains(chains)
}

function joinChains(chains: readonly Chain[]): Piece[] {
  const ends = chains
    .flatMap((chain) => [
      { chain, at: chain.start, isStart: true },
      { chain, at: chain.end, isStart: false },
    ])
    .sort((one, other) => one.at - other.at)
  const next = new Map<Chain, Chain>()
  for (let index = 0; index + 1 < ends.length; index += 2) {
    const pair = [ends[index], ends[index + 1]]
    const [from, to] = [pair.find((end) => end?.isStart === false), pair.find((end) => end?.isStart)]
    if (from === undefined || to === undefined) throw new Error('The outline crosses itself')
    next.set(from.chain, to.chain)
  }
  const pieces: Piece[] = []
  const left = new Set(chains)
  for (const chain of chains) {
    const spots: Spot[] = []
    for (let at: Chain | undefined = chain; at !== undefined && left.delete(at); at = next.get(at)) {
      spots.push(...at.spots)
    }
    if (spots.length > 0) pieces.push(spots)
  }
  return pieces
}

/** The least and the greatest value of direction · spot. */
export function spanAlong(land: Land, [dx, dy]: Spot): [number, number] {
  const values = land.flat().map(([x, y]) => dx * x + dy * y)
  return [Math.min(...values), Math.max(...values)]
}

export function areaOfLand(land: Land): number {
  return land.reduce((total, piece) => {
    const twice = piece.reduce((sum, [x, y], index) => {
      const [nextX, nextY] = piece[(index + 1) % piece.length] ?? [x, y]
      return sum + x * nextY - nextX * y
    }, 0)
    return total + Math.abs(twice) / 2
  }, 0)
}
