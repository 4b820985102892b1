import type { CapAlert, CapInfo } from '../contract/alert.ts'
import type { ComposedAlert } from '../contract/requests.ts'
import { referencesTo } from './chain.ts'
import { marked, markOf } from './marks.ts'
import { capTimeOf } from './values.ts'

/** The platform's part of a message: who sends it, under which name, when. */
export interface Stamp {
  readonly identifier: string
  readonly sender: string
  readonly senderName: string
  readonly now: Date
}

/** The next second after what it follows: of two messages of one second nobody could say which holds. */
function sentAt(now: Date, after?: CapAlert): string {
  const second = Math.floor(now.getTime() / 1000) * 1000
  return capTimeOf(new Date(Math.max(second, after === undefined ? 0 : Date.parse(after.sent) + 1000)))
}

const named = (info: readonly CapInfo[], senderName: string): CapInfo[] =>
  info.map((i) => ({ ...i, senderName: i.senderName ?? senderName }))

export function composeAlert(composed: ComposedAlert, stamp: Stamp): CapAlert {
  const { identifier, sender } = stamp
  return marked({
    ...composed,
    identifier,
    sender,
    sent: sentAt(stamp.now),
    msgType: 'Alert',
    code: [],
    references: [],
    info: named(composed.info, stamp.senderName),
  })
}

/** Status, scope and whom it is for stay what they were: an exercise never becomes real by an update. */
export function composeUpdate(
  target: CapAlert,
  composed: Pick<ComposedAlert, 'note' | 'info'>,
  stamp: Stamp,
): CapAlert {
  const { note: _former, ...rest } = target
  return marked({
    ...rest,
    ...composed,
    identifier: stamp.identifier,
    sender: target.sender,
    sent: sentAt(stamp.now, target),
    msgType: 'Update',
    references: referencesTo(target),
    info: named(composed.info, stamp.senderName),
  })
}

/** Takes a message back, for the same areas and until the same time, so that all who were told learn of it. */
export function composeCancel(target: CapAlert, reason: string, stamp: Stamp): CapAlert {
  return marked({
    ...target,
    identifier: stamp.identifier,
    sent: sentAt(stamp.now, target),
    msgType: 'Cancel',
    note: reason,
    references: referencesTo(target),
    info: target.info.map((info) => cancelledInfo(info, target.status, reason)),
  })
}

function cancelledInfo(info: CapInfo, status: CapAlert['status'], reason: string): CapInfo {
  const { effective: _from, onset: _onset, resource: _pictures, ...rest } = info
  const isChinese = /^zh\b/i.test(info.language)
  const mark = markOf(status, isChinese ? 'zh' : 'en').trim()
  const headline = (info.headline ?? info.event).replace(mark, '').trim()
  return {
    ...rest,
    responseType: ['AllClear'],
    urgency: 'Past',
    headline: isChinese ? `解除：${headline}` : `Cancelled: ${headline}`,
    // The reason is given in one language; the same words under two would break a rule of the standard.
    description: isChinese ? reason : `This message is cancelled (${info.event.replace(mark, '').trim()}).`,
    instruction: isChinese ? `${headline}已解除。` : `${headline} is over.`,
    resource: [],
  }
}
