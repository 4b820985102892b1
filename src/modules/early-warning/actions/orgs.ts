import { Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'

/** @throws Refusal `invalid` where there is no such organization, or it works no more */
export async function refuseUnknownOrg(tx: Tx, org: string): Promise<void> {
  const found = await tx
    .selectFrom('organizations')
    .select('code')
    .where('code', '=', org)
    .where('active', '=', true)
    .executeTakeFirst()
  if (found === undefined) throw new Refusal('invalid', 'early-warning.no-org', { field: 'org' })
}
