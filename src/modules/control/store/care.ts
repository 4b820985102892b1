import { type RawBuilder, sql } from 'kysely'
import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import { type MasterKey, reveal, seal, unwrapPersonKey } from '#kernel/vault'
import type { CareGround, CareLevel, CareState, CareStep } from '../contract/care.ts'

export interface Care {
  readonly district: string
  readonly id: string
  readonly person: string
  readonly guardian: string | null
  readonly group: string
  readonly level: CareLevel
  readonly state: CareState
  readonly place: string
  readonly owner: string
  readonly revision: number
  readonly purpose: string
  readonly legalBasis: string
  readonly ground: CareGround
  readonly reason: Buffer | null
  readonly origin: 'worker' | 'data'
  readonly proposedBy: string
  readonly confirmedBy: string | null
  readonly until: string | null
  readonly nextVisit: string | null
  readonly objection: Buffer | null
}

const columns = () =>
  sql`district, id, person, guardian, care_group as "group", level, state, place, lead_org as owner, revision, purpose,
    legal_basis as "legalBasis", ground, reason, origin, proposed_by as "proposedBy", confirmed_by as "confirmedBy",
    until::text as until, next_visit::text as "nextVisit", objection`

/** @throws Refusal `not-found` */
export async function getCare(db: Tx | Database, id: string): Promise<Care> {
  const { rows } = await sql<Care>`select ${columns()} from care_levels where id = ${id}::uuid`.execute(db)
  if (rows[0] === undefined) throw new Refusal('not-found', 'care.not-found', { id })
  return rows[0]
}

/** @throws Refusal `not-found`, or `conflict` when it has changed since it was looked at */
export async function lockCare(tx: Tx, ref: { id: string; revision: number }): Promise<Care> {
  const { rows } = await sql<Care>`
    select ${columns()} from care_levels where id = ${ref.id}::uuid for update`.execute(tx)
  const [found] = rows
  if (found === undefined) throw new Refusal('not-found', 'care.not-found', { id: ref.id })
  if (found.revision !== ref.revision)
    throw new Refusal('conflict', 'control.changed-meanwhile', { current: found.revision })
  return found
}

/** What the access judgement sees: place for whoever gives care, people for whom it is about. */
export function careSubject(c: Pick<Care, 'id' | 'district' | 'place' | 'owner' | 'person' | 'guardian'>) {
  const people = [c.person, ...(c.guardian === null ? [] : [c.guardian])]
  return { type: 'care-level', id: c.id, district: c.district, place: c.place, lead: c.owner, people }
}

/** Levels that a person or a guardian may see, newest first. */
export async function listCareOf(db: Tx | Database, person: string): Promise<Care[]> {
  const { rows } = await sql<Care>`
    select ${columns()} from care_levels where person = ${person}::uuid or guardian = ${person}::uuid
    order by id desc limit 20`.execute(db)
  return rows
}

/** A proposed or confirmed level of the person in the group: there is one at a time. */
export async function findOpenCare(tx: Tx, person: string, group: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from care_levels where person = ${person}::uuid and care_group = ${group}
      and state in ('proposed', 'confirmed')`.execute(tx)
  return rows[0]?.id
}

export async function pageOfCare(
  db: Tx | Database,
  condition: RawBuilder<boolean>,
  page: { limit: number; offset: number },
): Promise<{ rows: Care[]; total: number }> {
  const { rows } = await sql<Care>`
    select ${columns()} from care_levels where ${condition}
    order by (state = 'proposed') desc, next_visit nulls last, id limit ${page.limit} offset ${page.offset}`.execute(
    db,
  )
  const counted = await sql<{ total: number }>`
    select count(*)::int as total from care_levels where ${condition}`.execute(db)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

export async function saveCare(tx: Tx, c: Care): Promise<Care> {
  const next = { ...c, revision: c.revision + 1 }
  await sql`
    insert into care_levels (district, id, person, guardian, care_group, level, state, place, lead_org, revision, purpose,
      legal_basis, ground, reason, origin, proposed_by, confirmed_by, until, next_visit, objection)
    values (${next.district}, ${next.id}::uuid, ${next.person}::uuid, ${next.guardian}::uuid, ${next.group}, ${next.level},
      ${next.state}, ${next.place}, ${next.owner}, ${next.revision}, ${next.purpose}, ${next.legalBasis},
      ${JSON.stringify(next.ground)}::jsonb, ${next.reason}, ${next.origin}, ${next.proposedBy}, ${next.confirmedBy},
      ${next.until}::date, ${next.nextVisit}::date, ${next.objection})
    on conflict on constraint care_levels_pk do update set level = excluded.level, state = excluded.state,
      revision = excluded.revision, confirmed_by = excluded.confirmed_by, until = excluded.until,
      next_visit = excluded.next_visit, objection = excluded.objection`.execute(tx)
  return next
}

export interface NewCareStep {
  readonly what: CareStep['what']
  readonly by: { readonly id: string; readonly name: string }
  readonly text: Buffer | null
}

/** Adds to the history; the level is locked by the caller. */
export async function addCareStep(tx: Tx, c: Care, step: NewCareStep, now: Date): Promise<void> {
  await sql`
    insert into care_steps (district, care, seq, at, what, actor_id, actor_name, text)
    select ${c.district}, ${c.id}::uuid, coalesce(max(seq), 0) + 1, ${now}, ${step.what}, ${step.by.id}, ${step.by.name},
      ${step.text}
    from care_steps where district = ${c.district} and care = ${c.id}::uuid`.execute(tx)
}

/** What happened, oldest first, opened. */
export async function listCareSteps(db: Tx | Database, master: MasterKey, c: Care): Promise<CareStep[]> {
  const { rows } = await sql<{ at: Date; what: CareStep['what']; by: string; text: Buffer | null }>`
    select at, what, actor_name as by, text from care_steps
    where district = ${c.district} and care = ${c.id}::uuid order by seq limit 200`.execute(db)
  const wrapped = await wrappedKey(db, c.person)
  return rows.map((r) => ({
    at: r.at.toISOString(),
    what: r.what,
    by: r.by,
    text: openText(master, wrapped, c.person, r.text),
  }))
}

async function wrappedKey(db: Tx | Database, person: string): Promise<Buffer | null> {
  const row = await db.selectFrom('persons').select('wrapped_key').where('id', '=', person).executeTakeFirst()
  return row?.wrapped_key ?? null
}

/** Words about a person lie under that person's key: forgetting the person takes them along. */
const sealedAs = 'care.text'

/** @throws Refusal `not-found` when the person was forgotten */
export async function sealText(
  db: Tx | Database,
  master: MasterKey,
  person: string,
  text: string,
): Promise<Buffer | null> {
  if (text === '') return null
  const wrapped = await wrappedKey(db, person)
  if (wrapped === null) throw new Refusal('not-found', 'care.not-found', {})
  return seal(unwrapPersonKey(master, wrapped), text, { column: sealedAs, personId: person })
}

export async function openedText(
  db: Tx | Database,
  master: MasterKey,
  person: string,
  sealed: Buffer | null,
): Promise<string> {
  return sealed === null ? '' : openText(master, await wrappedKey(db, person), person, sealed)
}

function openText(master: MasterKey, wrapped: Buffer | null, person: string, sealed: Buffer | null): string {
  if (sealed === null || wrapped === null) return ''
  const found = reveal(master, wrapped, sealed, { column: sealedAs, personId: person })
  return found.state === 'readable' ? found.text : ''
}

/** Confirmed levels that have run out. */
export async function listRunOut(db: Database, today: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from care_levels where state = 'confirmed' and until < ${today}::date order by until limit ${limit}`.execute(
    db,
  )
  return rows.map((r) => r.id)
}

export async function hasCare(db: Database): Promise<boolean> {
  const { rows } = await sql`select 1 from care_levels limit 1`.execute(db)
  return rows.length > 0
}
