import type { Calibration, CalibrationShape } from './types.ts'

/** Small pull towards slope 1 and shift 0, so that a label with few errors cannot run away. */
const RIDGE = 1e-3
const MAX_STEPS = 2000

/** Calibrated probabilities of one row: softmax(slope × score + shift). They sum to one. */
export function calibrate(scores: ArrayLike<number>, calibration: Calibration): number[] {
  const logits = calibration.slopes.map(
    (slope, label) => slope * (scores[label] as number) + (calibration.shifts[label] as number),
  )
  const top = Math.max(...logits)
  const powers = logits.map((logit) => Math.exp(logit - top))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}

/**
 * Fits slopes (kept positive, so that a higher score never means a lower probability) and shifts by maximum
 * likelihood on scores of rows that the scoring model has not seen: temperature and vector scaling, Guo et
 * al., "On Calibration of Modern Neural Networks", ICML 2017.
 * @param scores one array of label scores per row
 * @param targets index of the true label of each row
 */
export function fitCalibration(
  scores: readonly ArrayLike<number>[],
  targets: ArrayLike<number>,
  labelCount: number,
  shape: CalibrationShape,
): Calibration {
  let current = new Float64Array(2 * labelCount).fill(1, 0, labelCount)
  let loss = lossAt(scores, targets, current)
  let step = 1
  for (let round = 0; round < MAX_STEPS && step > 1e-9; round++) {
    const gradient = gradientAt(scores, targets, current, shape)
    const next = current.map((value, index) => {
      const moved = value - step * (gradient[index] as number)
      return index < labelCount ? Math.max(moved, 1e-3) : moved
    })
    const nextLoss = lossAt(scores, targets, next)
    if (nextLoss < loss) {
      current = next
      loss = nextLoss
      step *= 1.2
    } else step /= 2
  }
  return { slopes: [...current.subarray(0, labelCount)], shifts: [...current.subarray(labelCount)] }
}

function asCalibration(values: Float64Array): Calibration {
  const labelCount = values.length / 2
  return { slopes: [...values.subarray(0, labelCount)], shifts: [...values.subarray(labelCount)] }
}

function lossAt(
  scores: readonly ArrayLike<number>[],
  targets: ArrayLike<number>,
  values: Float64Array,
): number {
  const calibration = asCalibration(values)
  let loss = 0
  scores.forEach((row, index) => {
    loss -= Math.log(Math.max(calibrate(row, calibration)[targets[index] as number] as number, 1e-300))
  })
  const labelCount = calibration.slopes.length
  const pull = values.reduce((sum, value, index) => sum + (value - (index < labelCount ? 1 : 0)) ** 2, 0)
  return loss / scores.length + (RIDGE * pull) / scores.length
}

function gradientAt(
  scores: readonly ArrayLike<number>[],
  targets: ArrayLike<number>,
  values: Float64Array,
  shape: CalibrationShape,
): Float64Array {
  const calibration = asCalibration(values)
  const labelCount = calibration.slopes.length
  const gradient = values.map((value, index) => 2 * RIDGE * (value - (index < labelCount ? 1 : 0)))
  scores.forEach((row, index) => {
    calibrate(row, calibration).forEach((p, label) => {
      const error = p - (label === targets[index] ? 1 : 0)
      gradient[label] = (gradient[label] as number) + error * (row[label] as number)
      gradient[labelCount + label] = (gradient[labelCount + label] as number) + error
    })
  })
  if (shape !== 'vector') {
    const shared = gradient.subarray(0, labelCount).reduce((sum, value) => sum + value, 0) / labelCount
    gradient.fill(shared, 0, labelCount)
  }
  if (shape === 'temperature') gradient.fill(0, labelCount)
  return gradient.map((value) => value / scores.length)
}
