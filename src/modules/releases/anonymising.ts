import { guardFormula } from '#kernel/tabular'
import { type AnonymityTask, anonymise, type Criterion, judgeLevels, type Solution } from '#models/anonymity'
import type { ItemType } from '#modules/catalogue/contract'
import type { Diversity, ReleaseColumn, ReleasePlan } from './contract.ts'
import { wayOf } from './hierarchies.ts'
import { quasiOf, releasedOf } from './rules.ts'

/** A row as it was read: its key, and the values of `itemsRead` as text, '' where there is none. */
export interface SourceRow {
  readonly key: string
  readonly values: readonly string[]
}

export type Types = ReadonlyMap<string, ItemType>

/** Items that a release needs of each row: what it gives, and whose the row is. Everything else is never read. */
export function itemsRead(plan: ReleasePlan): string[] {
  const person = plan.person === null ? [] : [plan.person]
  return [...new Set([...releasedOf(plan).map((c) => c.item), ...person])]
}

/** No item is called so. */
export const personColumn = 'whose row'

/**
 * The table and what is asked of it. Cells are the text that the file will show, guarded against spreadsheets, so that what
 * is judged is what is given; of a quasi-identifier the finest level that may be given.
 */
export function taskOf(plan: ReleasePlan, types: Types, rows: readonly SourceRow[]): AnonymityTask {
  const read = itemsRead(plan)
  const columns = releasedOf(plan)
  const cells = columns.map((c) => cellsOf(c, types.get(c.item) ?? 'text'))
  const at = columns.map((c) => read.indexOf(c.item))
  const whose = plan.person === null ? -1 : read.indexOf(plan.person)
  const table = {
    columns: [...columns.map((c) => c.item), ...(whose < 0 ? [] : [personColumn])],
    rows: rows.map(({ values }) => [
      ...cells.map((of, n) => of.cell(values[at[n] ?? 0] ?? '')),
      ...(whose < 0 ? [] : [values[whose] ?? '']),
    ]),
  }
  return {
    table,
    quasiIdentifiers: columns.flatMap((c, n) =>
      c.role === 'quasi' ? [{ column: c.item, hierarchy: (cell: string) => cells[n]?.way(cell) ?? [] }] : [],
    ),
    criteria: criteriaOf(plan),
    suppressionLimit: plan.suppression,
    measure: 'loss',
  }
}

function criteriaOf(plan: ReleasePlan): Criterion[] {
  return [
    { kind: 'k-anonymity', k: plan.k },
    ...(plan.person === null
      ? []
      : [{ kind: 'distinct-l-diversity', column: personColumn, l: plan.k } as const]),
    ...plan.columns.flatMap((c) => (c.role === 'sensitive' ? [criterionOf(c.item, c.diversity)] : [])),
  ]
}

function criterionOf(column: string, d: Diversity): Criterion {
  switch (d.kind) {
    case 'distinct':
      return { kind: 'distinct-l-diversity', column, l: d.l }
    case 'entropy':
      return { kind: 'entropy-l-diversity', column, l: d.l }
    case 'recursive':
      return { kind: 'recursive-cl-diversity', column, l: d.l, c: d.c }
    case 'closeness':
      return { kind: 't-closeness', column, t: d.t }
  }
}

interface Cells {
  readonly cell: (value: string) => string
  readonly way: (cell: string) => readonly string[]
}

function cellsOf(c: ReleaseColumn, type: ItemType): Cells {
  const shown = (value: string) => (isNumber(value, type) ? value : guardFormula(value))
  if (c.role !== 'quasi') return { cell: shown, way: (cell) => [cell] }
  const up = wayOf(c.hierarchy, type)
  const ways = new Map<string, readonly string[]>()
  const cells = new Map<string, string>()
  return {
    cell(value) {
      const known = cells.get(value)
      if (known !== undefined) return known
      const way = up(value)
        .slice(c.least)
        .map((step, n) => (n + c.least === 0 ? shown(step) : guardFormula(step)))
      const cell = way[0] ?? '*'
      cells.set(value, cell)
      ways.set(cell, way)
      return cell
    },
    way: (cell) => ways.get(cell) ?? [cell],
  }
}

/** True for what a file may write as a number: spreadsheets take it for nothing else. */
export function isNumber(cell: string, type: ItemType): boolean {
  return (type === 'integer' || type === 'decimal') && cell !== '' && String(Number(cell)) === cell
}

/** People of the population who share some values of the quasi-identifiers, in the plan's order. */
export interface PopulationGroup {
  readonly values: readonly string[]
  readonly people: number
}

/** The population as a release at these levels would show it: people by the key of their class. */
export type Register = (levels: readonly number[]) => ReadonlyMap<string, number>

export function registerOf(
  plan: ReleasePlan,
  types: Types,
  population: readonly PopulationGroup[],
): Register {
  const quasi = quasiOf(plan).map((c) => ({ least: c.least, of: cellsOf(c, types.get(c.item) ?? 'text') }))
  return (levels) => {
    const people = new Map<string, number>()
    for (const group of population) {
      const shown = quasi.map(({ least, of }, n) => {
        const way = of.way(of.cell(group.values[n] ?? ''))
        return way[(levels[n] ?? least) - least] ?? way.at(-1)
      })
      const key = JSON.stringify(shown)
      people.set(key, (people.get(key) ?? 0) + group.people)
    }
    return people
  }
}

/** A plan on its rows at some levels. */
export interface Solved {
  readonly task: AnonymityTask
  readonly solution: Solution
}

/** Levels as the plan counts them, from the values themselves. */
export function absoluteLevels(plan: ReleasePlan, levels: readonly number[]): number[] {
  return quasiOf(plan).map((c, n) => (levels[n] ?? 0) + c.least)
}

/** The best levels, or undefined when none keeps what is asked. */
export function solveBest(plan: ReleasePlan, types: Types, rows: readonly SourceRow[]): Solved | undefined {
  const task = taskOf(plan, types, rows)
  const solution = anonymise(task)
  return solution && { task, solution }
}

/** Given levels, as the plan counts them; undefined when they do not keep what is asked. */
export function solveAt(
  plan: ReleasePlan,
  types: Types,
  rows: readonly SourceRow[],
  levels: readonly number[],
): Solved | undefined {
  const task = taskOf(plan, types, rows)
  const solution = judgeLevels(
    task,
    quasiOf(plan).map((c, n) => (levels[n] ?? 0) - c.least),
  )
  return solution && { task, solution }
}

/** The best levels with one quasi-identifier no coarser than `most`, as the plan counts levels. */
export function solveBelow(
  plan: ReleasePlan,
  { task }: Solved,
  quasi: number,
  most: number,
): readonly number[] | undefined {
  const least = quasiOf(plan)[quasi]?.least ?? 0
  const quasiIdentifiers = task.quasiIdentifiers.map((q, n) =>
    n === quasi ? { ...q, hierarchy: (cell: string) => q.hierarchy(cell).slice(0, most - least + 1) } : q,
  )
  const found = anonymise({ ...task, quasiIdentifiers })
  return found && absoluteLevels(plan, found.levels)
}

/** The best levels with one quasi-identifier no finer than `least`. */
export function solveAbove(
  plan: ReleasePlan,
  types: Types,
  rows: readonly SourceRow[],
  quasi: number,
  least: number,
): readonly number[] | undefined {
  const item = quasiOf(plan)[quasi]?.item
  const columns = plan.columns.map((c) => (c.role === 'quasi' && c.item === item ? { ...c, least } : c))
  const raised = { ...plan, columns }
  const found = solveBest(raised, types, rows)
  return found && absoluteLevels(raised, found.solution.levels)
}

/**
 * Rows as the file gives them, without those that were suppressed and without whose they are. They are sorted by what stands
 * in them, so that their order tells nothing.
 */
export function releasedRows(plan: ReleasePlan, { solution }: Solved): string[][] {
  const width = releasedOf(plan).length
  return solution.rows
    .filter((_, n) => solution.isKept[n])
    .map((row) => row.slice(0, width))
    .toSorted((a, b) => (a.join('\u0001') < b.join('\u0001') ? -1 : 1))
}

/** Key → class of each row that is given; rows that are not are not in it. */
export function classesOf(
  plan: ReleasePlan,
  { solution }: Solved,
  rows: readonly SourceRow[],
): Map<string, string> {
  const at = releasedOf(plan).flatMap((c, n) => (c.role === 'quasi' ? [n] : []))
  const classes = new Map<string, string>()
  for (const [n, row] of rows.entries())
    if (solution.isKept[n]) classes.set(row.key, JSON.stringify(at.map((c) => solution.rows[n]?.[c])))
  return classes
}
