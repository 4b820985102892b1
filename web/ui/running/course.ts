import type { Figure, PageFigureList } from '#modules/scenarios/contract'
import { onCityClock } from '../city-time.ts'

const hourMs = 3_600_000

/** How much of '2026-11-30T09:00' names an hour, a day or a month, as the server names its steps. */
const lengths = { hour: 13, day: 10, month: 7 } as const

function stepOf({ from, until }: PageFigureList): keyof typeof lengths {
  const days = (Date.parse(until) - Date.parse(from)) / (24 * hourMs)
  if (days <= 1) return 'hour'
  return days > 60 ? 'month' : 'day'
}

/**
 * Every hour, day or month of the period up to now, in order: the server leaves out those without rows. A count of
 * nothing is nought, a rate over nothing is none.
 */
export function courseOf(list: PageFigureList, now: Date): Figure[] {
  const known = new Map(list.figures.map((f) => [f.of, f]))
  const isRate = list.figures.some((f) => f.denominator !== null)
  return stepsOf(list, stepOf(list), now).map(
    (of) =>
      known.get(of) ?? {
        of,
        value: isRate ? null : 0,
        numerator: 0,
        denominator: isRate ? 0 : null,
        beside: list.besides.map(() => 0),
      },
  )
}

/** The whole, then every step of the period. */
export function courseFigures(list: PageFigureList, now: Date): Figure[] {
  return [...list.figures.filter((f) => f.of === null), ...courseOf(list, now)]
}

function stepsOf({ from, until }: PageFigureList, step: keyof typeof lengths, now: Date): string[] {
  const end = Math.min(onCityClock(until) - 1, onCityClock(now.toISOString()))
  const names = new Set<string>()
  for (let at = onCityClock(from); at <= end; at += step === 'hour' ? hourMs : 24 * hourMs)
    names.add(new Date(at).toISOString().slice(0, lengths[step]))
  return [...names]
}

/** '09:00', '11-30', '2026-11': a step without what its neighbours share. */
export function stepName(of: string): string {
  if (of.length === lengths.hour) return `${of.slice(11)}:00`
  return of.length === lengths.day ? of.slice(5) : of
}
