import { seededRandom, shuffle } from '#models/evaluation'

/** Rows of a sparse matrix: row i owns `columns` and `values` from `rowStarts[i]` to `rowStarts[i + 1]`. */
export interface SparseRows {
  readonly rowStarts: Int32Array
  readonly columns: Int32Array
  readonly values: Float64Array
  readonly width: number
}

export interface SvmOptions {
  /** Cost of an error against a small weight vector. */
  readonly cost: number
  readonly maxEpochs: number
  /** Stops when the projected gradients of one epoch lie within this distance. */
  readonly tolerance: number
  readonly seed: number
  /** Scores that another model already gives the rows; what is learned is added to them. Zero where left out. */
  readonly offsets?: Float64Array
}

/** A hyperplane: score(x) = weights · x + bias. */
export interface Hyperplane {
  readonly weights: Float64Array
  readonly bias: number
}

/**
 * Trains one linear SVM (L2 penalty, squared hinge loss, bias as a constant feature) by dual coordinate
 * descent: Hsieh et al., "A dual coordinate descent method for large-scale linear SVM", ICML 2008,
 * algorithm 3 with shrinking. `targets` are +1 or −1.
 */
export function trainSvm(rows: SparseRows, targets: Int8Array, options: SvmOptions): Hyperplane {
  const state = newState(rows, options)
  const random = seededRandom(options.seed)
  let active = targets.length
  let limits = { high: Infinity, low: -Infinity }
  for (let epoch = 0; epoch < options.maxEpochs; epoch++) {
    shuffle(state.order, active, random)
    const seen = { high: -Infinity, low: Infinity }
    active = descend(rows, targets, state, active, limits, seen)
    if (seen.high - seen.low <= options.tolerance) {
      if (active === targets.length) break
      // Converged on the shrunken problem: look at every row once more before stopping.
      active = targets.length
      limits = { high: Infinity, low: -Infinity }
      continue
    }
    limits = {
      high: seen.high <= 0 ? Infinity : seen.high,
      low: seen.low >= 0 ? -Infinity : seen.low,
    }
  }
  return { weights: state.weights.subarray(0, rows.width), bias: state.weights[rows.width] as number }
}

interface DescentState {
  readonly weights: Float64Array
  readonly alphas: Float64Array
  readonly order: Int32Array
  readonly diagonals: Float64Array
  readonly ridge: number
  readonly offsets: Float64Array | undefined
}

function newState(rows: SparseRows, { cost, offsets }: SvmOptions): DescentState {
  const count = rows.rowStarts.length - 1
  const ridge = 1 / (2 * cost)
  const diagonals = new Float64Array(count).fill(1 + ridge)
  for (let row = 0; row < count; row++) {
    const end = rows.rowStarts[row + 1] as number
    for (let at = rows.rowStarts[row] as number; at < end; at++) {
      diagonals[row] = (diagonals[row] as number) + (rows.values[at] as number) ** 2
    }
  }
  const order = Int32Array.from({ length: count }, (_, index) => index)
  return {
    weights: new Float64Array(rows.width + 1),
    alphas: new Float64Array(count),
    order,
    diagonals,
    ridge,
    offsets,
  }
}

/** One epoch over the first `active` rows of the order; returns how many stay active. */
function descend(
  rows: SparseRows,
  targets: Int8Array,
  state: DescentState,
  active: number,
  limits: { high: number; low: number },
  seen: { high: number; low: number },
): number {
  const { alphas, order, diagonals, ridge, weights, offsets } = state
  let remaining = active
  for (let step = 0; step < remaining; step++) {
    const row = order[step] as number
    const target = targets[row] as number
    const alpha = alphas[row] as number
    const score = dot(rows, row, weights) + (offsets === undefined ? 0 : (offsets[row] as number))
    const gradient = target * score - 1 + alpha * ridge
    if (alpha === 0 && gradient > limits.high) {
      remaining--
      order[step] = order[remaining] as number
      order[remaining] = row
      step--
      continue
    }
    const projected = alpha === 0 ? Math.min(gradient, 0) : gradient
    seen.high = Math.max(seen.high, projected)
    seen.low = Math.min(seen.low, projected)
    if (Math.abs(projected) < 1e-12) continue
    const next = Math.max(alpha - gradient / (diagonals[row] as number), 0)
    alphas[row] = next
    add(rows, row, (next - alpha) * target, weights)
  }
  return remaining
}

function dot(rows: SparseRows, row: number, weights: Float64Array): number {
  const end = rows.rowStarts[row + 1] as number
  let sum = weights[rows.width] as number
  for (let at = rows.rowStarts[row] as number; at < end; at++) {
    sum += (weights[rows.columns[at] as number] as number) * (rows.values[at] as number)
  }
  return sum
}

function add(rows: SparseRows, row: number, step: number, weights: Float64Array): void {
  const end = rows.rowStarts[row + 1] as number
  for (let at = rows.rowStarts[row] as number; at < end; at++) {
    const column = rows.columns[at] as number
    weights[column] = (weights[column] as number) + step * (rows.values[at] as number)
  }
  weights[rows.width] = (weights[rows.width] as number) + step
}
