import type { ItemType } from '#modules/catalogue/contract'
import { daySteps, placeSteps, type ReleaseHierarchy } from '../contract/plan.ts'

/** How many levels there are, from the value itself to '*'. */
export function levelCount(h: ReleaseHierarchy): number {
  switch (h.kind) {
    case 'bands':
      return h.widths.length + 2
    case 'days':
    case 'places':
      return h.steps.length + 2
    case 'prefix':
      return h.keeps.length + 2
    case 'id-card':
    case 'address':
      return 5
    case 'whole':
      return 2
    case 'list':
      return (h.lines[0]?.length ?? 1) + 1
  }
}

const fits: Readonly<Record<ReleaseHierarchy['kind'], readonly ItemType[]>> = {
  bands: ['integer', 'decimal'],
  days: ['date', 'time'],
  places: ['place'],
  prefix: ['text', 'place'],
  'id-card': ['text'],
  address: ['text'],
  whole: ['text', 'integer', 'decimal', 'boolean', 'date', 'time', 'place'],
  list: ['text', 'integer', 'decimal', 'boolean', 'place'],
}

/**
 * Why a hierarchy is none, as ends of message keys: it does not fit the type, or a level is not coarser than the one below.
 * Lists are looked at line by line elsewhere.
 */
export function hierarchyFaults(h: ReleaseHierarchy, type: ItemType): string[] {
  if (!fits[h.kind].includes(type)) return ['hierarchy-type']
  switch (h.kind) {
    case 'bands':
      return isEach(h.widths, (below, width) => width > below && width % below === 0) ? [] : ['not-coarser']
    case 'days':
      return isRising(h.steps, daySteps) ? [] : ['not-coarser']
    case 'places':
      return isRising(h.steps, placeSteps) ? [] : ['not-coarser']
    case 'prefix':
      return isEach(h.keeps, (below, keep) => keep < below) ? [] : ['not-coarser']
    default:
      return []
  }
}

function isEach(values: readonly number[], holds: (below: number, value: number) => boolean): boolean {
  return values.every((value, n) => n === 0 || holds(values[n - 1] ?? 0, value))
}

function isRising<S extends string>(steps: readonly S[], order: readonly S[]): boolean {
  return isEach(
    steps.map((s) => order.indexOf(s)),
    (below, at) => at > below,
  )
}

/** How many codes of a place path stay at a step. */
export function depthOf(step: (typeof placeSteps)[number]): number {
  return { community: 4, township: 3, district: 2, city: 1 }[step]
}

/** The hierarchies that every item of a type may have, the usual one first. */
export function usualHierarchies(type: ItemType): ReleaseHierarchy[] {
  switch (type) {
    case 'date':
    case 'time':
      return [
        { kind: 'days', steps: ['month', 'quarter', 'year'] },
        { kind: 'days', steps: ['year', 'five-years', 'ten-years'] },
        { kind: 'whole' },
      ]
    case 'integer':
    case 'decimal':
      return [
        { kind: 'bands', widths: [5, 10, 20] },
        { kind: 'bands', widths: [10, 100, 1000] },
        { kind: 'whole' },
      ]
    case 'place':
      return [{ kind: 'places', steps: ['township', 'district', 'city'] }, { kind: 'whole' }]
    case 'text':
      return [
        { kind: 'whole' },
        { kind: 'address' },
        { kind: 'prefix', keeps: [7, 3] },
        { kind: 'prefix', keeps: [6, 4, 2] },
      ]
    default:
      return [{ kind: 'whole' }]
  }
}
