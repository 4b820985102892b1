import { shorten } from '../measured.ts'

/**
 * A memory of stretches of the series and the distance to the nearest of them: conformal anomaly detection by nearest
 * neighbours over a lag embedding (Burnaev and Ishimtsev, "Conformalized density- and distance-based anomaly detection in
 * time-series data", 2016), here at two lengths and with a memory that thins out as it fills.
 */
export interface Shapes {
  /** Stretches of `long` values, oldest first. */
  kept: number[][]
  /** Not compared yet: they still overlap the newest stretch. */
  waiting: number[][]
  /** Every which stretch is kept. */
  stride: number
  /** Stretches since the last kept one. */
  since: number
}

export function emptyShapes(): Shapes {
  return { kept: [], waiting: [], stride: 1, since: 0 }
}

export interface ShapeSize {
  readonly short: number
  readonly long: number
  /** Most stretches kept. */
  readonly memory: number
}

/** After so many doublings the oldest stretch goes instead, so that an endless stream forgets. */
const largestStride = 16
const shortNeighbours = 5
const longNeighbours = 3

/** Mean distance to the nearest kept stretches over the last `short` values and over all; null while there are too few. */
export function distances(
  { kept }: Shapes,
  stretch: readonly number[],
  { short, long }: ShapeSize,
): { short: number; long: number } | null {
  if (kept.length <= shortNeighbours) return null
  const bestShort = new Array<number>(shortNeighbours).fill(Number.POSITIVE_INFINITY)
  const bestLong = new Array<number>(longNeighbours).fill(Number.POSITIVE_INFINITY)
  for (const other of kept) {
    const limit = bestLong[longNeighbours - 1] as number
    let sum = 0
    let i = long - 1
    for (; i >= long - short; i--) {
      const d = (stretch[i] as number) - (other[i] as number)
      sum += d * d
    }
    insert(bestShort, sum)
    for (; i >= 0 && sum < limit; i--) {
      const d = (stretch[i] as number) - (other[i] as number)
      sum += d * d
    }
    if (i < 0) insert(bestLong, sum)
  }
  return { short: meanRoot(bestShort), long: meanRoot(bestLong) }
}

/** Keeps a sorted list of the smallest. */
function insert(best: number[], x: number): void {
  let at = best.length - 1
  if (x >= (best[at] as number)) return
  for (; at > 0 && (best[at - 1] as number) > x; at--) best[at] = best[at - 1] as number
  best[at] = x
}

function meanRoot(squares: readonly number[]): number {
  let sum = 0
  for (const square of squares) sum += Math.sqrt(square)
  return sum / squares.length
}

/** Remembers a stretch once it no longer overlaps the newest one. */
export function remember(shapes: Shapes, stretch: number[], { short, memory }: ShapeSize): void {
  shapes.since++
  if (shapes.since < shapes.stride) return
  shapes.since = 0
  shapes.waiting.push(stretch.map(shorten))
  if (shapes.waiting.length * shapes.stride <= short) return
  const ripe = shapes.waiting.shift()
  if (ripe) shapes.kept.push(ripe)
  if (shapes.kept.length <= memory) return
  if (shapes.stride < largestStride) {
    shapes.kept = shapes.kept.filter((_, n) => n % 2 === 0)
    shapes.stride *= 2
  } else shapes.kept.shift()
}
