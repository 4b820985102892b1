import { sql } from 'kysely'
import { z } from 'zod'
import { allows, mayEver } from '#kernel/access'
import { defineQuery, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { listScopes } from '#modules/supervision'
import { access } from '../../access.ts'
import {
  ListWarningReports,
  type WarningReportContent,
  type WarningReportPage,
  type WarningReportRow,
  type WarningReportView,
  type Wording,
} from '../../contract.ts'

interface Row extends Omit<WarningReportRow, 'madeAt' | 'title' | 'domain'> {
  readonly places: readonly string[]
  readonly domain: string
  readonly madeAt: Date
  readonly content: WarningReportContent
}

const columns = sql`r.id, r.scope, r.places, r.kind, r.domain, r.exercise, r.first_day::text as "from",
  r.last_day::text as "to", r.version, r.made_at as "madeAt", r.made_by as "madeBy", r.reason, r.content,
  (select name from warning_report_signatures s where s.report = r.id) as "signedBy"`

/** Whether the reader oversees every place of it: a part would show what the board hides. */
function mayRead(actor: Actor, places: readonly string[]): boolean {
  return places.every((place) => allows(access.readReport, actor, { place }))
}

/** The newest version of each report that the reader may see. */
export const listWarningReports = defineQuery({
  name: 'warning-report.list',
  input: ListWarningReports,
  allow: access.readReport,
  async run(tx, { actor, input }): Promise<WarningReportPage> {
    const scopes = listScopes().filter((s) => mayRead(actor, s.places))
    const codes = scopes.map((s) => s.code).filter((c) => input.scope === undefined || c === input.scope)
    const wanted = [
      sql`r.scope = any(${codes}::text[])`,
      ...(input.kind === undefined ? [] : [sql`r.kind = ${input.kind}`]),
      ...(input.exercise === undefined ? [] : [sql`r.exercise = ${input.exercise}`]),
      ...(input.q === undefined || input.q === ''
        ? []
        : [
            sql`position(lower(${input.q}) in lower(r.content->'title'->>'zh' || ' ' || (r.content->'title'->>'en'))) > 0`,
          ]),
    ]
    const { rows } = await sql<Row & { total: number }>`
      select *, (count(*) over ())::int as total from (
        select distinct on (r.scope, r.kind, r.domain, r.exercise, r.first_day, r.last_day) ${columns}
        from warning_reports r where ${sql.join(wanted, sql` and `)}
        order by r.scope, r.kind, r.domain, r.exercise, r.first_day, r.last_day, r.version desc) newest
      order by "to" desc, "madeAt" desc, id limit ${input.limit} offset ${input.offset}`.execute(tx)
    return {
      rows: rows.filter((r) => mayRead(actor, r.places)).map(rowOf),
      total: rows[0]?.total ?? 0,
      scopes: scopes.map(({ code, name }) => ({ code, name })),
      can: { make: mayEver(access.makeReport, actor) },
    }
  },
})

/** @throws Refusal `not-found`, also for a report of places that the reader does not oversee */
export const getWarningReport = defineQuery({
  name: 'warning-report.get',
  input: z.object({ id: z.uuid() }),
  allow: access.readReport,
  async run(tx, { actor, input }): Promise<WarningReportView> {
    const { rows } =
      await sql<Row>`select ${columns} from warning_reports r where r.id = ${input.id}::uuid`.execute(tx)
    const [row] = rows
    if (row === undefined || !mayRead(actor, row.places))
      throw new Refusal('not-found', 'warning-report.not-found', { id: input.id })
    const may = (rights: Parameters<typeof allows>[0]) =>
      row.places.every((place) => allows(rights, actor, { place }))
    const wording = await findWording(tx, row.id)
    return {
      ...rowOf(row),
      content: row.content,
      wording,
      remarks: await remarksOf(tx, row.id),
      versions: await versionsOf(tx, row),
      can: {
        sign: may(access.signReport) && row.signedBy === null,
        make: may(access.makeReport),
        polish: may(access.makeReport) && wording === null,
      },
    }
  },
})

function rowOf(row: Row): WarningReportRow {
  const { id, scope, kind, from, to, exercise, version, madeAt, madeBy, reason, content, signedBy } = row
  return {
    id,
    scope,
    kind,
    from,
    to,
    domain: row.domain === '' ? null : (row.domain as WarningReportRow['domain']),
    exercise,
    version,
    madeAt: madeAt.toISOString(),
    madeBy,
    reason,
    title: content.title,
    signedBy,
  }
}

async function findWording(tx: Tx, report: string): Promise<Wording | null> {
  const { rows } = await sql<Omit<Wording, 'madeAt'> & { at: Date }>`
    select model, made_at as at, made_by as "madeBy", sentences from warning_report_wordings where report = ${report}::uuid`.execute(
    tx,
  )
  const [found] = rows
  if (found === undefined) return null
  const { at, ...rest } = found
  return { ...rest, madeAt: at.toISOString() }
}

async function remarksOf(tx: Tx, report: string): Promise<WarningReportView['remarks']> {
  const { rows } = await sql<{ text: string; at: Date; name: string }>`
    select text, at, name from warning_report_signatures where report = ${report}::uuid`.execute(tx)
  return rows.map((r) => ({ kind: 'signature', text: r.text, at: r.at.toISOString(), name: r.name }))
}

async function versionsOf(tx: Tx, r: Row): Promise<WarningReportView['versions']> {
  const { rows } = await sql<{ id: string; version: number; at: Date; reason: string }>`
    select id, version, made_at as at, reason from warning_reports
    where scope = ${r.scope} and kind = ${r.kind} and domain = ${r.domain} and exercise = ${r.exercise}
      and first_day = ${r.from}::date and last_day = ${r.to}::date order by version desc`.execute(tx)
  return rows.map(({ at, ...v }) => ({ ...v, madeAt: at.toISOString() }))
}
