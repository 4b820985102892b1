import { sql } from 'kysely'
import { Refusal } from '#kernel/action/define'
import { type Tx, wholeWrite } from '#kernel/database'
import type { Run } from '../store.ts'

/**
 * Counts a command in its minute, over all processes. It is the first write of its action, so that it stands by itself before
 * the transaction begins, on the same connection: what is refused, cut off or rolled back afterwards counts as well.
 * @throws Refusal `too-many` beyond the package's own limit
 */
export async function refuseCall(tx: Tx, run: Pick<Run, 's' | 'sandbox' | 'manifest'>): Promise<void> {
  const limit = run.manifest.limits.callsPerMinute
  const { rows } = await sql<{ calls: number }>`${sql.raw(wholeWrite)}
    insert into scenario_minutes as m (scenario, sandbox, minute, calls)
    values (${run.s.id}::uuid, ${run.sandbox}::int, date_trunc('minute', clock_timestamp()), 1)
    on conflict (scenario, sandbox) do update set minute = excluded.minute,
      calls = case when m.minute = excluded.minute then m.calls + 1 else 1 end
    returning calls`.execute(tx)
  if ((rows[0]?.calls ?? 0) > limit)
    throw new Refusal('too-many', 'scenarios.calls-per-minute', { name: run.manifest.name.zh, limit })
}
