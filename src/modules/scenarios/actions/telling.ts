import type { Emitted } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { queueNotice } from '#kernel/notify'
import { needNumber, offerNumber } from '../rules.ts'
import type { Need, Offer } from '../store.ts'

export type Told = 'need-matched' | 'need-reopened' | 'need-closed' | 'need-scenario'

interface Telling {
  readonly need: Pick<Need, 'id' | 'seq' | 'org' | 'account'>
  readonly offer: Pick<Offer, 'id' | 'seq' | 'person'>
  readonly what: Told
  readonly now: Date
}

/** Both sides hear of it: who entered the need, and who entered the offer, who may only have a telephone. */
export async function tellBoth(tx: Tx, { need, offer, what, now }: Telling): Promise<Emitted[]> {
  const data = { need: needNumber(need.seq), offer: offerNumber(offer.seq) }
  const template = `notice.scenario-${what}`
  const office = await tellOffice(tx, { need, template, data, now })
  return [...office, ...(await tellEnterprise(tx, { offer, template, data, now }))]
}

interface ToOffice {
  readonly need: Pick<Need, 'id' | 'account'>
  readonly template: string
  readonly data: Readonly<Record<string, string>>
  readonly now: Date
}

/** Who entered the need. */
export async function tellOffice(tx: Tx, { need, template, data, now }: ToOffice): Promise<Emitted[]> {
  if (need.account === null) return []
  const subject = { type: 'scenario-need', id: need.id }
  const notice = { account: need.account, channel: 'in-app', template, data: { ...data }, subject } as const
  return queueNotice(tx, notice, now)
}

interface ToEnterprise {
  readonly offer: Pick<Offer, 'id' | 'person'>
  readonly template: string
  readonly data: Readonly<Record<string, string>>
  readonly now: Date
}

export async function tellEnterprise(
  tx: Tx,
  { offer, template, data, now }: ToEnterprise,
): Promise<Emitted[]> {
  if (offer.person === null) return []
  const events: Emitted[] = []
  for (const channel of ['in-app', 'sms'] as const)
    events.push(
      ...(await queueNotice(
        tx,
        {
          person: offer.person,
          channel,
          template,
          data: { ...data },
          subject: { type: 'scenario-offer', id: offer.id },
        },
        now,
      )),
    )
  return events
}
