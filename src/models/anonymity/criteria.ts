import type { Problem, Tuples } from './encode.ts'
import type { Criterion } from './types.ts'

/**
 * Whether a group that fulfils it still does after merging with ANY group, so that more general levels never suppress more
 * rows. Entropy, recursive diversity and closeness can be lost by merging with a skewed group; only when nothing may be
 * suppressed (each part fulfils it then) are the first two kept by every merge, and closeness by convexity of the distance.
 */
export function isMonotone(criterion: Criterion, maySuppress: boolean): boolean {
  return criterion.kind === 'k-anonymity' || criterion.kind === 'distinct-l-diversity' || !maySuppress
}

/** What follows from a criterion and is monotone always: fewer than `l` rows cannot hold `l` values. */
export function monotonePart(criterion: Criterion): Criterion | undefined {
  switch (criterion.kind) {
    case 'k-anonymity':
    case 'distinct-l-diversity':
      return criterion
    case 'entropy-l-diversity':
      return { kind: 'distinct-l-diversity', column: criterion.column, l: Math.ceil(criterion.l - 1e-9) }
    case 'recursive-cl-diversity':
      return { kind: 'distinct-l-diversity', column: criterion.column, l: criterion.l }
    case 't-closeness':
      return undefined
  }
}

/** 1 for each group that fails a criterion. */
export function meets(
  problem: Problem,
  criteria: readonly Criterion[],
  merged: Tuples,
  groupOf: Int32Array,
  sizes: Float64Array,
): Uint8Array {
  const failed = new Uint8Array(sizes.length)
  for (const criterion of criteria) {
    if (criterion.kind === 'k-anonymity') {
      for (let g = 0; g < sizes.length; g++) if ((sizes[g] ?? 0) < criterion.k) failed[g] = 1
      continue
    }
    const at = problem.sensitive.findIndex((s) => s.column === criterion.column)
    const share = problem.sensitive[at]?.share ?? new Float64Array()
    const histograms: Map<number, number>[] = Array.from(sizes, () => new Map())
    for (let t = 0; t < merged.size; t++) {
      const value = merged.codes[t * problem.width + problem.attributes.length + at] ?? 0
      const histogram = histograms[groupOf[t] ?? 0]
      histogram?.set(value, (histogram.get(value) ?? 0) + (merged.weights[t] ?? 0))
    }
    for (const [g, histogram] of histograms.entries())
      if (!isDiverse(criterion, histogram, sizes[g] ?? 0, share)) failed[g] = 1
  }
  return failed
}

function isDiverse(
  criterion: Exclude<Criterion, { kind: 'k-anonymity' }>,
  histogram: ReadonlyMap<number, number>,
  size: number,
  share: Float64Array,
): boolean {
  switch (criterion.kind) {
    case 'distinct-l-diversity':
      return histogram.size >= criterion.l
    case 'entropy-l-diversity': {
      let entropy = 0
      for (const n of histogram.values()) entropy -= (n / size) * Math.log(n / size)
      // The entropy of l equal counts is log l up to rounding.
      return entropy >= Math.log(criterion.l) - 1e-12
    }
    case 'recursive-cl-diversity': {
      const counts = [...histogram.values()].sort((a, b) => b - a)
      const rest = counts.slice(criterion.l - 1).reduce((sum, n) => sum + n, 0)
      return counts.length >= criterion.l && (counts[0] ?? 0) < criterion.c * rest
    }
    case 't-closeness': {
      let distance = 0
      for (let v = 0; v < share.length; v++)
        distance += Math.abs((histogram.get(v) ?? 0) / size - (share[v] ?? 0))
      return distance / 2 <= criterion.t + 1e-12
    }
  }
}
