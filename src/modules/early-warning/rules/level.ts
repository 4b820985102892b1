import { isWithin } from '#kernel/access/define'
import type { WarningLimit } from '../contract/limits.ts'
import { type Grade, type Level, levels } from '../contract/watch.ts'

/** Below 0: a is the lower one. */
export function compareLevels(a: Level, b: Level): number {
  return levels.indexOf(a) - levels.indexOf(b)
}

export function higherLevel(a: Level, b: Level): Level {
  return compareLevels(a, b) >= 0 ? a : b
}

/** One step down; null below the lowest. */
export function levelBelow(level: Level): Level | null {
  return levels[levels.indexOf(level) - 1] ?? null
}

/** The highest level whose bound the measure has reached; null: below all. */
export function levelOf(
  measure: number,
  grades: readonly Grade[],
  direction: 'above' | 'below',
): Level | null {
  const reached = grades.filter((g) => (direction === 'above' ? measure >= g.from : measure <= g.from))
  return reached
    .map((g) => g.level)
    .reduce<Level | null>((best, l) => (best === null ? l : higherLevel(best, l)), null)
}

/** Why grades make no sense: a level twice, or a higher level that is reached before a lower one. Null: they do. */
export function wrongGrades(
  grades: readonly Grade[],
  direction: 'above' | 'below',
): 'level-twice' | 'not-rising' | null {
  const sorted = grades.toSorted((a, b) => compareLevels(a.level, b.level))
  if (new Set(sorted.map((g) => g.level)).size < sorted.length) return 'level-twice'
  const rises = sorted.every((g, i) => {
    const before = sorted[i - 1]
    return before === undefined || (direction === 'above' ? g.from > before.from : g.from < before.from)
  })
  return rises ? null : 'not-rising'
}

/** The lowest level that has more time, to notice or to handle, than the one below it; undefined: none has. */
export function looserAbove(limits: Readonly<Record<Level, WarningLimit>>): Level | undefined {
  return levels.find((level) => {
    const below = levelBelow(level)
    if (below === null) return false
    const [here, lower] = [limits[level], limits[below]]
    return here.acknowledgeMinutes > lower.acknowledgeMinutes || here.handleHours > lower.handleHours
  })
}

/** What a silence names; null: any. */
export interface Silenced {
  readonly kind: string | null
  readonly object: string | null
  readonly place: string
}

/** True when a silence speaks of this object. Its hours are looked at where it is read. */
export function isSilenced(
  s: Silenced,
  about: { readonly kind: string; readonly object: string; readonly place: string },
): boolean {
  return (
    (s.kind === null || s.kind === about.kind) &&
    (s.object === null || s.object === about.object) &&
    isWithin(about.place, [s.place])
  )
}
