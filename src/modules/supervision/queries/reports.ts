import { sql } from 'kysely'
import { z } from 'zod'
import { allows, mayEver, withinPlaces } from '#kernel/access'
import { defineQuery } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { access } from '../access.ts'
import {
  ListReports,
  type Remark,
  type ReportContent,
  type ReportPage,
  type ReportRow,
  type ReportView,
} from '../contract.ts'
import type { CaseFact } from '../rules.ts'
import { listScopes } from '../scopes.ts'

interface Row extends Omit<ReportRow, 'madeAt' | 'title' | 'simulated'> {
  readonly places: readonly string[]
  readonly madeAt: Date
  readonly content: ReportContent
}

const columns = sql`r.id, r.scope, r.places, r.kind, r.first_day::text as "from", r.last_day::text as "to", r.version,
  r.made_at as "madeAt", r.made_by as "madeBy", r.reason, r.content,
  (select name from supervision_remarks s where s.report = r.id and s.kind = 'signature') as "signedBy"`

/** Whether the reader oversees every place of it: a part would show what the lists hide. */
function mayRead(actor: Actor, places: readonly string[]): boolean {
  return places.every((place) => allows(access.readReport, actor, { place }))
}

export const listReports = defineQuery({
  name: 'report.list',
  input: ListReports,
  allow: access.readReport,
  async run(tx, { actor, input }): Promise<ReportPage> {
    const scopes = listScopes().filter((s) => mayRead(actor, s.places))
    const codes = scopes.map((s) => s.code).filter((c) => input.scope === undefined || c === input.scope)
    const { rows } = await sql<Row>`select * from (
        select distinct on (r.scope, r.kind, r.first_day) ${columns} from supervision_reports r
        where r.scope = any(${codes}::text[]) ${input.kind === undefined ? sql`` : sql`and r.kind = ${input.kind}`}
        order by r.scope, r.kind, r.first_day, r.version desc) newest
      order by "to" desc, kind desc, scope limit ${input.limit}`.execute(tx)
    return {
      rows: rows.filter((r) => mayRead(actor, r.places)).map(rowOf),
      scopes: scopes.map(({ code, name }) => ({ code, name })),
      can: { make: mayEver(access.makeReport, actor) },
    }
  },
})

/** @throws Refusal `not-found`, also for a report of places that the reader does not oversee */
export const getReport = defineQuery({
  name: 'report.get',
  input: z.object({ id: z.uuid() }),
  allow: access.readReport,
  async run(tx, { actor, input }): Promise<ReportView> {
    const { rows } =
      await sql<Row>`select ${columns} from supervision_reports r where r.id = ${input.id}`.execute(tx)
    const [row] = rows
    if (row === undefined || !mayRead(actor, row.places))
      throw new Refusal('not-found', 'supervision.report-not-found', { id: input.id })
    const may = (rights: Parameters<typeof allows>[0]) =>
      row.places.every((place) => allows(rights, actor, { place }))
    return {
      ...rowOf(row),
      content: row.content,
      remarks: await remarksOf(tx, row.id),
      versions: await versionsOf(tx, row),
      can: {
        remark: may(access.remark),
        sign: may(access.sign) && row.signedBy === null,
        make: may(access.makeReport),
      },
    }
  },
})

function rowOf({ places: _, content, madeAt, ...row }: Row): ReportRow {
  return { ...row, madeAt: madeAt.toISOString(), title: content.title, simulated: content.simulated }
}

async function remarksOf(tx: Tx, report: string): Promise<Remark[]> {
  const { rows } = await sql<Omit<Remark, 'at'> & { at: Date }>`
    select kind, text, at, name from supervision_remarks where report = ${report} order by at, id`.execute(tx)
  return rows.map((r) => ({ ...r, at: r.at.toISOString() }))
}

async function versionsOf(tx: Tx, r: Row): Promise<ReportView['versions']> {
  const { rows } = await sql<{ id: string; version: number; at: Date; reason: string }>`
    select id, version, made_at as at, reason from supervision_reports
    where scope = ${r.scope} and kind = ${r.kind} and first_day = ${r.from}::date order by version desc`.execute(
    tx,
  )
  return rows.map(({ at, ...v }) => ({ ...v, madeAt: at.toISOString() }))
}

/** Cases that say something about a span and the one before it, and their steps; no title, no text, no person. */
export const readFacts = defineQuery({
  name: 'report.facts',
  input: z.object({ places: z.array(z.string()).min(1).max(200), since: z.date(), until: z.date() }),
  allow: access.readFacts,
  async run(tx, { input, authorise }): Promise<CaseFact[]> {
    for (const place of input.places) authorise({ place })
    const { places, since, until } = input
    // What was answered, rated or closed since then has a step since then, so that its time need not be indexed.
    const { rows } = await sql<{ c: CaseFact }>`
      select jsonb_build_object('id', c.id, 'number', c.number, 'state', c.state, 'category', c.category,
        'createdAt', c.document->'createdAt', 'answeredAt', c.document->'answeredAt', 'closedAt', c.document->'closedAt',
        'lead', case when jsonb_typeof(c.document->'lead') = 'object' then (c.document->'lead') - 'answer' end, 'co', c.document->'co', 'clocks', c.document->'clocks',
        'dispute', c.document->'dispute', 'rating', c.document->'rating', 'escalation', c.document->'escalation',
        'steps', coalesce((select jsonb_agg(jsonb_build_object('action', a.action, 'at',
            to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'rung', a.input->'rung') order by a.seq)
          from case_actions a where a.district = c.district and a.case_id = c.id and a.at >= ${since}
            and a.action = any(${[...countedSteps]}::text[])), '[]'::jsonb)) as c
      from cases c
      where c.type = 'appeal' and ${withinPlaces(places)} and c.created_at < ${until} and (c.district, c.id) in (
        select district, id from cases where type = 'appeal' and created_at >= ${since} and created_at < ${until}
        union select district, id from cases where type = 'appeal' and closed_at is null
        union select district, case_id from case_actions where at >= ${since})`.execute(tx)
    return rows.map((r) => r.c)
  },
})

const countedSteps = ['escalate', 'remind', 'supervise', 'dispute', 'arbitrate', 'settle'] as const
