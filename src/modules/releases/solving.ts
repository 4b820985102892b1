import {
  type Register,
  registerOf,
  releasedRows,
  type Solved,
  solveAbove,
  solveAt,
  solveBelow,
  solveBest,
} from './anonymising.ts'
import { combine } from './combining.ts'
import type { Computed, ComputingInput, FormerInput, Said } from './computing.ts'
import type { Combination, Problem, Progress, ReleaseAlternative } from './contract.ts'
import { describe, outcomeOf, uncoveredBy } from './outcome.ts'
import { quasiOf } from './rules.ts'

/** Time after which no more alternatives are looked for: the best is known, and that is what counts. */
const alternativesMs = 120_000

/** From rows to everything that is judged of a release, or why there is nothing to judge. */
export function computeRelease(input: ComputingInput, say: (progress: Progress) => void): Said {
  const { plan, types, rows, levels, population } = input
  say({ stage: 'searching', done: 0, all: null })
  const solved = levels === null ? solveBest(plan, types, rows) : solveAt(plan, types, rows, levels)
  if (solved === undefined) return { problem: problemOf(input) }
  const register = population && registerOf(plan, types, population.groups)
  const chosen = outcomeOf(plan, solved, register)
  const alternatives = alternativesTo({ ...input, register }, solved, chosen.levels, say)
  const combinations = combinationsOf(input, solved, say)
  const shown = releasedRows(plan, solved)
  const step = Math.max(1, Math.floor(shown.length / 20))
  const computed: Computed = {
    rows: rows.length,
    search: { nodes: solved.solution.search.nodes, checked: solved.solution.search.checked },
    isBest: levels === null,
    chosen,
    ...describe(plan, solved, register),
    alternatives,
    combinations,
    population:
      population === null || register === null
        ? null
        : {
            name: population.name,
            people: population.groups.reduce((sum, g) => sum + g.people, 0),
            uncovered: uncoveredBy(plan, solved, register),
          },
    preview: shown.filter((_, n) => n % step === 0).slice(0, 20),
  }
  return { computed }
}

/** Why no combination of levels keeps what was asked: not even the one that makes all rows one class. */
function problemOf({ plan, rows, levels, types }: ComputingInput): Problem {
  if (levels !== null) return { key: 'levels', values: {} }
  if (rows.length < plan.k) return { key: 'k', values: { k: String(plan.k), rows: String(rows.length) } }
  // The same columns, for the rows were read in their order.
  const columns = plan.columns.map((c) =>
    c.role === 'sensitive' ? { role: 'plain' as const, item: c.item } : c,
  )
  const relaxed = { ...plan, columns }
  const isReached = solveBest(relaxed, types, rows) !== undefined
  return { key: isReached ? 'diversity' : 'k', values: { k: String(plan.k), rows: String(rows.length) } }
}

function alternativesTo(
  input: ComputingInput & { readonly register: Register | null },
  solved: Solved,
  chosen: readonly number[],
  say: (progress: Progress) => void,
): ReleaseAlternative[] {
  const { plan, types, rows, register } = input
  const until = performance.now() + alternativesMs
  const quasi = quasiOf(plan)
  const found: ReleaseAlternative[] = []
  for (const [n, { item, least }] of quasi.entries()) {
    if (performance.now() > until) break
    say({ stage: 'comparing', done: n, all: quasi.length })
    const [level = 0, top = 0] = [chosen[n], (solved.solution.changes[n]?.topLevel ?? 0) + least]
    const take = (way: 'finer' | 'coarser', levels: readonly number[] | undefined) => {
      const at = levels && solveAt(plan, types, rows, levels)
      found.push({ item, way, outcome: at === undefined ? null : outcomeOf(plan, at, register) })
    }
    if (level > least) take('finer', solveBelow(plan, solved, n, level - 1))
    if (level < top) take('coarser', solveAbove(plan, types, rows, n, level + 1))
  }
  return found
}

function combinationsOf(
  { plan, types, rows, former }: ComputingInput,
  solved: Solved,
  say: (progress: Progress) => void,
): Combination[] {
  return former.map((f, n) => {
    say({ stage: 'combining', done: n, all: former.length })
    const named = { release: f.release, number: f.number, title: f.title, by: [...f.by] }
    const other = f.by.length === 0 ? undefined : formerSolved(f, types)
    const least = Math.min(plan.k, f.plan.k)
    if (other === undefined) return { ...named, smallest: 0, atRisk: 0, rows: 0, least }
    return { ...named, ...combine({ plan, solved, rows }, { plan: f.plan, solved: other, rows: f.rows }) }
  })
}

/** A former release as it was given. Its rows may be fewer by now, for people may have theirs deleted: any levels do then. */
function formerSolved(f: FormerInput, types: ComputingInput['types']): Solved | undefined {
  return (
    solveAt(f.plan, types, f.rows, f.levels) ??
    solveAt({ ...f.plan, suppression: 1 }, types, f.rows, f.levels)
  )
}
