import { sql } from 'kysely'
import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import type { NeedRow, NeedState, OfferState, WishStep } from '../contract.ts'
import { forEverybody, needNumber, offerNumber } from '../rules.ts'
import { tables } from '../tables.ts'

export interface Need {
  readonly id: string
  readonly seq: number
  readonly org: string
  readonly places: string[]
  readonly account: string | null
  readonly by_name: string
  readonly title: string
  readonly wanted: string
  readonly tags: string[]
  readonly data: string
  readonly until: string
  readonly state: NeedState
  readonly revision: number
  readonly scenario: string | null
  readonly changed_at: Date
  readonly offer: string | null
  /** Of the offer that it was matched with. */
  readonly offer_seq: number | null
  readonly offer_title: string | null
  readonly offer_state: OfferState | null
  readonly enterprise: string | null
}

/** A need with what is said of its match, for a `where` after it. */
export const needColumns = sql`n.id, n.seq, n.org, n.places, n.account, n.by_name, n.title, n.wanted, n.tags, n.data,
  n.until::text as until, n.state, n.revision, n.scenario, n.changed_at, n.offer, o.seq as offer_seq,
  o.title as offer_title, o.state as offer_state, o.enterprise`
export const needsWithOffers = sql`scenario_needs n left join scenario_offers o on o.id = n.offer`

/** @throws Refusal `not-found` */
export async function getNeed(db: Tx | Database, id: string): Promise<Need> {
  const { rows } = await sql<Need>`
    select ${needColumns} from ${needsWithOffers} where n.id = ${id}::uuid`.execute(db)
  return rows[0] ?? refuseMissing(id)
}

/** @throws Refusal `not-found`, or `conflict` when it has changed since it was looked at */
export async function lockNeed(tx: Tx, ref: { id: string; revision: number }): Promise<Need> {
  const { rows } = await sql<Need>`
    select ${needColumns} from ${needsWithOffers} where n.id = ${ref.id}::uuid for update of n`.execute(tx)
  const need = rows[0] ?? refuseMissing(ref.id)
  if (need.revision !== ref.revision)
    throw new Refusal('conflict', 'scenarios.wish-changed', { current: need.revision })
  return need
}

/** Locked, for they are given up with the offer. */
export async function lockMatched(tx: Tx, offer: string): Promise<Need[]> {
  const { rows } = await sql<Need>`
    select ${needColumns} from ${needsWithOffers}
    where n.offer = ${offer}::uuid and n.state = 'matched' order by n.id for update of n`.execute(tx)
  return rows
}

export function refuseMissing(id: string): never {
  throw new Refusal('not-found', 'scenarios.no-wish', { id })
}

/** What the access judgement sees: the organization leads. */
export function needSubject(n: { id: string; org: string }) {
  return { type: 'scenario-need', id: n.id, lead: n.org }
}

/** As everybody may read it. */
export function needRow(n: Need): NeedRow {
  return {
    id: n.id,
    number: needNumber(n.seq),
    org: n.org,
    title: forEverybody(n.title),
    tags: n.tags,
    places: n.places,
    until: n.until,
    state: n.state,
    changedAt: n.changed_at.toISOString(),
    match:
      n.offer === null || n.offer_seq === null
        ? null
        : {
            offer: n.offer,
            number: offerNumber(n.offer_seq),
            title: forEverybody(n.offer_title ?? ''),
            enterprise: n.enterprise ?? '',
            listed: n.offer_state === 'listed',
          },
    scenario: n.scenario,
  }
}

export interface NeedStepTaken {
  readonly action: string
  readonly actor: Pick<Actor, 'name'>
  readonly reason: string
  readonly offer: string | null
  readonly now: Date
}

export async function noteNeedStep(tx: Tx, need: string, step: NeedStepTaken): Promise<void> {
  const { action, actor, reason, offer, now } = step
  await tables(tx)
    .insertInto('scenario_need_steps')
    .values({ need, action, by_name: actor.name, reason, offer, at: now })
    .execute()
}

/** Newest first. */
export async function needSteps(db: Tx | Database, need: string): Promise<WishStep[]> {
  const rows = await tables(db)
    .selectFrom('scenario_need_steps')
    .select(['at', 'action', 'by_name as by', 'reason'])
    .where('need', '=', need)
    .orderBy('seq', 'desc')
    .limit(200)
    .execute()
  return rows.map((r) => ({ ...r, at: r.at.toISOString() }))
}

export async function hasWishes(db: Database): Promise<boolean> {
  const { rows } = await sql`select 1 from scenario_needs limit 1`.execute(db)
  return rows.length > 0
}

/** Open needs whose last day is before the given one, the oldest first. */
export async function overNeeds(db: Database, today: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from scenario_needs where state = 'open' and until < ${today}::date order by until, id limit 1000`.execute(
    db,
  )
  return rows.map((r) => r.id)
}
