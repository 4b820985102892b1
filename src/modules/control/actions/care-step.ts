import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import type { MasterKey } from '#kernel/vault'
import { approvedOn } from '#modules/protection'
import type { CareStep } from '../contract.ts'
import { addCareStep, type Care, saveCare, sealText } from '../store.ts'

/** What a care level is used for, in the words of an impact assessment. */
const purpose = 'assistance'

/**
 * The last day of an approved impact assessment that covers the processing of the group's resource for care by this
 * organization; null where there is none today.
 */
export async function assessedUntil(
  tx: Tx,
  resource: string | null,
  owner: string,
  today: string,
): Promise<string | null> {
  if (resource === null) return null
  const days = (await approvedOn(tx, resource)).flatMap(({ content, validUntil }) =>
    validUntil !== null &&
    validUntil >= today &&
    content.purpose === purpose &&
    (content.consumers.length === 0 || content.consumers.includes(owner))
      ? [validUntil]
      : [],
  )
  return days.toSorted().at(-1) ?? null
}

interface Taken {
  readonly what: CareStep['what']
  readonly by: Pick<Actor, 'id' | 'name'>
  readonly text: string
  /** The words are also why the level is proposed at all. */
  readonly keepsReason?: true
  readonly now: Date
}

/** Saves a care level with its step. The audit keeps state and day; who it is about and what was said stays sealed. */
export async function takeCareStep(
  tx: Tx,
  master: MasterKey,
  care: Care,
  { what, by, text, keepsReason, now }: Taken,
) {
  const sealed = await sealText(tx, master, care.person, text)
  const saved = await saveCare(tx, keepsReason === true ? { ...care, reason: sealed } : care)
  await addCareStep(tx, saved, { what, by, text: sealed }, now)
  const subject = { type: 'care-level', id: saved.id, district: saved.district }
  return {
    output: { id: saved.id, revision: saved.revision, state: saved.state },
    subject,
    change: { step: what, state: saved.state, until: saved.until },
    events: [{ name: `care.${what}`, payload: { place: saved.place, owner: saved.owner }, subject }],
  }
}
