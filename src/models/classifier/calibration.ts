import type { Calibration, CalibrationShape } from './types.ts'

/** Small pull towards slope 1 and shift 0, so that perfectly parted rows have an optimum. */
const RIDGE = 1e-3
const MAX_STEPS = 1000
const MIN_SLOPE = 1e-3

/**
 * Calibrated probabilities of one row. They sum to one, and a higher score of a label never lowers its
 * probability. With u = slope × score + shift, `softmax` takes p ∝ exp(u), `sigmoid` takes p ∝ 1 / (1 + exp(−u)).
 */
export function calibrate(scores: ArrayLike<number>, { link, slopes, shifts }: Calibration): number[] {
  const logits = slopes.map((slope, label) => {
    const moved = slope * (scores[label] as number) + (shifts[label] as number)
    return link === 'softmax' ? moved : logSigmoid(moved)
  })
  const top = Math.max(...logits)
  const powers = logits.map((logit) => Math.exp(logit - top))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}

/** ln(1 / (1 + exp(−u))) without overflow. */
const logSigmoid = (u: number): number => Math.min(u, 0) - Math.log1p(Math.exp(-Math.abs(u)))

/**
 * Fits slopes and shifts by maximum likelihood of the true label, on scores of rows that the scoring model has
 * not seen: first one slope and shift for all labels, then one of each per label, held near the common ones
 * (partial pooling), as a label with few errors would run away. `softmax` is temperature and vector scaling:
 * Guo et al., "On Calibration of Modern Neural Networks", ICML 2017. `sigmoid` normalises
 * one-against-the-rest sigmoids (Platt 1999; Zadrozny and Elkan, KDD 2002) and suits SVM scores better, which
 * saturate: data/models/README.md has the comparison.
 * @param scores one array of label scores per row
 * @param targets index of the true label of each row
 */
export function fitCalibration(
  scores: readonly ArrayLike<number>[],
  targets: ArrayLike<number>,
  labelCount: number,
  { link, pooling }: CalibrationShape,
): Calibration {
  const start: Calibration = {
    link,
    slopes: new Array<number>(labelCount).fill(1),
    shifts: new Array<number>(labelCount).fill(0),
  }
  const common = minimise({ scores, targets, home: start, pull: RIDGE, shared: true })
  if (pooling === 'full') return common
  return minimise({ scores, targets, home: common, pull: pooling, shared: false })
}

/**
 * Slopes and shifts of a changed model, held near those of the model that it came from: with few rows little moves.
 * @param scores of rows that the changed model has not seen
 */
export function recalibrate(
  scores: readonly ArrayLike<number>[],
  targets: ArrayLike<number>,
  home: Calibration,
  pull: number,
): Calibration {
  return minimise({ scores, targets, home, pull, shared: false })
}

interface Problem {
  readonly scores: readonly ArrayLike<number>[]
  readonly targets: ArrayLike<number>
  /** Where the search starts, and where the penalty pulls it back to. */
  readonly home: Calibration
  readonly pull: number
  /** One slope and shift for all labels. */
  readonly shared: boolean
}

/** Gradient descent; the step grows while the loss falls. */
function minimise(problem: Problem): Calibration {
  let current = problem.home
  let loss = lossAt(problem, current)
  let step = 1
  for (let round = 0; round < MAX_STEPS && step > 1e-9; round++) {
    const next = descend(current, gradientAt(problem, current), step)
    const nextLoss = lossAt(problem, next)
    if (nextLoss < loss) {
      current = next
      loss = nextLoss
      step *= 1.5
    } else step /= 2
  }
  return current
}

interface Gradient {
  readonly slopes: readonly number[]
  readonly shifts: readonly number[]
}

function descend(from: Calibration, gradient: Gradient, step: number): Calibration {
  return {
    link: from.link,
    slopes: from.slopes.map((slope, label) =>
      Math.max(slope - step * (gradient.slopes[label] as number), MIN_SLOPE),
    ),
    shifts: from.shifts.map((shift, label) => shift - step * (gradient.shifts[label] as number)),
  }
}

function lossAt({ scores, targets, home, pull }: Problem, calibration: Calibration): number {
  let loss = 0
  scores.forEach((row, index) => {
    loss -= Math.log(Math.max(calibrate(row, calibration)[targets[index] as number] as number, 1e-300))
  })
  const strayed = (values: readonly number[], from: readonly number[]) =>
    values.reduce((sum, value, label) => sum + (value - (from[label] as number)) ** 2, 0)
  loss += pull * (strayed(calibration.slopes, home.slopes) + strayed(calibration.shifts, home.shifts))
  return loss / scores.length
}

function gradientAt({ scores, targets, home, pull, shared }: Problem, calibration: Calibration): Gradient {
  const { link } = calibration
  const slopes = calibration.slopes.map((slope, label) => 2 * pull * (slope - (home.slopes[label] as number)))
  const shifts = calibration.shifts.map((shift, label) => 2 * pull * (shift - (home.shifts[label] as number)))
  scores.forEach((row, index) => {
    calibrate(row, calibration).forEach((p, label) => {
      const score = row[label] as number
      const moved = (calibration.slopes[label] as number) * score + (calibration.shifts[label] as number)
      const bend = link === 'softmax' ? 1 : Math.exp(logSigmoid(-moved))
      const error = (p - (label === targets[index] ? 1 : 0)) * bend
      slopes[label] = (slopes[label] as number) + error * score
      shifts[label] = (shifts[label] as number) + error
    })
  })
  const settle = (values: number[]) => (shared ? shareMean(values) : values)
  const scale = (values: readonly number[]) => values.map((value) => value / scores.length)
  return { slopes: scale(settle(slopes)), shifts: scale(settle(shifts)) }
}

function shareMean(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.map(() => mean)
}

/** Index of the highest value; the first one of equals. */
export function topLabel(values: ArrayLike<number>): number {
  let top = 0
  for (let label = 1; label < values.length; label++) {
    if ((values[label] as number) > (values[top] as number)) top = label
  }
  return top
}
