import type { DecisionTable, TableFinding } from '../contract/models.ts'
import { levels } from '../contract/subjects.ts'
import { type Cell, cellsOf } from './cells.ts'
import { levelOf, type Values } from './table.ts'

/** Pairs of rows that are named; more would hide the first. */
const mostOverlaps = 20

/**
 * What a person should know of a table before it judges: rows that never count, combinations that no row names, pairs
 * of rows that both hold with different levels, levels that no combination gets, inputs that no row asks for.
 */
export function checkTable(table: DecisionTable): TableFinding[] {
  const cells = cellsOf(table)
  const unused = unusedInputs(table)
  if (cells === undefined) return [finding('not-checked'), ...unused]
  return [
    ...unreachable(table, cells),
    ...(table.hit === 'first' ? [...gap(cells), ...overlaps(table, cells)] : []),
    ...unusedLevels(table, cells),
    ...unused,
  ]
}

function finding(kind: TableFinding['kind'], more: Partial<TableFinding> = {}): TableFinding {
  return { kind, rows: [], level: null, input: null, example: null, ...more }
}

/** With FIRST a row that an earlier one always goes before; with SCORE one whose conditions exclude each other. */
function unreachable(table: DecisionTable, cells: readonly Cell[]): TableFinding[] {
  const counted = new Set(cells.flatMap((c) => levelOf(table, c.hits).counted))
  return table.rows.flatMap((_, n) => (counted.has(n) ? [] : [finding('unreachable', { rows: [n] })]))
}

/** The combination with the most known values for which the table says nothing but `otherwise`. */
function gap(cells: readonly Cell[]): TableFinding[] {
  const known = (c: Cell) => Object.values(c.values).filter((v) => v !== null).length
  const [first] = cells.filter((c) => c.hits.length === 0).toSorted((a, b) => known(b) - known(a))
  return first === undefined ? [] : [finding('gap', { example: said(first.values) })]
}

function overlaps(table: DecisionTable, cells: readonly Cell[]): TableFinding[] {
  const found = new Map<string, TableFinding>()
  for (const { hits, values } of cells) {
    const [first] = hits
    if (first === undefined) continue
    const other = hits.find((n) => table.rows[n]?.level !== table.rows[first]?.level)
    if (other === undefined || found.size >= mostOverlaps) continue
    const key = `${first} ${other}`
    if (!found.has(key)) found.set(key, finding('overlap', { rows: [first, other], example: said(values) }))
  }
  return [...found.values()]
}

function unusedLevels(table: DecisionTable, cells: readonly Cell[]): TableFinding[] {
  const given = new Set(cells.map((c) => levelOf(table, c.hits).level))
  return levels.flatMap((level) => (given.has(level) ? [] : [finding('unused-level', { level })]))
}

function unusedInputs(table: DecisionTable): TableFinding[] {
  const asked = new Set(table.rows.flatMap((r) => r.conditions.map((c) => c.input)))
  return table.inputs.flatMap((i) => (asked.has(i.name) ? [] : [finding('unused-input', { input: i.name })]))
}

function said(values: Values): Record<string, string | null> {
  return Object.fromEntries(Object.entries(values).map(([k, v]) => [k, v === null ? null : String(v)]))
}
