import { dayOf } from '#kernel/clock/rules'
import {
  addressHierarchy,
  bandHierarchy,
  dayHierarchy,
  faultsOfLines,
  type Hierarchy,
  hierarchyOf,
  idNumberHierarchy,
  keepOrHide,
  placeHierarchy,
  prefixHierarchy,
} from '#models/anonymity'
import type { ItemType } from '#modules/catalogue/contract'
import type { ReleaseHierarchy, ReleasePlan } from './contract.ts'
import { depthOf, type PlanFault } from './rules.ts'

/** The way of a value up a hierarchy as an office describes it; an instant is taken by its day in Shanghai. */
export function wayOf(h: ReleaseHierarchy, type: ItemType): Hierarchy {
  switch (h.kind) {
    case 'bands':
      return bandHierarchy(h.widths)
    case 'days': {
      const byDay = dayHierarchy(h.steps)
      return type === 'time' ? (value) => [value, ...byDay(shanghaiDay(value)).slice(1)] : byDay
    }
    case 'places':
      return placeHierarchy(h.steps.map(depthOf))
    case 'prefix':
      return prefixHierarchy(h.keeps)
    case 'id-card':
      return idNumberHierarchy
    case 'address':
      return addressHierarchy
    case 'whole':
      return keepOrHide
    case 'list':
      return hierarchyOf(withRoot(h.lines))
  }
}

function shanghaiDay(value: string): string {
  const at = new Date(value)
  return Number.isNaN(at.getTime()) ? value : dayOf(at)
}

function withRoot(lines: readonly (readonly string[])[]): string[][] {
  return lines.map((line) => [...line, '*'])
}

/** What is wrong with a list, by line. */
export function listFaults(lines: readonly (readonly string[])[]) {
  return faultsOfLines(withRoot(lines))
}

/** Lists among a plan's hierarchies that are none; the first wrong line of each. */
export function listFaultsOf(plan: Pick<ReleasePlan, 'columns'>): PlanFault[] {
  return plan.columns.flatMap((c, n) => {
    if (c.role !== 'quasi' || c.hierarchy.kind !== 'list') return []
    const [first] = listFaults(c.hierarchy.lines)
    return first === undefined
      ? []
      : [
          {
            path: `columns.${n}`,
            key: `releases.fault.list-${first.fault}`,
            values: { item: c.item, line: String(first.line) },
          },
        ]
  })
}
