import type { ReadValue, Trace, Value } from '../contract/levels.ts'
import type { DecisionTable, ModelInput, TableCondition, TableRow } from '../contract/models.ts'

/** Input → its value; one that is absent is not known. */
export type Values = Readonly<Record<string, Value>>

/**
 * Judges by a decision table with the hit policies FIRST and SCORE (the latter is COLLECT with a sum) of OMG's Decision
 * Model and Notation 1.3. Every combination of values gets exactly one level: what no row or step reaches is `otherwise`.
 */
export function judgeTable(table: DecisionTable, read: Readonly<Record<string, ReadValue>>): Trace {
  const values = Object.fromEntries(table.inputs.map((i) => [i.name, read[i.name]?.value ?? null]))
  const hits = hitsOf(table, values)
  const { level, from, score, counted } = levelOf(table, hits)
  return {
    hit: table.hit,
    values: table.inputs.map((i) => tracedValue(i, read[i.name])),
    rows: counted.map((n) => rowOf(table, n)),
    score,
    from,
    isOtherwise: table.hit === 'first' ? counted.length === 0 : from === null,
    level,
  }
}

/** Rows of the table that hold, by their place from 0. */
export function hitsOf(table: Pick<DecisionTable, 'rows'>, values: Values): number[] {
  return table.rows.flatMap((row, n) => (holdsAll(row, values) ? [n] : []))
}

/** The level that these rows give, and which of them count. */
export function levelOf(table: DecisionTable, hits: readonly number[]) {
  if (table.hit === 'first') {
    const [first] = hits
    const level = first === undefined ? null : (table.rows[first]?.level ?? null)
    return {
      level: level ?? table.otherwise,
      from: null,
      score: null,
      counted: level === null ? [] : hits.slice(0, 1),
    }
  }
  const score = hits.reduce((sum, n) => sum + (table.rows[n]?.points ?? 0), 0)
  const step = table.steps.toSorted((a, b) => b.from - a.from).find((s) => score >= s.from)
  return { level: step?.level ?? table.otherwise, from: step?.from ?? null, score, counted: [...hits] }
}

function holdsAll(row: TableRow, values: Values): boolean {
  return row.conditions.every((c) => holds(c, values[c.input] ?? null))
}

/** Whether one condition holds of a value. A value that is not known fits `missing` and nothing else. */
export function holds(c: TableCondition, value: Value): boolean {
  if (value === null) return c.op === 'missing'
  const [first = '', second = ''] = c.values
  switch (c.op) {
    case 'missing':
      return false
    case 'known':
      return true
    case '=':
      return isSame(value, first)
    case '!=':
      return !isSame(value, first)
    case 'in':
      return c.values.some((v) => isSame(value, v))
    case '<':
      return Number(value) < Number(first)
    case '<=':
      return Number(value) <= Number(first)
    case '>':
      return Number(value) > Number(first)
    case '>=':
      return Number(value) >= Number(first)
    case 'between':
      return Number(first) <= Number(value) && Number(value) <= Number(second)
  }
}

/** Numbers are compared as numbers: 7 is 7.0. */
function isSame(value: string | number | boolean, text: string): boolean {
  return typeof value === 'number' ? value === Number(text) : String(value) === text
}

function rowOf(table: DecisionTable, n: number): Trace['rows'][number] {
  const row = table.rows[n]
  return { row: n, conditions: row?.conditions ?? [], points: row?.points ?? 0, note: row?.note ?? '' }
}

function tracedValue(i: ModelInput, read: ReadValue | undefined): Trace['values'][number] {
  const about = { input: i.name, title: i.title, unit: i.unit, type: i.type }
  if (read !== undefined) return { ...about, ...read }
  const measure = i.binding.kind === 'rows' ? i.binding.measure : 'count'
  const source = {
    kind: i.binding.kind,
    name: { zh: '', en: '' },
    provider: null,
    measure,
    rows: 0,
    at: null,
  }
  return { ...about, value: null, source }
}
