/** When a candidate is worth a leader's time; pure. */

/** Rows that people judged since the last candidate; fewer teach next to nothing. */
export const leastNewRows = 100
/** Share of the rows, the newest, that judge both versions and teach none. */
export const heldOutShare = 0.4

export type SkipReason = 'too-few-rows' | 'waits-for-verdict' | 'no-gain'

export interface Stock {
  /** Rows since the newest row of the last candidate. */
  readonly newRows: number
  /** A candidate that nobody has judged yet. */
  readonly isWaiting: boolean
}

/** Undefined: train. */
export function reasonToSkip({ newRows, isWaiting }: Stock): SkipReason | undefined {
  if (isWaiting) return 'waits-for-verdict'
  if (newRows < leastNewRows) return 'too-few-rows'
  return undefined
}

/** Splits rows by time: the older ones teach, the newest judge. */
export function splitByTime<Row extends { readonly at: string }>(
  rows: readonly Row[],
): { readonly taught: readonly Row[]; readonly heldOut: readonly Row[] } {
  const ordered = rows.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const cut = Math.ceil(ordered.length * (1 - heldOutShare))
  return { taught: ordered.slice(0, cut), heldOut: ordered.slice(cut) }
}
