import { createHmac } from 'node:crypto'
import type { IdentifierKind } from '#kernel/vault/define'
import { maskAddress, maskIdentifier, toHalfWidth } from '#kernel/vault/rules'
import { generaliseValue } from './generalise.ts'
import type { Finding, PiiKind, Sensitivity } from './types.ts'

/**
 * `full`: stars. `partial`: the usual form, 138****1234, 张*, 渝A·***45. `pseudonym`: the same word for the same value under
 * one key, so that rows can still be joined; whoever holds the key can try all telephone numbers, so it is personal
 * information still (PIPL art. 73: de-identified, not anonymous). `generalise`: coarser and true.
 */
export type Mask =
  | { readonly as: 'full' }
  | { readonly as: 'partial' }
  | { readonly as: 'pseudonym'; readonly key: Uint8Array }
  | { readonly as: 'generalise' }

/** What a value is given out for. */
export type Purpose = 'handling' | 'display' | 'sharing' | 'statistics' | 'publication'

/** A default to be edited: which mask for which purpose; `none` shows the value to those who handle the case. */
export const masksByPurpose: Readonly<Record<Purpose, Readonly<Record<Sensitivity, Mask['as'] | 'none'>>>> = {
  handling: { ordinary: 'none', sensitive: 'partial' },
  display: { ordinary: 'partial', sensitive: 'partial' },
  sharing: { ordinary: 'pseudonym', sensitive: 'pseudonym' },
  statistics: { ordinary: 'generalise', sensitive: 'generalise' },
  publication: { ordinary: 'full', sensitive: 'full' },
}

/** One value of a known kind, masked. Never the value itself, except where `generalise` has nothing coarser than what is given. @throws RangeError for a pseudonym key below 16 bytes. */
export function maskValue(kind: PiiKind, value: string, mask: Mask): string {
  switch (mask.as) {
    case 'full':
      return stars(value)
    case 'partial':
      return hideAll(value, partial(kind, value), () => stars(value))
    case 'pseudonym':
      return pseudonym(kind, value, mask.key)
    case 'generalise':
      return generaliseValue(kind, value)
  }
}

/** A text with its findings masked; `maskFor` chooses by finding, `undefined` leaves it. Findings as `findPersonalData` gives them. */
export function maskFindings(
  text: string,
  findings: readonly Finding[],
  maskFor: (finding: Finding) => Mask | undefined,
): string {
  let shown = ''
  let at = 0
  for (const finding of findings) {
    const mask = maskFor(finding)
    const value = text.slice(finding.start, finding.end)
    shown += text.slice(at, finding.start) + (mask ? maskValue(finding.kind, value, mask) : value)
    at = finding.end
  }
  return shown + text.slice(at)
}

const stars = (value: string) => value.replace(/\S/gu, (c) => '*'.repeat(c.length))

/** Where the kernel's masks know the form, theirs. */
const identifierOf: Partial<Record<PiiKind, IdentifierKind>> = {
  idNumber: 'idNumber',
  mobile: 'mobile',
  landline: 'landline',
  bankCard: 'bankCard',
  passport: 'passport',
  permit: 'permit',
  plate: 'plate',
  name: 'name',
  email: 'email',
  socialSecurity: 'bankCard',
  wechat: 'passport',
  qq: 'passport',
}

function partial(kind: PiiKind, value: string): string {
  const identifier = identifierOf[kind]
  if (identifier) return maskIdentifier(identifier, value, 'partial')
  switch (kind) {
    case 'address':
      return hideAll(value, maskAddress(value, 'partial'), () => maskAddress(value, 'full'))
    case 'creditCode':
      return value.slice(0, 8) + stars(value.slice(8))
    case 'ip':
      return /^\d/.test(value) && value.includes('.')
        ? value.replace(/\.\d+\.\d+$/, '.*.*')
        : hideTail(value, ':', 2)
    case 'mac':
      return hideTail(value, value.includes(':') ? ':' : '-', 3)
    case 'birthDate':
      return value.length > 4
        ? value.slice(0, 4) + value.slice(4).replace(/[\d〇零一二三四五六七八九十]/g, '*')
        : stars(value)
    case 'coordinates':
      return value.replace(/(\.\d)\d+|[′']\d+(?:\.\d+)?/g, (part, kept: string | undefined) =>
        kept === undefined ? part.replace(/\d/g, '*') : kept + '*'.repeat(part.length - 2),
      )
    default:
      return stars(value)
  }
}

/** A partial mask that found nothing to hide gives way to a stronger one. */
function hideAll(value: string, masked: string, stronger: () => string): string {
  if (masked !== value) return masked
  const hidden = stronger()
  return hidden === value ? stars(value) : hidden
}

function hideTail(value: string, sign: string, kept: number): string {
  const parts = value.split(sign)
  return parts.map((part, i) => (i < kept && parts.length > kept ? part : stars(part))).join(sign)
}

function pseudonym(kind: PiiKind, value: string, key: Uint8Array): string {
  if (key.length < 16) throw new RangeError(`a pseudonym key of ${key.length} bytes, at least 16`)
  const plain = comparable(kind, value)
  // HMAC-SM3, cut to 80 bits: two of a million values collide with a chance below one in a million.
  return `${kind}-${createHmac('sm3', key).update(`${kind}\0${plain}`).digest('hex').slice(0, 20)}`
}

/** Ways of writing one value are one value. */
function comparable(kind: PiiKind, value: string): string {
  const plain = toHalfWidth(value).trim()
  if (kind === 'name' || kind === 'address') return plain.replace(/\s/g, '')
  const joined = plain.replace(/[\s·•()-]/g, '').toUpperCase()
  return kind === 'mobile' ? joined.replace(/^(?:\+|00)?86(?=1\d{10}$)/, '') : joined
}
