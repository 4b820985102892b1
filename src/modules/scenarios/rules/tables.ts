import { hitsOf } from '#modules/control/rules'
import type { OwnTable, ScenarioManifest, TableAnswer, TableColumn } from '../contract.ts'
import type { Found } from './findings.ts'

/** What a table says of a row or of values that a program has. A value that is not there fits `missing` alone. */
export function answerOf(table: OwnTable, values: Readonly<Record<string, unknown>>): TableAnswer {
  const known = Object.fromEntries(table.inputs.map(({ name }) => [name, scalar(values[name])]))
  const rows = table.rows.map((r) => ({ conditions: r.conditions, level: null, points: 0, note: '' }))
  const [first] = hitsOf({ rows }, known)
  const row = first === undefined ? undefined : table.rows[first]
  return { row: first ?? null, outputs: row?.outputs ?? table.otherwise, note: row?.note ?? null }
}

function scalar(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

function error(path: string, key: string, values: Found['values'] = {}): Found {
  return { severity: 'error', path, key: `scenarios.finding.${key}`, values }
}

/** Every row answers with every output and nothing else, of its type; every condition is about an input. */
export function tableFindings(m: ScenarioManifest): Found[] {
  return m.tables.flatMap((table, n) => {
    const path = `tables.${n}`
    const inputs = new Set(table.inputs.map((i) => i.name))
    return [
      ...twice(table.inputs, `${path}.inputs`),
      ...twice(table.outputs, `${path}.outputs`),
      ...table.rows.flatMap((row, r) => [
        ...row.conditions
          .filter((c) => !inputs.has(c.input))
          .map((c) => error(`${path}.rows.${r}`, 'no-item', { item: c.input })),
        ...row.conditions
          .filter((c) => c.values.length < valuesOf(c.op))
          .map((c) => error(`${path}.rows.${r}`, 'no-comparison', { item: c.input })),
        ...outcomeFindings(table, row.outputs, `${path}.rows.${r}.outputs`),
      ]),
      ...hiddenRows(table, path),
      ...outcomeFindings(table, table.otherwise, `${path}.otherwise`),
    ]
  })
}

function twice(columns: readonly TableColumn[], path: string): Found[] {
  const names = columns.map((c) => c.name)
  return names.flatMap((name, n) =>
    names.indexOf(name) < n ? [error(`${path}.${n}.name`, 'code-twice', { part: name })] : [],
  )
}

function valuesOf(op: string): number {
  if (op === 'missing' || op === 'known') return 0
  return op === 'between' ? 2 : 1
}

function outcomeFindings(table: OwnTable, outcome: OwnTable['otherwise'], path: string): Found[] {
  const outputs = new Map(table.outputs.map((o) => [o.name, o.type]))
  return [
    ...[...outputs]
      .filter(([name, type]) => typeof outcome[name] !== (type === 'text' ? 'string' : type))
      .map(([item, type]) => error(path, 'no-outcome', { item, type })),
    ...Object.keys(outcome)
      .filter((name) => !outputs.has(name))
      .map((item) => error(path, 'no-item', { item })),
  ]
}

/** A row without conditions holds always: what stands after it never decides. */
function hiddenRows(table: OwnTable, path: string): Found[] {
  const always = table.rows.findIndex((r) => r.conditions.length === 0)
  return always < 0 || always === table.rows.length - 1
    ? []
    : [error(`${path}.rows.${always + 1}`, 'row-hidden', { row: String(always + 1) })]
}
