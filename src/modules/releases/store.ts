import { type Selectable, sql } from 'kysely'
import { Refusal } from '#kernel/action/define'
import { dayOf } from '#kernel/clock/rules'
import type { Database, Tx } from '#kernel/database'
import { currentLevels } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import { kindsOf } from '#modules/protection'
import type { ReleaseCard, ReleaseHierarchy, ReleasePlan, ReleaseResult, ReleaseRow } from './contract.ts'
import { type Former, heldTogether, type PlanFacts, quasiOf } from './rules.ts'
import { type ReleaseTable, tables } from './tables.ts'

export type Release = Selectable<ReleaseTable>

export async function findRelease(db: Tx | Database, id: string): Promise<Release | undefined> {
  return tables(db).selectFrom('releases').selectAll().where('id', '=', id).executeTakeFirst()
}

/** @throws Refusal `not-found` */
export async function getRelease(db: Tx | Database, id: string): Promise<Release> {
  const found = await findRelease(db, id)
  if (found === undefined) throw new Refusal('not-found', 'releases.not-found', { id })
  return found
}

/** @throws Refusal `not-found`, or `conflict` when it has changed since it was looked at */
export async function lockRelease(tx: Tx, ref: { id: string; revision?: number }): Promise<Release> {
  const row = await tables(tx)
    .selectFrom('releases')
    .selectAll()
    .where('id', '=', ref.id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('not-found', 'releases.not-found', { id: ref.id })
  if (ref.revision !== undefined && row.revision !== ref.revision)
    throw new Refusal('conflict', 'releases.changed-meanwhile', { current: row.revision })
  return row
}

/** Releases of one resource take turns, so that two that would not be safe together are not approved at once. */
export function takeTurn(tx: Tx, resource: string) {
  return sql`select pg_advisory_xact_lock(hashtextextended(${`releases ${resource}`}, 0))`.execute(tx)
}

/** What the access judgement sees: the provider leads; the named recipient takes part once it is out. */
export function releaseSubject(r: Pick<Release, 'id' | 'provider' | 'state' | 'plan'>) {
  const { audience } = r.plan
  const isOut = r.state === 'published' || r.state === 'withdrawn'
  const co = isOut && audience.kind === 'named' ? [audience.recipient] : []
  return { type: 'release', id: r.id, lead: r.provider, co }
}

/** A release of the resource whose file went out, or is about to. */
export interface Out extends Former {
  readonly number: string
  readonly plan: ReleasePlan
  readonly result: ReleaseResult
}

/** Those that a holder of a release with this audience may also hold, newest first. */
export async function formerOf(
  db: Tx | Database,
  release: Pick<Release, 'id' | 'resource' | 'plan'>,
): Promise<Out[]> {
  const rows = await tables(db)
    .selectFrom('releases')
    .selectAll()
    .where('resource', '=', release.resource)
    .where('id', '<>', release.id)
    .where('state', 'in', ['writing', 'published', 'withdrawn'])
    .orderBy('approved_at', 'desc')
    .execute()
  const out = rows.flatMap((r) =>
    r.result === null
      ? []
      : [{ id: r.id, number: numberOf(r) ?? '', audience: r.plan.audience, plan: r.plan, result: r.result }],
  )
  return heldTogether(release.plan.audience, out)
}

/** What a plan is judged by besides itself. */
export async function planFacts(db: Tx | Database, resource: Resource, now: Date): Promise<PlanFacts> {
  const levels = await currentLevels(db, [resource.id])
  return {
    content: resource.content,
    kinds: await kindsOf(db, resource),
    level: levels.get(resource.id) ?? null,
    today: dayOf(now),
  }
}

export async function keptHierarchies(
  db: Tx | Database,
  resource: string,
): Promise<Map<string, ReleaseHierarchy>> {
  const rows = await tables(db)
    .selectFrom('release_hierarchies')
    .select(['item', 'hierarchy'])
    .where('resource', '=', resource)
    .execute()
  return new Map(rows.map((r) => [r.item, r.hierarchy]))
}

export async function nextSerial(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`select nextval('release_numbers')::int as n`.execute(tx)
  return rows[0]?.n ?? 0
}

export function numberOf(r: Pick<Release, 'serial'>): string | null {
  return r.serial === null ? null : `FB${String(r.serial).padStart(6, '0')}`
}

export function isOver(r: Pick<Release, 'state' | 'plan'>, now: Date): boolean {
  return r.state === 'published' && r.plan.until < dayOf(now)
}

export function rowOf(r: Release, resourceName: string, now: Date): ReleaseRow {
  return {
    id: r.id,
    number: numberOf(r),
    title: r.plan.title,
    resource: r.resource,
    resourceName,
    provider: r.provider,
    state: r.state,
    isOver: isOver(r, now),
    audience: r.plan.audience,
    k: r.plan.k,
    until: r.plan.until,
    changedAt: r.changed_at.toISOString(),
  }
}

/** Null for what is not out. Titles are the resource's of today. */
export function cardOf(r: Release, resource: Resource, downloads: number, now: Date): ReleaseCard | null {
  if ((r.state !== 'published' && r.state !== 'withdrawn') || r.result === null) return null
  const { plan, result } = r
  const titles = new Map(resource.content.items.map((i) => [i.name, i.title]))
  const levels = new Map(quasiOf(plan).map((c, n) => [c.item, result.chosen.levels[n] ?? 0]))
  return {
    id: r.id,
    number: numberOf(r) ?? '',
    title: plan.title,
    about: plan.about,
    provider: r.provider,
    resourceName: resource.content.name,
    state: r.state === 'withdrawn' ? 'withdrawn' : isOver(r, now) ? 'over' : 'published',
    withdrawn: r.state === 'withdrawn' ? (r.reason ?? '') : null,
    audience: plan.audience,
    rows: result.rows - result.chosen.suppressed,
    suppressed: result.chosen.suppressed,
    asOf: result.asOf,
    k: plan.k,
    countsPersons: plan.person !== null,
    smallest: result.chosen.smallest,
    risk: result.chosen.risk,
    loss: result.chosen.loss,
    columns: plan.columns.map((c) => ({
      title: titles.get(c.item) ?? c.item,
      role: c.role,
      hierarchy: c.role === 'quasi' ? withoutLines(c.hierarchy) : null,
      level: levels.get(c.item) ?? null,
      diversity: c.role === 'sensitive' ? c.diversity : null,
    })),
    approvedBy: r.approved_by ?? '',
    approvedReason: r.approved_reason ?? '',
    approvedAt: (r.approved_at ?? r.changed_at).toISOString(),
    until: plan.until,
    files: r.state === 'published' ? r.files : [],
    downloads,
  }
}

/** A list of one's own names the values as they are; a card says that there is one. */
function withoutLines(h: ReleaseHierarchy): ReleaseHierarchy {
  return h.kind === 'list' ? { ...h, lines: [Array.from(h.lines[0] ?? [''], () => '…')] } : h
}

export async function downloadsOf(db: Tx | Database, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ release: string; n: number }>`
    select release, count(*)::int as n from release_downloads
    where release = any(${ids}::uuid[]) and from_byte = 0 group by release`.execute(db)
  return new Map(rows.map((r) => [r.release, r.n]))
}
