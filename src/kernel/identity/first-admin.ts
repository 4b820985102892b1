import type { Kernel } from '#kernel/module'
import { accountActions } from './actions/accounts.ts'
import { givePost } from './actions/posts.ts'
import { systemActor } from './define.ts'

/**
 * The first administrator of an installation, or another one for an organization whose administrators are gone. Meant
 * for whoever holds the machine; audited as the platform's own act.
 * @returns the temporary password
 * @throws Refusal `conflict` when the login is taken, `invalid` for an unknown organization
 */
export async function createFirstAdmin(
  kernel: Pick<Kernel, 'execute'>,
  input: { login: string; name: string; org: string },
): Promise<string> {
  const actor = systemActor('first-admin')
  const created = await kernel.execute(accountActions.createAccount, {
    actor,
    input: { kind: 'officer', ...input },
  })
  await kernel.execute(givePost, { actor, input: { id: created.id, role: 'admin', org: input.org } })
  return created.temporaryPassword ?? ''
}
