import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countNext, recountNext, recountStatistics } from '../../src/kernel/cases/index.ts'
import { appealCase } from '../../src/modules/appeals/index.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'

let city: TestPlatform
let dispatcher: Client

beforeAll(async () => {
  city = await createTestPlatform()
  dispatcher = await city.as('dispatcher')
})
afterAll(() => city?.stop())

test('after random actions the counts equal a recount of the cases', async () => {
  await randomActions(40)
  const { db } = city.platform.kernel.app
  // Transactions of other files in the same cluster hold the outbox back for a moment.
  await expect.poll(uncounted, { timeout: 20_000 }).toBe(0)
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
  await expect.poll(() => asked(), { timeout: 20_000 }).toBe(0)
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

async function uncounted(): Promise<number> {
  const { db } = city.platform.kernel.app
  while ((await countNext(db, [appealCase])) > 0);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from events e, event_cursors c
    where c.consumer = 'statistics' and (e.tx, e.seq) > (c.tx, c.seq)`.execute(db)
  return rows[0]?.n ?? 0
}

/** Submits and lives some appeals, as chance has it; what is refused is part of the game. */
async function randomActions(most: number): Promise<void> {
  const handler = await city.as('gxq.urban')
  const supervisor = await city.as('supervisor')
  for (let i = 0; i < most; i++) {
    const where = { place: ['500107104', '500107105', '500106017', '500107', '50'][i % 5] }
    const { body } = await dispatcher.post('/appeals', {
      text: `第 ${i} 条：路边的树枝挡住了交通信号灯。`,
      channel: ['phone', 'grid'][i % 2],
      where,
    })
    const steps: [Client, string, object][] = [
      [dispatcher, 'dispatch', { org: 'gxq.urban', category: ['0101', '0301'][i % 2], urgency: 'normal' }],
      [handler, 'accept', {}],
      [
        handler,
        i % 4 === 0 ? 'hold' : 'handle',
        i % 4 === 0 ? { reason: '等待施工条件。' } : { text: '正在现场处理。' },
      ],
      [
        handler,
        i % 4 === 0 ? 'resume' : 'answer',
        i % 4 === 0 ? {} : { text: '您好，树枝已经修剪，感谢您的反映。' },
      ],
      [dispatcher, 'rate', { score: (i % 5) + 1, solved: i % 5 > 1 }],
      [supervisor, 'reopen', { reason: '回访不满意。' }],
    ]
    for (const [who, action, input] of steps.slice(0, i % (steps.length + 1))) {
      const { body: view } = await dispatcher.get(`/appeals/${body.id}`)
      await who.post(`/appeals/${body.id}/${action}`, { version: view.version, ...input })
    }
  }
}
