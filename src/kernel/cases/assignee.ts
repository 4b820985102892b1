import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import { isHandlerOf } from '#kernel/identity'
import type { Case } from './define.ts'
import { AssignInput } from './rules.ts'

/**
 * A case is assigned within the organization that leads it: nobody else could work on it.
 * @throws Refusal `invalid` naming the field
 */
export async function refuseForeignAssignee(
  tx: Tx,
  action: string,
  c: Pick<Case, 'lead'>,
  input: unknown,
): Promise<void> {
  if (action !== 'assign') return
  const { assignee } = AssignInput.parse(input)
  if (c.lead === null || !(await isHandlerOf(tx, assignee, c.lead.org)))
    throw new Refusal('invalid', 'case.assignee-elsewhere', { field: 'assignee' })
}
