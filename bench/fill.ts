import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { searchTerms } from '../src/kernel/cases/search.ts'
import { withoutIndexes } from './indexes.ts'

/** Texts of the demo's appeals, recombined with street names and numbers: made for load, read by nobody. */
function demoTexts(root: string): string[] {
  const lines = readFileSync(join(root, 'data/demo/appeals.jsonl'), 'utf8')
    .split('\n')
    .filter((l) => l !== '')
  return lines.map((l) => (JSON.parse(l) as { text: string }).text)
}

const places = [
  '500106016',
  '500106017',
  '500106020',
  '500106108',
  '500107103',
  '500107104',
  '500107105',
  '500107106',
  '500107107',
  '500107108',
]
const orgs = [
  'gxq.housing',
  'gxq.urban',
  'gxq.ecology',
  'gxq.transport',
  'gxq.education',
  'town.500107104',
  'town.500107105',
  'town.500106016',
]

/**
 * Brings the number of cases up to `size`: 4 % open in all working states, the rest closed, spread over two years, with
 * message, search terms, three timeline rows and three audit entries each. Written by SQL, as the owner.
 */
export async function fillCases(
  pool: pg.Pool,
  root: string,
  size: number,
  log: (line: string) => void,
): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('set statement_timeout = 0; set synchronous_commit = off')
    await client.query(
      'create temp table if not exists bench_texts (n int primary key, body text, terms text[])',
    )
    const texts = demoTexts(root)
    await client.query('truncate bench_texts')
    for (const [n, body] of texts.entries())
      await client.query('insert into bench_texts values ($1, $2, $3)', [n, body, searchTerms(body)])
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from cases where channel = 'import'`,
    )
    await withoutIndexes(client, ['cases', 'case_texts', 'case_actions', 'audit_entries'], async () => {
      for (let from = rows[0]?.n ?? 0; from < size; from += 50_000) {
        const to = Math.min(size, from + 50_000)
        await insertRange(client, { from, to, size }, texts.length)
        log(`filled ${to.toLocaleString('en')} cases`)
      }
    })
    // What autovacuum and the checkpointer would have done meanwhile, had these rows come over two years.
    await client.query('vacuum (analyze) cases, case_texts, case_actions, audit_entries')
    await client.query('checkpoint')
    await client.query(`select setval('case_numbers', greatest((select last_value from case_numbers), $1))`, [
      size + 1000,
    ])
  } finally {
    client.release()
  }
}

async function insertRange(
  client: pg.PoolClient,
  { from, to, size }: { from: number; to: number; size: number },
  texts: number,
): Promise<void> {
  await client.query(`create temp table bench_rows as
    select n, ('019' || lpad(to_hex(n), 5, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id,
      (array['${places.join("','")}'])[1 + n % ${places.length}] as town,
      (array['${orgs.join("','")}'])[1 + (n * 7) % ${orgs.length}] as org,
      case when n % 25 = 0 then (array['submitted','dispatched','accepted','handled','answered'])[1 + (n / 25) % 5] else 'closed' end as state,
      now() - (${size} - n) * (interval '730 days' / ${size}) as at,
      (n * 131) % ${texts} as text_no
    from generate_series(${from}, ${to - 1}) n`)
  await client.query(`insert into cases (district, id, type, number, state, version, place, category, urgency, channel, lead_org, assignee, co_orgs, people, due_at, held, created_at, updated_at, closed_at, document)
    select substr(town, 1, 6), r.id, 'appeal', 'SQ20200101' || lpad(r.n::text, 8, '0'), state, 4, '50/' || substr(town, 1, 6) || '/' || town, '0101',
      'normal', 'import', case when state = 'submitted' then null else org end, null, '{}', '{}',
      case when state = 'closed' then null else at + interval '900 days' end, false, at, at, case when state = 'closed' then at + interval '5 days' end,
      jsonb_build_object('id', r.id, 'type', 'appeal', 'number', 'SQ20200101' || lpad(r.n::text, 8, '0'), 'district', substr(town, 1, 6),
        'place', '50/' || substr(town, 1, 6) || '/' || town, 'point', null, 'address', '凤笙路 ' || r.n || ' 号', 'state', state, 'version', 4,
        'title', left(t.body, 30), 'channel', 'import', 'category', '0101', 'urgency', 'normal', 'applicant', null, 'followers', '[]'::jsonb,
        'lead', case when state = 'submitted' then null else jsonb_build_object('org', org, 'assignee', null, 'since', at, 'due', null, 'acceptedAt', null, 'answeredAt', null, 'answer', null, 'urgedAt', null) end,
        'co', '[]'::jsonb, 'clocks', '[]'::jsonb, 'hold', null, 'extension', null, 'dispute', null, 'escalation', 0, 'supervised', false, 'reopened', 0, 'rating', null,
        'files', '[]'::jsonb, 'createdAt', at, 'updatedAt', at, 'answeredAt', null, 'closedAt', case when state = 'closed' then at end,
        'details', '{"proposal": null, "classifiedBy": null, "dispatchedBy": null, "duty": null, "source": null}'::jsonb)
    from bench_rows r join bench_texts t on t.n = r.text_no`)
  await client.query(`insert into case_texts (district, case_id, body, search)
    select substr(town, 1, 6), r.id, t.body || ' 凤笙路 ' || r.n || ' 号', array_to_tsvector(t.terms || array['n' || (r.n % 5000), '@d' || to_char(r.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD'),
      '@m' || to_char(r.at at time zone 'Asia/Shanghai', 'YYYY-MM'), '@p' || substr(town, 1, 6), '@p' || town])
    from bench_rows r join bench_texts t on t.n = r.text_no`)
  await client.query(`insert into case_actions (district, case_id, seq, action, actor_kind, actor_id, actor_name, org, at, from_state, to_state, visible, input, trace)
    select substr(town, 1, 6), id, s, (array['submit','dispatch','answer','close'])[s], 'officer', 'bench', '压测', org, at, null, state, 'public', '{}', id
    from bench_rows, generate_series(1, 3) s`)
  await client.query(`insert into audit_entries (tx, id, at, trace, action, actor_kind, actor_id, org, district, subject_type, subject_id, outcome, change)
    select '0', gen_random_uuid(), at, id, 'appeal.fill', 'system', 'bench', null, substr(town, 1, 6), 'appeal', id::text, 'done', '{"state": ["a", "b"]}'
    from bench_rows, generate_series(1, 3) s`)
  await client.query('drop table bench_rows')
}
