import { randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { accessCondition } from '../src/kernel/access/index.ts'
import type { Query } from '../src/kernel/action/index.ts'
import type { IndicatorAnswer } from '../src/kernel/cases/contract.ts'
import { recountStatistics } from '../src/kernel/cases/index.ts'
import { statisticsAccess } from '../src/kernel/cases/statistics/reach.ts'
import type { Actor } from '../src/kernel/identity/define.ts'
import { createPlatform, type Platform } from '../src/main.ts'
import { appealCase } from '../src/modules/appeals/case.ts'
import { fillVaried, type Spread } from './statistics-fill.ts'
import { benchConfig } from './support.ts'

const times = 20

const officer = (role: 'supervisor' | 'handler', org: string, places: string[]): Actor => ({
  kind: 'officer',
  id: randomUUID(),
  name: 'bench',
  person: null,
  posts: [{ role, org, places }],
})
const city = officer('supervisor', 'cq.center', ['50'])
const district = officer('supervisor', 'gxq.center', ['50/500107'])
const township = officer('supervisor', 'town.500107104', ['50/500107/500107104'])
const department = officer('handler', 'dept.500107.01', [])

const all =
  'received,answered,on-time-share,closed,response-rate,satisfaction-rate,reopened-share,first-dispatch-right'

/** Who asks what, over a month and over what the fill spans, at most a year. */
const questions: readonly (readonly [name: string, who: Actor, query: Record<string, string>])[] = [
  ['city, eight by day', city, { indicators: all }],
  ['city, eight by organization', city, { indicators: all, groupBy: 'org' }],
  ['city, eight by township', city, { indicators: all, groupBy: 'township' }],
  ['city, eight by channel', city, { indicators: all, groupBy: 'channel' }],
  ['city, calls by category', city, { indicators: all, groupBy: 'category', channel: 'phone' }],
  ['city, calls by township', city, { indicators: all, groupBy: 'township', channel: 'phone' }],
  ['city, p50 and p90', city, { indicators: 'answer-p50,answer-p90', groupBy: 'month' }],
  ['city, p90 by day', city, { indicators: 'answer-p90' }],
  ['city, p90 by organization', city, { indicators: 'answer-p90', groupBy: 'org' }],
  ['city, p90 by township', city, { indicators: 'answer-p90', groupBy: 'township' }],
  ['city, backlog by day', city, { indicators: 'backlog' }],
  ['city, urgent backlog by day', city, { indicators: 'backlog', urgency: 'urgent' }],
  ['district, eight by day', district, { indicators: all }],
  ['district, eight by township', district, { indicators: all, groupBy: 'township' }],
  ['district, p90 by township', district, { indicators: 'answer-p90', groupBy: 'township' }],
  ['township, eight by day', township, { indicators: all }],
  ['department, eight by day', department, { indicators: all }],
  ['department, p90 by category', department, { indicators: 'answer-p90', groupBy: 'category' }],
]

/**
 * Indicator answers at growing numbers of cases, beside the same figures by a plain GROUP BY over `cases`, which have
 * to be equal; size of the roll-up by case.
 */
export async function run(
  sizes: readonly number[] = [10_000, 100_000, 1_000_000],
  spread: Spread = 'county',
): Promise<void> {
  const platform = await createPlatform(benchConfig())
  try {
    const answer = platform.modules.flatMap((m) => m.queries ?? []).find((q) => q.name === 'indicator.answer')
    if (answer === undefined) throw new Error('indicator.answer is missing')
    for (const size of sizes) {
      await fillVaried(platform.database.migrator.pool, platform.kernel.config.root, size, spread)
      const start = performance.now()
      const counted = await recountStatistics(platform.kernel.app.db, [appealCase])
      const seconds = (performance.now() - start) / 1000
      await tidy(platform)
      console.log(
        `${size.toLocaleString('en').padStart(9)} cases, ${spread}: recount ${seconds.toFixed(1)} s, ${(counted / seconds).toFixed(0)} cases/s`,
      )
      await sizesOf(platform, counted)
      for (const period of periodsFor(platform, size, spread)) await ask(platform, answer, period)
      await compare(platform, answer)
    }
  } finally {
    await platform.stop()
  }
}

/** As the database's own maintenance does it, which no limit of the platform's statements stops. */
async function tidy({ database }: Platform): Promise<void> {
  const client = await database.migrator.pool.connect()
  try {
    await client.query('set statement_timeout = 0')
    await client.query('vacuum (analyze) case_days, case_durations, case_open, case_counted')
    await client.query('reset statement_timeout')
  } finally {
    client.release()
  }
}

interface Period {
  readonly name: string
  readonly from: string
  readonly to: string
}

function periodsFor({ kernel }: Platform, size: number, spread: Spread): Period[] {
  const now = kernel.clock.now().getTime()
  const day = (back: number) => new Date(now - back * 86_400_000).toISOString().slice(0, 10)
  const month = { name: '30 days', from: day(29), to: day(0) }
  return spread === 'city' && size < 1_500_000
    ? [month]
    : [month, { name: 'a year', from: day(365), to: day(0) }]
}

async function sizesOf({ database }: Platform, cases: number): Promise<void> {
  const { rows } = await database.migrator.pool.query<{ name: string; n: number; bytes: string }>(
    `select c.relname as name, c.reltuples::float8 as n, pg_total_relation_size(c.oid) as bytes from pg_class c
      where c.relname ~ '^case_(days|durations)_(fine|office|place|district)(_month)?$' or c.relname in ('case_open', 'case_counted')
      order by 1`,
  )
  const sum = (of: (r: (typeof rows)[number]) => number) => rows.reduce((n, r) => n + Math.max(0, of(r)), 0)
  for (const r of rows)
    console.log(
      `            ${r.name.padEnd(24)} ${(r.n / cases).toFixed(2)} rows, ${(Number(r.bytes) / cases).toFixed(0)} bytes a case`,
    )
  console.log(
    `            together                 ${(sum((r) => r.n) / cases).toFixed(2)} rows, ${(sum((r) => Number(r.bytes)) / cases).toFixed(0)} bytes a case`,
  )
}

async function ask(platform: Platform, answer: Query, { name, from, to }: Period): Promise<void> {
  const mixed: number[] = []
  for (const [question, actor, query] of questions) {
    const ms: number[] = []
    for (let i = 0; i <= times; i++) {
      const start = performance.now()
      await platform.kernel.ask(answer, { actor, input: { ...query, from, to } })
      // The first looks at pages that nobody has read yet.
      if (i > 0) ms.push(performance.now() - start)
    }
    mixed.push(...ms)
    console.log(`            ${name}, ${question.padEnd(32)} ${show(ms)}`)
  }
  console.log(`            ${name}, the whole mix ${' '.repeat(18)} ${show(mixed)}`)
}

/** The peer: what one would write without a roll-up. Equal figures, or the bench fails. */
async function compare(platform: Platform, answer: Query): Promise<void> {
  const { db } = platform.kernel.app
  const peers: readonly [groupBy: string, key: (day: RawBuilder<unknown>) => RawBuilder<unknown>][] = [
    ['day', (day) => sql`${day}::text`],
    ['org', () => sql`coalesce(lead_org, '')`],
    ['category', () => sql`coalesce(left(category, 2), '')`],
  ]
  const answeredAt = sql`(document->>'answeredAt')::timestamptz`
  const onTime = sql`avg((not document @? '$.clocks[*] ? (@.name == "answer" && @.stoppedAt > @.due)')::int)`
  const figures: readonly [string, RawBuilder<unknown>, RawBuilder<unknown>][] = [
    ['received', sql`created_at`, sql`count(*)`],
    ['answered', answeredAt, sql`count(*)`],
    ['on-time-share', answeredAt, onTime],
  ]
  const ms: number[] = []
  let equal = 0
  for (const [groupBy, key] of peers) {
    const input = { indicators: figures.map(([code]) => code).join(','), groupBy }
    const found = (await platform.kernel.ask(answer, { actor: city, input })) as IndicatorAnswer
    for (const [code, at, value] of figures) {
      const day = sql`(${at} at time zone 'Asia/Shanghai')::date`
      const start = performance.now()
      const { rows } = await sql<{
        key: string
        n: number
      }>`select ${key(day)} as key, ${value}::float8 as n from cases
        where type = 'appeal' and ${accessCondition(statisticsAccess(appealCase), city)}
          and ${day} between ${found.period.from}::date and ${found.period.to}::date group by 1`.execute(db)
      ms.push(performance.now() - start)
      const points = found.series.find((s) => s.definition.code === code)?.points ?? []
      const counted = new Map(points.filter((p) => p.base > 0).map((p) => [p.key, p.value]))
      const wrong = rows.filter(
        (r) => Math.abs((counted.get(r.key) ?? Number.NaN) - r.n) > 0.0001 || !counted.has(r.key),
      )
      if (wrong.length > 0 || counted.size !== rows.length)
        throw new Error(`${code} by ${groupBy}: ${wrong.length} of ${rows.length} differ from the cases`)
      equal += rows.length
    }
  }
  console.log(`            GROUP BY over cases, 30 days: one figure ${show(ms)}; ${equal} figures equal`)
}

function show(ms: readonly number[]): string {
  return `p50 ${quantile(ms, 0.5).toFixed(1)} ms, p99 ${quantile(ms, 0.99).toFixed(1)} ms`
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}

/** `node bench/statistics.ts 10000 100000 1000000 [--city]` */
if (import.meta.main) {
  const sizes = process.argv
    .slice(2)
    .map(Number)
    .filter((n) => n > 0)
  await run(sizes.length > 0 ? sizes : undefined, process.argv.includes('--city') ? 'city' : 'county')
}
