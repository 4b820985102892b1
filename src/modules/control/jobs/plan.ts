import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import type { Clock } from '#kernel/clock'
import { dayOf } from '#kernel/clock/rules'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Reaction } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import { openInspection, settleInspection } from '../actions/inspections.ts'
import { levelActionsOf } from '../actions/levels.ts'
import { MeasureKind } from '../contract.ts'
import { daysAfter } from '../rules.ts'
import { listDuePlans, listSubjectIds, readMeasures } from '../store.ts'

const pageSize = 500

/** Each morning, and after a change of level: what falls due soon becomes a task. */
export function planJob(clock: Clock) {
  return defineJob({
    name: 'control.plan',
    input: z.object({}).loose(),
    cron: '7 6 * * *',
    concurrency: 1,
    run: (kernel) => openDue(kernel, clock),
  })
}

async function openDue(kernel: Kernel, clock: Clock): Promise<void> {
  const { db } = kernel.app
  const open = openInspection(clock)
  const actor = systemActor('control.plan')
  const today = dayOf(kernel.clock.now())
  const until = daysAfter(today, (await readMeasures(db)).openDays)
  for (;;) {
    const due = await listDuePlans(db, until, pageSize)
    let opened = 0
    for (const plan of due) {
      const input = { subject: plan.subject, measure: MeasureKind.parse(plan.measure) }
      const made = await kernel.execute(open, { actor, input }).catch((error: unknown) => {
        // Somebody opened or moved it meanwhile.
        if (error instanceof Refusal && error.code === 'not-now') return undefined
        throw error
      })
      if (made !== undefined) opened++
    }
    if (due.length < pageSize || opened === 0) return
  }
}

/** The table of measures has changed: every plan is counted anew. */
export function replanJob(clock: Clock) {
  return defineJob({
    name: 'control.replan-all',
    input: z.object({}).loose(),
    concurrency: 1,
    async run(kernel) {
      const { replan } = levelActionsOf(clock)
      const actor = systemActor('control.replan-all')
      let after: string | undefined
      for (;;) {
        const ids = await listSubjectIds(kernel.app.db, after, pageSize)
        for (const id of ids) await kernel.execute(replan, { actor, input: { id } })
        if (ids.length < pageSize) break
        after = ids.at(-1)
      }
      await openDue(kernel, clock)
    },
  })
}

/** A step of a task that its subject has to know of. */
export function settleJob(clock: Clock) {
  return defineJob({
    name: 'control.settle',
    input: z.object({ case: z.uuid(), event: z.uuid() }),
    async run(kernel, { case: id, event }) {
      const actor = systemActor('control.settle')
      await kernel.execute(settleInspection(clock), { actor, input: { case: id }, key: event })
    },
  })
}

const settling = ['passed', 'reported', 'resolved', 'revoked'] as const

export const planReactions: readonly Reaction[] = [
  ...settling.map(
    (step): Reaction => ({
      on: `inspection.${step}`,
      job: 'control.settle',
      input: ({ subject, id }) => ({ case: subject.id, event: id }),
    }),
  ),
  { on: 'control.level-changed', job: 'control.plan', input: () => ({}) },
  { on: 'control.inspection-settled', job: 'control.plan', input: () => ({}) },
  { on: 'control.measures-saved', job: 'control.replan-all', input: () => ({}) },
]
