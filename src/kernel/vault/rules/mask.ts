import type { Found, IdentifierKind, MaskLevel } from '../define.ts'
import { detect } from './detect.ts'

const stars = (text: string) => text.replace(/[^\s]/g, '*')

/** Keeps `head` and `tail` letters or digits and stars the others; blanks, hyphens and brackets stay in place. */
function keepEnds(text: string, head: number, tail: number): string {
  const total = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  // Of a short value this would show nearly all: then nothing but the separators stays.
  const kept = head + tail <= total * 0.8 ? { head, tail } : { head: 0, tail: 0 }
  let seen = 0
  return text.replace(/[\p{L}\p{N}]/gu, (character) => {
    const at = seen++
    return at < kept.head || at >= total - kept.tail ? character : '*'.repeat(character.length)
  })
}

/** '13812345678' → '138****5678', '0755-82345678' → '0755-****5678', '0755-82345678-801' → '0755-****5678-***'. */
export function maskPhone(value: string): string {
  const landline = /^([(（]?0\d{2,3}[)）]?[- ]?)?(\d{7,8})(-\d{1,5})?$/.exec(value)
  if (landline) {
    const [, area = '', number = '', extension = ''] = landline
    return area + keepEnds(number, 0, 4) + keepEnds(extension, 0, 0)
  }
  const length = value.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  return length < 7 ? keepEnds(value, 0, 0) : keepEnds(value, Math.max(0, length - 8), 4)
}

/** '张伟' → '张*', '欧阳修文' → '欧***': the first character alone, whatever the length. */
export function maskName(value: string): string {
  const [first = '', ...rest] = value
  return rest.length === 0 ? stars(value) : first + stars(rest.join(''))
}

/** '3栋2单元501' → '3栋*单元***': the building stays, so that a crew finds the place. */
function maskRoom(value: string): string {
  const building =
    /^(?:[A-Za-z]?\d{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3})(?:栋|幢|号楼|座)/.exec(value)?.[0] ?? ''
  return building + value.slice(building.length).replace(/[A-Za-z0-9０-９一二三四五六七八九十]/g, '*')
}

function maskEmail(value: string): string {
  const at = value.search(/[@＠]/)
  const [local, domain] = at < 0 ? [value, ''] : [value.slice(0, at), value.slice(at)]
  const [begin = '', ...rest] = local
  const first = rest.length > 0 ? begin : ''
  // A domain with a long number in it may repeat a telephone number.
  return first + stars(local.slice(first.length)) + (/\d{5}/.test(domain) ? stars(domain) : domain)
}

/** What stays of a value: so many letters or digits at its ends, or what a form of its own leaves. */
export type PartialForm =
  | { readonly form: 'ends'; readonly head: number; readonly tail: number }
  | { readonly form: 'phone' | 'email' | 'name' | 'room' | 'numbers' }

const ends = (head: number, tail: number): PartialForm => ({ form: 'ends', head, tail })

/** The one table of partial masks: texts, own data and granted columns are masked by it. */
export const partialForms: Readonly<Record<IdentifierKind, PartialForm>> = {
  mobile: { form: 'phone' },
  landline: { form: 'phone' },
  idNumber: ends(3, 2),
  bankCard: ends(0, 4),
  email: { form: 'email' },
  plate: ends(2, 2),
  passport: ends(1, 2),
  permit: ends(1, 2),
  name: { form: 'name' },
  room: { form: 'room' },
}

/** A value in a form. */
export function maskByForm(by: PartialForm, value: string): string {
  switch (by.form) {
    case 'ends':
      return keepEnds(value, by.head, by.tail)
    case 'phone':
      return maskPhone(value)
    case 'email':
      return maskEmail(value)
    case 'name':
      return maskName(value)
    case 'room':
      return maskRoom(value)
    case 'numbers':
      return value.replace(/[0-9０-９一二三四五六七八九十]+/g, '*')
  }
}

/** One identifier at a level. The length stays, so that places in the text stay valid. */
export function maskIdentifier(kind: IdentifierKind, value: string, level: MaskLevel): string {
  if (level === 'none') return value
  return level === 'full' ? stars(value) : maskByForm(partialForms[kind], value)
}

/** Masks room numbers, and at 'full' everything behind the road, community or estate. */
export function maskAddress(address: string, level: MaskLevel = 'partial'): string {
  if (level === 'none') return address
  const masked = maskText(address, level).text
  if (level === 'partial') return masked
  const road = /^.{0,60}(?:街道|大道|路|街|巷|社区|小区|花园|村|镇|乡|区|县|市)/u.exec(masked)?.[0] ?? ''
  return road + stars(masked.slice(road.length))
}

export type MaskedText = { text: string; found: Found[] }

/** Each round covers what the last one laid bare; two nearly always suffice, more only in a text made for it. */
const MOST_ROUNDS = 8

/**
 * Finds personal identifiers and masks them, together with every other occurrence of the same identifier, cue
 * word or not. Masking a second time changes nothing. `found` holds places in the given text, which are also
 * places in the result; 'none' only finds.
 */
export function maskText(original: string, level: MaskLevel): MaskedText {
  const found: Found[] = []
  const known = new Map<string, IdentifierKind>()
  let text = original
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const spans = detect(text)
    for (const { kind, start, end } of spans) known.set(text.slice(start, end), kind)
    const all = withRepeats(text, spans, known)
    if (all.length === 0) break
    for (const span of all) found.push(span)
    text = replaceSpans(text, all, level)
    if (level === 'none') break
  }
  return { text, found: found.sort((a, b) => a.start - b.start || a.end - b.end) }
}

/** Adds the places where a known identifier stands outside the spans. One pass, whatever the number of them. */
function withRepeats(text: string, spans: Found[], known: Map<string, IdentifierKind>): Found[] {
  const lengths = new Map<string, Set<number>>()
  for (const value of known.keys()) {
    const key = value.slice(0, 2)
    lengths.set(key, (lengths.get(key) ?? new Set()).add(value.length))
  }
  const all: Found[] = []
  let next = 0
  for (let at = 0; at < text.length; ) {
    const span = spans[next]
    if (span && span.start === at) {
      all.push(span)
      next++
      at = span.end
      continue
    }
    const room = (span?.start ?? text.length) - at
    const length = longestKnown(text, at, room, lengths.get(text.slice(at, at + 2)), known)
    const kind = length > 0 ? known.get(text.slice(at, at + length)) : undefined
    if (kind) all.push({ kind, start: at, end: at + length })
    at += Math.max(1, length)
  }
  return all
}

function longestKnown(
  text: string,
  at: number,
  room: number,
  lengths: Set<number> | undefined,
  known: Map<string, IdentifierKind>,
): number {
  let longest = 0
  for (const length of lengths ?? []) {
    if (length > longest && length <= room && known.has(text.slice(at, at + length))) longest = length
  }
  return longest
}

function replaceSpans(text: string, spans: Found[], level: MaskLevel): string {
  const parts: string[] = []
  let at = 0
  for (const { kind, start, end } of spans) {
    parts.push(text.slice(at, start), maskIdentifier(kind, text.slice(start, end), level))
    at = end
  }
  return parts.join('') + text.slice(at)
}
