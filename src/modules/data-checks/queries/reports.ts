import { sql } from 'kysely'
import { z } from 'zod'
import { allows } from '#kernel/access'
import { defineQuery, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { listPublished } from '#modules/catalogue'
import { reportAccess } from '../access.ts'
import {
  ListRiskReports,
  type RiskContent,
  type RiskReportPage,
  type RiskReportRow,
  type RiskReportView,
} from '../contract.ts'

interface Row extends Omit<RiskReportRow, 'madeAt' | 'title' | 'simulated'> {
  readonly madeAt: Date
  readonly content: RiskContent
  readonly signedAt: Date | null
  readonly signedText: string | null
}

const columns = sql`r.id, r.org, r.year, r.version, r.made_at as "madeAt", r.made_by as "madeBy", r.reason, r.content,
  s.name as "signedBy", s.at as "signedAt", s.text as "signedText"`
const source = sql`data_risk_reports r left join data_risk_signatures s on s.report = r.id`

/** Organizations of which the actor may read reports, each with its place; empty code: the city. */
async function readable(tx: Tx, actor: Actor): Promise<Map<string, string>> {
  const orgs = await tx.selectFrom('organizations').select(['code', 'places']).execute()
  const places: [string, string][] = [
    ['', '50'],
    ...orgs.map((o): [string, string] => [o.code, o.places[0] ?? '50']),
  ]
  return new Map(places.filter(([lead, place]) => allows(reportAccess.read, actor, { lead, place })))
}

/** The newest version of each report that the reader may see. */
export const listRiskReports = defineQuery({
  name: 'risk-report.list',
  input: ListRiskReports,
  allow: reportAccess.read,
  async run(tx, { actor, input }): Promise<RiskReportPage> {
    const orgs = await readable(tx, actor)
    const { rows } = await sql<Row & { total: number }>`
      select *, (count(*) over ())::int as total from (
        select distinct on (r.org, r.year) ${columns} from ${source}
        where r.org = any(${[...orgs.keys()]}::text[])
          ${input.org === undefined ? sql`` : sql`and r.org = ${input.org}`}
          ${input.year === undefined ? sql`` : sql`and r.year = ${input.year}`}
        order by r.org, r.year, r.version desc) newest
      order by year desc, org limit ${input.limit} offset ${input.offset}`.execute(tx)
    const providers = new Set((await listPublished(tx)).map((r) => r.provider))
    const scopes = [...orgs].filter(
      ([lead, place]) =>
        (lead === '' || providers.has(lead)) && allows(reportAccess.make, actor, { lead, place }),
    )
    return { rows: rows.map(rowOf), total: rows[0]?.total ?? 0, scopes: scopes.map(([code]) => code) }
  },
})

/** @throws Refusal `not-found`, also for a report that the reader may not see */
export const getRiskReport = defineQuery({
  name: 'risk-report.get',
  input: z.object({ id: z.uuid() }),
  allow: reportAccess.read,
  async run(tx, { actor, input }): Promise<RiskReportView> {
    const { rows } = await sql<Row>`select ${columns} from ${source} where r.id = ${input.id}::uuid`.execute(
      tx,
    )
    const [row] = rows
    const place = row === undefined ? undefined : (await readable(tx, actor)).get(row.org)
    if (row === undefined || place === undefined)
      throw new Refusal('not-found', 'risk-report.not-found', { id: input.id })
    const { rows: versions } = await sql<{ id: string; version: number; at: Date; reason: string }>`
      select id, version, made_at as at, reason from data_risk_reports
      where org = ${row.org} and year = ${row.year} order by version desc`.execute(tx)
    const subject = { lead: row.org, place }
    return {
      ...rowOf(row),
      from: `${row.year}-01-01`,
      content: row.content,
      remarks:
        row.signedBy === null || row.signedAt === null
          ? []
          : [
              {
                kind: 'signature',
                text: row.signedText ?? '',
                at: row.signedAt.toISOString(),
                name: row.signedBy,
              },
            ],
      versions: versions.map(({ at, ...v }) => ({ ...v, madeAt: at.toISOString() })),
      can: {
        sign: row.signedBy === null && allows(reportAccess.sign, actor, subject),
        make: allows(reportAccess.make, actor, subject),
      },
    }
  },
})

function rowOf(row: Row): RiskReportRow {
  const { id, org, year, version, madeAt, madeBy, reason, content, signedBy } = row
  return {
    id,
    org,
    year,
    version,
    madeAt: madeAt.toISOString(),
    madeBy,
    reason,
    title: content.title,
    signedBy,
    simulated: content.simulated,
  }
}
