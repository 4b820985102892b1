const dayMs = 86_400_000
/** Chongqing keeps UTC+8 all year. */
const offsetMs = 8 * 3_600_000

export const periods = [7, 30, 90] as const

export interface Period {
  /** Days in Shanghai, both included. */
  readonly from: string
  readonly to: string
}

/** The last `days` days, today included. */
export function periodOf(now: Date, days: number): Period {
  return { from: dayText(now.getTime() - (days - 1) * dayMs), to: dayText(now.getTime()) }
}

/** The same number of days directly before. */
export function periodBefore({ from, to }: Period): Period {
  const [start, end] = [Date.parse(`${from}T00:00:00+08:00`), Date.parse(`${to}T00:00:00+08:00`)]
  return { from: dayText(start - (end - start) - dayMs), to: dayText(start - dayMs) }
}

function dayText(at: number): string {
  return new Date(at + offsetMs).toISOString().slice(0, 10)
}
