import { sql } from 'kysely'
import type { Grouping } from '../../src/kernel/cases/contract.ts'
import { countNext } from '../../src/kernel/cases/index.ts'
import type { Database } from '../../src/kernel/database/index.ts'
import { appealCase } from '../../src/modules/appeals/index.ts'
import type { Client, TestPlatform } from './platform.ts'

/** The peer: plain GROUP BY over the cases. */
export async function figuresOfCases(
  db: Database,
  groupBy: Grouping,
  { from, to }: { from: string; to: string },
) {
  const place = sql`array_to_string((string_to_array(place, '/'))[1:3], '/')`
  const columns: Partial<Record<Grouping, ReturnType<typeof sql>>> = {
    org: sql`coalesce(lead_org, '')`,
    district: sql`array_to_string((string_to_array(place, '/'))[1:2], '/')`,
    township: place,
    category: sql`coalesce(left(category, 2), '')`,
    channel: sql`channel`,
    urgency: sql`coalesce(urgency, '')`,
  }
  const figures = async (at: ReturnType<typeof sql>, value = sql`count(*)`) => {
    const day = sql`(${at} at time zone 'Asia/Shanghai')::date`
    const key = columns[groupBy] ?? sql`date_trunc(${groupBy}, ${day})::date::text`
    const { rows } = await sql<{
      key: string
      n: number
    }>`select ${key} as key, ${value}::float8 as n from cases
      where ${day} between ${from}::date and ${to}::date group by 1`.execute(db)
    return Object.fromEntries(rows.map((r) => [r.key, Math.round(r.n * 10_000) / 10_000]))
  }
  const answeredAt = sql`(document->>'answeredAt')::timestamptz`
  const onTime = sql`avg((not document @? '$.clocks[*] ? (@.name == "answer" && @.stoppedAt > @.due)')::int)`
  return {
    received: await figures(sql`created_at`),
    answered: await figures(answeredAt),
    closed: await figures(sql`closed_at`),
    'on-time-share': await figures(answeredAt, onTime),
    'satisfaction-rate': await figures(
      sql`(document->'rating'->>'at')::timestamptz`,
      sql`avg(((document->'rating'->>'score')::int >= 4)::int)`,
    ),
  }
}

/** Submits and lives some appeals, as chance has it; what is refused is part of the game. */
export async function liveAtRandom(city: TestPlatform, most: number): Promise<void> {
  const dispatcher = await city.as('dispatcher')
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

/** Events of which the roll-up has not heard yet, after it was asked to count. */
export async function uncounted(city: TestPlatform): Promise<number> {
  const { db } = city.platform.kernel.app
  while ((await countNext(db, [appealCase])) > 0);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from events e, event_cursors c
    where c.consumer = 'statistics' and (e.tx, e.seq) > (c.tx, c.seq)`.execute(db)
  return rows[0]?.n ?? 0
}
