import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import { isWorkerOf } from '#kernel/identity'
import type { Role } from '#kernel/identity/define'
import type { Case } from './define.ts'
import { AssignInput } from './rules.ts'

/**
 * A case is assigned within the organization that leads it: nobody else could work on it.
 * @throws Refusal `invalid` naming the field
 */
export function refuseForeignAssignee(
  tx: Tx,
  action: string,
  c: Pick<Case, 'lead'>,
  input: unknown,
): Promise<void> {
  return refuseAssigneeBut(['handler'], tx, { action, c, input })
}

/**
 * The same where other posts than that of a handler work on a case, too.
 * @throws Refusal `invalid` naming the field
 */
export async function refuseAssigneeBut(
  roles: readonly Role[],
  tx: Tx,
  step: { readonly action: string; readonly c: Pick<Case, 'lead'>; readonly input: unknown },
): Promise<void> {
  const { action, c, input } = step
  if (action !== 'assign') return
  const { assignee } = AssignInput.parse(input)
  if (c.lead === null || !(await isWorkerOf(tx, assignee, c.lead.org, roles)))
    throw new Refusal('invalid', 'case.assignee-elsewhere', { field: 'assignee' })
}
