import { isWithin } from '#kernel/access/define'
import type { Text } from '../contract.ts'

/** What a report is about: the city, a district, a management area, a township. */
export interface Scope {
  readonly code: string
  readonly name: Text
  readonly places: readonly string[]
}

/** Whether somebody who oversees these places oversees the whole scope. */
export function oversees(places: readonly string[], scope: Pick<Scope, 'places'>): boolean {
  return scope.places.length > 0 && scope.places.every((p) => isWithin(p, places))
}

/**
 * The scopes that these places make up and that lie in no larger one: an overseer of the city reads the city's report,
 * and those of the districts only when asked for.
 */
export function widestScopes(places: readonly string[], scopes: readonly Scope[]): Scope[] {
  const seen = scopes.filter((s) => oversees(places, s))
  return seen.filter(
    (s) =>
      !seen.some((other) => other.code !== s.code && oversees(other.places, s) && !oversees(s.places, other)),
  )
}
