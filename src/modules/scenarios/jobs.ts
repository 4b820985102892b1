import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import { dayOf } from '#kernel/clock/rules'
import { translate } from '#kernel/i18n/define'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Reaction } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import { catalogueMessages } from '#modules/catalogue/messages'
import { collectionMessages } from '#modules/collection/messages'
import { earlyWarningMessages } from '#modules/early-warning/messages'
import { type caseActionsOf, expireNeed, noteFailed, noteInstalled } from './actions.ts'
import { actorOf, install, PartRefused, putBack, removeParts, switchParts } from './installing.ts'
import { scenarioMessages } from './messages.ts'
import { findVersion, getScenario, overNeeds, type Scenario, triedAndOpen, type Version } from './store.ts'

const carryOutName = 'scenario.carry-out'

type Revoke = ReturnType<typeof caseActionsOf>['revoke']

/**
 * Brings what is installed to what the scenario's state says. It looks at the state and not at the event, so that it may run
 * twice, late, or go on where it was cut off.
 */
export function carryOutJob(revoke: Revoke) {
  return defineJob({
    name: carryOutName,
    input: z.object({ scenario: z.uuid() }),
    concurrency: 1,
    batch: 1,
    run: (kernel, { scenario }) => carryOut(kernel, scenario, revoke),
  })
}

/** A need whose last day has passed without a match ends, soon after midnight. */
export const endNeedsJob = defineJob({
  name: 'scenario.end-needs',
  input: z.object({}).loose(),
  cron: '9 0 * * *',
  async run(kernel) {
    for (const id of await overNeeds(kernel.app.db, dayOf(kernel.clock.now())))
      await kernel
        .execute(expireNeed, { actor: systemActor('scenario.end-needs'), input: { id } })
        .catch(unlessRefused)
  },
})

/** Matched, withdrawn or given more time meanwhile. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof Refusal)) throw error
}

export const scenarioReactions: readonly Reaction[] = [
  'version-saved',
  'sandbox-asked',
  'returned',
  'publish-asked',
  'published',
  'suspended',
  'resumed',
  'put-back-asked',
  'retired',
].map((event) => ({
  on: `scenario.${event}`,
  job: carryOutName,
  input: ({ subject }) => ({ scenario: subject.id }),
}))

async function carryOut(kernel: Kernel, id: string, revoke: Revoke): Promise<void> {
  const s = await getScenario(kernel.app.db, id)
  const version = await findVersion(kernel.app.db, id, s.candidate)
  // First, for a door refuses a new version of what is retired.
  if (s.standing !== 'retired') await putBack(kernel, s)
  if (version?.state === 'installing' || version?.state === 'publishing') await installed(kernel, s, version)
  await settle(kernel, id, revoke)
}

/** Takes away sandboxes that nobody looks at any more, and stops or starts what runs. */
async function settle(kernel: Kernel, id: string, revoke: Revoke): Promise<void> {
  const s = await getScenario(kernel.app.db, id)
  const version = await findVersion(kernel.app.db, id, s.candidate)
  const isOpen = version !== undefined && version.state !== 'proposed'
  await removeParts(kernel, s, (p) => p.sandbox !== 0 && !(isOpen && p.sandbox === version.number))
  await endTries(kernel, s, isOpen ? version.number : undefined, revoke)
  if (s.standing === 'retired' || (s.running === null && version?.state !== 'publishing'))
    await removeParts(kernel, s, (p) => p.sandbox === 0)
  else if (s.standing !== 'new') await switchParts(kernel, s, s.standing === 'published')
}

/** What was opened in a sandbox that is gone is nobody's work any more. */
async function endTries(
  kernel: Kernel,
  s: Scenario,
  kept: number | undefined,
  revoke: Revoke,
): Promise<void> {
  for (const { id, version } of await triedAndOpen(kernel.app.db, s.id, kept))
    await kernel.execute(revoke, { actor: actorOf(s), input: { id, version, reason: '沙箱试运行已结束' } })
}

async function installed(kernel: Kernel, s: Scenario, version: Version): Promise<void> {
  const actor = actorOf(s)
  const { number } = version
  try {
    await install({ kernel, s, version, sandbox: version.state === 'installing' })
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof PartRefused)) throw error
    // A part of a newer version may be in place already: the one that runs gets it back.
    const running = await findVersion(kernel.app.db, s.id, s.running)
    if (version.state === 'publishing' && running !== undefined)
      await install({ kernel, s, version: running, sandbox: false, isBack: true })
    await kernel.execute(noteFailed, { actor, input: { id: s.id, number, problem: sentenceOf(error) } })
    return
  }
  await kernel.execute(noteInstalled, { actor, input: { id: s.id, number } })
}

const messages = {
  ...catalogueMessages,
  ...collectionMessages,
  ...earlyWarningMessages,
  ...scenarioMessages,
}

function sentenceOf(error: Refusal | PartRefused): { zh: string; en: string } {
  const { message, details } = error instanceof PartRefused ? error.refusal : error
  const values = details as Record<string, string | number>
  const zh = translate(messages, message, 'zh', values)
  const en = translate(messages, message, 'en', values)
  if (error instanceof Refusal) return { zh, en }
  const { name, code } = error.part
  const key = 'scenarios.part-refused'
  return {
    zh: translate(messages, key, 'zh', { part: name, sentence: zh }),
    en: translate(messages, key, 'en', { part: code, sentence: en }),
  }
}
