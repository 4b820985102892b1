import { encode, type Problem } from './encode.ts'
import { type Grouping, groupAt } from './grouping.ts'
import { keptGroups, lossOf, measured } from './measures.ts'
import { type Found, type SearchTask, searchExhaustively, searchOptimum } from './search.ts'
import type { AnonymityTask, ColumnChange, SearchEffort, Solution } from './types.ts'

/**
 * The table with the least loss that fulfils all criteria, by full-domain generalisation (one level per column) and
 * suppression of whole rows up to the limit. Exact: no other combination of levels loses less; of equals the least general
 * one. `undefined` when no combination does. Rows of a suppressed group lose their quasi-identifiers, not their other cells.
 *
 * @throws RangeError for unknown columns, uneven rows or hierarchies, senseless criteria, more than 2^26 combinations.
 */
export function anonymise(task: AnonymityTask): Solution | undefined {
  return solve(task, searchOptimum)
}

/** The same answer by grouping every combination: for tests and as the peer of the benchmark. */
export function anonymiseExhaustively(task: AnonymityTask): Solution | undefined {
  return solve(task, searchExhaustively)
}

/** What given levels would lose and suppress; `undefined` when they suppress more than the limit. */
export function judgeLevels(task: AnonymityTask, levels: readonly number[]): Solution | undefined {
  const search = { nodes: 1, checked: 1 }
  return solve(task, ({ problem, criteria, limit, measure }) => {
    if (levels.length !== problem.attributes.length || levels.some((l, i) => !problem.attributes[i]?.up[l]))
      throw new RangeError(`levels ${levels.join()} are not in the hierarchies`)
    const grouping = groupAt(problem, criteria, levels)
    if (grouping.suppressedRows > limit) return undefined
    return { grouping, loss: measured(problem, measure).loss(grouping), search }
  })
}

function solve(task: AnonymityTask, search: (task: SearchTask) => Found | undefined): Solution | undefined {
  checkTask(task)
  const problem = encode(task)
  const measure = task.measure ?? 'loss'
  // Whole rows: 4 % of 30,162 are 1,206.
  const limit = Math.floor((task.suppressionLimit ?? 0) * problem.rows)
  const found = search({ problem, criteria: task.criteria, limit, measure })
  if (!found) return undefined
  const { grouping, loss } = found
  return {
    levels: grouping.levels,
    loss,
    measure,
    suppressedRows: grouping.suppressedRows,
    groupSizes: keptGroups(grouping),
    changes: changesOf(task, problem, grouping),
    ...rowsAt(task, problem, grouping),
    search: found.search satisfies SearchEffort,
  }
}

function checkTask({ criteria, suppressionLimit = 0, quasiIdentifiers }: AnonymityTask): void {
  if (!(suppressionLimit >= 0 && suppressionLimit <= 1))
    throw new RangeError(`a suppression limit of ${suppressionLimit}`)
  if (quasiIdentifiers.length === 0) throw new RangeError('no quasi-identifier')
  for (const criterion of criteria) {
    const isWhole = (n: number) => Number.isInteger(n) && n >= 1
    const makesSense =
      criterion.kind === 'k-anonymity'
        ? isWhole(criterion.k)
        : criterion.kind === 't-closeness'
          ? criterion.t >= 0 && criterion.t <= 1
          : criterion.l >= 1 &&
            (criterion.kind === 'entropy-l-diversity' || isWhole(criterion.l)) &&
            (criterion.kind !== 'recursive-cl-diversity' || criterion.c > 0)
    if (!makesSense) throw new RangeError(`a senseless criterion: ${JSON.stringify(criterion)}`)
    if (criterion.kind !== 'k-anonymity' && quasiIdentifiers.some((q) => q.column === criterion.column))
      throw new RangeError(`${criterion.column} is both quasi-identifier and sensitive`)
  }
}

function changesOf(task: AnonymityTask, problem: Problem, { levels }: Grouping): ColumnChange[] {
  return problem.attributes.map((attribute, i) => {
    const level = levels[i] ?? 0
    return {
      column: task.quasiIdentifiers[i]?.column ?? '',
      level,
      topLevel: attribute.up.length - 1,
      valuesBefore: attribute.counts.length,
      valuesAfter: attribute.names[level]?.length ?? 0,
      loss: lossOf(attribute, level) / Math.max(1, problem.rows),
    }
  })
}

function rowsAt(
  task: AnonymityTask,
  problem: Problem,
  grouping: Grouping,
): Pick<Solution, 'rows' | 'isKept'> {
  const width = problem.attributes.length
  const isSuppressed = failedKeys(problem, grouping)
  const isKept: boolean[] = []
  const rows = task.table.rows.map((row, r) => {
    const codes = problem.attributes.map(
      (a, i) => a.up[grouping.levels[i] ?? 0]?.[problem.rowCodes[r * width + i] ?? 0] ?? 0,
    )
    const gone = isSuppressed.has(codes.join())
    isKept.push(!gone)
    const shown = [...row]
    for (const [i, attribute] of problem.attributes.entries())
      shown[attribute.column] = gone
        ? '*'
        : (attribute.names[grouping.levels[i] ?? 0]?.[codes[i] ?? 0] ?? '*')
    return shown
  })
  return { rows, isKept }
}

function failedKeys(problem: Problem, { merged, groupOf, failed, levels }: Grouping): Set<string> {
  const keys = new Set<string>()
  for (let t = 0; t < merged.size; t++)
    if (failed[groupOf[t] ?? 0])
      keys.add(
        problem.attributes
          .map((a, i) => a.up[levels[i] ?? 0]?.[merged.codes[t * problem.width + i] ?? 0] ?? 0)
          .join(),
      )
  return keys
}
