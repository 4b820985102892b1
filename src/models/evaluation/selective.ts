import type { Judgement } from './metrics.ts'

/** Acting alone from a confidence on: how much it takes off people, and how much of that would be wrong. */
export interface SelectivePoint {
  readonly threshold: number
  /** Share of rows with at least this confidence. */
  readonly coverage: number
  /** Share of those that are wrong. */
  readonly risk: number
  /** One-sided upper bound of that share, for this threshold alone. */
  readonly riskBound: number
  readonly rows: number
}

export interface SelectiveRule {
  readonly maxRisk: number
  /** Chance that the chosen threshold is wrong more often than `maxRisk`. */
  readonly delta: number
}

/** P(X ≤ wrong) for X binomial(rows, p); each term from the one before, in logarithms, so that nothing overflows. */
function binomialTail(wrong: number, rows: number, p: number): number {
  if (p <= 0 || wrong >= rows) return 1
  if (p >= 1) return 0
  const odds = Math.log(p) - Math.log1p(-p)
  let term = rows * Math.log1p(-p)
  let total = Math.exp(term)
  for (let k = 1; k <= wrong; k++) {
    term += Math.log((rows - k + 1) / k) + odds
    total += Math.exp(term)
  }
  return Math.min(total, 1)
}

/**
 * The largest error rate that `wrong` of `rows` does not rule out at level 1 − delta (Clopper and Pearson 1934,
 * one-sided upper limit). 1 where there is no row.
 */
export function errorBound(wrong: number, rows: number, delta: number): number {
  if (rows === 0 || wrong >= rows) return 1
  let low = wrong / rows
  let high = 1
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (binomialTail(wrong, rows, middle) > delta) low = middle
    else high = middle
  }
  return high
}

/** Two-sided Clopper–Pearson interval of a share. */
export function shareInterval(hits: number, rows: number, level = 0.95): { low: number; high: number } {
  const tail = (1 - level) / 2
  return { low: 1 - errorBound(rows - hits, rows, tail), high: errorBound(hits, rows, tail) }
}

/** Risk, its bound and coverage at each threshold, as given. */
export function riskCoverage(
  judgements: readonly Judgement[],
  thresholds: readonly number[],
  delta: number,
): SelectivePoint[] {
  return thresholds.map((threshold) => {
    const { kept, wrong } = countFrom(judgements, threshold)
    return {
      threshold,
      coverage: judgements.length === 0 ? 0 : kept / judgements.length,
      risk: kept === 0 ? 0 : wrong / kept,
      riskBound: errorBound(wrong, kept, delta),
      rows: kept,
    }
  })
}

function countFrom(judgements: readonly Judgement[], threshold: number): { kept: number; wrong: number } {
  let kept = 0
  let wrong = 0
  for (const { actual, predicted, confidence } of judgements) {
    if (confidence < threshold) continue
    kept++
    if (actual !== predicted) wrong++
  }
  return { kept, wrong }
}

/** From the strictest down; fixed before a look at the rows, as the test below needs it. */
const thresholdGrid: readonly number[] = Array.from({ length: 100 }, (_, n) => (995 - 5 * n) / 1000)

/** The search starts where this share of the rows is kept; stricter thresholds would be tested on too few rows. */
const startCoverage = 0.3

/**
 * The lowest threshold that keeps the share of wrong judgements at or under `maxRisk` with probability 1 − delta over
 * the draw of the rows. Fixed-sequence testing over a grid fixed beforehand (Angelopoulos et al., "Learn then Test",
 * 2021): from the strictest threshold down, each is accepted while the exact binomial upper limit at level delta holds,
 * and the first failure ends the search, so that no correction for many looks is owed. Where the search starts depends
 * on the confidences alone, never on what was right. Selective classification with a guaranteed risk: Geifman and
 * El-Yaniv, NeurIPS 2017.
 * @returns undefined where no threshold can be shown to keep the promise
 */
export function chooseThreshold(
  judgements: readonly Judgement[],
  { maxRisk, delta }: SelectiveRule,
): SelectivePoint | undefined {
  let chosen: number | undefined
  for (const threshold of thresholdGrid) {
    const { kept, wrong } = countFrom(judgements, threshold)
    if (kept === 0 || kept < startCoverage * judgements.length) continue
    if (binomialTail(wrong, kept, maxRisk) > delta) break
    chosen = threshold
  }
  return chosen === undefined ? undefined : riskCoverage(judgements, [chosen], delta)[0]
}

/** What the register's page draws, and what the gate is set by. */
export interface SelectiveReport extends SelectiveRule {
  /** What was judged, in words. */
  readonly data: string
  readonly rows: number
  /** Null where no threshold can be shown to keep the promise. */
  readonly chosen: SelectivePoint | null
  /** The lowest threshold under which the rows show no more errors than that: likely, not proven. */
  readonly expected: SelectivePoint | null
  /** From the strictest threshold down. */
  readonly curve: readonly SelectivePoint[]
  readonly byLabel: readonly (SelectivePoint & { readonly label: string })[]
}

/** Thresholds of the curve: enough to draw, few enough to read as a table. */
const curveThresholds = [
  0.99, 0.98, 0.97, 0.96, 0.95, 0.94, 0.92, 0.9, 0.88, 0.85, 0.8, 0.75, 0.7, 0.6, 0.5, 0,
]

/**
 * The curve, the threshold that keeps the promise, and each predicted label at that threshold.
 * @param judgements of rows that the judging model has not seen
 */
export function selectiveReport(
  judgements: readonly Judgement[],
  { maxRisk, delta, data }: SelectiveRule & { readonly data: string },
): SelectiveReport {
  const chosen = chooseThreshold(judgements, { maxRisk, delta }) ?? null
  const expected =
    riskCoverage(judgements, thresholdGrid, delta).findLast(
      (point) => point.rows > 0 && point.risk <= maxRisk,
    ) ?? null
  const marked = [chosen, expected].flatMap((point) => (point === null ? [] : [point.threshold]))
  const thresholds = [...new Set([...curveThresholds, ...marked])]
  const labels = [...new Set(judgements.map(({ predicted }) => predicted))].sort()
  return {
    maxRisk,
    delta,
    data,
    rows: judgements.length,
    chosen,
    expected,
    curve: riskCoverage(
      judgements,
      thresholds.toSorted((a, b) => b - a),
      delta,
    ),
    byLabel: labels.flatMap((label) => {
      const mine = judgements.filter(({ predicted }) => predicted === label)
      return riskCoverage(mine, [chosen?.threshold ?? 1], delta).map((point) => ({ label, ...point }))
    }),
  }
}
