import type { Content, DataLevel } from '#modules/catalogue/contract'
import { conditionFaults } from '#modules/sharing/rules'
import type { ReleaseColumn, ReleasePlan } from '../contract/plan.ts'
import { hierarchyFaults, levelCount } from './hierarchies.ts'
import { directKinds } from './proposal.ts'

/** The project's choice until an office makes its own: what everybody may fetch hides each person among at least five. */
export const leastK = { open: 5, named: 3 } as const

/** Combinations of levels that a search may have before it would take too long. */
export const mostCombinations = 50_000

export interface PlanFault {
  readonly path: string
  readonly key: string
  readonly values: Readonly<Record<string, string>>
}

export interface PlanFacts {
  readonly content: Content
  readonly kinds: ReadonlyMap<string, string>
  readonly level: DataLevel | null
  /** Today in Shanghai. */
  readonly today: string
}

/** Quasi-identifiers of a plan, in its order. */
export function quasiOf(plan: Pick<ReleasePlan, 'columns'>) {
  return plan.columns.filter((c) => c.role === 'quasi')
}

/** Columns that the file holds, in the plan's order. */
export function releasedOf(plan: Pick<ReleasePlan, 'columns'>) {
  return plan.columns.filter((c) => c.role !== 'identifier')
}

/** Everything in a plan that may not be released so, each with its field. Lists are looked at elsewhere. */
export function faultsOfPlan(plan: ReleasePlan, facts: PlanFacts): PlanFault[] {
  const items = new Map(facts.content.items.map((i) => [i.name, i]))
  const types = new Map(facts.content.items.map((i) => [i.name, i.type]))
  const names = plan.columns.map((c) => c.item)
  const combinations = quasiOf(plan).reduce((n, c) => n * Math.max(1, levelCount(c.hierarchy) - c.least), 1)
  const { audience } = plan
  return [
    ...plan.columns.flatMap((c, n) =>
      columnFaults(c, facts).map((key) =>
        fault(`columns.${n}`, key, { item: items.get(c.item)?.title ?? c.item }),
      ),
    ),
    ...names.flatMap((name, n) =>
      names.indexOf(name) < n
        ? [fault(`columns.${n}`, 'item-twice', { item: items.get(name)?.title ?? name })]
        : [],
    ),
    ...(quasiOf(plan).length === 0 ? [fault('columns', 'no-quasi')] : []),
    ...(releasedOf(plan).length === 0 ? [fault('columns', 'nothing-left')] : []),
    ...(combinations > mostCombinations
      ? [fault('columns', 'too-many-levels', { most: String(mostCombinations) })]
      : []),
    ...personFaults(plan, items),
    ...plan.rows.flatMap((c, n) =>
      conditionFaults(c, types).map((key) => ({ ...fault(`rows.${n}`, key), key: `sharing.fault.${key}` })),
    ),
    ...(plan.k < leastK[audience.kind]
      ? [fault('k', 'small-k', { least: String(leastK[audience.kind]) })]
      : []),
    ...(plan.until <= facts.today ? [fault('until', 'until-past')] : []),
    ...levelFaults(plan, facts),
  ]
}

export function fault(path: string, key: string, values: Record<string, string> = {}): PlanFault {
  return { path, key: `releases.fault.${key}`, values }
}

function columnFaults(c: ReleaseColumn, { content, kinds }: PlanFacts): string[] {
  const item = content.items.find((i) => i.name === c.item)
  if (item === undefined) return ['unknown-item']
  if (c.role === 'identifier') return []
  const isDirect = directKinds.includes(kinds.get(c.item) ?? '')
  if (item.type === 'point') return ['point']
  if (c.role !== 'quasi') return isDirect ? ['identifier-plain'] : []
  if (isDirect && c.hierarchy.kind === 'whole') return ['identifier-without-hierarchy']
  const faults = hierarchyFaults(c.hierarchy, item.type)
  if (c.least >= levelCount(c.hierarchy)) return [...faults, 'least']
  // The value itself names one person, however many rows carry it.
  return isDirect && c.least < 1 ? [...faults, 'identifier-exact'] : faults
}

function personFaults({ person, columns }: ReleasePlan, items: ReadonlyMap<string, unknown>): PlanFault[] {
  if (person === null) return []
  if (!items.has(person)) return [fault('person', 'unknown-item', { item: person })]
  const isReleased = columns.some((c) => c.item === person && (c.role === 'plain' || c.role === 'sensitive'))
  return isReleased ? [fault('person', 'person-released')] : []
}

/** Important and core data leaves by no release; what its provider keeps closed is not opened by one. */
function levelFaults({ audience }: ReleasePlan, { content, level }: PlanFacts): PlanFault[] {
  if (level === 'important' || level === 'core') return [fault('resource', 'level')]
  if (audience.kind === 'open' && content.openness.type === 'closed') return [fault('audience', 'closed')]
  return []
}
