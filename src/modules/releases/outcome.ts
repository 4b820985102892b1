import { measureRisk } from '#models/anonymity'
import { absoluteLevels, personColumn, type Register, type Solved } from './anonymising.ts'
import type { Diversity, ReleaseOutcome, ReleasePlan, ReleaseResult, ReleaseRisk } from './contract.ts'
import { type Compared, quasiOf, releasedOf, sharedSizes } from './rules.ts'

/** Rows that agree in all quasi-identifiers. */
interface EquivalenceClass {
  /** Its generalised values. */
  readonly key: string
  rows: number
  /** Whose rows they are; empty where each row is somebody's own. */
  readonly persons: Set<string>
  /** Per sensitive column: value → rows. */
  readonly values: readonly Map<string, number>[]
}

/** The classes among rows, by the positions of quasi-identifiers and sensitive columns. */
export function classify(
  rows: readonly (readonly string[])[],
  at: { readonly quasi: readonly number[]; readonly sensitive: readonly number[]; readonly person?: number },
): EquivalenceClass[] {
  const classes = new Map<string, EquivalenceClass>()
  for (const row of rows) {
    const key = JSON.stringify(at.quasi.map((c) => row[c]))
    let found = classes.get(key)
    if (found === undefined) {
      found = { key, rows: 0, persons: new Set(), values: at.sensitive.map(() => new Map<string, number>()) }
      classes.set(key, found)
    }
    found.rows++
    if (at.person !== undefined) found.persons.add(row[at.person] ?? '')
    for (const [n, c] of at.sensitive.entries()) {
      const values = found.values[n]
      values?.set(row[c] ?? '', (values.get(row[c] ?? '') ?? 0) + 1)
    }
  }
  return [...classes.values()]
}

function positionsOf(plan: ReleasePlan, { task }: Solved) {
  const of = (role: string) => releasedOf(plan).flatMap((c, n) => (c.role === role ? [n] : []))
  const person = task.table.columns.indexOf(personColumn)
  return { quasi: of('quasi'), sensitive: of('sensitive'), ...(person < 0 ? {} : { person }) }
}

/** People in a class: its rows, where a row is somebody's own. */
function peopleIn(c: EquivalenceClass): number {
  return c.persons.size > 0 ? c.persons.size : c.rows
}

const comparedOf = (classes: readonly EquivalenceClass[]): Compared[] =>
  classes.map((c) => ({ key: c.key, people: peopleIn(c) }))

function riskOf(classes: readonly Compared[], population: ReadonlyMap<string, number> | null): ReleaseRisk {
  const sizes = classes.map((c) => c.people)
  const populationSizes = population === null ? sizes : sharedSizes(classes, population).sizes
  const { prosecutor, journalist, marketer } = measureRisk(sizes, { populationSizes })
  const shown = ({ highest, average }: typeof prosecutor) => ({ highest, average })
  return { prosecutor: shown(prosecutor), journalist: shown(journalist), marketer }
}

/** Figures of one combination of levels. */
export function outcomeOf(plan: ReleasePlan, solved: Solved, register: Register | null): ReleaseOutcome {
  const { solution } = solved
  const classes = keptClasses(plan, solved)
  const sizes = classes.map((c) => c.people)
  const levels = absoluteLevels(plan, solution.levels)
  return {
    levels,
    loss: Math.min(1, Math.max(0, solution.loss)),
    suppressed: solution.suppressedRows,
    classes: sizes.length,
    smallest: sizes.reduce((a, b) => Math.min(a, b), sizes[0] ?? 0),
    largest: sizes.reduce((a, b) => Math.max(a, b), 0),
    risk: riskOf(classes, register === null ? null : register(levels)),
  }
}

function keptClasses(plan: ReleasePlan, solved: Solved): Compared[] {
  const { rows, isKept } = solved.solution
  return comparedOf(
    classify(
      rows.filter((_, n) => isKept[n]),
      positionsOf(plan, solved),
    ),
  )
}

/** Classes of the chosen levels of which the register holds fewer people than the release. */
export function uncoveredBy(plan: ReleasePlan, solved: Solved, register: Register): number {
  const levels = absoluteLevels(plan, solved.solution.levels)
  return sharedSizes(keptClasses(plan, solved), register(levels)).uncovered
}

type Described = Pick<ReleaseResult, 'before' | 'columns' | 'diversity' | 'sizes'>

/** What a page shows of the chosen levels: risk before, each column's change, what classes tell of sensitive items. */
export function describe(plan: ReleasePlan, solved: Solved, register: Register | null): Described {
  const { task, solution } = solved
  const at = positionsOf(plan, solved)
  const kept = solution.rows.filter((_, n) => solution.isKept[n])
  const classes = classify(kept, at)
  return {
    before: riskOf(
      comparedOf(classify(task.table.rows, at)),
      register === null ? null : register(quasiOf(plan).map((c) => c.least)),
    ),
    columns: quasiOf(plan).map((c, n) => {
      const change = solution.changes[n]
      const column = at.quasi[n] ?? 0
      return {
        item: c.item,
        level: (change?.level ?? 0) + c.least,
        top: (change?.topLevel ?? 0) + c.least,
        valuesBefore: change?.valuesBefore ?? 0,
        valuesAfter: new Set(kept.map((row) => row[column])).size,
        loss: Math.min(1, change?.loss ?? 0),
        // A value of fewer than k rows would point to somebody on the page already.
        before: barsOf(task.table.rows, column, plan.k),
        after: barsOf(kept, column, 1),
      }
    }),
    diversity: plan.columns
      .filter((c) => c.role === 'sensitive')
      .map((c, n) => ({
        item: c.item,
        asked: c.diversity,
        ...diversityOf(classes, n, c.diversity, kept, at.sensitive[n] ?? 0),
      })),
    sizes: sizesOf(classes.map(peopleIn)),
  }
}

function diversityOf(
  classes: readonly EquivalenceClass[],
  n: number,
  asked: Diversity,
  kept: readonly (readonly string[])[],
  column: number,
) {
  const all = histogram(kept.map((row) => row[column] ?? ''))
  let fewest = Number.POSITIVE_INFINITY
  let surest = 0
  let met = true
  for (const c of classes) {
    const values = c.values[n] ?? new Map<string, number>()
    fewest = Math.min(fewest, values.size)
    surest = Math.max(surest, Math.max(...values.values()) / c.rows)
    // Closeness is measured against all rows that were read, which the model has judged; others can be seen here.
    met &&= asked.kind === 'closeness' || isDiverse(asked, [...values.values()], c.rows)
  }
  return { met, fewest: all.size === 0 ? 0 : fewest, surest }
}

/** Whether values with these counts are as diverse as asked; counted anew, apart from the search that chose the levels. */
export function isDiverse(
  asked: Exclude<Diversity, { kind: 'closeness' }>,
  counts: readonly number[],
  rows: number,
): boolean {
  if (asked.kind === 'distinct') return counts.length >= asked.l
  if (asked.kind === 'entropy') {
    const entropy = counts.reduce((sum, n) => sum - (n / rows) * Math.log(n / rows), 0)
    return entropy >= Math.log(asked.l) - 1e-9
  }
  const sorted = counts.toSorted((a, b) => b - a)
  const rest = sorted.slice(asked.l - 1).reduce((sum, n) => sum + n, 0)
  return sorted.length >= asked.l && (sorted[0] ?? 0) < asked.c * rest
}

function histogram(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

const mostBars = 12

/** The commonest values, and what is left of the rows as ''. */
function barsOf(rows: readonly (readonly string[])[], column: number, least: number) {
  const counts = [...histogram(rows.map((row) => row[column] ?? ''))]
  const shown = counts
    .filter(([value, n]) => value !== '' && n >= least)
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, mostBars)
  const left = rows.length - shown.reduce((sum, [, n]) => sum + n, 0)
  const bars = shown.map(([value, n]) => ({ value: value.slice(0, 300), rows: n }))
  return left > 0 ? [...bars, { value: '', rows: left }] : bars
}

const bounds = [1, 3, 5, 10, 20, 50, 100, 1000] as const

function sizesOf(sizes: readonly number[]): ReleaseResult['sizes'] {
  return bounds
    .map((from, n) => {
      const next = bounds[n + 1]
      const inside = sizes.filter((s) => s >= from && (next === undefined || s < next))
      return {
        from,
        to: next === undefined ? null : next - 1,
        classes: inside.length,
        rows: inside.reduce((sum, s) => sum + s, 0),
      }
    })
    .filter((s) => s.classes > 0)
}
