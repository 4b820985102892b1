import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { proposeScenario, trySandbox } from './actions.ts'
import { findByCode } from './store.ts'

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
