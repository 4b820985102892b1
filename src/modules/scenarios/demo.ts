import { join } from 'node:path'
import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { proposeScenario, trySandbox } from './actions.ts'
import { readPackage } from './check.ts'
import { findByCode } from './store.ts'

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
