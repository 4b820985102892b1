import { predictedCounts } from './windows.ts'

/** What happened in one grid cell now, and in equally long periods before. */
export interface CellCounts {
  readonly cell: string
  readonly observed: number
  readonly past: readonly number[]
}

export interface ExcessSettings {
  /** Share of the cells told that may be told for nothing. */
  readonly falseShare: number
  /** Fewer events than these are no excess. */
  readonly least: number
  /** A cell with fewer past periods is not judged. */
  readonly leastPast: number
}

export const excessDefaults: ExcessSettings = { falseShare: 0.05, least: 3, leastPast: 4 }

export interface CellExcess {
  readonly cell: string
  readonly observed: number
  readonly expected: number
  /** Chance of at least as many events if the cell were as ever. */
  readonly p: number
  /** The smallest `falseShare` at which this cell would be told (Benjamini and Hochberg 1995). */
  readonly adjustedP: number
  readonly isExcess: boolean
}

/**
 * Cells with more events than their own past lets expect, worst first: the cheap sister of the scan, one pass over the
 * cells. Poisson with the uncertainty of a mean that was learnt from few periods; many cells are judged at once, so the
 * share of false ones among those told is held, not the chance of any. Where counts bunch together more than
 * Poisson (rain, holidays, weekdays) it tells too much: give periods that are alike, or use a detector with history.
 * @returns the cells that have enough past, by p and then by name
 */
export function findExcess(
  cells: readonly CellCounts[],
  settings: ExcessSettings = excessDefaults,
): CellExcess[] {
  const judged = cells
    .filter(({ past }) => past.length >= settings.leastPast)
    .map(({ cell, observed, past }) => {
      const counts = predictedCounts(past)
      return { cell, observed, expected: counts.mean, p: counts.from(observed) }
    })
    .sort((a, b) => a.p - b.p || (a.cell < b.cell ? -1 : 1))
  let adjustedP = 1
  return judged
    .map((one, n) => ({ ...one, n }))
    .reverse()
    .map(({ n, ...one }) => {
      adjustedP = Math.min(adjustedP, (one.p * judged.length) / (n + 1))
      const isExcess =
        adjustedP <= settings.falseShare && one.observed >= settings.least && one.observed > one.expected
      return { ...one, adjustedP, isExcess }
    })
    .reverse()
}
