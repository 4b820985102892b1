/** Pure rules of the watch: what became of decisions, and whether they still look like those that came before. */

/** Decisions of one week, class, gate and outcome. */
export interface WeekCount {
  /** Monday of the week, Asia/Shanghai. */
  readonly week: string
  readonly label: string | null
  readonly gate: string
  readonly outcome: string
  readonly count: number
}

/** Decisions of a stretch of time by class and tenth of confidence, with the novelty of their inputs. */
export interface Sample {
  readonly labels: Readonly<Record<string, number>>
  /** Ten counts: confidence up to .1, … up to 1. */
  readonly deciles: readonly number[]
  readonly novelty: { readonly rows: number; readonly mean: number; readonly deviation: number }
}

export interface Outcomes {
  readonly all: number
  readonly automatic: number
  /** Automatic ones that an officer has overturned since. */
  readonly automaticOverturned: number
  /** Those that went to a person and have been decided. */
  readonly judged: number
  readonly judgedOverturned: number
}

export type FindingKind =
  | 'class-mix'
  | 'confidence'
  | 'unknown-words'
  | 'automatic-overturned'
  | 'judged-overturned'

export interface Finding {
  readonly kind: FindingKind
  readonly value: number
  readonly limit: number
}

export interface WatchFigures {
  readonly weeks: readonly (Outcomes & { readonly week: string })[]
  readonly byLabel: readonly (Outcomes & { readonly label: string })[]
  readonly total: Outcomes
  /** What was compared with what: decisions of the last seven days, and of the weeks before. */
  readonly recentRows: number
  readonly referenceRows: number
  readonly measures: readonly Finding[]
}

/** Under so many decisions on either side a comparison says more about chance than about the city. */
export const leastRows = 100

/** The usual reading of the index: under .1 stable, above .25 another population (Siddiqi 2006, Credit Risk Scorecards). */
export const stabilityLimit = 0.25
/** Standard errors by which the mean share of unknown words may rise. */
export const noveltyLimit = 4
/** Log likelihood ratio at which the promise counts as broken: a hundred to one. */
export const cusumLimit = Math.log(100)
/** Standard errors by which officers may overturn more than before. */
export const overturnLimit = 3

/** Population stability index: Σ (p − q) ln(p / q) over the parts; empty parts count half a row. */
export function stabilityIndex(before: readonly number[], now: readonly number[]): number {
  const shares = (counts: readonly number[]) => {
    const filled = counts.map((count) => Math.max(count, 0.5))
    const total = filled.reduce((sum, count) => sum + count, 0)
    return filled.map((count) => count / total)
  }
  const [p, q] = [shares(before), shares(now)]
  return p.reduce((sum, share, part) => {
    const other = q[part] ?? share
    return sum + (other - share) * Math.log(other / share)
  }, 0)
}

/**
 * One-sided CUSUM of the log likelihood ratio of the doubled error share against the promised one, week by week (Page
 * 1954; for shares Reynolds and Stoumbos 1999). It forgets good times and adds up bad ones.
 */
export function cusum(weeks: readonly { rows: number; wrong: number }[], promised: number): number {
  const doubled = Math.min(2 * promised, 0.99)
  return weeks.reduce((sum, { rows, wrong }) => {
    const step =
      wrong * Math.log(doubled / promised) + (rows - wrong) * Math.log((1 - doubled) / (1 - promised))
    return Math.max(0, sum + step)
  }, 0)
}

/** 95 % interval of a share (Wilson 1927); null of nothing. */
export function wilson(hits: number, rows: number): { low: number; high: number } | null {
  if (rows === 0) return null
  const z = 1.96
  const share = hits / rows
  const centre = (share + z ** 2 / (2 * rows)) / (1 + z ** 2 / rows)
  const half = (z * Math.sqrt((share * (1 - share)) / rows + z ** 2 / (4 * rows ** 2))) / (1 + z ** 2 / rows)
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}

export function outcomesOf(counts: readonly WeekCount[]): Outcomes {
  const sum = (keep: (row: WeekCount) => boolean) =>
    counts.filter(keep).reduce((total, { count }) => total + count, 0)
  const isHuman = (row: WeekCount) => row.gate !== 'automatic'
  return {
    all: sum(() => true),
    automatic: sum((row) => !isHuman(row)),
    automaticOverturned: sum((row) => !isHuman(row) && row.outcome === 'overturned'),
    judged: sum((row) => isHuman(row) && (row.outcome === 'confirmed' || row.outcome === 'overturned')),
    judgedOverturned: sum((row) => isHuman(row) && row.outcome === 'overturned'),
  }
}

/**
 * Everything that the page shows.
 * @param counts the last weeks, in any order
 * @param promised share of automatic decisions that may be wrong, as the version was approved for
 * @param thisWeek Monday of the running week
 */
export function watchFigures(
  counts: readonly WeekCount[],
  { before, now }: { readonly before: Sample; readonly now: Sample },
  { promised, thisWeek }: { readonly promised: number; readonly thisWeek: string },
): WatchFigures {
  const weeks = [...Map.groupBy(counts, (row) => row.week)]
    .map(([week, rows]) => ({ week, ...outcomesOf(rows) }))
    .sort((a, b) => (a.week < b.week ? -1 : 1))
  const labelled = counts.filter((row) => row.label !== null)
  const byLabel = [...Map.groupBy(labelled, (row) => row.label ?? '')]
    .map(([label, rows]) => ({ label, ...outcomesOf(rows) }))
    .sort((a, b) => b.all - a.all)
  const rowsOf = ({ deciles }: Sample) => deciles.reduce((sum, count) => sum + count, 0)
  const comparable = rowsOf(before) >= leastRows && rowsOf(now) >= leastRows
  const overturned = overturnMeasure(
    weeks.filter(({ week }) => week < thisWeek),
    weeks.filter(({ week }) => week === thisWeek),
  )
  return {
    weeks,
    byLabel,
    total: outcomesOf(counts),
    recentRows: rowsOf(now),
    referenceRows: rowsOf(before),
    measures: [
      ...(comparable ? sampleMeasures(before, now) : []),
      {
        kind: 'automatic-overturned',
        value: cusum(
          weeks.map((week) => ({ rows: week.automatic, wrong: week.automaticOverturned })),
          promised,
        ),
        limit: cusumLimit,
      },
      ...(overturned === null ? [] : [overturned]),
    ],
  }
}

/** The measures that are beyond their limits. */
export function findingsOf({ measures }: Pick<WatchFigures, 'measures'>): Finding[] {
  return measures.filter(({ value, limit }) => value > limit)
}

function sampleMeasures(before: Sample, now: Sample): Finding[] {
  const labels = [...new Set([...Object.keys(before.labels), ...Object.keys(now.labels)])].sort()
  const mix = (sample: Sample) => labels.map((label) => sample.labels[label] ?? 0)
  const rows = Math.min(before.novelty.rows, now.novelty.rows)
  const error = Math.sqrt(
    before.novelty.deviation ** 2 / Math.max(before.novelty.rows, 1) +
      now.novelty.deviation ** 2 / Math.max(now.novelty.rows, 1),
  )
  const rise = now.novelty.mean - before.novelty.mean
  return [
    { kind: 'class-mix', value: stabilityIndex(mix(before), mix(now)), limit: stabilityLimit },
    { kind: 'confidence', value: stabilityIndex(before.deciles, now.deciles), limit: stabilityLimit },
    ...(rows >= leastRows && error > 0
      ? [{ kind: 'unknown-words' as const, value: Math.max(0, rise / error), limit: noveltyLimit }]
      : []),
  ]
}

/** Whether officers overturn this week clearly more of what they judge than in the weeks before. */
function overturnMeasure(past: readonly Outcomes[], present: readonly Outcomes[]): Finding | null {
  const total = (rows: readonly Outcomes[]) => ({
    rows: rows.reduce((sum, { judged }) => sum + judged, 0),
    wrong: rows.reduce((sum, { judgedOverturned }) => sum + judgedOverturned, 0),
  })
  const [a, b] = [total(past), total(present)]
  if (a.rows < leastRows || b.rows < 30) return null
  const pooled = (a.wrong + b.wrong) / (a.rows + b.rows)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.rows + 1 / b.rows))
  const rise = b.wrong / b.rows - a.wrong / a.rows
  return {
    kind: 'judged-overturned',
    value: error === 0 ? 0 : Math.max(0, rise / error),
    limit: overturnLimit,
  }
}
