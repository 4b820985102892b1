import { Refusal } from '#kernel/action'
import type { Database, Tx } from '#kernel/database'
import type { Resource } from '#modules/catalogue/contract'
import type { Basis, WatchContent } from './contract.ts'
import { basisOf, reachOf } from './rules.ts'
import { lastConsent } from './store.ts'

export interface Watching {
  /** Absent: it is not saved yet, and nobody has consented to it. */
  readonly id?: string
  readonly owner: string | null
  readonly content: WatchContent
}

/** Why a watch may read a resource; null: it may not. */
export async function basisFor(
  tx: Tx | Database,
  { id, owner, content }: Watching,
  resource: Resource,
): Promise<Basis | null> {
  const { provider, content: described } = resource
  const reading = {
    owner,
    resource: { id: resource.id, provider, share: described.share.type },
    reach: reachOf(content),
  }
  return basisOf(reading, id === undefined ? undefined : await lastConsent(tx, id))
}

/**
 * The one place where a watch, its trial or its series is kept from rows of another organization.
 * @throws Refusal `forbidden` where the data is another organization's and nobody there has consented
 */
export async function refuseUnlessPermitted(
  tx: Tx | Database,
  watching: Watching,
  resource: Resource,
): Promise<void> {
  if ((await basisFor(tx, watching, resource)) === null)
    throw new Refusal('forbidden', 'early-warning.no-consent', {
      provider: resource.provider,
      resource: resource.content.name,
    })
}
