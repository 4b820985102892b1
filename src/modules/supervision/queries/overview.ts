import { sql } from 'kysely'
import { z } from 'zod'
import { accessCondition } from '#kernel/access'
import { defineQuery } from '#kernel/action'
import type { Clock } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { access } from '../access.ts'
import type { Overview } from '../contract.ts'
import { type OpenCase, type OpenWork, overviewOf, workOf } from '../rules.ts'

/** More open cases than a supervisor of a large city has; the counts say when there are more. */
const mostRead = 50_000

/** What waits and what is late, as far as the reader oversees it. */
export function overviewQuery(clock: Clock) {
  return defineQuery({
    name: 'supervision.overview',
    input: z.object({}),
    allow: access.overview,
    async run(tx, { actor, now }): Promise<Overview> {
      const { rows } = await sql<{ c: OpenCase }>`
        select jsonb_build_object('id', id, 'number', number, 'state', state, 'lead', case when jsonb_typeof(document->'lead') = 'object' then (document->'lead') - 'answer' end,
          'co', document->'co', 'clocks', document->'clocks', 'hold', document->'hold', 'dispute', document->'dispute',
          'escalation', document->'escalation', 'supervised', document->'supervised', 'rating', document->'rating',
          'answeredAt', document->'answeredAt') as c
        from cases where type = 'appeal' and closed_at is null and ${accessCondition(access.overview, actor)}
        order by due_at limit ${mostRead + 1}`.execute(tx)
      const cases = rows.slice(0, mostRead).map((r) => r.c)
      const work = await readWork(tx, actor)
      return {
        ...overviewOf(cases, now, clock.calendar),
        work: workOf(work.slice(0, mostRead), now, clock.calendar),
        capped: rows.length > mostRead || work.length > mostRead,
      }
    },
  })
}

/** Kinds of cases beside appeals whose deadlines overseers watch. */
const otherKinds = [
  'data-request',
  'data-task',
  'data-correction',
  'inspection',
  'data-check',
  'warning',
  'scenario-case',
]

async function readWork(tx: Tx, actor: Actor): Promise<OpenWork[]> {
  const { rows } = await sql<{ c: OpenWork }>`
    select jsonb_build_object('id', id, 'type', type, 'number', number,
      'lead', case when jsonb_typeof(document->'lead') = 'object' then (document->'lead') - 'answer' end,
      'clocks', document->'clocks', 'hold', document->'hold', 'escalation', document->'escalation') as c
    from cases where type = any(${otherKinds}::text[]) and closed_at is null and ${accessCondition(access.overview, actor)}
    order by due_at limit ${mostRead + 1}`.execute(tx)
  return rows.map((r) => r.c)
}
