/**
 * The scoring of the Numenta Anomaly Benchmark, version 1: Lavin and Ahmad, "Evaluating Real-Time Anomaly Detection
 * Algorithms", ICMLA 2015, in the details as its repository applies them. Only the best detection in a labelled window
 * counts, early better than late; each detection outside costs, less if it follows a window closely; the first part of
 * a file is not scored.
 */

/** What a right, a missed and a false detection weigh. */
export interface NabProfile {
  readonly tp: number
  readonly fn: number
  readonly fp: number
}

export const nabProfiles = {
  standard: { tp: 1, fn: 1, fp: 0.11 },
  lowFalsePositives: { tp: 1, fn: 1, fp: 0.22 },
  lowFalseNegatives: { tp: 1, fn: 2, fp: 0.11 },
} as const satisfies Record<string, NabProfile>

/** One file of the corpus, detector aside. */
export interface NabSeries {
  readonly name: string
  /** Milliseconds since the epoch. */
  readonly at: readonly number[]
  /** First and last time of each labelled window, in order, both rows of the file. */
  readonly windows: readonly (readonly [number, number])[]
}

/** A file whose rows know what a detection there would be worth. */
export interface NabRows {
  readonly series: NabSeries
  /** Rows before this one are not scored. */
  readonly from: number
  /** Number of the window that a row lies in, -1 outside. */
  readonly window: Int32Array
  /** Inside a window 1 (start) down to nearly 0 (end); outside 0 (just behind a window) down to -1. */
  readonly worth: Float64Array
}

export interface NabScore {
  readonly threshold: number
  /** Sum over windows and false detections, before normalising. */
  readonly raw: number
  readonly found: number
  readonly windows: number
  /** Rows outside windows at or above the threshold. */
  readonly falseRows: number
}

/** 15 % of a file, at most 750 rows. */
function probation(rows: number): number {
  return Math.min(Math.floor(0.15 * rows), 750)
}

/** The scaled sigmoid: 0.987 at the left edge of a window (-1), 0 at the right edge (0), -1 far behind. */
function sigmoid(position: number): number {
  return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1
}

/** Says once for a file what each row is worth. Throws a RangeError where a window's edge is no row. */
export function nabRows(series: NabSeries): NabRows {
  const { at, windows } = series
  const window = new Int32Array(at.length).fill(-1)
  const worth = new Float64Array(at.length).fill(-1)
  const edges = windows.map(([start, end]) => {
    const first = at.indexOf(start)
    const last = at.indexOf(end)
    if (first < 0 || last < first) throw new RangeError(`${series.name}: a window's edge is no row`)
    return { first, last }
  })
  edges.forEach(({ first, last }, n) => {
    const width = last - first + 1
    for (let row = first; row <= last; row++) {
      window[row] = n
      worth[row] = sigmoid(-(last - row + 1) / width) / sigmoid(-1)
    }
    const next = edges[n + 1]?.first ?? at.length
    for (let row = last + 1; row < next; row++) worth[row] = sigmoid((row - last) / (width - 1))
  })
  return { series, from: probation(at.length), window, worth }
}

/** The score of one file at a threshold: a row is detected where its score is at least the threshold. */
export function nabScoreAt(
  rows: NabRows,
  scores: ArrayLike<number>,
  threshold: number,
  profile: NabProfile,
): NabScore {
  const best = rows.series.windows.map(() => -profile.fn)
  let falseRows = 0
  let cost = 0
  for (let row = rows.from; row < rows.worth.length; row++) {
    if (!((scores[row] as number) >= threshold)) continue
    const window = rows.window[row] as number
    if (window < 0) {
      falseRows++
      cost += (rows.worth[row] as number) * profile.fp
    } else best[window] = Math.max(best[window] as number, (rows.worth[row] as number) * profile.tp)
  }
  const found = best.filter((worth) => worth > -profile.fn).length
  return {
    threshold,
    raw: cost + best.reduce((a, b) => a + b, 0),
    found,
    windows: best.length,
    falseRows,
  }
}

export interface NabFile {
  readonly rows: NabRows
  readonly scores: ArrayLike<number>
}

interface SweptRow {
  readonly score: number
  readonly worth: number
  /** Across files, -1 outside. */
  readonly window: number
}

/** The one threshold for all files that scores best, as NAB chooses it: every score that occurs is tried. */
export function nabBestThreshold(files: readonly NabFile[], profile: NabProfile): number {
  const swept = sweptRows(files)
  const best: number[] = []
  let raw = 0
  let top = { raw: 0, threshold: 1.1 }
  swept.forEach(({ score, worth, window }, n) => {
    if (window < 0) raw += worth * profile.fp
    else {
      const before = best[window] ?? -profile.fn
      const after = Math.max(before, worth * profile.tp)
      best[window] = after
      raw += after - before
    }
    const isLast = swept[n + 1]?.score !== score
    if (isLast && raw > top.raw) top = { raw, threshold: score }
  })
  return top.threshold
}

/** All scored rows of all files, highest score first. */
function sweptRows(files: readonly NabFile[]): SweptRow[] {
  const swept: SweptRow[] = []
  let windowsBefore = 0
  for (const { rows, scores } of files) {
    for (let row = rows.from; row < rows.worth.length; row++) {
      const window = rows.window[row] as number
      swept.push({
        score: scores[row] as number,
        worth: rows.worth[row] as number,
        window: window < 0 ? -1 : window + windowsBefore,
      })
    }
    windowsBefore += rows.series.windows.length
  }
  return swept.sort((a, b) => b.score - a.score)
}

/** 0 for a detector that says nothing, 100 for one that is right at once in every window; may be negative. */
export function nabNormalised(raw: number, windows: number, profile: NabProfile): number {
  const silent = -profile.fn * windows
  return (100 * (raw - silent)) / (profile.tp * windows - silent)
}

/** All files at one threshold, normalised. */
export function nabTotal(files: readonly NabFile[], threshold: number, profile: NabProfile): number {
  const scores = files.map(({ rows, scores }) => nabScoreAt(rows, scores, threshold, profile))
  const sum = (of: (s: NabScore) => number) => scores.reduce((total, s) => total + of(s), 0)
  return nabNormalised(
    sum((s) => s.raw),
    sum((s) => s.windows),
    profile,
  )
}
