import { sql } from 'kysely'
import { z } from 'zod'
import { defineQuery, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import type { DataLevel } from '#modules/catalogue/contract'
import { countHeld } from '#modules/collection'
import { countExchanges, type ExchangeCounts } from '#modules/exchange'
import { countProtection, readAssessmentTable } from '#modules/protection'
import { countGrants, type GrantCounts } from '#modules/sharing'
import { reportAccess } from '../access.ts'
import { Year } from '../contract.ts'
import { kindOf, type ResourceFact, type RiskFacts } from '../rules.ts'
import { readStaff, resourceFacts, retentionFacts } from './facts.ts'
import { answeredLate } from './findings.ts'

/** All that a report of a year is written from, of one organization or of the city. */
export const readRiskFacts = defineQuery({
  name: 'risk-report.facts',
  input: z.object({ org: z.string().max(100), year: Year }),
  allow: reportAccess.make,
  async run(tx, { input, now, authorise }): Promise<RiskFacts> {
    const { org, year } = input
    const staff = await readStaff(tx)
    const known = staff.orgs.get(org)
    if (org !== '' && known === undefined) throw new Refusal('not-found', 'risk-report.unknown-org', { org })
    authorise({ lead: org, place: known?.places[0] ?? '50' })
    const today = dayOf(now)
    const span = { from: `${year}-01-01`, until: `${year}-12-31` < today ? `${year}-12-31` : today }
    const described = await resourceFacts(tx, staff)
    const own = described.facts.filter((r) => org === '' || r.provider === org)
    const isOwn = new Set(own.map((r) => r.id))
    const kept = (await retentionFacts(tx, described, now)).filter((r) => isOwn.has(r.resource))
    const protections = (await countProtection(tx, span.from, span.until)).filter((p) =>
      isOwn.has(p.resource),
    )
    const sum = (name: 'approved' | 'returned' | 'kept' | 'deletions' | 'deletedRows') =>
      protections.reduce((total, p) => total + p[name], 0)
    return {
      org,
      orgName: known === undefined ? { zh: '全市', en: 'the city' } : { zh: known.zh, en: known.en },
      year,
      ...span,
      at: now.toISOString(),
      resources: levelsOf(own),
      personal: await personalOf(tx, own, described.table.sensitive),
      ...tradeOf(
        org,
        await countGrants(tx, span.from, span.until),
        await countExchanges(tx, span.from, span.until),
      ),
      assessments: {
        approved: sum('approved'),
        returned: sum('returned'),
        kept: sum('kept'),
        keepYears: (await readAssessmentTable(tx)).keepYears,
      },
      ...(await findingsOf(tx, org, span, now)),
      deletion: {
        done: sum('deletions'),
        rows: sum('deletedRows'),
        withRule: kept.filter((r) => r.rule !== null).length,
        withoutRule: kept.filter((r) => r.rule === null && r.hasPersonal).length,
      },
    }
  },
})

function levelsOf(own: readonly ResourceFact[]): RiskFacts['resources'] {
  const byLevel: Partial<Record<DataLevel, number>> = {}
  for (const { level } of own) if (level !== null) byLevel[level] = (byLevel[level] ?? 0) + 1
  return { total: own.length, byLevel, ungraded: own.filter((r) => r.level === null).length }
}

async function personalOf(
  tx: Tx,
  own: readonly ResourceFact[],
  sensitive: readonly string[],
): Promise<RiskFacts['personal']> {
  const kinds = (r: ResourceFact) => r.fields.map(kindOf).filter((k) => k !== null)
  const isSensitive = (k: string) => sensitive.includes(k)
  const personal = own.filter((r) => kinds(r).length > 0)
  const fields = own.flatMap((r) => r.fields)
  return {
    resources: personal.length,
    sensitiveResources: personal.filter((r) => kinds(r).some(isSensitive)).length,
    items: personal.flatMap(kinds).length,
    sensitiveItems: personal.flatMap(kinds).filter(isSensitive).length,
    rows: await countHeld(
      tx,
      personal.map((r) => r.id),
    ),
    unjudged: fields.filter((f) => f.found !== null && f.confirmed === undefined && f.described === null)
      .length,
  }
}

function tradeOf(
  org: string,
  grants: readonly GrantCounts[],
  exchanges: readonly ExchangeCounts[],
): Pick<RiskFacts, 'grants' | 'used' | 'exchanges'> {
  const provides = (x: { provider: string | null }) => org === '' || x.provider === org
  const uses = (x: { consumer: string | null }) => x.consumer === org
  const sum = <T>(list: readonly T[], of: (x: T) => number) => list.reduce((total, x) => total + of(x), 0)
  const given = grants.filter(provides)
  const out = exchanges.filter(provides)
  const taken = exchanges.filter(uses)
  return {
    grants: {
      inForce: sum(given, (g) => g.inForce),
      given: sum(given, (g) => g.given),
      ended: sum(given, (g) => g.ended),
    },
    used:
      org === ''
        ? null
        : {
            inForce: sum(grants.filter(uses), (g) => g.inForce),
            calls: sum(taken, (x) => x.given + x.refused),
            rows: sum(taken, (x) => x.rows),
          },
    exchanges: {
      given: sum(out, (x) => x.given),
      refused: sum(out, (x) => x.refused),
      rows: sum(out, (x) => x.rows),
    },
  }
}

async function findingsOf(
  tx: Tx,
  org: string,
  { from, until }: { from: string; until: string },
  now: Date,
): Promise<Pick<RiskFacts, 'findings' | 'late'>> {
  const isIn = (at: string) =>
    sql`(${sql.ref(at)} at time zone 'Asia/Shanghai')::date between ${from}::date and ${until}::date`
  const { rows } = await sql<RiskFacts['findings'][number]>`
    select check_name as check, state, (count(*) filter (where ${isIn('opened_at')}))::int as opened,
      (count(*) filter (where ${isIn('closed_at')}))::int as ended,
      (count(*) filter (where state = 'open'))::int as open
    from data_findings where ${org} = '' or org = ${org} group by 1, 2 order by 1, 2`.execute(tx)
  const { rows: late } = await sql<{ n: number }>`
    select count(*)::int as n from data_findings f
    where (${org} = '' or f.org = ${org}) and ${isIn('f.opened_at')} and ${answeredLate(now)}`.execute(tx)
  return {
    findings: rows.filter((r) => r.opened + r.ended + r.open > 0),
    late: late[0]?.n ?? 0,
  }
}
