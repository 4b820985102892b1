import { sql } from 'kysely'
import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import { type MasterKey, reveal, seal, unwrapPersonKey } from '#kernel/vault'
import { OfferContact, type OfferRow, type OfferState, type WishStep } from '../contract.ts'
import { forEverybody, offerNumber } from '../rules.ts'
import { tables } from '../tables.ts'
import { refuseMissing } from './needs.ts'

export interface Offer {
  readonly id: string
  readonly seq: number
  readonly person: string | null
  readonly enterprise: string
  readonly credit_code: string
  readonly contact: Buffer | null
  readonly title: string
  readonly ability: string
  readonly tags: string[]
  readonly places: string[]
  readonly state: OfferState
  readonly revision: number
  readonly changed_at: Date
}

export const offerColumns = [
  'id',
  'seq',
  'person',
  'enterprise',
  'credit_code',
  'contact',
  'title',
  'ability',
  'tags',
  'places',
  'state',
  'revision',
  'changed_at',
] as const

const found = (db: Tx | Database, id: string) =>
  tables(db).selectFrom('scenario_offers').select(offerColumns).where('id', '=', id)

/** @throws Refusal `not-found` */
export async function getOffer(db: Tx | Database, id: string): Promise<Offer> {
  return (await found(db, id).executeTakeFirst()) ?? refuseMissing(id)
}

/** @throws Refusal `not-found`, or `conflict` when it has changed since it was looked at */
export async function lockOffer(tx: Tx, ref: { id: string; revision?: number }): Promise<Offer> {
  const offer = (await found(tx, ref.id).forUpdate().executeTakeFirst()) ?? refuseMissing(ref.id)
  if (ref.revision !== undefined && offer.revision !== ref.revision)
    throw new Refusal('conflict', 'scenarios.wish-changed', { current: offer.revision })
  return offer
}

/** What the access judgement sees: it is the person's who entered it. */
export function offerSubject(o: { id: string; person: string | null }) {
  return { type: 'scenario-offer', id: o.id, people: o.person === null ? [] : [o.person] }
}

/** As everybody may read it once it is listed. */
export function offerRow(o: Omit<Offer, 'contact' | 'ability' | 'person' | 'revision'>): OfferRow {
  return {
    id: o.id,
    number: offerNumber(o.seq),
    enterprise: o.enterprise,
    creditCode: o.credit_code,
    title: forEverybody(o.title),
    tags: o.tags,
    places: o.places,
    state: o.state,
    changedAt: o.changed_at.toISOString(),
  }
}

/** The contact lies under the key of the person who entered it: forgetting the person takes it along. */
const sealedAs = 'scenario_offers.contact'

async function wrappedKey(db: Tx | Database, person: string): Promise<Buffer | null> {
  const row = await db.selectFrom('persons').select('wrapped_key').where('id', '=', person).executeTakeFirst()
  return row?.wrapped_key ?? null
}

/** @throws Refusal `not-found` when the person was forgotten */
export async function sealContact(
  tx: Tx,
  master: MasterKey,
  person: string,
  contact: OfferContact,
): Promise<Buffer> {
  const wrapped = (await wrappedKey(tx, person)) ?? refuseMissing(person)
  const text = JSON.stringify(contact)
  return seal(unwrapPersonKey(master, wrapped), text, { column: sealedAs, personId: person })
}

/** Null where there is none, or none any more. */
export async function openContact(tx: Tx, master: MasterKey, o: Offer): Promise<OfferContact | null> {
  if (o.contact === null || o.person === null) return null
  const wrapped = await wrappedKey(tx, o.person)
  if (wrapped === null) return null
  const opened = reveal(master, wrapped, o.contact, { column: sealedAs, personId: o.person })
  return opened.state === 'readable' ? OfferContact.parse(JSON.parse(opened.text)) : null
}

export async function noteOfferStep(
  tx: Tx,
  offer: string,
  step: { action: string; by: string; reason: string; now: Date },
): Promise<void> {
  const { action, by, reason, now } = step
  await tables(tx)
    .insertInto('scenario_offer_steps')
    .values({ offer, action, by_name: by, reason, at: now })
    .execute()
}

/** Newest first. */
export async function offerSteps(db: Tx | Database, offer: string): Promise<WishStep[]> {
  const rows = await tables(db)
    .selectFrom('scenario_offer_steps')
    .select(['at', 'action', 'by_name as by', 'reason'])
    .where('offer', '=', offer)
    .orderBy('seq', 'desc')
    .limit(200)
    .execute()
  return rows.map((r) => ({ ...r, at: r.at.toISOString() }))
}

/** Accounts that may list an offer or refuse it. */
export async function dataAuthorities(db: Database): Promise<{ account: string }[]> {
  const { rows } = await sql<{ account: string }>`
    select distinct p.account from posts p join accounts a on a.id = p.account
    where a.active and p.role = 'data-authority' order by p.account`.execute(db)
  return rows
}
