import { Refusal } from '#kernel/action/define'
import { dayOf } from '#kernel/clock/rules'
import type { Database, Tx } from '#kernel/database'
import { readGradingTable } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import type { SwitchingOn } from '#modules/sharing'
import type { PersonalKind } from './contract.ts'
import {
  covers,
  coversRelease,
  effectiveKinds,
  givenPersonal,
  needOf,
  type Releasing,
  releaseTriggers,
  triggersOf,
} from './rules.ts'
import { approvedOn, confirmedKinds, readAssessmentTable } from './store.ts'

/** A grant that art. 55 asks an assessment for gives nothing before one is approved; the refusal names what is missing. */
export async function refuseUnassessed(tx: Tx, grant: SwitchingOn): Promise<Refusal | undefined> {
  const { resource, consumer, purpose, terms, automated, now } = grant
  const kinds = effectiveKinds(resource.content, await confirmedKinds(tx, resource.id))
  const { table } = await readGradingTable(tx)
  const processing = { resource: resource.id, consumer, purpose, terms, automated }
  const triggers = triggersOf(processing, kinds, table.sensitive)
  if (needOf(await readAssessmentTable(tx), triggers) !== 'block') return undefined
  const items = givenPersonal(processing, kinds)
  const approved = await approvedOn(tx, resource.id)
  if (approved.some((a) => covers(a, processing, items, dayOf(now)))) return undefined
  return new Refusal('not-now', 'protection.assessment-needed', {
    triggers,
    items,
    resource: resource.id,
    name: resource.content.name,
    purpose,
  })
}

/** Item → kind of personal information: what a person confirmed, else what the catalogue describes. */
export async function kindsOf(
  db: Tx | Database,
  resource: Pick<Resource, 'id' | 'content'>,
): Promise<Map<string, PersonalKind>> {
  return effectiveKinds(resource.content, await confirmedKinds(db, resource.id))
}

/**
 * What art. 55 asks before items of a resource leave as a release, anonymised or not: making it is processing, and what is
 * left of an item may still be personal information. Undefined where nothing is missing.
 */
export async function refuseUnassessedRelease(
  tx: Tx,
  resource: Resource,
  given: Omit<Releasing, 'resource'>,
  now: Date,
): Promise<Refusal | undefined> {
  const kinds = await kindsOf(tx, resource)
  const { table } = await readGradingTable(tx)
  const release = { ...given, resource: resource.id, items: given.items.filter((i) => kinds.has(i)) }
  const triggers = releaseTriggers(release, kinds, table.sensitive)
  if (needOf(await readAssessmentTable(tx), triggers) !== 'block') return undefined
  const approved = await approvedOn(tx, resource.id)
  if (approved.some((a) => coversRelease(a, release, dayOf(now)))) return undefined
  return new Refusal('not-now', 'protection.assessment-needed', {
    triggers,
    items: release.items,
    resource: resource.id,
    name: resource.content.name,
    purpose: 'statistics',
  })
}
