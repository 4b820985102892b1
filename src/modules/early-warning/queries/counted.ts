import type { Tx } from '#kernel/database'
import type { SeriesView, TriedWatch } from '../contract.ts'
import { replayCounts } from '../counting.ts'
import type { CountWatch } from '../counts.ts'
import { lengthOf } from '../rules.ts'
import { replayScans, type ScanWatch } from '../scanning.ts'
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

/** A scan has no series of an object: what it told is all there is to draw. */
export function scannedSeries(
  signals: SeriesView['signals'],
): Pick<SeriesView, 'points' | 'rows' | 'cut' | 'unjudged'> {
  const points = signals.map(({ at, value, expected, lower, upper, score, phase }) => {
    return { at, value: value ?? 0, expected, lower, upper, score, anomalous: phase !== 'end' }
  })
  return { points, rows: points.length, cut: false, unjudged: 0 }
}

/** What a scan would have told of the latest days. */
export async function tryScanned(tx: Tx, watch: ScanWatch, stretch: Stretch): Promise<Tried> {
  const { found, objects, days, unjudged, cut } = await replayScans(tx, watch, stretch)
  return { rows: days, objects, cut, unjudged, late: 0, signals: found.length, found }
}

interface Stretch {
  readonly from: number
  readonly until: number
}

type Tried = Omit<TriedWatch, 'warnings'> & { readonly found: readonly Found[] }

/** What a watch would have said of the counts of the past. */
export async function tryCounted(tx: Tx, watch: CountWatch, stretch: Stretch): Promise<Tried> {
  const { found, series, judged, cut } = await replayCounts(tx, watch, stretch)
  return { rows: judged, objects: series.size, cut, unjudged: 0, late: 0, signals: found.length, found }
}
