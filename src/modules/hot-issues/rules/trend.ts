const dayMs = 86_400_000

export interface Trend {
  /** Messages of the last seven days, and of the seven before. */
  readonly week: number
  readonly weekBefore: number
  readonly direction: 'rising' | 'steady' | 'falling'
}

/** @param days messages a day, the last is today; at least fourteen */
export function trendOf(days: readonly number[]): Trend {
  const sum = (from: number, to: number) => days.slice(from, to).reduce((a, b) => a + b, 0)
  const week = sum(-7, days.length)
  const weekBefore = sum(-14, -7)
  return {
    week,
    weekBefore,
    direction: week > weekBefore ? 'rising' : week < weekBefore ? 'falling' : 'steady',
  }
}

/** One count a day from `length` days back up to today, nothing left out; days are those of Shanghai. */
export function fillDays(
  counts: ReadonlyMap<string, number>,
  today: string,
  length: number,
): { day: string; messages: number }[] {
  const last = Date.parse(today)
  return Array.from({ length }, (_, i) => {
    const day = new Date(last - (length - 1 - i) * dayMs).toISOString().slice(0, 10)
    return { day, messages: counts.get(day) ?? 0 }
  })
}
