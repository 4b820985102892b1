import type { Database, Tx } from '#kernel/database'
import type { Grant } from './contract/grants.ts'
import { isPermitted, preparePolicies } from './engine.ts'
import { type Call, failing, type GrantCondition } from './rules.ts'
import { listPolicies } from './store.ts'

const prepared = new Map<string, string>()
/** Beyond this many resources the oldest parsed policies make room. */
const mostPrepared = 5000

export type Judgement =
  | { readonly permitted: true }
  | { readonly permitted: false; readonly condition: GrantCondition }

/**
 * Cedar decides on the policies in force of the resource; where it denies, the first condition of the named grant that
 * fails is said. A grant whose every condition holds while Cedar denies is refused as `state`: the policy decides.
 */
export async function judge(db: Tx | Database, grant: Grant, call: Call): Promise<Judgement> {
  const fails = failing(grant, call)
  await refresh(db, grant.resource)
  // Another grant of the same consumer may permit; the call names this one, so this one has to hold too.
  if (fails.length === 0 && isPermitted(grant.resource, call)) return { permitted: true }
  return { permitted: false, condition: fails[0] ?? 'state' }
}

async function refresh(db: Tx | Database, resource: string): Promise<void> {
  const newer = await listPolicies(db, resource, prepared.get(resource))
  if (newer === undefined && prepared.has(resource)) return
  preparePolicies(resource, newer?.policies ?? [])
  prepared.delete(resource)
  prepared.set(resource, newer?.stamp ?? '')
  if (prepared.size > mostPrepared) {
    const [oldest] = prepared.keys()
    if (oldest !== undefined) {
      preparePolicies(oldest, [])
      prepared.delete(oldest)
    }
  }
}
