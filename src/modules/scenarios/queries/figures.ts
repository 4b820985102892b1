import { type RawBuilder, sql } from 'kysely'
import { defineQuery, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { currentRows } from '#modules/collection'
import { access } from '../access.ts'
import {
  type Figure,
  type Measure,
  type OwnIndicator,
  type PageFigureList,
  PageFigures,
} from '../contract.ts'
import { figuresOf, type Measured, periodOf } from '../rules.ts'
import type { Run } from '../store.ts'
import { blockOf, conditionsOf, openPage } from './pages.ts'

/** A figure of a package over a period, whole and divided, with what has to be said beside it. */
export const listPageFigures = defineQuery({
  name: 'scenario.page-figures',
  input: PageFigures,
  allow: access.page,
  async run(tx, { input, actor, now, authorise }): Promise<PageFigureList> {
    const { run, page, party } = await openPage(tx, input, { actor, authorise })
    if (party !== undefined) throw new Refusal('forbidden', 'scenarios.not-your-page', { page: page.code })
    const block = blockOf(page, input.block, 'indicator')
    const indicator = run.manifest.indicators.find((i) => i.code === block.indicator)
    if (indicator === undefined) throw new Refusal('not-found', 'scenarios.no-block', { block: input.block })
    const by = input.by ?? (block.show === 'bars' ? block.by : undefined)
    if (by !== undefined && !indicator.by.includes(by))
      throw new Refusal('invalid', 'scenarios.no-filter', { item: by })
    const period = periodOf(input.period ?? block.period, now)
    const divided = by ?? (block.show === 'course' ? period.step : undefined)
    const figures = await measureAll(tx, run, indicator, { ...period, divided })
    const { title, formula, unit, englishUnit, percent, digits } = indicator
    return {
      title,
      formula,
      unit: { zh: unit, en: englishUnit ?? unit },
      percent,
      digits,
      besides: indicator.beside.map((b) => b.title),
      by: indicator.by,
      from: period.from.toISOString(),
      until: period.until.toISOString(),
      figures,
    }
  },
})

interface Division {
  readonly from: Date
  readonly until: Date
  /** An item, or a step of the calendar; undefined: the whole alone. */
  readonly divided: string | undefined
}

async function measureAll(tx: Tx, run: Run, indicator: OwnIndicator, d: Division): Promise<Figure[]> {
  const { numerator, denominator, beside } = indicator
  const asked = [numerator, ...(denominator === null ? [] : [denominator]), ...beside.map((b) => b.measure)]
  const measured: Measured[] = []
  for (const measure of asked) measured.push(await measureOne(tx, run, measure, d))
  return figuresOf(measured, { hasDenominator: denominator !== null, percent: indicator.percent })
}

/** The most parts that a figure is divided into. */
const mostParts = 400
const steps: Readonly<Record<string, string>> = {
  hour: 'YYYY-MM-DD"T"HH24',
  day: 'YYYY-MM-DD',
  month: 'YYYY-MM',
}

async function measureOne(tx: Tx, run: Run, m: Measure, d: Division): Promise<Measured> {
  const resource = run.manifest.resources.find((r) => r.code === m.resource)
  const isTimed = resource?.scope.timeItem != null
  const of: RawBuilder<unknown> =
    d.divided === undefined
      ? sql`null::text`
      : d.divided in steps
        ? sql`to_char(${isTimed ? sql`at` : sql`since`} at time zone 'Asia/Shanghai', ${steps[d.divided]})`
        : sql`data->>${d.divided}::text`
  const amount = m.sum === null ? sql`count(*)` : sql`coalesce(sum((data->>${m.sum}::text)::numeric), 0)`
  const where = [
    sql`resource = ${run.resources.get(m.resource) ?? ''}::uuid`,
    ...(isTimed ? [sql`at >= ${d.from}::timestamptz and at < ${d.until}::timestamptz`] : []),
    ...conditionsOf(m.where),
  ]
  const { rows } = await sql<{ of: string | null; whole: boolean; amount: number }>`
    select of, grouping(of) = 1 as whole, ${amount}::float8 as amount
    from (select ${of} as of, data from ${currentRows()} as r where ${sql.join(where, sql` and `)}) as picked
    group by grouping sets ((), (of)) order by amount desc limit ${mostParts}`.execute(tx)
  const whole = rows.find((r) => r.whole)?.amount ?? 0
  const parts = rows.filter((r) => !r.whole && r.of !== null).map((r) => [r.of ?? '', r.amount] as const)
  return { whole, parts: d.divided === undefined ? new Map() : new Map(parts) }
}
