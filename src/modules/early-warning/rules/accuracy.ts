import type { AccuracyRow, Verdict } from '../contract.ts'

/** A warning as accuracy sees it. Times in milliseconds since the epoch. */
export interface Judged {
  readonly verdict: Verdict | null
  readonly raisedAt: number
  readonly eventAt: number | null
  readonly acknowledgedAt: number | null
}

const hour = 3_600_000
const minute = 60_000

/**
 * Precision: of the judged ones those behind which something was (true, early or late). Recall: of the events, warned of
 * or noted as missed, those that a warning preceded (true or early; late ones did not). Rates are null without a case.
 */
export function accuracyOf(
  who: Pick<AccuracyRow, 'watch' | 'name' | 'english' | 'kind'>,
  warnings: readonly Judged[],
  missed: number,
): AccuracyRow {
  const count = (v: Verdict) => warnings.filter((w) => w.verdict === v).length
  const [right, wrong, early, late] = [count('true'), count('false'), count('early'), count('late')]
  const judged = right + wrong + early + late
  const events = right + early + late + missed
  const leads = warnings.flatMap((w) =>
    w.eventAt === null || w.verdict === 'false' ? [] : [(w.eventAt - w.raisedAt) / hour],
  )
  const waits = warnings.flatMap((w) =>
    w.acknowledgedAt === null ? [] : [(w.acknowledgedAt - w.raisedAt) / minute],
  )
  return {
    ...who,
    raised: warnings.length,
    judged,
    true: right,
    false: wrong,
    early,
    late,
    missed,
    precision: judged === 0 ? null : (judged - wrong) / judged,
    recall: events === 0 ? null : (right + early) / events,
    leadHours: median(leads),
    acknowledgeMinutes: median(waits),
  }
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle]
  if (upper === undefined) return null
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2
}
