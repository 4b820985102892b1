import type { Value } from '../contract/levels.ts'
import type { DecisionTable, ModelInput, TableCondition } from '../contract/models.ts'
import { hitsOf, type Values } from './table.ts'

/** Beyond so many combinations a check would take seconds; the table is then said to be unchecked. */
export const mostCells = 200_000

/**
 * Values of an input that stand for all others: conditions compare with constants only, so within a cell between two
 * neighbouring constants every condition answers the same. Numbers: each constant, a value in each gap and beyond both
 * ends; texts: each constant and one that no row names; and always `null`, not known.
 */
export function standIns(input: ModelInput, table: Pick<DecisionTable, 'rows'>): Value[] {
  const conditions = table.rows.flatMap((r) => r.conditions.filter((c) => c.input === input.name))
  const named = [...new Set(conditions.flatMap((c) => c.values))]
  if (input.type === 'boolean') return [true, false, null]
  if (input.type === 'text') return [...named, otherThan(named), null]
  return [...numbersFor(input, conditions), null]
}

function numbersFor({ whole }: ModelInput, conditions: readonly TableCondition[]): number[] {
  const points = [...new Set(conditions.flatMap((c) => c.values).map(Number))]
    .filter((n) => Number.isFinite(n))
    .sort((a, b) => a - b)
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return [0]
  const between = points.slice(1).map((p, i) => ((points[i] ?? p) + p) / 2)
  if (!whole) return [...new Set([first - 1, ...points, ...between, last + 1])]
  const around = points.flatMap((p) => [Math.ceil(p) - 1, Math.ceil(p), Math.floor(p), Math.floor(p) + 1])
  return [...new Set([0, ...around])].filter((n) => n >= 0).sort((a, b) => a - b)
}

/** A text that none of the constants is. */
function otherThan(named: readonly string[]): string {
  let text = '…'
  while (named.includes(text)) text += '…'
  return text
}

export interface Cell {
  readonly values: Values
  readonly hits: readonly number[]
}

/** Every combination of stand-ins with the rows that hold there; undefined when there are too many. */
export function cellsOf(table: DecisionTable): Cell[] | undefined {
  const used = new Set(table.rows.flatMap((r) => r.conditions.map((c) => c.input)))
  const axes = table.inputs
    .filter((i) => used.has(i.name))
    .map((i) => ({ name: i.name, values: standIns(i, table) }))
  const count = axes.reduce((n, axis) => n * axis.values.length, 1)
  if (count > mostCells) return undefined
  const combinations = axes.reduce<Record<string, Value>[]>(
    (all, axis) => all.flatMap((before) => axis.values.map((v) => ({ ...before, [axis.name]: v }))),
    [{}],
  )
  return combinations.map((values) => ({ values, hits: hitsOf(table, values) }))
}
