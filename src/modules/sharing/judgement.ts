import type { Database, Tx } from '#kernel/database'
import type { Grant } from './contract/grants.ts'
import { isPermitted, preparePolicies } from './engine.ts'
import { type Call, failing, type GrantCondition } from './rules.ts'
import { findPolicy } from './store.ts'

/** The revision of each grant whose policy is parsed. */
const prepared = new Map<string, number>()
/** Beyond this many grants the oldest parsed policies make room. */
const mostPrepared = 20_000

export type Judgement =
  | { readonly permitted: true }
  | { readonly permitted: false; readonly condition: GrantCondition }

/**
 * Cedar decides on the policy in force of the grant that the call names: another grant of the same consumer may give
 * more, and does not count. The time does not depend on how many grants a resource has (a set of all of them takes 50 ms
 * at 1,000). Where Cedar denies, the first condition that fails is said; if every condition holds while Cedar denies, it
 * is refused as `state`: the policy decides.
 */
export async function judge(db: Tx | Database, grant: Grant, call: Call): Promise<Judgement> {
  const fails = failing(grant, call)
  if (fails.length === 0) {
    await prepare(db, grant)
    if (isPermitted(grant.id, call)) return { permitted: true }
  }
  return { permitted: false, condition: fails[0] ?? 'state' }
}

/** A grant changes its revision with each change, so a parsed policy of the same revision is the one in force. */
async function prepare(db: Tx | Database, grant: Grant): Promise<void> {
  if (prepared.get(grant.id) === grant.revision) return
  const policy = await findPolicy(db, grant)
  preparePolicies(grant.id, policy === undefined ? [] : [policy])
  prepared.delete(grant.id)
  prepared.set(grant.id, grant.revision)
  if (prepared.size <= mostPrepared) return
  const [oldest] = prepared.keys()
  if (oldest === undefined) return
  preparePolicies(oldest, [])
  prepared.delete(oldest)
}
