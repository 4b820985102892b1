import type { Hyperplane } from './svm.ts'

const LARGEST = 32767

/** 16-bit weights, term-major, one scale per label. */
export interface StoredWeights {
  readonly weights: Int16Array
  readonly scales: readonly number[]
}

export function quantise(planes: readonly Hyperplane[], termCount: number): StoredWeights {
  const scales = planes.map(({ weights }) => {
    const top = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
    return (top || 1) / LARGEST
  })
  const weights = new Int16Array(termCount * planes.length)
  planes.forEach((plane, label) => {
    for (let term = 0; term < termCount; term++) {
      weights[term * planes.length + label] = Math.round(
        (plane.weights[term] as number) / (scales[label] as number),
      )
    }
  })
  return { weights, scales }
}
