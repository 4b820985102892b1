import { sql } from 'kysely'
import type { Case } from '#kernel/cases'
import type { Database } from '#kernel/database'
import { tables } from '../tables.ts'

/** More are taken up at the next look. */
const most = 100
/** A partner that refused an appeal so often will not take it by being asked again. */
export const mostAttempts = 10

export interface Link {
  readonly district: string
  readonly id: string
  readonly service_code: string
  readonly external_id: string | null
  readonly token: string | null
  readonly document: Case
  readonly body: string
}

/** What the exchange job works on; it runs for the system, which reads everything. */
export function listPartners(db: Database) {
  return tables(db)
    .selectFrom('open311_partners')
    .selectAll()
    .where('enabled', '=', true)
    .orderBy('id')
    .execute()
}

/** Appeals that the partner does not know yet, or knows by a token only. */
export async function listWaiting(db: Database, partner: string): Promise<Link[]> {
  const { rows } = await sql<Link>`
    select l.district, l.case_id as id, l.service_code, l.external_id, l.token, c.document, coalesce(t.body, '') as body
    from open311_links l join cases c on c.district = l.district and c.id = l.case_id
    left join case_texts t on t.district = l.district and t.case_id = l.case_id
    where l.partner = ${partner} and l.external_id is null and l.attempts < ${mostAttempts}
    order by l.at limit ${most}`.execute(db)
  return rows
}

export interface NewStep {
  readonly district: string
  readonly id: string
  readonly external_id: string
  readonly number: string
  readonly seq: number
  readonly action: string
  readonly to: string
  readonly at: Date
  readonly text: string | null
  readonly agency: string | null
  readonly solved: boolean | null
}

/** Public steps that the partner has not heard of, oldest first, without those that came from a partner. */
export async function listNewSteps(db: Database, partner: string, exchange: string): Promise<NewStep[]> {
  const { rows } = await sql<NewStep>`
    select l.district, l.case_id as id, l.external_id, c.number, s.seq, s.action, s.to_state as to, s.at,
      coalesce(s.input->>'text', s.input->>'reason') as text, o.zh as agency,
      (c.document->'rating'->>'solved')::boolean as solved
    from open311_links l
    join cases c on c.district = l.district and c.id = l.case_id
    join case_actions s on s.district = l.district and s.case_id = l.case_id and s.seq > l.pushed_seq
    left join organizations o on o.code = s.org
    where l.partner = ${partner} and l.external_id is not null and s.visible = 'public' and s.actor_id <> ${exchange}
    order by s.at, l.case_id, s.seq limit ${most}`.execute(db)
  return rows
}

/** The appeals behind a partner's numbers, and the updates of it that are here already. */
export async function findLinked(db: Database, partner: string, ids: readonly string[]) {
  const links = await tables(db)
    .selectFrom('open311_links')
    .select(['external_id', 'district', 'case_id'])
    .where('partner', '=', partner)
    .where('external_id', 'in', [...ids])
    .execute()
  const { rows: known } = await sql<{ update_id: string }>`
    select u.update_id from open311_links l
    join open311_updates u on u.district = l.district and u.case_id = l.case_id and u.client = l.partner
    where l.partner = ${partner} and l.external_id = any(${[...ids]}::text[])`.execute(db)
  return {
    links: new Map(links.map((l) => [l.external_id, { district: l.district, id: l.case_id }])),
    known: new Set(known.map((u) => u.update_id)),
  }
}
