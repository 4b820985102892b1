import type { OrgRates } from '../contract.ts'

/** Sums of the roll-up that the three rates are made of. */
export interface Sums {
  readonly due?: number
  readonly due_met?: number
  readonly rated?: number
  readonly solved?: number
  readonly satisfied?: number
}

/** What one case adds to those sums in the period, and what became of it. */
export interface Adjustment {
  readonly org: string
  readonly sums: Sums
  /** `excluded`: it counts for nothing; `against`: it counts as late, unsolved and unsatisfied. */
  readonly how: 'excluded' | 'against'
}

export interface Open {
  readonly objections: number
  readonly findings: number
}

const n = (value: number | undefined) => value ?? 0

/**
 * Response, solution and satisfaction rate (响应率、解决率、满意率) with exclusions and confirmed findings applied. A case
 * that is both excluded and counted against is excluded: an organization answers for nothing that was not its own.
 */
export function ratesOf(org: string, sums: Sums, adjustments: readonly Adjustment[], open: Open): OrgRates {
  const excluded = adjustments.filter((a) => a.how === 'excluded')
  const against = adjustments.filter((a) => a.how === 'against')
  const less = (name: keyof Sums, of: readonly Adjustment[]) =>
    n(sums[name]) - of.reduce((sum, a) => sum + n(a.sums[name]), 0)
  const due = less('due', excluded)
  const rated = less('rated', excluded)
  const met = less('due_met', adjustments)
  const solved = less('solved', adjustments)
  const satisfied = less('satisfied', adjustments)
  return {
    org,
    due,
    met,
    responseRate: share(met, due),
    rated,
    solved,
    solutionRate: share(solved, rated),
    satisfied,
    satisfactionRate: share(satisfied, rated),
    excluded: excluded.length,
    against: against.length,
    openObjections: open.objections,
    openFindings: open.findings,
  }
}

function share(part: number, whole: number): number | null {
  return whole <= 0 ? null : part / whole
}

/** Adds up measures of the days in the period (both ends included). */
export function sumWithin(
  days: Readonly<Record<string, Readonly<Record<string, number>>>>,
  { from, to }: { from: string; to: string },
): Sums {
  const total: Record<string, number> = {}
  for (const [day, measures] of Object.entries(days))
    if (day >= from && day <= to)
      for (const [name, value] of Object.entries(measures)) total[name] = n(total[name]) + value
  return total
}
