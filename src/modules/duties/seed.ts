import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { isSeedNeeded, seedDuties } from './actions/seed.ts'

/** Organizations and duty list of a new installation. Asks first, so that a restart leaves no entry in the audit. */
export async function seed(kernel: Kernel): Promise<void> {
  if (!(await isSeedNeeded(kernel.app.db))) return
  await kernel.execute(seedDuties, { actor: systemActor('duties.seed'), input: {} })
}
