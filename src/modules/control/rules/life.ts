import { levels, type Level } from '../contract/subjects.ts'

/** What became of a judgement. */
export type Effect =
  | { readonly kind: 'same' }
  | { readonly kind: 'automatic'; readonly level: Level }
  | { readonly kind: 'propose'; readonly level: Level; readonly why: readonly string[] }

/** Steps towards stricter control; negative: lighter. */
export function stepsBetween(from: Level, to: Level): number {
  return levels.indexOf(to) - levels.indexOf(from)
}

/**
 * A change takes effect by itself only where the register lets the version act, and only one step towards stricter
 * control. A first level, a lighter one, a jump, and one that a person's word stands against, wait for the owner.
 * @param handedOver why the register's gate wants a person; null: it lets the version act
 */
export function effectOf(
  held: { readonly level: Level | null; readonly isOverridden: boolean },
  judged: Level,
  handedOver: readonly string[] | null,
): Effect {
  if (held.level === judged) return { kind: 'same' }
  const steps = held.level === null ? null : stepsBetween(held.level, judged)
  const why = [
    ...(handedOver ?? []),
    ...(steps === null ? ['first'] : []),
    ...(steps !== null && steps < 0 ? ['lighter'] : []),
    ...(steps !== null && steps > 1 ? ['two-steps'] : []),
    ...(held.isOverridden ? ['overridden'] : []),
  ]
  return why.length === 0
    ? { kind: 'automatic', level: judged }
    : { kind: 'propose', level: judged, why }
}

/** The level that counts: what a person set for a time, else what was confirmed. */
export function levelInForce(
  base: Level | null,
  override: { readonly level: Level; readonly until: string } | null,
  today: string,
): Level | null {
  return override !== null && override.until >= today ? override.level : base
}

/** Longest time for which a person may set a level aside, in days. */
export const mostOverrideDays = 366
