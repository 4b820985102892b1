/**
 * The scoring of the Skoltech Anomaly Benchmark (Katser and Kozitsin 2020) for its outlier problem: every row is right or
 * wrong, over all runs together.
 */
export interface RowFigures {
  readonly rows: number
  readonly anomalous: number
  readonly f1: number
  /** Percent of ordinary rows called anomalous. */
  readonly falseAlarmRate: number
  /** Percent of anomalous rows not called so. */
  readonly missedAlarmRate: number
}

export interface JudgedRow {
  readonly actual: boolean
  readonly said: boolean
}

/** F1 of the anomalous rows, FAR and MAR; a share of nothing counts as 0. */
export function rowFigures(judged: readonly JudgedRow[]): RowFigures {
  let hits = 0
  let misses = 0
  let alarms = 0
  let quiet = 0
  for (const { actual, said } of judged) {
    if (actual && said) hits++
    else if (actual) misses++
    else if (said) alarms++
    else quiet++
  }
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
  return {
    rows: judged.length,
    anomalous: hits + misses,
    f1: share(2 * hits, 2 * hits + alarms + misses),
    falseAlarmRate: 100 * share(alarms, alarms + quiet),
    missedAlarmRate: 100 * share(misses, hits + misses),
  }
}
