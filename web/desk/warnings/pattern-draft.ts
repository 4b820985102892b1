import type { Combination, Condition, PatternContent } from '#modules/early-warning/contract'

export const newCondition: Condition = { source: 'signal', kind: '', least: null, where: null }

/** What a new pattern begins with, in the places of the officer's post. */
export function newPattern(places: readonly string[]): PatternContent {
  return {
    name: '',
    kind: '',
    domain: 'work-safety',
    level: 'yellow',
    combination: { how: 'all', conditions: [newCondition, newCondition] },
    window: 60,
    together: { by: 'township' },
    places: [...places],
    latenessMinutes: 60,
    calmMinutes: 60,
    org: '',
    plan: '',
    exercise: false,
  }
}

/** The same conditions combined in another way; what is missing is added, what is too many falls away. */
export function recombined(c: Combination, how: Combination['how']): Combination {
  const least = how === 'count' ? 1 : 2
  const missing = Array.from({ length: Math.max(0, least - c.conditions.length) }, () => newCondition)
  const conditions = [...c.conditions, ...missing]
  if (how === 'count') return { how, conditions, times: 3, distinct: false }
  return { how, conditions: how === 'absence' ? conditions.slice(0, 2) : conditions }
}

/** How many conditions a way of combining takes. */
export function mayHave(how: Combination['how']): { least: number; most: number } {
  if (how === 'absence') return { least: 2, most: 2 }
  return { least: how === 'count' ? 1 : 2, most: 5 }
}

/** True when the server would at least read it. */
export function isPatternComplete(d: PatternContent): boolean {
  return (
    d.name.trim().length >= 2 &&
    /^[a-z][a-z0-9-]{1,39}$/.test(d.kind) &&
    d.places.length > 0 &&
    d.org !== '' &&
    d.window >= 1
  )
}
