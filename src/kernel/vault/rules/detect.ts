import type { Found, IdentifierKind } from '../define.ts'
import { findNames } from './names.ts'
import { isCreditCode, isIdNumber, passesLuhn, toHalfWidth } from './normalise.ts'

/** A form to look for; `accepts` sees the match, the text before it and the text after it. */
type Detector = {
  kind: IdentifierKind
  pattern: RegExp
  accepts?(match: string, before: string, after: string): boolean
}

/** How far a cue word may stand before what it announces. */
const CUE_REACH = 12

/** Numbers of things, not of persons: «订单号6222…». */
const isThing = (before: string) =>
  /(?:订单|单号|工单|编号|流水|快递|型号|批次|案号|文号|合同号)[^，。；,;]{0,6}$/.test(before)
const isQuantity = (after: string) => /^(?:\.\d{1,2})?\s?(?:元|万元|亿元|吨|平方)/.test(after)

const PLATE_PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const NUMERALS = '一二三四五六七八九十'

/** Every quantifier is bounded and no two neighbours can match the same text: the time is linear in the text. */
const DETECTORS: Detector[] = [
  {
    kind: 'email',
    pattern: /(?<![\w.%+-])[\w.%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/g,
  },
  {
    kind: 'idNumber',
    pattern: /(?<!\d)[1-9]\d{5} ?(?:18|19|20)\d{2} ?[01]\d[0-3]\d ?\d{3}[\dXx](?![\dA-Za-z])/g,
    // A mistyped number is still that of a person when the writer says that it is an ID number.
    accepts: (match, before) =>
      isIdNumber(match.replaceAll(' ', '').toUpperCase()) ||
      /(?:身份证|证件号|公民身份)[^，。；,;]{0,8}$/.test(before),
  },
  {
    kind: 'bankCard',
    pattern: /(?<![\d.])[1-9]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)/g,
    accepts: (match, before, after) =>
      isBankCard(match.replace(/[ -]/g, '')) && !isThing(before) && !isQuantity(after),
  },
  {
    kind: 'mobile',
    pattern: /(?<![\d.])(?:(?:\+|00)?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g,
    accepts: (_match, _before, after) => !isQuantity(after),
  },
  {
    kind: 'landline',
    pattern: /(?<![\d.])(?:[(（]0\d{2,3}[)）]|0\d{2,3})[- ]?[2-8]\d{6,7}(?:-\d{1,5})?(?!\d)/g,
    accepts: (_match, before, after) => !isThing(before) && !isQuantity(after),
  },
  {
    kind: 'landline',
    pattern: /(?<![\d.-])[2-8]\d{6,7}(?![\d-]|\.\d)/g,
    accepts: (_match, before, after) =>
      /(?:电话|座机|固话|tel)[^，。；,;\d]{0,4}$/i.test(before) && !isQuantity(after),
  },
  {
    kind: 'plate',
    pattern: new RegExp(
      `[${PLATE_PROVINCES}][A-HJ-NP-Z][·•. -]?(?:[DF][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[DF]|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Za-z0-9])`,
      'gi',
    ),
    accepts: (match) => /\d/.test(match),
  },
  {
    kind: 'passport',
    // Chinese passports (E, G, P, S, D and a digit or letter) and exit-entry permits (C, H, M, W).
    pattern: /(?<![A-Za-z0-9])(?:E[A-HJ-NP-Z]\d{7}|[EGPSDCHMW]\d{8})(?![A-Za-z0-9])/gi,
    accepts: (match, before) =>
      /(?:护照|通行证|passport)[^，。；,;]{0,8}$/i.test(before) || (/^[EG]/i.test(match) && !isThing(before)),
  },
  {
    kind: 'room',
    pattern: new RegExp(
      `(?<![A-Za-z0-9])(?:[A-Za-z]?\\d{1,3}|[A-Za-z]|[${NUMERALS}]{1,3})(?:栋|幢|号楼|座)(?:[A-Za-z0-9${NUMERALS}]{1,2}单元)?(?:\\d{1,2}[层楼])?[- ]?[A-Za-z]?\\d{3,4}(?:室|房|号|户)?(?![\\d年月元米平个多余])`,
      'g',
    ),
  },
  {
    kind: 'room',
    pattern:
      /(?<=[号栋楼苑园区厦阁轩城庭居里])(?:[A-Za-z0-9一二三四五六七八九十]{1,2}单元)?\d{3,4}[室房](?![间屋])/g,
  },
  { kind: 'room', pattern: /(?<=小区|花园|苑|新村|公寓)\d{1,2}-\d{1,2}-\d{3,4}(?![\d-])/g },
]

/** Issuer numbers of the cards in use in China: UnionPay, old bank-own ranges, Visa, Mastercard, JCB. */
function isBankCard(digits: string): boolean {
  const issuer = /^(?:6[02-9]\d{14,17}|(?:9558|95599|9400|9843)\d{11,15}|4\d{15}|5[1-5]\d{14}|35\d{14})$/
  return issuer.test(digits) && passesLuhn(digits)
}

const CREDIT_CODE = /(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Za-z])/g

/** Numbers of organizations: nothing inside them is taken for that of a person. */
function creditCodes(text: string): { start: number; end: number }[] {
  return [...text.matchAll(CREDIT_CODE)]
    .filter((match) => isCreditCode(match[0]) && !isIdNumber(match[0]))
    .map((match) => ({ start: match.index, end: match.index + 18 }))
}

/** Personal identifiers in a text, in order and without overlap; the earlier detector wins a place. */
export function detect(original: string): Found[] {
  const text = toHalfWidth(original)
  const taken = new Uint8Array(text.length)
  for (const { start, end } of creditCodes(text)) taken.fill(1, start, end)
  const found: Found[] = []
  const take = (kind: IdentifierKind, start: number, end: number) => {
    for (let i = start; i < end; i++) if (taken[i]) return
    taken.fill(1, start, end)
    found.push({ kind, start, end })
  }
  for (const { kind, pattern, accepts } of DETECTORS) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length]
      const before = text.slice(Math.max(0, start - CUE_REACH), start)
      if (!accepts || accepts(match[0], before, text.slice(end, end + CUE_REACH))) take(kind, start, end)
    }
  }
  for (const { start, end } of findNames(text)) take('name', start, end)
  return found.sort((a, b) => a.start - b.start)
}
