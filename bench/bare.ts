import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { searchTerms } from '../src/kernel/cases/search.ts'
import type { Lifecycle } from './lifecycle.ts'

/**
 * The peer: the rows that six actions write, by hand-written prepared statements in six transactions, with nothing
 * parsed, judged or hashed. It still looks the case up before each change, as any program must.
 */
export function bareSql(pool: pg.Pool): Lifecycle {
  const document = JSON.stringify({ note: 'x'.repeat(1200) })
  const states = ['classified', 'dispatched', 'accepted', 'answered', 'closed']
  return async (n) => {
    const id = randomUUID()
    const town = ['500107103', '500107104', '500107105', '500106016'][n % 4] ?? ''
    const text = `压测：第 ${n} 件，${town} 小区楼道灯不亮，晚上老人下楼看不见，请尽快维修，已向物业反映三次没有结果。`
    await inTransaction(pool, async (c) => {
      await claim(c)
      await c.query({
        name: 'bare-insert',
        text: insertText,
        values: [
          town.slice(0, 6),
          id,
          `BS${n}-${id}`,
          `50/${town.slice(0, 6)}/${town}`,
          document,
          text,
          searchTerms(text),
        ],
      })
      await tail(c, id, 'submitted')
    })
    for (const [i, state] of states.entries())
      await inTransaction(pool, async (c) => {
        await claim(c)
        await c.query({ name: 'bare-select', text: 'select document from cases where id = $1', values: [id] })
        await c.query({
          name: 'bare-update',
          text: updateText,
          values: [id, state, i + 2, document, town.slice(0, 6)],
        })
        await tail(c, id, state)
      })
  }
}

const insertText = `with a as (insert into cases (district, id, type, number, state, version, place, category, urgency, channel, lead_org, co_orgs, people, due_at, held, created_at, updated_at, document)
    values ($1, $2, 'bare', $3, 'submitted', 1, $4, null, null, 'bare', null, '{}', '{}', now(), false, now(), now(), $5)),
  b as (insert into case_texts values ($1, $2, $6, array_to_tsvector($7::text[])))
  insert into case_actions values ($1, $2, 1, 'submit', 'officer', 'bench', 'bench', null, now(), null, 'submitted', 'public', '{}', $2)`

const updateText = `with a as (update cases set state = $2, version = $3, lead_org = 'gxq.housing', due_at = now(), updated_at = now(), document = $4,
    closed_at = case when $2 = 'closed' then now() end where district = $5 and id = $1)
  insert into case_actions values ($5, $1, $3, 'step', 'officer', 'bench', 'bench', null, now(), null, $2, 'public', '{}', $1)`

async function inTransaction(pool: pg.Pool, run: (c: pg.PoolClient) => Promise<void>): Promise<void> {
  const c = await pool.connect()
  try {
    await c.query('begin')
    await run(c)
    await c.query('commit')
  } finally {
    c.release()
  }
}

async function claim(c: pg.PoolClient): Promise<void> {
  await c.query({
    name: 'bare-claim',
    text: `insert into idempotency_keys (actor, key, action, request, at) values ('bench', $1, 'bare', '\\x00', now())`,
    values: [randomUUID()],
  })
}

async function tail(c: pg.PoolClient, id: string, state: string): Promise<void> {
  await c.query({
    name: 'bare-tail',
    text: `with a as (insert into audit_entries (id, at, trace, action, actor_kind, actor_id, district, subject_type, subject_id, outcome, change)
        values ($1, now(), $1, 'bare.step', 'officer', 'bench', '500107', 'bare', $2::text, 'done', $3))
      insert into events (id, name, at, trace, subject, payload) values ($1, 'bare.stepped', now(), $1, $3, $3)`,
    values: [
      randomUUID(),
      id,
      JSON.stringify({ state, version: [1, 2], updatedAt: ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'] }),
    ],
  })
}
