import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { groupings, type IndicatorAnswer } from '../../src/kernel/cases/contract.ts'
import { recountNext, recountStatistics } from '../../src/kernel/cases/index.ts'
import { appealCase } from '../../src/modules/appeals/index.ts'
import { figuresOfCases, liveAtRandom, uncounted } from '../support/figures.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'

let city: TestPlatform
let dispatcher: Client

beforeAll(async () => {
  city = await createTestPlatform()
  dispatcher = await city.as('dispatcher')
})
afterAll(() => city?.stop())

test('after random actions the counts equal a recount of the cases', async () => {
  await liveAtRandom(city, 40)
  const { db } = city.platform.kernel.app
  // Transactions of other files in the same cluster hold the outbox back for a moment.
  await expect.poll(() => uncounted(city), { timeout: 60_000 }).toBe(0)
  const { rows: flows } = await sql<{ counted: object; recounted: object }>`
    select (select json_object_agg(place || day || lead_org || channel, n order by place, day, lead_org, channel) from (
        select place, day, lead_org, channel, sum(submitted) as n from case_days where grain = 'fine'
        group by 1, 2, 3, 4 having sum(submitted) <> 0) x) as counted,
      (select json_object_agg(p || d || o || channel, n order by p, d, o, channel) from (
        select array_to_string((string_to_array(place, '/'))[1:3], '/') as p, (created_at at time zone 'Asia/Shanghai')::date as d,
          coalesce(lead_org, '') as o, channel, count(*) as n
        from cases group by 1, 2, 3, 4) x) as recounted`.execute(db)
  expect(flows[0]?.counted).toEqual(flows[0]?.recounted)
  const { rows: open } = await sql<{
    counted: object
    recounted: object
    answered: number
    answeredCounted: number
  }>`
    select (select json_object_agg(state, open) from (select state, sum(open) as open from case_open group by 1 having sum(open) <> 0) x) as counted,
      (select json_object_agg(state, n) from (select state, count(*) as n from cases where closed_at is null group by state) x) as recounted,
      (select count(*)::int from cases where document->>'answeredAt' is not null) as answered,
      (select sum(cases)::int from case_durations where grain = 'district' and duration = 'answer') as "answeredCounted"`.execute(
    db,
  )
  expect(open[0]?.counted).toEqual(open[0]?.recounted)
  expect(open[0]?.answeredCounted).toBe(open[0]?.answered)
  const incremental = await countedRows()
  await recountStatistics(db, [appealCase])
  expect(await countedRows()).toEqual(incremental)
  // As after an update of the program: the counts are empty, the consumer fills them page by page.
  await sql`delete from case_days`.execute(db)
  await sql`delete from case_durations`.execute(db)
  await sql`delete from case_open`.execute(db)
  await sql`delete from case_counted`.execute(db)
  await sql`insert into case_recounts values ('appeal', '', '00000000-0000-0000-0000-000000000000')`.execute(
    db,
  )
  await expect.poll(() => asked(), { timeout: 60_000 }).toBe(0)
  expect(await countedRows()).toEqual(incremental)
  // As the migration made the months from the days.
  const file = 'src/kernel/database/migrations/0010_monthly_counts.sql'
  const fill = readFileSync(file, 'utf8')
    .split(/^(?=insert into)/m)
    .slice(1)
  expect(fill).toHaveLength(4)
  await sql`delete from case_days where grain like '%-month'`.execute(db)
  await sql`delete from case_durations where grain like '%-month'`.execute(db)
  for (const statement of fill) await sql.raw(statement).execute(db)
  expect(await countedRows()).toEqual(incremental)
})

test('figures reach as far as the reader', async () => {
  const whole = (await dispatcher.get('/statistics/appeals')).body
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from cases where closed_at is null`.execute(city.platform.kernel.app.db)
  const cityWide = (await (await city.as('city')).get('/statistics/appeals')).body
  expect(cityWide.open.total).toBe(rows[0]?.n)
  expect(cityWide.days).toHaveLength(30)
  const placed = (await dispatcher.get('/statistics/appeals/open-by-place')).body
  expect(placed.places.reduce((n: number, p: { open: number }) => n + p.open, 0)).toBe(whole.open.total)
  expect(placed.places[0].point).toBeTruthy()
  const handler = (await (await city.as('gxq.education')).get('/statistics/appeals')).body
  expect(handler.open.total).toBe(0)
  expect((await city.anonymous.get('/statistics/appeals')).status).toBe(401)
  expect((await dispatcher.get('/statistics/appeals?from=2026-02-01&to=2026-01-01')).status).toBe(400)
})

const shipped = [
  'received',
  'answered',
  'on-time-share',
  'answer-p50',
  'answer-p90',
  'backlog',
  'open-now',
  'closed',
  'response-rate',
  'satisfaction-rate',
  'reopened-share',
  'first-dispatch-right',
]
const ask = async (who: Client, query: string): Promise<IndicatorAnswer> =>
  (await who.get(`/indicators/answer?indicators=${shipped.join(',')}&${query}`)).body
const seriesOf = (answer: IndicatorAnswer, code: string) => {
  const found = answer.series.find((s) => s.definition.code === code)
  if (found === undefined) throw new Error(`no series ${code}`)
  return found
}

test('the same figures come from the counts and from the cases themselves, by any grouping', async () => {
  const who = await city.as('city')
  // Also over the whole of this month, which comes from the counts by month, with days around it, which do not.
  const now = new Date()
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 20)).toISOString().slice(0, 10)
  const last = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 10)).toISOString().slice(0, 10)
  for (const [groupBy, period] of groupings.flatMap((g) => [
    [g, ''] as const,
    [g, `&from=${first}&to=${last}`] as const,
  ])) {
    const answer = await ask(who, `groupBy=${groupBy}${period}`)
    const direct = await figuresOfCases(city.platform.kernel.app.db, groupBy, answer.period)
    for (const [code, figures] of Object.entries(direct)) {
      const points = seriesOf(answer, code).points.filter((p) => p.base !== 0)
      expect([groupBy, code, Object.fromEntries(points.map((p) => [p.key, p.value]))]).toEqual([
        groupBy,
        code,
        figures,
      ])
    }
  }
})

test('the backlog at the end of a day is what had come in and not yet ended', async () => {
  const who = await city.as('city')
  const answer = await ask(who, 'groupBy=day')
  const { points, total } = seriesOf(answer, 'backlog')
  const { db } = city.platform.kernel.app
  const { rows } = await sql<{ key: string; n: number }>`
    select d::date::text as key, (select count(*)::int from cases where (created_at at time zone 'Asia/Shanghai')::date <= d
      and (closed_at is null or (closed_at at time zone 'Asia/Shanghai')::date > d)) as n
    from generate_series(${answer.period.from}::date, ${answer.period.to}::date, interval '1 day') d`.execute(
    db,
  )
  expect(points.map((p) => [p.key, p.value])).toEqual(rows.map((r) => [r.key, r.n]))
  expect(total).toBe(seriesOf(await ask(who, 'groupBy=org'), 'open-now').total)
  expect(seriesOf(answer, 'open-now').refused).toBe('indicator.now-by-day')
})

test('a figure opens exactly its cases', async () => {
  const who = await city.as('city')
  let opened = 0
  for (const groupBy of ['day', 'org', 'township', 'category', 'channel'] as const) {
    const answer = await ask(who, `groupBy=${groupBy}`)
    for (const code of ['received', 'answered', 'backlog', 'open-now', 'closed'])
      for (const p of seriesOf(answer, code).points.filter((point) => point.cases !== null)) {
        const { body } = await who.get(`/appeals/count?${new URLSearchParams(p.cases ?? {})}`)
        expect([groupBy, code, p.key, body.count]).toEqual([groupBy, code, p.key, p.value])
        opened++
      }
  }
  expect(opened).toBeGreaterThan(20)
  const reopened = seriesOf(await ask(who, 'groupBy=day'), 'reopened-share')
  const list = (await who.get(`/appeals/count?${new URLSearchParams(reopened.cases ?? {})}`)).body
  expect(list.count).toBeGreaterThan(0)
  // A rate of solved cases opens those that were not.
  const rate = (await who.get('/indicators/answer?indicators=solution-rate&groupBy=day')).body
  const solution = seriesOf(rate, 'solution-rate')
  expect(solution.cases).toMatchObject({ solved: 'false' })
  const counted = async (solved: object) =>
    (await who.get(`/appeals/count?${new URLSearchParams({ ...solution.cases, ...solved })}`)).body.count
  const [unsolved, solved] = [await counted({}), await counted({ solved: 'true' })]
  expect(unsolved + solved).toBeGreaterThan(0)
  expect(solved / (solved + unsolved)).toBeCloseTo(solution.total ?? Number.NaN, 6)
  expect((await who.get('/appeals/count?did=explode')).status).toBe(400)
})

test('a reader sees the figures of the cases that they see, and nothing else', async () => {
  const whole = seriesOf(await ask(await city.as('city'), ''), 'received').total
  const office = seriesOf(await ask(await city.as('gxq.urban'), 'groupBy=org'), 'received')
  expect(office.points.map((p) => p.key)).toEqual(['gxq.urban'])
  expect(office.total).toBeLessThan(whole ?? 0)
  expect(seriesOf(await ask(await city.as('gxq.education'), ''), 'received').total).toBe(0)
  const place = await ask(dispatcher, 'groupBy=district')
  expect(
    seriesOf(place, 'received')
      .points.map((p) => p.key)
      .sort(),
  ).toEqual(['50/500106', '50/500107'])
  expect((await city.anonymous.get('/indicators/answer')).status).toBe(401)
  expect((await (await city.asResident('19900000009')).get('/indicators')).status).toBe(403)
})

test('what the counts do not know is refused with its reason, what breaks the grammar at once', async () => {
  const by = await ask(dispatcher, 'groupBy=channel')
  expect(seriesOf(by, 'answer-p90')).toMatchObject({ refused: 'indicator.duration-dimension', points: [] })
  expect(seriesOf(by, 'received').refused).toBeNull()
  for (const wrong of [
    'from=2026-02-01&to=2026-01-01',
    'groupBy=person',
    'groupBy=day&from=2020-01-01',
    "channel=x'y",
    'category=0101',
  ])
    expect([wrong, (await dispatcher.get(`/indicators/answer?${wrong}`)).status]).toEqual([wrong, 400])
  expect((await dispatcher.get('/indicators/answer?indicators=none')).status).toBe(404)
})

test('a supervisor defines an indicator, changes and retires it; every version is kept and audited', async () => {
  const supervisor = await city.as('supervisor')
  const own = {
    code: 'late-phone',
    zh: '电话诉求超时答复率',
    en: 'Late answers to calls',
    meaningZh: '电话渠道的诉求中，超过时限才答复的比例。',
    meaningEn: 'Of the answers to calls, the share that came late.',
    unit: 'share',
    better: 'lower',
    measure: {
      kind: 'ratio',
      numerator: { grain: 'case', at: 'answered', late: true },
      denominator: { grain: 'case', at: 'answered' },
    },
    filters: { channel: ['phone'] },
    source: '测试',
    version: 0,
  }
  expect((await dispatcher.post('/indicators', own)).status).toBe(403)
  const saved = await supervisor.post('/indicators', own)
  expect(saved.body).toMatchObject({ code: 'late-phone', version: 1, shipped: false })
  expect((await supervisor.post('/indicators', own)).body.code).toBe('conflict')
  const answer = (await dispatcher.get('/indicators/answer?indicators=late-phone,answered&groupBy=channel'))
    .body
  const [late, answered] = answer.series
  expect(late.points.map((p: { key: string }) => p.key)).toEqual(['phone'])
  expect(late.base).toBe(answered.points.find((p: { key: string }) => p.key === 'phone').value)
  const wrong = async (change: object) =>
    (await supervisor.post('/indicators', { ...own, version: 1, ...change })).body
  expect(await wrong({ unit: 'hours' })).toMatchObject({ code: 'invalid', field: 'unit' })
  expect(await wrong({ code: 'received', version: 0 })).toMatchObject({ code: 'invalid', field: 'code' })
  expect(
    await wrong({ unit: 'hours', measure: { kind: 'percentile', p: 90, duration: 'answer' } }),
  ).toMatchObject({
    code: 'invalid',
    field: 'filters.channel',
  })
  expect(
    await wrong({ measure: { kind: 'count', of: { grain: 'sql', text: 'drop table cases' } } }),
  ).toMatchObject({
    code: 'invalid',
  })
  expect((await supervisor.post('/indicators', { ...own, version: 1, zh: '电话超时率' })).body.version).toBe(
    2,
  )
  const gone = await supervisor.post('/indicators/late-phone/retire', { version: 2, reason: '口径调整。' })
  expect(gone.body).toMatchObject({ version: 3, retired: true })
  const list = (await dispatcher.get('/indicators')).body as { code: string; retired: boolean }[]
  expect(list.find((d) => d.code === 'late-phone')?.retired).toBe(true)
  const { db } = city.platform.kernel.app
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from indicators where code = 'late-phone'`.execute(db)
  expect(rows[0]?.n).toBe(3)
  const audit = (await (await city.as('auditor')).get('/audit?action=indicator.retire')).body
  expect(JSON.stringify(audit)).toContain('口径调整')
})

test('an export holds what the screen shows, with names, and is on record', async () => {
  const { body, status } = await dispatcher.get(
    '/indicators/export.csv?indicators=received,on-time-share&groupBy=org',
  )
  expect(status).toBe(200)
  expect(body).toContain('主办单位,收到诉求（件）,按时答复率（%）')
  expect(body).toContain('上一时段')
  expect((await dispatcher.get('/indicators/export.xlsx')).status).toBe(200)
  expect((await city.anonymous.get('/indicators/export.csv')).status).toBe(401)
  const reads = (await (await city.as('auditor')).get('/audit?action=indicator.export&outcome=read')).body
  expect(JSON.stringify(reads)).toContain('indicators: received,on-time-share')
})

/** Every row of the counts that is not zero. */
async function countedRows(): Promise<unknown> {
  const { db } = city.platform.kernel.app
  const { rows } = await sql<{ days: unknown }>`select
    (select jsonb_agg(r order by r::text) from (select jsonb_strip_nulls(to_jsonb(d)) as r from case_days d
      where num_nonnulls(submitted, answered, closed, rated, due, dispatched, accepted, reopened, disputed, returned,
        transferred, supervised, escalated, held, co_answered, open_change) > 0) x) as days,
    (select jsonb_agg(to_jsonb(d) order by d::text) from case_durations d where cases <> 0) as durations,
    (select jsonb_agg(to_jsonb(o) order by o::text) from case_open o where open <> 0) as open`.execute(db)
  return rows[0]
}

/** Recounts that are not through yet. */
async function asked(): Promise<number> {
  const { db } = city.platform.kernel.app
  await recountNext(db, [appealCase])
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from case_recounts`.execute(db)
  return rows[0]?.n ?? 0
}
