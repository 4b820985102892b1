import { sql } from 'kysely'
import { readerDays } from '#kernel/audit'
import { dayOf } from '#kernel/clock/rules'
import type { Database, Tx } from '#kernel/database'
import { currentGrades, listPublished, readGradingTable } from '#modules/catalogue'
import type { GradingTable, Resource, ResourcePost } from '#modules/catalogue/contract'
import { consumerDays, itemsGiven } from '#modules/exchange'
import { listApproved, listFields, listRetentionStates, readAssessmentTable } from '#modules/protection'
import { covers, effectiveKinds, givenPersonal, needOf, triggersOf } from '#modules/protection/rules'
import { listWatched, type WatchedGrant } from '#modules/sharing'
import {
  type AssessedFact,
  addDays,
  type GrantFact,
  kindOf,
  type Limits,
  limit,
  type PostFact,
  type ReadingFact,
  type ResourceFact,
  type RetentionFact,
} from '../rules.ts'

export interface OrgFact {
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly places: readonly string[]
}

/** Organizations, and who holds which post: what several checks and pages ask about. */
export interface Staff {
  readonly orgs: ReadonlyMap<string, OrgFact>
  /** Names of active accounts by id. */
  readonly accounts: ReadonlyMap<string, { readonly name: string; readonly org: string | null }>
  readonly posts: readonly {
    readonly account: string
    readonly name: string
    readonly role: string
    readonly org: string
    readonly title: string
    readonly places: readonly string[]
  }[]
}

export async function readStaff(db: Tx | Database): Promise<Staff> {
  const orgs = await db.selectFrom('organizations').select(['code', 'short_zh', 'en', 'places']).execute()
  const { rows: accounts } = await sql<{ id: string; name: string; org: string | null }>`
    select id, name, org from accounts where active and kind = 'officer'`.execute(db)
  const { rows: posts } = await sql<Staff['posts'][number]>`
    select p.account, a.name, p.role, p.org, p.title, p.places from posts p join accounts a on a.id = p.account
    where a.active order by a.name, p.account`.execute(db)
  return {
    orgs: new Map(orgs.map((o) => [o.code, { code: o.code, zh: o.short_zh, en: o.en, places: o.places }])),
    accounts: new Map(accounts.map((a) => [a.id, { name: a.name, org: a.org }])),
    posts,
  }
}

/** Who holds a post that a description names: its account while that is active, else whoever has a post of that title. */
export function holderOf(post: ResourcePost, staff: Staff): string | null {
  if (post.account !== null) return staff.accounts.get(post.account)?.name ?? null
  return staff.posts.find((p) => p.org === post.org && p.title === post.title)?.name ?? null
}

export function dataManagersOf(org: string, staff: Staff): string[] {
  return staff.posts.filter((p) => p.role === 'data-manager' && p.org === org).map((p) => p.name)
}

export interface ResourceFacts {
  readonly resources: readonly Resource[]
  readonly facts: readonly ResourceFact[]
  readonly table: GradingTable
}

export async function resourceFacts(db: Tx | Database, staff: Staff): Promise<ResourceFacts> {
  const resources = await listPublished(db)
  const grades = await currentGrades(
    db,
    resources.map((r) => r.id),
  )
  const fields = await listFields(db, resources)
  const post = (p: ResourcePost): PostFact => ({ org: p.org, title: p.title, holder: holderOf(p, staff) })
  const facts = resources.map(
    (r): ResourceFact => ({
      id: r.id,
      code: r.code,
      name: r.content.name,
      provider: r.provider,
      publishedOn: r.publishedAt === null ? dayOf(new Date(0)) : dayOf(new Date(r.publishedAt)),
      owner: post(r.content.owner),
      steward: post(r.content.steward),
      level: grades.get(r.id)?.level ?? null,
      review: grades.get(r.id)?.review ?? null,
      fields: fields.get(r.id) ?? [],
    }),
  )
  return { resources, facts, table: (await readGradingTable(db)).table }
}

export interface GrantFacts {
  readonly watched: readonly WatchedGrant[]
  readonly facts: readonly GrantFact[]
}

/** Grants of published resources, with their use since a day. */
export async function grantFacts(
  db: Tx | Database,
  { resources }: ResourceFacts,
  staff: Staff,
  since: string,
): Promise<GrantFacts> {
  const byId = new Map(resources.map((r) => [r.id, r]))
  const given = await itemsGiven(db, since)
  const watched = (await listWatched(db, since)).filter((w) => byId.has(w.grant.resource))
  const facts = watched.flatMap((w): GrantFact[] => {
    const resource = byId.get(w.grant.resource)
    return resource === undefined ? [] : [grantFact(w, resource, staff, given.get(w.grant.id) ?? [])]
  })
  return { watched, facts }
}

function grantFact(w: WatchedGrant, r: Resource, staff: Staff, given: readonly string[]): GrantFact {
  const { grant } = w
  const { placeItem } = r.content.scope
  const byPlace = grant.terms.rows.filter((c) => c.op === 'within' && c.item === placeItem)
  return {
    id: grant.id,
    resource: r.id,
    resourceName: r.content.name,
    provider: grant.provider,
    consumer: grant.consumer,
    purpose: grant.purpose,
    state: grant.state === 'suspended' ? 'suspended' : 'active',
    items: grant.terms.items,
    masks: grant.terms.masks,
    clearReasons: w.clearReasons,
    within: byPlace.length === 0 ? null : byPlace.flatMap((c) => c.values),
    hasPlace: placeItem !== null,
    givenOn: w.givenOn,
    until: grant.terms.until,
    callsPerDay: grant.terms.callsPerDay,
    rowsPerCall: grant.terms.rowsPerCall,
    lastUse: w.lastUse,
    usedItems: [...new Set([...given, ...w.shownItems])].filter((i) => grant.terms.items.includes(i)),
    peakRows: w.peakRows,
    titles: Object.fromEntries(r.content.items.map((i) => [i.name, i.title])),
    consumerHolders: dataManagersOf(grant.consumer, staff).length,
    consumerPlaces: staff.orgs.get(grant.consumer)?.places ?? [],
  }
}

/** What art. 55 asks of each grant in force. */
export async function assessedFacts(
  db: Tx | Database,
  { resources, facts: described, table: grading }: ResourceFacts,
  { watched, facts }: GrantFacts,
  today: string,
): Promise<AssessedFact[]> {
  const approved = await listApproved(db)
  const needs = await readAssessmentTable(db)
  const fields = new Map(described.map((r) => [r.id, r.fields]))
  const contents = new Map(resources.map((r) => [r.id, r.content]))
  return watched.flatMap(({ grant, automated }, n): AssessedFact[] => {
    const content = contents.get(grant.resource)
    const fact = facts[n]
    if (content === undefined || fact === undefined || grant.state !== 'active') return []
    const judged = (fields.get(grant.resource) ?? []).flatMap((f) =>
      f.confirmed === undefined ? [] : [[f.item, kindOf(f)] as const],
    )
    const kinds = effectiveKinds(content, new Map(judged) as Parameters<typeof effectiveKinds>[1])
    const { resource, consumer, purpose, terms } = grant
    const processing = { resource, consumer, purpose, terms, automated }
    const items = givenPersonal(processing, kinds)
    const triggers = triggersOf(processing, kinds, grading.sensitive)
    const fitting = approved.filter((a) =>
      covers({ ...a, validUntil: '9999-12-31' }, processing, items, today),
    )
    const ends = (a: (typeof approved)[number]) => a.validUntil ?? ''
    const last = fitting.toSorted((a, b) => (ends(a) < ends(b) ? 1 : -1))[0]
    const isCovered = last !== undefined && ends(last) >= today
    return [
      {
        grant: fact,
        triggers,
        need: needOf(needs, triggers),
        items,
        coveredUntil: isCovered ? ends(last) : null,
        judgedOn: isCovered ? last.judgedOn : null,
        ranOutOn: last !== undefined && !isCovered ? ends(last) : null,
        validMonths: needs.validMonths,
      },
    ]
  })
}

export async function retentionFacts(
  db: Tx | Database,
  { facts }: ResourceFacts,
  now: Date,
): Promise<RetentionFact[]> {
  const states = await listRetentionStates(db, now)
  return facts.map((r) => {
    const state = states.get(r.id)
    return {
      resource: r.id,
      name: r.name,
      provider: r.provider,
      hasPersonal: r.fields.some((f) => kindOf(f) !== null),
      rule: state?.rule ?? null,
      heldRows: state?.heldRows ?? 0,
      open: state?.open ?? null,
    }
  })
}

const nightOf = (limits: Limits) => ({ from: limit(limits, 'nightFrom'), to: limit(limits, 'nightTo') })

/** Reads by officer since the look-back of a day. */
export async function officerReadings(
  db: Tx | Database,
  limits: Limits,
  day: string,
  staff: Staff,
): Promise<ReadingFact[]> {
  const days = await readerDays(db, addDays(day, -limit(limits, 'historyDays')), day, nightOf(limits))
  return [...Map.groupBy(days, (d) => d.account)].flatMap(([who, own]): ReadingFact[] => {
    const org = staff.accounts.get(who)?.org ?? staff.posts.find((p) => p.account === who)?.org
    if (org == null) return []
    return [{ who, org, orgName: staff.orgs.get(org)?.zh ?? org, days: own }]
  })
}

export async function consumerReadings(
  db: Tx | Database,
  limits: Limits,
  day: string,
  staff: Staff,
): Promise<ReadingFact[]> {
  const days = await consumerDays(db, addDays(day, -limit(limits, 'historyDays')), day, nightOf(limits))
  return [...Map.groupBy(days, (d) => d.consumer)].map(([who, own]) => ({
    who,
    org: who,
    orgName: staff.orgs.get(who)?.zh ?? who,
    days: own,
  }))
}

/** The longest of a post's places that holds a place; 0: none does. */
function nearness(place: string, places: readonly string[]): number {
  return Math.max(0, ...places.filter((p) => place === p || place.startsWith(`${p}/`)).map((p) => p.length))
}

function nearest(role: string, place: string, staff: Staff, except: string | null): string | undefined {
  const fitting = staff.posts
    .filter((p) => p.role === role && p.account !== except && nearness(place, p.places) > 0)
    .toSorted((a, b) => nearness(place, b.places) - nearness(place, a.places) || (a.org < b.org ? -1 : 1))
  return fitting[0]?.org
}

/**
 * The organization that has to answer: the one that it is about, or the data authority's where that has no data manager.
 * Reading by a person is for the supervisor of the unit: of the same organization first, else the nearest, never the
 * person itself.
 */
export function answererOf(
  o: { readonly org: string; readonly account: string | null },
  place: string,
  staff: Staff,
): string {
  const authority = () => nearest('data-authority', place, staff, o.account) ?? o.org
  if (o.account === null) return dataManagersOf(o.org, staff).length > 0 ? o.org : authority()
  const own = staff.posts.some((p) => p.role === 'supervisor' && p.org === o.org && p.account !== o.account)
  return own ? o.org : (nearest('supervisor', place, staff, o.account) ?? authority())
}
