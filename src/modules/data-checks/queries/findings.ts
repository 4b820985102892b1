import { type RawBuilder, type Selectable, sql } from 'kysely'
import { z } from 'zod'
import { allows, withinPlaces } from '#kernel/access'
import { defineQuery, Refusal } from '#kernel/action'
import type { Actor } from '#kernel/identity/define'
import { access } from '../access.ts'
import { type FindingPage, type FindingView, ListFindings } from '../contract.ts'
import { endsByItself, settingOf } from '../rules.ts'
import { findFinding, findingColumns, findingOf, findingSubject, readCheckTable } from '../store.ts'
import type { FindingTable } from '../tables.ts'

const placesOf = (actor: Actor, roles: readonly string[]) =>
  actor.posts.filter((p) => roles.includes(p.role)).flatMap((p) => p.places)

/**
 * What a list of the reader shows: findings of the reader's organizations or places, and of reading by persons only
 * those that the reader may see or that are about the reader.
 */
export function visibleTo(actor: Actor): RawBuilder<boolean> {
  if (allows(access.seePerson, actor, {})) return sql<boolean>`true`
  const orgs = actor.posts.filter((p) => p.role === 'data-manager').map((p) => p.org)
  const places = withinPlaces(placesOf(actor, ['supervisor', 'leader']))
  const judged = withinPlaces(placesOf(actor, ['supervisor']))
  return sql<boolean>`((f.account is null and (f.org = any(${orgs}::text[]) or ${places}))
    or (f.account is not null and ${judged}) or f.account = ${uuidOf(actor)}::uuid)`
}

/** Whether the check of a finding `f` was answered after its deadline, or is past it and not answered. */
export function answeredLate(now: Date): RawBuilder<boolean> {
  const late = `$.clocks[*] ? (@.name == "answer" && ((@.stoppedAt != null && @.stoppedAt > @.due)
    || (@.stoppedAt == null && @.due < "${now.toISOString()}")))`
  return sql<boolean>`exists (select 1 from cases c where c.id = f.case_id and c.document @? ${late}::jsonpath)`
}

/** Jobs and systems are no accounts. */
const uuidOf = (actor: Actor) => (actor.kind === 'officer' ? actor.id : null)

export const listFindings = defineQuery({
  name: 'data-finding.list',
  input: ListFindings,
  allow: access.seeOwn,
  async run(tx, { actor, input, now }): Promise<FindingPage> {
    const day = sql`(f.opened_at at time zone 'Asia/Shanghai')::date`
    const end = sql`(f.closed_at at time zone 'Asia/Shanghai')::date`
    const conditions = [
      visibleTo(actor),
      ...(input.check === undefined ? [] : [sql<boolean>`f.check_name = any(${input.check}::text[])`]),
      ...(input.org === undefined ? [] : [sql<boolean>`f.org = ${input.org}`]),
      ...(input.state === undefined ? [] : [sql<boolean>`f.state = ${input.state}`]),
      ...(input.resource === undefined ? [] : [sql<boolean>`f.resource = ${input.resource}::uuid`]),
      ...(input.from === undefined ? [] : [sql<boolean>`${day} >= ${input.from}::date`]),
      ...(input.until === undefined ? [] : [sql<boolean>`${day} <= ${input.until}::date`]),
      ...(input.endedFrom === undefined ? [] : [sql<boolean>`${end} >= ${input.endedFrom}::date`]),
      ...(input.endedUntil === undefined ? [] : [sql<boolean>`${end} <= ${input.endedUntil}::date`]),
      ...(input.late === undefined ? [] : [sql<boolean>`${answeredLate(now)} = ${input.late}`]),
      ...(input.q === undefined || input.q === ''
        ? []
        : [sql<boolean>`(position(${input.q} in f.name) > 0 or f.number = ${input.q})`]),
    ]
    const { rows } = await sql<Selectable<FindingTable> & { total: number }>`
      select ${findingColumns}, (count(*) over ())::int as total from data_findings f
      where ${sql.join(conditions, sql` and `)}
      order by (f.state <> 'open'), f.opened_at desc, f.id limit ${input.limit} offset ${input.offset}`.execute(
      tx,
    )
    return { rows: rows.map(findingOf), total: rows[0]?.total ?? 0 }
  },
})

/** One finding with its evidence; whose reading it is only for whoever may know, and that is on record. */
export const getFinding = defineQuery({
  name: 'data-finding.get',
  input: z.object({ id: z.uuid() }),
  allow: access.seeOwn,
  async run(tx, { actor, input, logRead }): Promise<FindingView> {
    const row = await findFinding(tx, input.id)
    const subject = row === undefined ? {} : findingSubject(row)
    const isMine = row?.account != null && row.account === actor.id
    const mayKnow = allows(access.seePerson, actor, subject)
    const maySee = row?.account == null ? allows(access.seeFindings, actor, subject) : mayKnow || isMine
    if (row === undefined || !maySee)
      throw new Refusal('not-found', 'data-check.no-finding', { id: input.id })
    const person =
      row.account === null
        ? undefined
        : await tx.selectFrom('accounts').select('name').where('id', '=', row.account).executeTakeFirst()
    if (person !== undefined && !isMine) logRead(findingSubject(row), ['person'])
    const mayCheckAgain =
      row.state === 'open' &&
      !row.simulated &&
      endsByItself(row.check_name) &&
      settingOf(await readCheckTable(tx), row.check_name).on &&
      allows(access.checkAgain, actor, subject)
    return { ...findingOf(row), person: person?.name ?? null, isMine, mayCheckAgain }
  },
})

/** What is being looked at of the reader's own reading. */
export const listOwnFindings = defineQuery({
  name: 'data-finding.own',
  input: z.object({}),
  allow: access.seeOwn,
  async run(tx, { actor }): Promise<FindingPage> {
    const { rows } = await sql<Selectable<FindingTable>>`
      select ${findingColumns} from data_findings f where f.account = ${uuidOf(actor)}::uuid
      order by (f.state <> 'open'), f.opened_at desc limit 200`.execute(tx)
    return { rows: rows.map(findingOf), total: rows.length }
  },
})
