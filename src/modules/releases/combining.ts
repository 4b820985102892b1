import { classesOf, itemsRead, type Solved, type SourceRow } from './anonymising.ts'
import type { ReleasePlan } from './contract.ts'

/** A release on the rows that it was made of. */
export interface Held {
  readonly plan: ReleasePlan
  readonly solved: Solved
  readonly rows: readonly SourceRow[]
}

/** Columns in both by which rows of the two might be told to be the same: all that are not made coarser. */
export function linkingColumns(a: ReleasePlan, b: ReleasePlan): string[] {
  const exact = (p: ReleasePlan) =>
    p.columns.filter((c) => c.role === 'plain' || c.role === 'sensitive').map((c) => c.item)
  return exact(a).filter((item) => exact(b).includes(item))
}

/**
 * The classes that two releases make together for somebody who holds both and can tell which rows are the same: rows are in
 * one class when they are in one class of each, and that a row is in only one of them (added since, removed, suppressed)
 * tells something too. The worst case: nothing is assumed of how well the other columns tell rows apart.
 *
 * @returns sizes in persons where the plans say whose a row is
 */
export function combine(a: Held, b: Held): { smallest: number; atRisk: number; rows: number; least: number } {
  const least = Math.min(a.plan.k, b.plan.k)
  const [inA, inB] = [classesOf(a.plan, a.solved, a.rows), classesOf(b.plan, b.solved, b.rows)]
  const personOf = new Map([...personsOf(b), ...personsOf(a)])
  const together = new Map<string, Set<string>>()
  const keys = new Set([...inA.keys(), ...inB.keys()])
  for (const key of keys) {
    const name = JSON.stringify([inA.get(key) ?? null, inB.get(key) ?? null])
    const people = together.get(name) ?? new Set()
    together.set(name, people.add(personOf.get(key) ?? key))
  }
  const sizes = [...together.values()].map((people) => people.size)
  return {
    smallest: sizes.reduce((m, n) => Math.min(m, n), sizes[0] ?? 0),
    atRisk: sizes.filter((n) => n < least).reduce((sum, n) => sum + n, 0),
    rows: keys.size,
    least,
  }
}

function personsOf({ plan, rows }: Held): [string, string][] {
  if (plan.person === null) return []
  const at = itemsRead(plan).indexOf(plan.person)
  return rows.map((r) => [r.key, `person ${r.values[at] ?? ''}`])
}
