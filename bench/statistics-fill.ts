import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { withoutIndexes } from './indexes.ts'

/** How the cases lie: a county's hotline over two years, or a whole city's over the days that it takes to fill `size`. */
export type Spread = 'county' | 'city'

/** 30,000 a day over all townships of Chongqing; 1,370 a day are a million in two years. */
const perDay: Readonly<Record<Spread, number>> = { county: 1_370, city: 30_000 }

/** District and township codes of the city, from the reference data. */
function townships(root: string): string[] {
  const [header = '', ...lines] = readFileSync(join(root, 'data/territory/divisions.csv'), 'utf8').split('\n')
  const code = header.split(',').indexOf('code')
  return lines.map((l) => l.split(',')[code] ?? '').filter((c) => /^50\d{7}$/.test(c))
}

/**
 * Cases with a life each, for the roll-up alone (no message, no audit): skewed over townships, 20 categories, seven
 * channels and four urgencies; a department of the district or the township leads; 4 % never answered, the last weeks open; answers take hours to weeks;
 * a third is rated, a few are reopened, disputed, given back. Made for load: no figure says anything about a real city.
 */
export async function fillVaried(pool: pg.Pool, root: string, size: number, spread: Spread): Promise<void> {
  const all = townships(root)
  const towns = spread === 'city' ? all : all.filter((t) => t.startsWith('500107') || t.startsWith('500106'))
  const client = await pool.connect()
  try {
    await client.query('set statement_timeout = 0; set synchronous_commit = off')
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from cases where channel <> 'none'`,
    )
    const days = size / perDay[spread]
    await withoutIndexes(client, ['cases', 'case_actions'], async () => {
      for (let from = rows[0]?.n ?? 0; from < size; from += 50_000)
        await insertVaried(client, { from, to: Math.min(size, from + 50_000), size, towns, days })
    })
    await client.query('vacuum (analyze) cases, case_actions')
    await client.query('checkpoint')
  } finally {
    client.release()
  }
}

interface Range {
  readonly from: number
  readonly to: number
  readonly size: number
  readonly towns: readonly string[]
  readonly days: number
}

/** A number between 0 and 1 that depends on the row alone, so that two fills are alike. */
const chance = (salt: number) => `(((hashint8(n * 31 + ${salt}) & 65535)::float8 + 0.5) / 65536)`
const instant = (column: string) => `to_char((${column}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

async function insertVaried(client: pg.PoolClient, { from, to, size, towns, days }: Range): Promise<void> {
  await client.query(
    `create temp table bench_rows as
    select n, id, town, at, category, channel, urgency, is_slow or answered + interval '7 days' > now() as is_open, rated, score, went, is_late, dispatched, accepted,
      answered, answered + interval '7 days' as closed,
      case when left(category, 1) = '0' then 'dept.' || substr(town, 1, 6) || '.' || category else 'town.' || town end as org
    from (select n, ('019' || lpad(to_hex(n), 5, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id,
        ($1::text[])[1 + floor(${chance(1)} ^ 2 * ${towns.length})::int] as town,
        now() - (${size} - n) * (interval '1 day' * ${days} / ${size}) as at,
        lpad((1 + floor(${chance(2)} ^ 2 * 20))::text, 2, '0') as category,
        (array['phone','web','wechat','grid','enterprise','import','api'])[1 + floor(${chance(3)} ^ 3 * 7)::int] as channel,
        (array['normal','complex','urgent','critical'])[1 + floor(${chance(4)} ^ 3 * 4)::int] as urgency,
        ${chance(5)} < 0.04 as is_slow, ${chance(6)} < 0.33 as rated, 1 + floor(sqrt(${chance(7)}) * 5)::int as score,
        case when ${chance(8)} < 0.05 then 'giveBack' when ${chance(8)} < 0.07 then 'dispute' end as went,
        ${chance(9)} < 0.08 as is_late,
        now() - (${size} - n) * (interval '1 day' * ${days} / ${size}) + interval '2 hours' * ${chance(10)} as dispatched,
        now() - (${size} - n) * (interval '1 day' * ${days} / ${size}) + interval '2 hours' + interval '6 hours' * ${chance(11)} as accepted,
        now() - (${size} - n) * (interval '1 day' * ${days} / ${size}) + interval '9 hours' + interval '12 days' * ${chance(12)} ^ 3 as answered
      from generate_series(${from}, ${to - 1}) n) r`,
    [towns],
  )
  await client.query(`insert into cases (district, id, type, number, state, version, place, category, urgency, channel, lead_org,
      assignee, co_orgs, people, due_at, held, created_at, updated_at, closed_at, document)
    select substr(town, 1, 6), id, 'appeal', 'SQ20200101' || lpad(n::text, 8, '0'), case when is_open then 'accepted' else 'closed' end, 4,
      '50/' || substr(town, 1, 6) || '/' || town, category, urgency, channel, org, null, '{}', '{}',
      case when is_open then at + interval '20 days' end, false, at, at, case when not is_open then closed end,
      jsonb_build_object('id', id, 'type', 'appeal', 'district', substr(town, 1, 6), 'place', '50/' || substr(town, 1, 6) || '/' || town,
        'state', case when is_open then 'accepted' else 'closed' end, 'channel', channel, 'category', category, 'urgency', urgency,
        'lead', jsonb_build_object('org', org, 'since', ${instant('dispatched')}, 'acceptedAt', ${instant('accepted')}), 'co', '[]'::jsonb,
        'clocks', jsonb_build_array(jsonb_build_object('name', 'answer', 'due', ${instant("answered + case when is_late then interval '-1 hour' else interval '9 hours' end")},
          'stoppedAt', case when not is_open then ${instant('answered')} end)),
        'hold', null, 'supervised', false, 'reopened', 0,
        'rating', case when rated and not is_open then jsonb_build_object('score', score, 'solved', score > 2, 'at', ${instant("answered + interval '1 day'")}) end,
        'createdAt', ${instant('at')}, 'updatedAt', ${instant('at')}, 'answeredAt', case when not is_open then ${instant('answered')} end,
        'closedAt', case when not is_open then ${instant('closed')} end) from bench_rows`)
  await client.query(`insert into case_actions (district, case_id, seq, action, actor_kind, actor_id, actor_name, org, at, from_state,
      to_state, visible, input, trace)
    select substr(town, 1, 6), id, seq, action, 'officer', 'bench', '压测', null, done, null, state, 'internal',
      case when action = 'dispatch' then jsonb_build_object('org', org) else '{}' end, id
    from bench_rows, lateral (values (1, 'submit', at, 'submitted', true), (2, 'dispatch', dispatched, 'dispatched', true),
      (3, went, dispatched + interval '1 hour', 'dispatched', went is not null), (4, 'accept', accepted, 'accepted', true),
      (5, 'answer', answered, 'answered', not is_open), (6, 'close', closed, 'closed', not is_open))
      as s (seq, action, done, state, happened) where happened`)
  await client.query('drop table bench_rows')
}
