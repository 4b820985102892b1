import type { Category, DutyCheck, OrgPlaces } from '../contract.ts'
import { allOf, leavesOf } from './categories.ts'
import { covers, findDuty, indexDuties, type PlacedDuty, specificity } from './resolve.ts'

export interface CheckInput {
  readonly tree: readonly Category[]
  readonly duties: readonly PlacedDuty[]
  readonly orgs: readonly OrgPlaces[]
  /** Paths of the townships that have to be covered. */
  readonly townships: readonly string[]
}

/** Enough to see where a gap lies; `count` says how large it is. */
const shownPlaces = 50

/** Looks through the whole list; every finding names what an office has to mend. */
export function checkDuties(input: CheckInput): DutyCheck {
  const { tree, duties, orgs, townships } = input
  return {
    gaps: gapsIn(input),
    overlaps: overlapsIn(duties),
    idle: idleIn(duties, orgs),
    unknown: unknownIn(input),
    townships: unclearTownships(input),
    withoutBasis: duties.filter((d) => d.legalBasis.length === 0).map((d) => d.id),
    checked: { duties: duties.length, leaves: leavesOf(tree).length, townships: townships.length },
  }
}

function gapsIn({ tree, duties, orgs, townships }: CheckInput): DutyCheck['gaps'] {
  const index = indexDuties(duties, orgs)
  return leavesOf(tree).flatMap(({ code }) => {
    const open = townships.filter((t) => findDuty(index, code, t) === undefined)
    return open.length === 0
      ? []
      : [{ category: code, count: open.length, places: open.slice(0, shownPlaces) }]
  })
}

/** Same category, same path, equally narrow: which of them wins would hang on their ids. */
function overlapsIn(duties: readonly PlacedDuty[]): DutyCheck['overlaps'] {
  const rivals = groupBy(
    duties.flatMap((duty) => duty.paths.map((path) => ({ duty, path }))),
    ({ duty, path }) => `${duty.category} ${specificity(duty.place, duty.paths)} ${path}`,
  )
  const crowded = [...rivals.values()].filter((group) => group.length > 1)
  // An area overlaps on each of its townships; that is one finding.
  const findings = groupBy(crowded, (group) =>
    group
      .map(({ duty }) => duty.id)
      .sort()
      .join(' '),
  )
  return [...findings].map(([ids, groups]) => {
    const members = groups.flatMap((group) => group.map(({ duty }) => duty))
    const isSame = new Set(members.map((d) => d.place)).size === 1
    return {
      category: members[0]?.category ?? '',
      kind: isSame ? ('same-place' as const) : ('shared-place' as const),
      duties: ids.split(' '),
      places: groups.flatMap(([first]) => (first === undefined ? [] : [first.path])),
    }
  })
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  return Map.groupBy(items, key)
}

function idleIn(duties: readonly PlacedDuty[], orgs: readonly OrgPlaces[]): string[] {
  const named = new Set(duties.flatMap((d) => [d.org, d.backstop, ...d.co]))
  const asTownship = (o: OrgPlaces) =>
    o.level === 'township' && duties.some((d) => saysTownship(d) && reaches(d, o.places))
  return orgs.filter((o) => !named.has(o.code) && !asTownship(o)).map((o) => o.code)
}

function saysTownship(duty: PlacedDuty): boolean {
  return [duty.org, duty.backstop, ...duty.co].includes('@township')
}

function reaches(duty: PlacedDuty, places: readonly string[]): boolean {
  return places.some((place) => duty.paths.some((path) => covers(path, place)))
}

function unknownIn({ tree, duties, orgs }: CheckInput): DutyCheck['unknown'] {
  const categories = new Set(allOf(tree).map((c) => c.code))
  const known = new Set(['@township', ...orgs.map((o) => o.code)])
  return duties.flatMap((d) => {
    const fields = [
      ...(categories.has(d.category) ? [] : [{ field: 'category' as const, code: d.category }]),
      ...(d.paths.length > 0 ? [] : [{ field: 'place' as const, code: d.place }]),
      ...[d.org].filter((o) => !known.has(o)).map((code) => ({ field: 'org' as const, code })),
      ...d.co.filter((o) => !known.has(o)).map((code) => ({ field: 'co' as const, code })),
      ...[d.backstop].filter((o) => !known.has(o)).map((code) => ({ field: 'backstop' as const, code })),
    ]
    return fields.map((f) => ({ duty: d.id, ...f }))
  })
}

function unclearTownships({ duties, orgs, townships }: CheckInput): DutyCheck['townships'] {
  const asking = duties.filter(saysTownship)
  const holders = orgs.filter((o) => o.level === 'township')
  return townships
    .filter((t) => asking.some((d) => reaches(d, [t])))
    .map((place) => ({ place, orgs: holders.filter((o) => o.places.includes(place)).map((o) => o.code) }))
    .filter((t) => t.orgs.length !== 1)
}
