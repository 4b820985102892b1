import type { SaidInEnglish, SignalView } from '../contract.ts'

/** @param items titles of the values that are judged together, by which the trace names one */
export function signalView(
  r: Omit<SignalView, 'at' | 'item' | 'saidInEnglish'> & {
    readonly at: Date
    readonly said_in_english: string | null
  },
  items: readonly string[],
): SignalView {
  const { phase, value, expected, lower, upper, score, level, reason, said, trace, settled } = r
  return {
    at: r.at.toISOString(),
    phase,
    value,
    expected,
    lower,
    upper,
    score,
    level,
    reason,
    said,
    saidInEnglish: r.said_in_english,
    trace,
    item: items.length > 1 ? (items[trace.series ?? -1] ?? null) : null,
    settled,
  }
}

/** As rows and series hold it. */
export function englishUnit(english: SaidInEnglish | undefined): { englishUnit?: string } {
  return english?.unit === undefined ? {} : { englishUnit: english.unit }
}
