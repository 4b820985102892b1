import type { Tx } from '#kernel/database'
import type { SeriesView, TriedWatch } from '../contract.ts'
import { replayCounts } from '../counting.ts'
import type { CountWatch } from '../counts.ts'
import { lengthOf } from '../rules.ts'
import type { Found } from '../watching.ts'

/** A year of days: for each the model of years is asked anew. */
const mostPeriods = 366

/** Counts of an object as its detector sees them, of the periods that are closed. */
export async function countedSeries(
  tx: Tx,
  watch: CountWatch,
  object: string,
  from: Date,
  now: Date,
): Promise<Pick<SeriesView, 'points' | 'rows' | 'cut' | 'unjudged'>> {
  const points: SeriesView['points'] = []
  const latest = now.getTime() - mostPeriods * lengthOf(watch.content.count.every)
  const stretch = { from: Math.max(from.getTime(), latest), until: now.getTime(), objects: [object] }
  await replayCounts(tx, watch, stretch, (p) => points.push(p))
  return { points, rows: points.length, cut: latest > from.getTime(), unjudged: 0 }
}

/** What a watch would have said of the counts of the past. */
export async function tryCounted(
  tx: Tx,
  watch: CountWatch,
  { from, until }: { readonly from: string; readonly until: string },
): Promise<Omit<TriedWatch, 'warnings'> & { readonly found: readonly Found[] }> {
  const stretch = { from: Date.parse(from), until: Date.parse(until) }
  const { found, series, judged, cut } = await replayCounts(tx, watch, stretch)
  return { rows: judged, objects: series.size, cut, unjudged: 0, late: 0, signals: found.length, found }
}
