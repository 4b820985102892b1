import { Refusal } from '#kernel/action/define'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { readGradingTable } from '#modules/catalogue'
import type { SwitchingOn } from '#modules/sharing'
import { covers, effectiveKinds, givenPersonal, needOf, triggersOf } from './rules.ts'
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
