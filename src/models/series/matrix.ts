export type Matrix = number[][]

/** Sample covariance of rows, all of one length. */
export function covarianceOf(rows: readonly (readonly number[])[]): Matrix {
  const n = rows.length
  const width = rows[0]?.length ?? 0
  const means = Array.from({ length: width }, (_, i) => rows.reduce((sum, row) => sum + at(row, i), 0) / n)
  return Array.from({ length: width }, (_, i) =>
    Array.from(
      { length: width },
      (_, j) =>
        rows.reduce((sum, row) => sum + (at(row, i) - at(means, i)) * (at(row, j) - at(means, j)), 0) /
        (n - 1),
    ),
  )
}

/**
 * Eigenvalues, largest first, and their vectors (as rows) of a symmetric matrix, by Jacobi's rotations: slow beyond some
 * fifty columns, exact to rounding below.
 */
export function eigenOf(symmetric: Matrix): { values: number[]; vectors: Matrix } {
  const n = symmetric.length
  const a = symmetric.map((row) => [...row])
  const v = a.map((_, i) => a.map((_, j) => (i === j ? 1 : 0)))
  for (let sweep = 0; sweep < 60 && offDiagonal(a) > 1e-22; sweep++)
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, p, q)
  const order = a.map((_, i) => i).sort((i, j) => cell(a, j, j) - cell(a, i, i))
  return { values: order.map((i) => cell(a, i, i)), vectors: order.map((i) => v.map((row) => at(row, i))) }
}

const at = (row: readonly number[], i: number): number => row[i] as number
const cell = (m: Matrix, i: number, j: number): number => (m[i] as number[])[j] as number
const set = (m: Matrix, i: number, j: number, value: number): void => {
  ;(m[i] as number[])[j] = value
}

function offDiagonal(a: Matrix): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) for (let j = 0; j < i; j++) sum += cell(a, i, j) ** 2
  return sum
}

/** One rotation that makes the entry p, q zero. */
function rotate(a: Matrix, v: Matrix, p: number, q: number): void {
  const off = cell(a, p, q)
  if (off === 0) return
  const theta = (cell(a, q, q) - cell(a, p, p)) / (2 * off)
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  for (let k = 0; k < a.length; k++) {
    const x = cell(a, k, p)
    const y = cell(a, k, q)
    set(a, k, p, c * x - s * y)
    set(a, k, q, s * x + c * y)
  }
  for (let k = 0; k < a.length; k++) {
    const x = cell(a, p, k)
    const y = cell(a, q, k)
    set(a, p, k, c * x - s * y)
    set(a, q, k, s * x + c * y)
    const left = cell(v, k, p)
    const right = cell(v, k, q)
    set(v, k, p, c * left - s * right)
    set(v, k, q, s * left + c * right)
  }
}
