import { Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import type { Standing, Step } from '../contract.ts'
import { stepsOf } from '../rules.ts'
import { lifeOf, noteStep, type Scenario, scenarioSubject } from '../store.ts'
import { tables } from '../tables.ts'

/** @throws Refusal `not-now` with what the state allows */
export async function refuseStep(tx: Tx, s: Scenario, step: Step): Promise<void> {
  const available = stepsOf(await lifeOf(tx, s))
  if (!available.includes(step)) throw new Refusal('not-now', 'scenarios.not-in-state', { available })
}

export interface Move {
  readonly action: string
  readonly event: string
  readonly number: number
  readonly actor: Actor
  readonly reason: string
  readonly now: Date
  readonly to?: {
    readonly standing?: Standing
    readonly running?: number | null
    readonly candidate?: number | null
    readonly words?: string
  }
}

/** Saves a step with who and why, and answers with the next revision. */
export async function move(tx: Tx, s: Scenario, m: Move) {
  const { event } = m
  const revision = s.revision + 1
  await tables(tx)
    .updateTable('scenarios')
    .set({ ...m.to, revision, changed_at: m.now })
    .where('id', '=', s.id)
    .execute()
  await noteStep(tx, s, m)
  return {
    output: { id: s.id, revision },
    subject: scenarioSubject(s),
    change: { version: m.number, step: m.action, reason: m.reason, ...m.to },
    events: [{ name: `scenario.${event}`, payload: { code: s.code, version: m.number } }],
  }
}
