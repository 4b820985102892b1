import { sql } from 'kysely'
import { z } from 'zod'
import { allows, mayEver } from '#kernel/access'
import { defineQuery, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import { access } from '../access.ts'
import {
  AskPreview,
  type CheckName,
  type ChecksOverview,
  type CheckTable,
  type CheckTableView,
  checkNames,
  type Preview,
} from '../contract.ts'
import { addDays, defaultCheckTable, limitFaults, planOf, settingOf } from '../rules.ts'
import { listKnown, readCheckTable } from '../store.ts'
import { visibleTo } from './findings.ts'
import { observe } from './observe.ts'

const trendDays = 30

/** Findings by check and by organization as far as the reader may see them, and how many stood open day by day. */
export const getOverview = defineQuery({
  name: 'data-check.overview',
  input: z.object({}),
  allow: access.seeFindings,
  async run(tx, { actor, now }): Promise<ChecksOverview> {
    const table = await readCheckTable(tx)
    const seen = sql`from (select f.* from data_findings f where ${visibleTo(actor)}) f join cases c on c.id = f.case_id`
    const since = sql`${now}::timestamptz - make_interval(days => ${trendDays})`
    const { rows: checks } = await sql<Omit<ChecksOverview['checks'][number], 'on'>>`
      select f.check_name as check, (count(*) filter (where f.state = 'open'))::int as open,
        (count(*) filter (where f.state = 'open' and c.due_at < ${now}))::int as overdue,
        (count(*) filter (where f.state = 'excepted'))::int as excepted,
        (count(*) filter (where f.opened_at > ${since}))::int as "opened30",
        (count(*) filter (where f.closed_at > ${since}))::int as "ended30" ${seen} group by 1`.execute(tx)
    const { rows: orgs } = await sql<ChecksOverview['orgs'][number]>`
      select f.org, count(*)::int as open, (count(*) filter (where c.due_at < ${now}))::int as overdue
      ${seen} where f.state = 'open' group by 1 order by 2 desc, 1 limit 200`.execute(tx)
    const { rows: trend } = await sql<ChecksOverview['trend'][number]>`
      select d::date::text as day, count(f.id)::int as open
      from generate_series(${addDays(dayOf(now), 1 - trendDays)}::date, ${dayOf(now)}::date, interval '1 day') as d
      left join (select f.* from data_findings f where ${visibleTo(actor)}) f on
        f.opened_at < (d::date + 1)::timestamp at time zone 'Asia/Shanghai'
        and (f.closed_at is null or f.closed_at >= (d::date + 1)::timestamp at time zone 'Asia/Shanghai')
      group by d order by d`.execute(tx)
    const { rows: runs } = await sql<{
      at: Date
    }>`select at from data_check_runs order by at desc limit 1`.execute(tx)
    return {
      checks: checkNames.map((check) => {
        const found = checks.find((c) => c.check === check)
        const none = { open: 0, overdue: 0, excepted: 0, opened30: 0, ended30: 0 }
        return { ...none, ...found, check, on: settingOf(table, check).on }
      }),
      orgs,
      trend,
      lastRun: runs[0]?.at.toISOString() ?? null,
      may: [
        ...(mayEver(access.runNow, actor) ? (['run'] as const) : []),
        ...(mayEver(access.saveTable, actor) ? (['save'] as const) : []),
      ],
    }
  },
})

export const getCheckTable = defineQuery({
  name: 'data-check.table',
  input: z.object({}),
  allow: access.seeTable,
  async run(tx, { actor }): Promise<CheckTableView> {
    const table = await readCheckTable(tx)
    return { table, defaults: defaultCheckTable, may: allows(access.saveTable, actor, {}) }
  },
})

const mostShown = 30

/** What a check would find now, by the saved limits or by others, whether it is on or off; nothing is opened. */
export const previewCheck = defineQuery({
  name: 'data-check.preview',
  input: AskPreview,
  allow: access.preview,
  async run(tx, { input, now, authorise }): Promise<Preview> {
    authorise({})
    const table = withLimits(await readCheckTable(tx), input.check, input.limits)
    const observed = await observe(tx, table, [input.check], now)
    const plan = planOf(observed, await listKnown(tx), [input.check], dayOf(now))
    return { found: observed.length, fresh: plan.open.length, rows: observed.slice(0, mostShown) }
  },
})

function withLimits(table: CheckTable, check: CheckName, text: string | undefined): CheckTable {
  if (text === undefined) return table
  const parsed = z.record(z.string(), z.number()).safeParse(parseJson(text))
  if (!parsed.success) throw new Refusal('invalid', 'data-check.limits-unreadable', { field: 'limits' })
  const faults = limitFaults(check, parsed.data)
  if (faults.length > 0)
    throw new Refusal('invalid', 'data-check.table-faults', { faults: faults.join(', ') })
  return {
    ...table,
    rows: table.rows.map((r) => (r.check === check ? { ...r, limits: parsed.data } : r)),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
