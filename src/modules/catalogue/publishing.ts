import type { Tx } from '#kernel/database'
import type { Resource } from './contract.ts'
import type { ContentFault } from './rules.ts'

/** What a module that stands on the catalogue holds against publishing a draft; empty: nothing. */
export type PublishCheck = (
  tx: Tx,
  draft: Pick<Resource, 'id' | 'provider' | 'content'>,
) => Promise<readonly ContentFault[]>

const checks = new Set<PublishCheck>()

/** A module says this once when it is put together; the same check twice is one. */
export function checkBeforePublishing(check: PublishCheck): void {
  checks.add(check)
}

export async function faultsOfPublishing(
  tx: Tx,
  draft: Pick<Resource, 'id' | 'provider' | 'content'>,
): Promise<ContentFault[]> {
  const found: ContentFault[] = []
  for (const check of checks) found.push(...(await check(tx, draft)))
  return found
}
