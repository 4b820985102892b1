import { join } from 'node:path'
import { dayOf } from '#kernel/clock/rules'
import type { AnyAction } from '#kernel/http/define'
import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { enterNeed, listOffer, proposeScenario, trySandbox } from './actions.ts'
import { readPackage } from './check.ts'
import { demoNeeds, demoOffers } from './demo-wishes.ts'
import { findByCode, hasWishes } from './store.ts'

const actor = systemActor('demo')

/** The project's own packages, each proposed for whom it is meant and on its way into the sandbox. */
const packages = [
  { code: 'street-lights', org: 'town.500107104' },
  { code: 'construction-spoil', org: 'gxq.urban' },
] as const

export async function demoScenario(kernel: Kernel): Promise<void> {
  for (const { code, org } of packages) {
    if (await findByCode(kernel.app.db, code)) continue
    const manifest = await readPackage(join(kernel.config.root, `examples/${code}/scenario.json`))
    const input = { org, manifest, reason: '本项目自带的示例' }
    const made = await kernel.execute(proposeScenario, { actor, input })
    await kernel.execute(trySandbox, { actor, input: { ...made, reason: '示例在沙箱中试运行' } })
  }
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
