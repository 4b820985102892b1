import type { Selectable } from 'kysely'
import { systemClock } from '#kernel/clock'
import type { Database, Tx } from '#kernel/database'
import { findPlace, listManagementAreas, listPlacesOf } from '#modules/territory'
import type { Precedent } from './contract/precedents.ts'
import { type Duty, type ResolvedDuty, UrgencyLimits } from './contract.ts'
import { defaultLimits } from './reference.ts'
import { type DutyIndex, indexDuties, type PlacedDuty, resolveIn } from './rules.ts'
import { type Duties, type DutyPrecedents, tables } from './tables.ts'

let cached: { readonly stamp: string; readonly index: DutyIndex } | undefined

/**
 * Who answers for a category in a place (a path such as `50/500107/500107103`). The longest category code wins,
 * then the narrowest place. Undefined when the category is null or no duty reaches the place.
 *
 * Each call reads the list's stamp, one row by its key, and keeps the list in memory while the stamp stays: an age
 * check would save that read, but send cases to the former department until the age is over. A stamp is a random
 * id, so that a rolled back change or another database can never be taken for this one.
 */
export async function resolveDuty(
  tx: Tx | Database,
  category: string | null,
  place: string,
): Promise<ResolvedDuty | undefined> {
  if (category === null) return undefined
  return resolveIn(await dutyIndex(tx), category, place)
}

async function dutyIndex(tx: Tx | Database): Promise<DutyIndex> {
  const { stamp } = await tables(tx).selectFrom('duty_list').select('stamp').executeTakeFirstOrThrow()
  if (cached?.stamp === stamp) return cached.index
  const index = indexDuties(
    await listActiveDuties(tx),
    await listOrgPlaces(tx),
    await listPrecedentsInForce(tx),
  )
  cached = { stamp, index }
  return index
}

/** The duties in force, each with the paths that its place stands for. */
export async function listActiveDuties(tx: Tx | Database): Promise<PlacedDuty[]> {
  const rows = await tables(tx)
    .selectFrom('duties')
    .selectAll()
    .where('active', '=', true)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...dutyOf(row), paths: pathsOf(row.place) }))
}

/** The paths that a duty's place stands for; none for a code that the territory does not know: the checker names it. */
export function pathsOf(place: string): string[] {
  return isKnownPlace(place) ? listPlacesOf(place) : []
}

export function isKnownPlace(place: string): boolean {
  return listManagementAreas().some((a) => a.code === place) || findPlace(place) !== undefined
}

async function listPrecedentsInForce(tx: Tx | Database): Promise<Precedent[]> {
  const rows = await tables(tx)
    .selectFrom('duty_precedents')
    .selectAll()
    .where('retired_at', 'is', null)
    .orderBy('decided_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(precedentOf)
}

export function precedentOf(row: Selectable<DutyPrecedents>): Precedent {
  return {
    id: row.id,
    category: row.category,
    place: row.place,
    org: row.org,
    from: row.from_org,
    reason: row.reason,
    legalBasis: row.legal_basis,
    case: { id: row.case_id, number: row.case_number },
    decidedAt: row.decided_at.toISOString(),
    decidedBy: row.decided_by,
    retiredAt: row.retired_at?.toISOString() ?? null,
    retiredReason: row.retired_reason,
  }
}

export async function listOrgPlaces(tx: Tx | Database) {
  return tx
    .selectFrom('organizations')
    .select(['code', 'level', 'places'])
    .where('active', '=', true)
    .execute()
}

export function dutyOf(row: Selectable<Duties>): Duty {
  const { id, category, place, org, co, backstop, deadline, note } = row
  return {
    id,
    category,
    place,
    org,
    co,
    legalBasis: row.legal_basis,
    backstop,
    ...(deadline === null ? {} : { deadline }),
    ...(note === '' ? {} : { note }),
  }
}

export const urgencySetting = 'duties.urgency'
const limitsAgeMs = 5000
let limits: { readonly value: UrgencyLimits; readonly until: number } | undefined

/**
 * The limits of each grade: what the office saved, else `data/duties/urgency.json`. Kept for five seconds a process:
 * a limit that changes a moment later harms nobody, and every clock that starts asks for it.
 */
export async function urgencyLimits(tx: Tx | Database): Promise<UrgencyLimits> {
  const now = systemClock.now().getTime()
  if (limits !== undefined && now < limits.until) return limits.value
  const row = await tx
    .selectFrom('settings')
    .select('value')
    .where('name', '=', urgencySetting)
    .executeTakeFirst()
  const value = savedLimits(row?.value)
  limits = { value, until: now + limitsAgeMs }
  return value
}

/** A clock that came after the limits were saved has its default until they are saved again. */
function savedLimits(saved: unknown): UrgencyLimits {
  const defaults = defaultLimits()
  if (saved === undefined) return defaults
  const own = saved as Record<string, object>
  return UrgencyLimits.parse(
    Object.fromEntries(
      Object.entries(defaults).map(([grade, limits]) => [grade, { ...limits, ...own[grade] }]),
    ),
  )
}

/** To be called by whoever saves other limits. */
export function forgetLimits(): void {
  limits = undefined
}
