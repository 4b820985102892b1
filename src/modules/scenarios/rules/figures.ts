import { atTimeOfDay, dayNumber } from '#kernel/clock/rules'
import type { Figure, Period } from '../contract.ts'

/** One measure over a period: all together, and by part. */
export interface Measured {
  readonly whole: number
  readonly parts: ReadonlyMap<string, number>
}

/**
 * The whole and each part, from what was measured: numerator, denominator where there is one, then what stands beside. A
 * rate over nothing is no rate.
 */
export function figuresOf(
  measured: readonly Measured[],
  { hasDenominator, percent }: { hasDenominator: boolean; percent: boolean },
): Figure[] {
  const names = [...new Set(measured.flatMap((m) => [...m.parts.keys()]))].toSorted()
  const figure = (of: string | null): Figure => {
    const amounts = measured.map((m) => (of === null ? m.whole : (m.parts.get(of) ?? 0)))
    const [numerator = 0, ...rest] = amounts
    const denominator = hasDenominator ? (rest[0] ?? 0) : null
    const rate = denominator === null ? numerator : denominator === 0 ? null : numerator / denominator
    return {
      of,
      value: rate === null ? null : rate * (percent ? 100 : 1),
      numerator,
      denominator,
      beside: hasDenominator ? rest.slice(1) : rest,
    }
  }
  return [figure(null), ...names.map(figure)]
}

const dayMs = 86_400_000

/** The days of a period on the city's calendar, today included, and the step of its course. */
export function periodOf(
  period: Period,
  now: Date,
): { from: Date; until: Date; step: 'hour' | 'day' | 'month' } {
  const today = atTimeOfDay(dayNumber(now), 0).getTime()
  const until = new Date(today + dayMs)
  const back = (days: number) => new Date(until.getTime() - days * dayMs)
  switch (period) {
    case 'today':
      return { from: new Date(today), until, step: 'hour' }
    case '7-days':
      return { from: back(7), until, step: 'day' }
    case '30-days':
      return { from: back(30), until, step: 'day' }
    case '12-months':
      return { from: back(365), until, step: 'month' }
  }
}
