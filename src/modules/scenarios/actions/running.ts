import type { Access } from '#kernel/access/define'
import { defineAction } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import { access } from '../access.ts'
import { DoStep, type Standing, type Step } from '../contract.ts'
import { forgetFaults, lockScenario, lostParts, partsOf, scenarioSubject, setVersion } from '../store.ts'
import { tables } from '../tables.ts'
import { refuseUnmet } from './asks.ts'
import { move, refuseStep } from './moving.ts'

/** The platform installs what was reviewed; it then replaces the version that runs. */
export const publishScenario = defineAction({
  name: 'scenario.publish',
  input: DoStep,
  allow: access.publish,
  async run(tx, { input, actor, now, authorise }) {
    const s = await lockScenario(tx, input)
    authorise(scenarioSubject(s))
    await refuseStep(tx, s, 'publish')
    await refuseUnmet(tx, s, dayOf(now))
    const number = s.candidate ?? 0
    await setVersion(tx, s.id, number, { state: 'publishing', problem: null })
    const { reason } = input
    return move(tx, s, { action: 'publish', event: 'publish-asked', number, actor, reason, now })
  },
})

/** A step of the whole scenario. What it means for deliveries holds from this moment; a job then switches the watches. */
function stepOf(step: Extract<Step, 'suspend' | 'resume' | 'retire'>, allow: Access, standing: Standing) {
  return defineAction({
    name: `scenario.${step}`,
    input: DoStep,
    allow,
    async run(tx, { input, actor, now, authorise }) {
      const s = await lockScenario(tx, input)
      authorise(scenarioSubject(s))
      await refuseStep(tx, s, step)
      const number = s.running ?? s.candidate ?? 0
      const isEnd = standing === 'retired'
      if (isEnd && s.candidate !== null) await setVersion(tx, s.id, s.candidate, { state: 'dropped' })
      if (step === 'resume') await forgetFaults(tx, s.id)
      const to = { standing, ...(isEnd ? { candidate: null } : {}) }
      return move(tx, s, { action: step, event: events[step], number, actor, reason: input.reason, now, to })
    },
  })
}

const events = { suspend: 'suspended', resume: 'resumed', retire: 'retired' } as const

export const suspendScenario = stepOf('suspend', access.suspend, 'suspended')
export const resumeScenario = stepOf('resume', access.resume, 'published')
/**
 * What the scenario stands on and somebody retired comes back: a job restores it. Watches that are off have their switch on
 * their own page, for those whose watch it is.
 */
export const putBackParts = defineAction({
  name: 'scenario.put-back',
  input: DoStep,
  allow: access.resume,
  async run(tx, { input, actor, now, authorise }) {
    const s = await lockScenario(tx, input)
    authorise(scenarioSubject(s))
    await refuseStep(tx, s, 'put-back')
    const lost = await lostParts(tx, await partsOf(tx, s.id))
    await tables(tx)
      .updateTable('scenario_parts')
      .set({ state: 'returning' })
      .where('scenario', '=', s.id)
      .where(
        'ref',
        'in',
        lost.map((p) => p.ref),
      )
      .execute()
    const { reason } = input
    const number = s.running ?? 0
    const moved = await move(tx, s, {
      action: 'put-back',
      event: 'put-back-asked',
      number,
      actor,
      reason,
      now,
    })
    return { ...moved, change: { ...moved.change, parts: lost.map((p) => p.code) } }
  },
})

/** The data stays with the department as it is: nothing arrives any more. */
export const retireScenario = stepOf('retire', access.retire, 'retired')
