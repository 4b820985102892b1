import type { Action } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { findCase } from '#kernel/cases'
import { dayOf } from '#kernel/clock'
import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { noteRun, refreshFinding } from './actions.ts'
import { dataCheck } from './case.ts'
import type { CheckedAgain, CheckName, Observed, RunDone } from './contract.ts'
import { observe } from './queries/observe.ts'
import { type Known, type Plan, planOf } from './rules.ts'
import { listKnown, readCheckTable } from './store.ts'

export interface CheckSteps {
  readonly open: Action
  readonly settle: Action
}

const who = systemActor('data-checks.run')

/**
 * Looks with every check that is on, opens what is new, settles what is gone.
 * @param only one check, as a person asks for it; absent: all
 */
export async function runChecks(
  kernel: Kernel,
  steps: CheckSteps,
  o: { readonly only?: CheckName | undefined } = {},
): Promise<RunDone> {
  const { db } = kernel.app
  const now = kernel.clock.now()
  const table = await readCheckTable(db)
  const looked = table.rows
    .filter((r) => r.on && (o.only === undefined || r.check === o.only))
    .map((r) => r.check)
  const observed = await observe(db, table, looked, now)
  const plan = planOf(observed, await listKnown(db), looked, dayOf(now))
  const opened: Observed[] = []
  for (const seen of plan.open) if (await openOne(kernel, steps, seen)) opened.push(seen)
  for (const changed of plan.refresh) await refreshOne(kernel, changed)
  const settled: Known[] = []
  for (const known of plan.settle) if (await settleOne(kernel, steps, known)) settled.push(known)
  const count = (list: readonly { check: CheckName }[], check: CheckName) =>
    list.filter((x) => x.check === check).length
  const counts = Object.fromEntries(
    looked.map((c) => [
      c,
      { found: count(observed, c), opened: count(opened, c), settled: count(settled, c) },
    ]),
  )
  await kernel.execute(noteRun, { actor: who, input: { counts } })
  return { found: observed.length, opened: opened.length, settled: settled.length }
}

/**
 * Looks at one finding again: it settles where its cause is gone, else it shows what is left of it. Nothing else is opened
 * or settled: that is the night's look.
 */
export async function checkAgain(kernel: Kernel, steps: CheckSteps, id: string): Promise<CheckedAgain> {
  const { db } = kernel.app
  const now = kernel.clock.now()
  const known = (await listKnown(db)).find((k) => k.id === id && k.state === 'open')
  if (known === undefined) throw new Refusal('not-found', 'data-check.no-finding', { id })
  const looked = [known.check]
  const observed = await observe(db, await readCheckTable(db), looked, now)
  const plan = planOf(observed, [known], looked, dayOf(now))
  for (const changed of plan.refresh) await refreshOne(kernel, changed)
  const [gone] = plan.settle
  return { state: gone !== undefined && (await settleOne(kernel, steps, gone)) ? 'settled' : 'open' }
}

async function refreshOne(kernel: Kernel, { known, seen }: Plan['refresh'][number]): Promise<void> {
  const { lines, occasion } = seen
  await kernel
    .execute(refreshFinding, { actor: who, input: { id: known.id, lines, occasion } })
    .catch((error: unknown) => waitFor(kernel, error))
}

async function openOne(kernel: Kernel, steps: CheckSteps, seen: Observed): Promise<boolean> {
  return kernel.execute(steps.open, { actor: who, input: seen }).then(
    () => true,
    (error: unknown) => waitFor(kernel, error),
  )
}

async function settleOne(kernel: Kernel, steps: CheckSteps, known: Known): Promise<boolean> {
  const c = await findCase(kernel.app.db, dataCheck.type, known.case)
  if (c === undefined) return false
  const input = { id: c.id, version: c.version }
  return kernel.execute(steps.settle, { actor: who, input, key: `settle:${c.id}:${c.version}` }).then(
    () => true,
    (error: unknown) => waitFor(kernel, error),
  )
}

/** Somebody was faster: the next look sees what they did. */
function waitFor(kernel: Kernel, error: unknown): false {
  if (!(error instanceof Refusal)) throw error
  kernel.log.info(`data check waits for the next look: ${error.message}`)
  return false
}
