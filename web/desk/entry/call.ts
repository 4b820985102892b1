import type { SubmitAppeal, Urgency } from '#modules/appeals/contract'

/** What the clerk has typed so far. */
export interface Call {
  readonly text: string
  readonly title: string
  readonly phone: string
  readonly name: string
  readonly address: string
  /** Place path chosen from the candidates. */
  readonly place: string | undefined
  readonly category: string | undefined
  readonly urgency: Urgency | undefined
}

export const emptyCall: Call = {
  text: '',
  title: '',
  phone: '',
  name: '',
  address: '',
  place: undefined,
  category: undefined,
  urgency: undefined,
}

/** As the contract of the appeal checks it. */
const phonePattern = /^1[3-9]\d{9}$|^0\d{2,3}-?\d{7,8}$/

export const isPhone = (text: string) => phonePattern.test(text)

export type CallField = 'text' | 'phone'

export function problemsOf(call: Call): CallField[] {
  const bad: CallField[] = []
  if (call.text.trim().length < 5) bad.push('text')
  if (call.phone.trim() !== '' && !isPhone(call.phone.trim())) bad.push('phone')
  return bad
}

/** Without name and number the caller stays anonymous. */
export function submissionOf(call: Call): SubmitAppeal {
  const [phone, name, title, address] = [call.phone, call.name, call.title, call.address].map((text) =>
    text.trim(),
  )
  return {
    text: call.text.trim(),
    channel: 'phone',
    anonymous: phone === '' && name === '',
    contact: { ...(name ? { name } : {}), ...(phone ? { phone } : {}) },
    where: { ...(call.place === undefined ? {} : { place: call.place }), ...(address ? { address } : {}) },
    files: [],
    ...(title ? { title } : {}),
    ...(call.category === undefined ? {} : { category: call.category }),
    ...(call.urgency === undefined ? {} : { urgency: call.urgency }),
  }
}
