import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { tables } from '../tables.ts'
import { getRun, type Run } from './running.ts'
import { getScenario } from './scenarios.ts'

const minuteMs = 60_000

/**
 * The scenario that a system's key is for, where it runs.
 * @throws Refusal where the key was ended, or the scenario is not running
 */
export async function runOfKey(db: Tx | Database, actor: Actor, now: Date): Promise<Run> {
  const key = await tables(db)
    .selectFrom('scenario_keys')
    .select(['scenario', 'sandbox'])
    .where('id', '=', actor.id)
    .where('state', '=', 'active')
    .where('until', '>', now)
    .executeTakeFirst()
  if (key === undefined) throw new Refusal('unauthenticated', 'scenarios.wrong-key', {})
  const { code } = await getScenario(db, key.scenario)
  const run = await getRun(db, { code, sandbox: key.sandbox !== 0 })
  // The sandbox of an earlier version is gone, and its keys with it.
  if (run.sandbox !== key.sandbox) throw new Refusal('unauthenticated', 'scenarios.wrong-key', {})
  return run
}

/** When the key was used last, written down at most once a minute. */
export async function noteKeyUse(db: Tx | Database, id: string, now: Date): Promise<void> {
  await tables(db)
    .updateTable('scenario_keys')
    .set({ used_at: now })
    .where('id', '=', id)
    .where((e) => e.or([e('used_at', 'is', null), e('used_at', '<', new Date(now.getTime() - minuteMs))]))
    .execute()
}

/** @throws Refusal `not-found` where the scenario has no such resource */
export function ownResource(run: { resources: ReadonlyMap<string, string> }, code: string): string {
  const id = run.resources.get(code)
  if (id === undefined) throw new Refusal('not-found', 'catalogue.not-found', { id: code })
  return id
}
