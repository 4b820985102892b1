import { sql } from 'kysely'
import { dayOf } from '#kernel/clock/rules'
import type { Database, Tx } from '#kernel/database'
import { findResource } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import { countAllDue } from '../actions/retention.ts'
import type { AssessmentContent, KindProposal, PersonalKind } from '../contract.ts'
import { describedKind, dueBefore } from '../rules.ts'
import { deletions, type StoredDeletion, type StoredRetention } from '../store.ts'
import { tables } from '../tables.ts'

/** What an item holds: as described, as a person confirmed, as the detector found. */
export interface WatchedField {
  readonly item: string
  readonly title: string
  readonly described: PersonalKind | null
  /** Undefined: nobody has judged; null: no personal information. */
  readonly confirmed: PersonalKind | null | undefined
  readonly found: PersonalKind | null
}

/** The items of each resource, by its id. */
export async function listFields(
  db: Tx | Database,
  resources: readonly Resource[],
): Promise<Map<string, WatchedField[]>> {
  const ids = resources.map((r) => r.id)
  const rows =
    ids.length === 0
      ? []
      : await tables(db).selectFrom('protection_kinds').selectAll().where('resource', 'in', ids).execute()
  const known = new Map(rows.map((k) => [`${k.resource} ${k.item}`, k]))
  return new Map(
    resources.map((r) => [
      r.id,
      r.content.items.map((i): WatchedField => {
        const k = known.get(`${r.id} ${i.name}`)
        const proposal = (k?.proposal ?? null) as KindProposal | null
        return {
          item: i.name,
          title: i.title,
          described: describedKind(r.content, i.name),
          confirmed: k?.confirmed_at == null ? undefined : k.kind,
          found: proposal?.kind ?? proposal?.findings[0]?.kind ?? null,
        }
      }),
    ]),
  )
}

/** An approved version of an assessment. */
export interface ApprovedAssessment {
  readonly id: string
  readonly org: string
  readonly resource: string
  readonly content: AssessmentContent
  readonly validUntil: string | null
  readonly judgedOn: string
}

export async function listApproved(db: Tx | Database): Promise<ApprovedAssessment[]> {
  const { rows } = await sql<ApprovedAssessment>`
    select a.id, a.org, a.resource, v.content, v.valid_until::text as "validUntil",
      (v.at at time zone 'Asia/Shanghai')::date::text as "judgedOn"
    from protection_assessment_versions v join protection_assessments a on a.id = v.assessment
    where v.approved order by v.at`.execute(db)
  return rows
}

/** The rule of a resource, what a hold keeps beyond it, and what waits. */
export interface WatchedRetention {
  readonly rule: { readonly months: number; readonly hold: string | null; readonly setOn: string } | null
  readonly heldRows: number
  readonly open: {
    readonly state: 'proposed' | 'confirmed'
    readonly due: number
    readonly since: string
  } | null
}

export async function listRetentionStates(
  db: Tx | Database,
  now: Date,
): Promise<Map<string, WatchedRetention>> {
  const { rows: rules } = await sql<StoredRetention & { resource: string; setOn: string }>`
    select resource, months, counts, what, basis, automatic, hold, revision,
      (changed_at at time zone 'Asia/Shanghai')::date::text as "setOn" from protection_retention`.execute(db)
  const { rows: waiting } = await sql<StoredDeletion>`${deletions()} where state <> 'done'`.execute(db)
  const openOf = new Map(waiting.map((d) => [d.resource, d]))
  const states = new Map<string, WatchedRetention>()
  for (const { resource, ...rule } of rules) {
    const open = openOf.get(resource)
    const since = open?.confirmedAt ?? open?.askedAt
    states.set(resource, {
      rule: { months: rule.months, hold: rule.hold, setOn: rule.setOn },
      heldRows: rule.hold === null ? 0 : await heldRows(db, resource, rule, now),
      open:
        open === undefined || open.state === 'done' || since === undefined
          ? null
          : { state: open.state, due: open.due, since: dayOf(since) },
    })
  }
  return states
}

async function heldRows(db: Tx | Database, id: string, rule: StoredRetention, now: Date): Promise<number> {
  const resource = await findResource(db, id)
  if (resource === undefined) return 0
  const due = { what: rule.what, before: dueBefore(rule.months, now) }
  return countAllDue(db, resource, due)
}

/** What happened to personal information between two days in Shanghai, by resource. */
export interface ProtectionCounts {
  readonly resource: string
  readonly approved: number
  readonly returned: number
  /** Versions kept, whatever their day. */
  readonly kept: number
  readonly deletions: number
  readonly deletedRows: number
}

export async function countProtection(
  db: Tx | Database,
  from: string,
  until: string,
): Promise<ProtectionCounts[]> {
  const isIn = (at: string) =>
    sql`(${sql.ref(at)} at time zone 'Asia/Shanghai')::date between ${from}::date and ${until}::date`
  const { rows } = await sql<ProtectionCounts>`
    select resource, sum(approved)::int as approved, sum(returned)::int as returned, sum(kept)::int as kept,
      sum(deletions)::int as deletions, sum(deleted)::int as "deletedRows" from (
      select a.resource, count(*) filter (where v.approved and ${isIn('v.at')}) as approved,
        count(*) filter (where not v.approved and ${isIn('v.at')}) as returned, count(*) as kept, 0 as deletions, 0 as deleted
      from protection_assessment_versions v join protection_assessments a on a.id = v.assessment group by 1
      union all
      select resource, 0, 0, 0, count(*), sum(rows) from protection_deletions
      where state = 'done' and ${isIn('done_at')} group by 1) as counted group by 1`.execute(db)
  return rows
}
