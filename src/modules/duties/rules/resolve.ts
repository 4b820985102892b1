import type { Duty, OrgPlaces, Precedent, ResolvedDuty } from '../contract.ts'

/** A duty with the paths that its place stands for (ten, for the management area). */
export interface PlacedDuty extends Duty {
  readonly paths: readonly string[]
}

/** The duty list, ready for many look-ups: by category, the most specific place first. */
export interface DutyIndex {
  readonly byCategory: ReadonlyMap<string, readonly PlacedDuty[]>
  /** Township path → its organization. */
  readonly townships: ReadonlyMap<string, string>
  /** By category, the narrowest place first, among those the latest verdict. */
  readonly precedents: ReadonlyMap<string, readonly Precedent[]>
}

/**
 * How narrow a place is: 1 city, 2 district, 3 township, 4 community. A management area reaches over townships of
 * several districts, so that it is narrower than a district and wider than a township.
 */
export function specificity(place: string, paths: readonly string[]): number {
  return place.startsWith('area:') ? 2.5 : depthOf(paths[0] ?? '')
}

function depthOf(path: string): number {
  return path.split('/').length
}

/** Duties as narrow as each other are ordered by id, so that the answer never depends on the order of rows. */
export function indexDuties(
  duties: readonly PlacedDuty[],
  orgs: readonly OrgPlaces[],
  precedents: readonly Precedent[] = [],
): DutyIndex {
  const byCategory = new Map<string, PlacedDuty[]>()
  for (const duty of duties) {
    const list = byCategory.get(duty.category) ?? []
    list.push(duty)
    byCategory.set(duty.category, list)
  }
  for (const list of byCategory.values())
    list.sort(
      (a, b) => specificity(b.place, b.paths) - specificity(a.place, a.paths) || (a.id < b.id ? -1 : 1),
    )
  return { byCategory, townships: townshipOrgs(orgs), precedents: indexPrecedents(precedents) }
}

function indexPrecedents(precedents: readonly Precedent[]): Map<string, Precedent[]> {
  const later = (a: Precedent, b: Precedent) =>
    b.decidedAt.localeCompare(a.decidedAt) || a.id.localeCompare(b.id)
  const sorted = precedents.toSorted((a, b) => depthOf(b.place) - depthOf(a.place) || later(a, b))
  const byCategory = new Map<string, Precedent[]>()
  for (const p of sorted) byCategory.set(p.category, [...(byCategory.get(p.category) ?? []), p])
  return byCategory
}

/** Whose `places` hold the township; the first by code where several do (the checker names them). */
function townshipOrgs(orgs: readonly OrgPlaces[]): Map<string, string> {
  const found = new Map<string, string>()
  const townships = orgs.filter((o) => o.level === 'township').sort((a, b) => (a.code < b.code ? -1 : 1))
  for (const org of townships) for (const path of org.places) if (!found.has(path)) found.set(path, org.code)
  return found
}

/**
 * Who answers for a category in a place: the duty with the longest category code wins, among those the one with the
 * narrowest place. `place` is a path. Undefined when no duty reaches there, or nothing is known of the category.
 */
export function resolveIn(
  index: DutyIndex,
  category: string | null,
  place: string,
): ResolvedDuty | undefined {
  const duty = findDuty(index, category, place)
  const found = duty === undefined ? undefined : resolved(index, duty, place)
  if (found === undefined || duty === undefined) return undefined
  const precedent = findPrecedent(index, category, place, duty)
  return precedent === undefined ? found : following(precedent, found)
}

/**
 * A verdict holds against a duty that is neither for a narrower category nor for a narrower place than its own. A
 * management area counts as its districts here: who decides for the district decides for its part as well.
 */
function findPrecedent(
  index: DutyIndex,
  category: string | null,
  place: string,
  duty: PlacedDuty,
): Precedent | undefined {
  const width = Math.floor(specificity(duty.place, duty.paths))
  for (let code = category ?? ''; code.length >= duty.category.length; code = code.slice(0, -2)) {
    const found = index.precedents
      .get(code)
      ?.find(
        (p) => covers(p.place, place) && (code.length > duty.category.length || depthOf(p.place) >= width),
      )
    if (found !== undefined) return found
  }
  return undefined
}

/** The organization of the verdict leads; the law and the others stay those of the duty. */
function following({ id, org, reason, case: { number } }: Precedent, duty: ResolvedDuty): ResolvedDuty {
  return { ...duty, org, co: duty.co.filter((o) => o !== org), precedent: { id, number, reason } }
}

export function findDuty(index: DutyIndex, category: string | null, place: string): PlacedDuty | undefined {
  for (let code = category ?? ''; code.length >= 2; code = code.slice(0, -2)) {
    const duty = index.byCategory.get(code)?.find((d) => d.paths.some((p) => covers(p, place)))
    if (duty !== undefined) return duty
  }
  return undefined
}

export function covers(path: string, place: string): boolean {
  return place === path || place.startsWith(`${path}/`)
}

/** `@township` that nobody is known for falls to the backstop as lead and is left out as co-handler. */
function resolved(index: DutyIndex, duty: PlacedDuty, place: string): ResolvedDuty | undefined {
  const township = index.townships.get(place.split('/').slice(0, 3).join('/'))
  const concrete = (org: string) => (org === '@township' ? township : org)
  const backstop = concrete(duty.backstop)
  const org = concrete(duty.org) ?? backstop
  if (org === undefined) return undefined
  const co = new Set(duty.co.map(concrete).filter((o) => o !== undefined && o !== org))
  return {
    dutyId: duty.id,
    org,
    co: [...co] as string[],
    legalBasis: [...duty.legalBasis],
    backstop: backstop ?? org,
    precedent: null,
    matched: { category: duty.category, place: duty.place },
    ...(duty.deadline === undefined ? {} : { deadline: duty.deadline }),
  }
}
