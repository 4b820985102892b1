import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dayOf } from '#kernel/clock/rules'
import type { AnyAction } from '#kernel/http/define'
import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { enterNeed, listOffer, proposeScenario, trySandbox } from './actions.ts'
import { demoNeeds, demoOffers } from './demo-wishes.ts'
import { findByCode, hasWishes } from './store.ts'

const actor = systemActor('demo')

/** The project's own example, proposed for a township and on its way into the sandbox. */
export async function demoScenario(kernel: Kernel): Promise<void> {
  if (await findByCode(kernel.app.db, 'street-lights')) return
  const file = join(kernel.config.root, 'examples/street-lights/scenario.json')
  const manifest: unknown = JSON.parse(await readFile(file, 'utf8'))
  const made = await kernel.execute(proposeScenario, {
    actor,
    input: { org: 'town.500107104', manifest, reason: '本项目自带的示例' },
  })
  await kernel.execute(trySandbox, { actor, input: { ...made, reason: '示例在沙箱中试运行' } })
}

/** Needs and offers that nobody has, each labelled as invented; the first ones alone bring them. */
export async function demoWishes(kernel: Kernel, enterOffer: AnyAction): Promise<void> {
  if (await hasWishes(kernel.app.db)) return
  const until = `${Number(dayOf(kernel.clock.now()).slice(0, 4)) + 1}-12-31`
  for (const need of demoNeeds)
    await kernel.execute(enterNeed, { actor, input: { ...need, until, reason: '演示用，虚构' } })
  for (const offer of demoOffers) {
    const made = await kernel.execute(enterOffer, { actor, input: offer })
    if (offer.isListed) await kernel.execute(listOffer, { actor, input: { ...made, reason: '演示用，虚构' } })
  }
}
