import type { Trace } from '../contract/levels.ts'
import type { DecisionTable } from '../contract/models.ts'
import { type Level, levels } from '../contract/subjects.ts'

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
  return why.length === 0 ? { kind: 'automatic', level: judged } : { kind: 'propose', level: judged, why }
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

const dayMs = 86_400_000

/**
 * Why a judgement should not act by itself although the table is certain: a value that a row asks for is not known, or
 * is older than the input allows. A table has no other uncertainty: it says the same of the same values.
 * @returns confidence as the share of the asked values that are known and fresh
 */
export function doubtsOf(
  table: DecisionTable,
  trace: Pick<Trace, 'values'>,
  now: Date,
): { doubts: string[]; confidence: number } {
  const asked = new Set(table.rows.flatMap((r) => r.conditions.map((c) => c.input)))
  const values = trace.values.filter((v) => asked.has(v.input))
  const missing = values.filter((v) => v.value === null)
  const stale = values.filter((v) => {
    const days = table.inputs.find((i) => i.name === v.input)?.staleDays
    return (
      days !== undefined && v.source.at !== null && now.getTime() - Date.parse(v.source.at) > days * dayMs
    )
  })
  return {
    doubts: [...(missing.length > 0 ? ['missing-value'] : []), ...(stale.length > 0 ? ['stale-value'] : [])],
    confidence:
      values.length === 0 ? 1 : (values.length - new Set([...missing, ...stale]).size) / values.length,
  }
}
