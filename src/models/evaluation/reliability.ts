import { accuracy, type Judgement } from './metrics.ts'

/** Rows whose confidence lies in (from, to]; the first bin takes 0 as well. */
export interface ReliabilityBin {
  readonly from: number
  readonly to: number
  readonly rows: number
  readonly meanConfidence: number
  readonly accuracy: number
}

/** What happens when the model acts alone from a confidence on, and people take the rest. */
export interface Coverage {
  readonly threshold: number
  /** Share of rows with at least this confidence. */
  readonly coverage: number
  /** Share of those that are right; 1 where there is none. */
  readonly accuracy: number
  readonly rows: number
}

/** Confidence against accuracy in `bins` bins of equal width. */
export function reliabilityCurve(judgements: readonly Judgement[], bins = 15): ReliabilityBin[] {
  const members: Judgement[][] = Array.from({ length: bins }, () => [])
  for (const judgement of judgements) {
    const bin = Math.min(bins - 1, Math.max(0, Math.ceil(judgement.confidence * bins) - 1))
    members[bin]?.push(judgement)
  }
  return members.map((rows, bin) => ({
    from: bin / bins,
    to: (bin + 1) / bins,
    rows: rows.length,
    meanConfidence: rows.reduce((sum, row) => sum + row.confidence, 0) / Math.max(rows.length, 1),
    accuracy: accuracy(rows),
  }))
}

/**
 * Expected calibration error of the top label: the gap between confidence and accuracy, averaged over equal
 * bins by their rows (Naeini et al., AAAI 2015; Guo et al., ICML 2017, 15 bins).
 */
export function calibrationError(judgements: readonly Judgement[], bins = 15): number {
  const total = Math.max(judgements.length, 1)
  return reliabilityCurve(judgements, bins).reduce(
    (sum, bin) => sum + (bin.rows / total) * Math.abs(bin.accuracy - bin.meanConfidence),
    0,
  )
}

/** Coverage and accuracy at each confidence threshold. */
export function coverageAt(judgements: readonly Judgement[], thresholds: readonly number[]): Coverage[] {
  return thresholds.map((threshold) => {
    const kept = judgements.filter(({ confidence }) => confidence >= threshold)
    return {
      threshold,
      coverage: judgements.length === 0 ? 0 : kept.length / judgements.length,
      accuracy: kept.length === 0 ? 1 : accuracy(kept),
      rows: kept.length,
    }
  })
}
