import { timed } from './measured.ts'

/** The last values at each phase of a period (hour of day, day of week), for medians that a few outliers do not move. */
export type Phases = number[][]

export function emptyPhases(count: number): Phases {
  return Array.from({ length: count }, () => [])
}

/** Number of the phase at a time; a time that is no number counts as 0. */
export function phaseOf(at: number, period: number, count: number): number {
  const time = timed(at) ?? 0
  const within = ((time % period) + period) % period
  return Math.min(count - 1, Math.floor((within / period) * count))
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

/** Adds a value to a phase; the oldest goes when there are `depth`. */
export function learnPhase(phases: Phases, phase: number, value: number, depth: number): void {
  const kept = phases[phase]
  if (!kept) return
  kept.push(value)
  if (kept.length > depth) kept.shift()
}
