import type { Encoded, Problem } from './encode.ts'
import type { Grouping } from './grouping.ts'
import type { Measure } from './types.ts'

/**
 * A measure with a bound that no more general combination falls below: what the search prunes with. `early` needs the
 * levels alone and costs nothing; `bound` needs the groups.
 */
export interface Measured {
  early(levels: readonly number[]): number
  bound(grouping: Grouping): number
  loss(grouping: Grouping): number
}

export function measured(problem: Problem, measure: Measure): Measured {
  switch (measure) {
    case 'entropy':
    case 'non-uniform-entropy': {
      const table = problem.attributes.map((a) => a.up.map((_, level) => entropyOf(a, level)))
      const early = (levels: readonly number[]) => sumOf(table, levels)
      const cost = measure === 'entropy' ? () => 0 : (g: Grouping) => suppressionEntropy(problem, g)
      return { early, bound: (g) => early(g.levels), loss: (g) => early(g.levels) + cost(g) }
    }
    case 'loss': {
      const table = problem.attributes.map((a) =>
        a.up.map((_, level) => lossOf(a, level) / problem.attributes.length),
      )
      const early = (levels: readonly number[]) => sumOf(table, levels) / Math.max(1, problem.rows)
      return {
        early,
        bound: (g) => early(g.levels),
        loss: (g) => early(g.levels) + suppressionLoss(problem, g),
      }
    }
    case 'group-size':
      return {
        early: () => 0,
        bound: (g) => problem.rows / Math.max(1, g.sizes.length),
        loss: (g) => problem.rows / Math.max(1, keptGroups(g).length + (g.suppressedRows > 0 ? 1 : 0)),
      }
    case 'discernibility':
      return {
        early: () => 0,
        bound: (g) => g.sizes.reduce((sum, n) => sum + n * n, 0),
        loss: (g) => keptGroups(g).reduce((sum, n) => sum + n * n, 0) + g.suppressedRows * problem.rows,
      }
  }
}

/** Sizes of the groups that are not suppressed. */
export function keptGroups({ sizes, failed }: Grouping): number[] {
  return Array.from(sizes).filter((_, g) => !failed[g])
}

function sumOf(table: readonly (readonly number[])[], levels: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < table.length; i++) sum += table[i]?.[levels[i] ?? 0] ?? 0
  return sum
}

/** Σ over the rows of −log2 (rows with the original value / rows with the general one), in bits. */
function entropyOf({ up, counts }: Encoded, level: number): number {
  const codes = up[level] ?? new Int32Array()
  const general = new Float64Array(counts.length)
  for (let c = 0; c < codes.length; c++)
    general[codes[c] ?? 0] = (general[codes[c] ?? 0] ?? 0) + (counts[c] ?? 0)
  let sum = 0
  for (let c = 0; c < codes.length; c++) {
    const n = counts[c] ?? 0
    if (n > 0) sum -= n * Math.log2(n / (general[codes[c] ?? 0] ?? 1))
  }
  return sum
}

/** Σ over the rows of (leaves below the general value − 1) / (leaves − 1). */
export function lossOf({ up, leaves, counts }: Encoded, level: number): number {
  const all = Math.max(1, counts.length - 1)
  let sum = 0
  for (let c = 0; c < counts.length; c++)
    sum += ((counts[c] ?? 0) * ((leaves[level]?.[up[level]?.[c] ?? 0] ?? 1) - 1)) / all
  return sum
}

/** As ARX counts it: entropy of the general values of the suppressed rows, a column at a time. */
function suppressionEntropy(problem: Problem, grouping: Grouping): number {
  if (grouping.suppressedRows === 0) return 0
  let cost = 0
  for (const [i, attribute] of problem.attributes.entries()) {
    const counts = new Map<number, number>()
    for (const { tuple, weight } of suppressed(grouping)) {
      const code =
        attribute.up[grouping.levels[i] ?? 0]?.[grouping.merged.codes[tuple * problem.width + i] ?? 0] ?? 0
      counts.set(code, (counts.get(code) ?? 0) + weight)
    }
    for (const n of counts.values()) cost -= n * Math.log2(n / grouping.suppressedRows)
  }
  return cost
}

/** What a cell of a suppressed row loses beyond its level, up to 1, as a mean over all cells. */
function suppressionLoss(problem: Problem, grouping: Grouping): number {
  let lost = 0
  for (const { tuple, weight } of suppressed(grouping))
    for (const [i, { up, leaves, counts }] of problem.attributes.entries()) {
      const level = grouping.levels[i] ?? 0
      const code = up[level]?.[grouping.merged.codes[tuple * problem.width + i] ?? 0] ?? 0
      lost += weight * (1 - ((leaves[level]?.[code] ?? 1) - 1) / Math.max(1, counts.length - 1))
    }
  return lost / Math.max(1, problem.rows * problem.attributes.length)
}

function* suppressed({ merged, groupOf, failed }: Grouping) {
  for (let tuple = 0; tuple < merged.size; tuple++)
    if (failed[groupOf[tuple] ?? 0]) yield { tuple, weight: merged.weights[tuple] ?? 0 }
}
