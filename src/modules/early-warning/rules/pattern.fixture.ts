import {
  type Combination,
  type Condition,
  type Fact,
  PatternRule,
  type Together,
} from '../contract/pattern.ts'
import { matchPast } from './past.ts'
import type { Pattern } from './pattern.ts'

export const minute = 60_000
export const jinfeng = '50/500107/500107104'
export const hangu = '50/500107/500107103'

export function fact(id: string, kind: string, minutes: number, change: Partial<Fact> = {}): Fact {
  return {
    id,
    source: 'signal',
    kind,
    object: `object of ${id}`,
    place: jinfeng,
    point: { lon: 106.3, lat: 29.6 },
    at: minutes * minute,
    level: 'blue',
    exercise: false,
    warning: null,
    ...change,
  }
}
export const when = (kind: string, change: Partial<Condition> = {}): Condition => ({
  source: 'signal',
  kind,
  least: null,
  where: null,
  ...change,
})

export interface Of {
  readonly combination: Combination
  readonly together?: Together
  readonly window?: number
  readonly lateness?: number
}
export function pattern({
  combination,
  together = { by: 'township' },
  window = 30,
  lateness = 0,
}: Of): Pattern {
  const rule = PatternRule.parse({ combination, together, window, places: ['50/500107'] })
  return { id: 'p', version: 1, rule, latenessMinutes: lateness }
}
/** The facts that completed a match, in the order of the time. */
export const keysOf = (p: Pattern, facts: readonly Fact[], until = 10_000) =>
  matchPast(p, facts, until * minute).map((m) => m.key)
