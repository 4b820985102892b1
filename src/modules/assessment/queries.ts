import { type RawBuilder, sql } from 'kysely'
import { accessCondition, withinPlaces } from '#kernel/access'
import { defineQuery, type QueryContext } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { listFacts, sumsByOrg } from '#kernel/cases'
import { dayOf } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import { appealCase } from '#modules/appeals'
import { access } from './access.ts'
import {
  AskRates,
  type Finding,
  type FindingPage,
  ListFindings,
  ListObjections,
  type Objection,
  type ObjectionPage,
  type Rates,
} from './contract.ts'
import { type Adjustment, type Open, ratesOf, type Sums, sumWithin } from './rules.ts'
import type { AssessmentFindings, ScoreObjections } from './tables.ts'

const dayMs = 86_400_000
const defaultDays = 30
const mostDays = 1100
const measures = ['due', 'due_met', 'rated', 'solved', 'satisfied'] as const

/** The three rates by organization, worst satisfaction first, as far as the reader sees the cases. */
const rates = defineQuery({
  name: 'assessment.rates',
  input: AskRates,
  allow: access.read,
  async run(tx, ctx): Promise<Rates> {
    const { input, actor } = ctx
    const period = periodOf(input, dayOf(ctx.now))
    const asked = { actor, place: input.place, org: input.org }
    const sums = await sumsByOrg(tx, appealCase, asked, period, measures)
    sums.delete('')
    const adjustments = await listAdjustments(tx, ctx, period)
    const open = await countOpen(tx, ctx)
    const orgs = [...sums].map(([org, s]) =>
      ratesOf(
        org,
        s,
        adjustments.filter((a) => a.org === org),
        open.get(org) ?? { objections: 0, findings: 0 },
      ),
    )
    const whole: Open = { objections: 0, findings: 0 }
    const openAll = [...open.values()].reduce(
      (a, b) => ({ objections: a.objections + b.objections, findings: a.findings + b.findings }),
      whole,
    )
    return {
      ...period,
      total: ratesOf('', addUp([...sums.values()]), adjustments, openAll),
      orgs: orgs.toSorted(
        (a, b) => (a.satisfactionRate ?? 2) - (b.satisfactionRate ?? 2) || (a.org < b.org ? -1 : 1),
      ),
    }
  },
})

function addUp(all: readonly Sums[]): Sums {
  return Object.fromEntries(measures.map((m) => [m, all.reduce((sum, s) => sum + (s[m] ?? 0), 0)]))
}

function periodOf({ from, to }: AskRates, today: string): { from: string; to: string } {
  const end = to ?? today
  const start = from ?? new Date(Date.parse(end) - (defaultDays - 1) * dayMs).toISOString().slice(0, 10)
  const days = (Date.parse(end) - Date.parse(start)) / dayMs + 1
  if (days < 1 || days > mostDays) throw new Refusal('invalid', 'statistics.period', { limit: mostDays })
  return { from: start, to: end }
}

/** Granted objections and confirmed findings, each with what its case adds to the period. */
async function listAdjustments(
  tx: Tx,
  ctx: QueryContext<AskRates>,
  period: { from: string; to: string },
): Promise<Adjustment[]> {
  const { rows } = await sql<{ case_id: string; how: Adjustment['how'] }>`
    select distinct on (case_id) case_id, how from (
      select case_id, 'excluded' as how, 1 as rank from ${visible('score_objections', ctx)} o where o.state = 'granted'
      union all
      select case_id, 'against', 2 from ${visible('assessment_findings', ctx)} f where f.state = 'confirmed') a
    order by case_id, rank`.execute(tx)
  const facts = await listFacts(
    tx,
    rows.map((r) => r.case_id),
  )
  return rows.flatMap(({ case_id, how }) => {
    const of = facts.get(case_id)
    if (of === undefined) return []
    const sums = sumWithin(of.days as Record<string, Record<string, number>>, period)
    return Object.keys(sums).length === 0 ? [] : [{ org: of.org, sums, how }]
  })
}

async function countOpen(tx: Tx, ctx: QueryContext<AskRates>): Promise<Map<string, Open>> {
  const { rows } = await sql<{ org: string; objections: number; findings: number }>`
    select org, sum(objections)::int as objections, sum(findings)::int as findings from (
      select org, 1 as objections, 0 as findings from ${visible('score_objections', ctx)} o where o.state = 'open'
      union all
      select org, 0, 1 from ${visible('assessment_findings', ctx)} f where f.state = 'open') a
    group by org`.execute(tx)
  return new Map(rows.map(({ org, ...counts }) => [org, counts]))
}

/** Rows of a table of this module that the reader may see, cut by place and organization. */
function visible(
  table: 'score_objections' | 'assessment_findings',
  {
    actor,
    input,
  }: {
    actor: QueryContext<unknown>['actor']
    input: { place?: string | undefined; org?: string | undefined }
  },
): RawBuilder<unknown> {
  const conditions = [
    accessCondition(access.read, actor),
    ...(input.place === undefined ? [] : [withinPlaces([input.place])]),
    ...(input.org === undefined ? [] : [sql<boolean>`org = ${input.org}`]),
  ]
  return sql`(select * from (select *, org as lead_org, '{}'::text[] as co_orgs, '{}'::uuid[] as people from ${sql.table(table)}) r
    where ${sql.join(conditions, sql` and `)})`
}

const findings = defineQuery({
  name: 'assessment.findings',
  input: ListFindings,
  allow: access.read,
  async run(tx, ctx): Promise<FindingPage> {
    const { state, rule, limit } = ctx.input
    const { rows } = await sql<AssessmentFindings & { total: number }>`
      select *, count(*) over ()::int as total from ${visible('assessment_findings', ctx)} f
      where state = ${state} and (${rule ?? null}::text is null or rule = ${rule ?? null})
      order by at desc, id limit ${limit}`.execute(tx)
    return { rows: rows.map(findingOf), total: rows[0]?.total ?? 0 }
  },
})

function findingOf(row: AssessmentFindings): Finding {
  return {
    id: row.id,
    rule: row.rule,
    org: row.org,
    case: { id: row.case_id, number: row.case_number },
    facts: row.facts as unknown as Finding['facts'],
    at: row.at.toISOString(),
    state: row.state as unknown as Finding['state'],
    judgedAt: row.judged_at?.toISOString() ?? null,
    judgedBy: row.judged_by,
    reason: row.reason,
  }
}

const objections = defineQuery({
  name: 'assessment.objections',
  input: ListObjections,
  allow: access.read,
  async run(tx, ctx): Promise<ObjectionPage> {
    const { state, limit } = ctx.input
    const of = ctx.input.case
    const { rows } = await sql<ScoreObjections & { total: number }>`
      select *, count(*) over ()::int as total from ${visible('score_objections', ctx)} o
      where ${of === undefined ? sql`state = ${state}` : sql`case_id = ${of}`}
      order by due_at, id limit ${limit}`.execute(tx)
    return { rows: rows.map(objectionOf), total: rows[0]?.total ?? 0 }
  },
})

function objectionOf(row: ScoreObjections): Objection {
  return {
    id: row.id,
    org: row.org,
    case: { id: row.case_id, number: row.case_number },
    kind: row.kind,
    reason: row.reason,
    state: row.state as unknown as Objection['state'],
    filedAt: row.filed_at.toISOString(),
    filedBy: row.filed_by,
    due: row.due_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decided_by,
    decision: row.decision,
  }
}

export const assessmentQueries = { rates, findings, objections }
