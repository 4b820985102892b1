import { noisyCount, noisyTotal, type RandomSource } from '#models/anonymity'
import type { FigureRow, Measure, Output, Template } from './contract.ts'

/** What the database found of one group. */
export interface GroupFigure {
  readonly group: Readonly<Record<string, string | null>>
  /** Rows that match template and choices; for a measure, of them those that have a value. */
  readonly rows: number
  /** Rows that match the template without the choices. */
  readonly around: number
  /** Sum of the values, each brought into the bounds and rounded to whole steps. */
  readonly steps: bigint
}

/**
 * Figures of groups large enough. A group is left out when it has fewer rows than `least`, or when the difference to the
 * same question without the choices would have: two answers must not tell what one may not. Where a single group was
 * left out, the smallest other one goes with it, so that a known total does not give it away.
 */
export function withLeastRows(
  figures: readonly GroupFigure[],
  measure: Measure,
  least: number,
  step: number,
): Output {
  const isSafe = (f: GroupFigure) => f.rows >= least && (f.around === f.rows || f.around - f.rows >= least)
  const safe = figures.filter(isSafe).toSorted((a, b) => a.rows - b.rows)
  const left = figures.length - safe.length
  const kept = new Set(left === 1 ? safe.slice(1) : safe)
  return {
    rows: figures.filter((f) => kept.has(f)).map((f) => exact(f, measure, step)),
    suppressed: figures.length - kept.size,
  }
}

function exact(f: GroupFigure, measure: Measure, step: number): FigureRow {
  const sum = Number(f.steps) * step
  const value = measure.kind === 'count' ? f.rows : measure.kind === 'sum' ? sum : sum / f.rows
  return { group: f.group, value: rounded(value), margin: null }
}

/** Twelve digits: binary fractions are no part of an answer. */
function rounded(value: number): number {
  return Number(value.toPrecision(12))
}

/**
 * Figures with noise over groups that are known beforehand; a row counts in one group alone, so the groups share one ε
 * (parallel composition).
 */
export function withNoise(
  figures: readonly GroupFigure[],
  measure: Measure,
  { epsilon, random, step }: { epsilon: number; random?: RandomSource; step: number },
): Output {
  const source = random === undefined ? {} : { random }
  return {
    rows: figures.map((f) => {
      const noisy = figureWithNoise(f, measure, epsilon, step, source)
      return { group: f.group, value: rounded(noisy.value), margin: rounded(noisy.margin95) }
    }),
    suppressed: 0,
  }
}

function figureWithNoise(
  f: GroupFigure,
  measure: Measure,
  epsilon: number,
  step: number,
  source: { random?: RandomSource },
): { value: number; margin95: number } {
  if (measure.kind === 'count') return noisyCount(f.rows, { epsilon, ...source })
  const bounds = { lower: measure.lower, upper: measure.upper, step, ...source }
  if (measure.kind === 'sum') return noisyTotal(f.steps, { epsilon, ...bounds })
  // Half of ε for the sum, half for the count; the result stays in the bounds.
  const sum = noisyTotal(f.steps, { epsilon: epsilon / 2, ...bounds })
  const count = Math.max(1, noisyCount(f.rows, { epsilon: epsilon / 2, ...source }).value)
  return {
    value: Math.min(measure.upper, Math.max(measure.lower, sum.value / count)),
    margin95: sum.margin95 / count,
  }
}

/** ε that a run spends. */
export function epsilonOf(t: Pick<Template, 'protection'>): number {
  return t.protection.kind === 'noise' ? t.protection.epsilon : 0
}
