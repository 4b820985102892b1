import type { FindingLine, Observed } from '../contract/checks.ts'
import { addDays } from './days.ts'
import type { ReadingDay, ReadingFact } from './facts.ts'
import { type Limits, limit } from './table.ts'

/** What an unusual number is compared with. */
export interface Robust {
  readonly median: number
  /** Median absolute deviation. */
  readonly mad: number
  readonly z: number
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  if (sorted.length === 0) return 0
  const upper = sorted[Math.floor(half)] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2
}

/**
 * Modified z-score (Iglewicz and Hoaglin 1993): (x − median) / (1.4826 × MAD). Counts scatter by their root, so the scale
 * is never below √median nor below 1: a history of equal days does not make the next read odd.
 */
export function robust(value: number, history: readonly number[]): Robust {
  const middle = median(history)
  const mad = median(history.map((v) => Math.abs(v - middle)))
  const scale = Math.max(1.4826 * mad, Math.sqrt(middle), 1)
  return { median: middle, mad, z: (value - middle) / scale }
}

const measures = ['reads', 'subjects', 'rows', 'night'] as const
type Measure = (typeof measures)[number]

/**
 * One day of reading beside its own history, never beside other people. It says which numbers are unusual and by what
 * they were compared; whether they were needed a person finds out.
 * @param day the day that is looked at
 */
export function oddReading(
  f: ReadingFact,
  limits: Limits,
  day: string,
  who: 'officer' | 'consumer',
): Observed | undefined {
  const today = f.days.find((d) => d.day === day)
  if (today === undefined) return undefined
  const from = addDays(day, -limit(limits, 'historyDays'))
  const history = f.days.filter((d) => d.day >= from && d.day < day)
  const lines = [...aboveOwn(today, history, limits), ...aboveMost(today, limits)]
  if (lines.length === 0) return undefined
  const link = who === 'officer' ? null : `/exchange?tab=log&from=${day}&until=${day}`
  return {
    check: who === 'officer' ? 'reading-officer' : 'reading-consumer',
    subjectType: who === 'officer' ? 'account' : 'organization',
    subject: f.who,
    name: f.orgName,
    org: f.org,
    resource: null,
    account: who === 'officer' ? f.who : null,
    occasion: day,
    lines: lines.map((l) => ({ ...l, link })),
  }
}

type Line = Omit<FindingLine, 'link'>

/** Far above the own history, where there is enough of it; small numbers are never odd. */
function aboveOwn(today: ReadingDay, history: readonly ReadingDay[], limits: Limits): Line[] {
  if (history.length < limit(limits, 'leastDays')) return []
  return measures.flatMap((measure): Line[] => {
    const value = today[measure]
    if (value < leastOf(measure, limits)) return []
    const found = robust(
      value,
      history.map((d) => d[measure]),
    )
    if (found.z < limit(limits, 'z')) return []
    return [
      {
        key: `odd-${measure}`,
        values: {
          day: today.day,
          value: String(value),
          median: String(found.median),
          mad: String(found.mad),
          z: found.z.toFixed(1),
          limit: String(limit(limits, 'z')),
          days: String(history.length),
          from: String(limit(limits, 'nightFrom')),
          to: String(limit(limits, 'nightTo')),
        },
      },
    ]
  })
}

function leastOf(measure: Measure, limits: Limits): number {
  return limit(limits, measure === 'night' ? 'nightReads' : 'leastReads')
}

/** Beyond a fixed bound, whatever the history: also on somebody's first day. */
function aboveMost(today: ReadingDay, limits: Limits): Line[] {
  const bounds = [
    ['subjects', limits.mostSubjects],
    ['rows', limits.mostRows],
  ] as const
  return bounds.flatMap(([measure, most]): Line[] =>
    most === undefined || today[measure] <= most
      ? []
      : [
          {
            key: `most-${measure}`,
            values: { day: today.day, value: String(today[measure]), limit: String(most) },
          },
        ],
  )
}
