/** Sorts the heaviest first; equal weights by term, so that the order of a map decides nothing. */
export function heaviest(a: readonly [string, number], b: readonly [string, number]): number {
  return b[1] - a[1] || (a[0] < b[0] ? -1 : 1)
}

export function normOf(weights: Iterable<number>): number {
  let sum = 0
  for (const w of weights) sum += w * w
  return Math.sqrt(sum)
}
