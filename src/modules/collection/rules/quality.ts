import type { Problem } from './checker.ts'

export const dimensions = ['completeness', 'validity', 'timeliness', 'uniqueness', 'consistency'] as const
/** What a score is made of. */
export type Dimension = (typeof dimensions)[number]
export type Weights = Readonly<Record<Dimension, number>>

/** What deliveries are measured by, as sums, so that a day is its deliveries and a month its days. */
export interface Measures {
  readonly sent: number
  readonly cells: number
  readonly filled: number
  readonly invalid: number
  readonly inconsistent: number
  readonly duplicates: number
  /** Complete deliveries, and how many of them came after their time. */
  readonly deliveries: number
  readonly late: number
}

export const noMeasures: Measures = {
  sent: 0,
  cells: 0,
  filled: 0,
  invalid: 0,
  inconsistent: 0,
  duplicates: 0,
  deliveries: 0,
  late: 0,
}

export function addMeasures(a: Measures, b: Measures): Measures {
  const names = Object.keys(noMeasures) as (keyof Measures)[]
  return Object.fromEntries(names.map((n) => [n, a[n] + b[n]])) as unknown as Measures
}

/** What part of a row a problem spoils; completeness is counted by cells. */
export function spoiledBy(problem: Problem): 'invalid' | 'inconsistent' | 'duplicates' | undefined {
  if (problem.reason === 'duplicate-key') return 'duplicates'
  if (problem.reason === 'missing') return undefined
  const between = problem.rule !== undefined || ['out-of-scope', 'before-scope'].includes(problem.reason)
  return between ? 'inconsistent' : 'invalid'
}

/** Each dimension as a share from 0 to 1; null where there is nothing to judge by. */
export function sharesOf(m: Measures): Readonly<Record<Dimension, number | null>> {
  const share = (good: number, all: number) => (all === 0 ? null : good / all)
  return {
    completeness: share(m.filled, m.cells),
    validity: share(m.sent - m.invalid, m.sent),
    timeliness: share(m.deliveries - m.late, m.deliveries),
    uniqueness: share(m.sent - m.duplicates, m.sent),
    consistency: share(m.sent - m.inconsistent, m.sent),
  }
}

/** From 0 to 100: the shares by their weights, without those that nothing is known of; null without any. */
export function scoreOf(m: Measures, weights: Weights): number | null {
  const shares = sharesOf(m)
  let sum = 0
  let all = 0
  for (const d of dimensions) {
    const share = shares[d]
    if (share === null) continue
    sum += share * weights[d]
    all += weights[d]
  }
  return all === 0 ? null : (100 * sum) / all
}
