import type { IdentifierKind } from '../define.ts'
import { isIdNumber, isOldIdNumber, passesLuhn } from './normalise.ts'
import type { Detector, Evidence, Reason } from './scan.ts'

/** Numbers of things, not of persons: «订单号6222…». */
export const isThing = (before: string): boolean =>
  /(?:订单|单号|工单|编号|流水|快递|型号|批次|案号|文号|合同号)[^，。；,;]{0,6}$/.test(before)
const isQuantity = (after: string) => /^(?:\.\d{1,2})?\s?(?:元|万元|亿元|吨|平方)/.test(after)
const isCued = (before: string, cue: RegExp) => cue.test(before)

const because = (certainty: number, ...why: Reason[]): Evidence => ({ certainty, why })

const PLATE_PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const NUMERALS = '一二三四五六七八九十'
/** As people write digits out to slip past filters: «幺三八…», «壹叁捌…». */
const DIGIT_NAMES = '〇零一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖'

const ID_CUE = /(?:身份证|证件号|公民身份)[^，。；,;]{0,8}$/
const PHONE_CUE = /(?:电话|手机|联系方式|联系|致电|拨打|tel|phone)[^，。；,;\d]{0,6}$/i
const PLATE_CUE = /(?:车牌|牌照|车号|车辆)[^，。；,;]{0,6}$/
const PERMIT_CUE = /(?:通行证|回乡证|台胞证|往来证|旅行证)[^，。；,;]{0,8}$/
const PASSPORT_CUE = /(?:护照|passport)[^，。；,;]{0,8}$/i

/** Number ranges that the ministry has given to networks (as of 2025). */
const NETWORK = /1(?:3\d|4[014-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}$/

/** Every quantifier is bounded and no two neighbours can match the same text: the time is linear in the text. */
export const identifiers: readonly Detector<IdentifierKind>[] = [
  {
    kind: 'email',
    pattern: /(?<![\w.%+-])[\w.%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/g,
    judge: () => because(0.98, 'form'),
  },
  {
    kind: 'idNumber',
    pattern: /(?<!\d)[1-9]\d{5}[ -]?(?:18|19|20)\d{2}[ -]?[01]\d[ -]?[0-3]\d[ -]?\d{3}[\dXx](?![\dA-Za-z])/g,
    judge(match, before) {
      if (isIdNumber(match.replace(/[ -]/g, '').toUpperCase()))
        return because(isThing(before) ? 0.7 : 0.99, 'check-digit', 'calendar-date', 'division')
      // A mistyped number is still that of a person when the writer says that it is an ID number.
      return isCued(before, ID_CUE) ? because(0.75, 'cue', 'failed-check-digit') : undefined
    },
  },
  {
    kind: 'idNumber',
    // The number of cards before 1999, of 15 digits and without check digit.
    pattern: /(?<![\d.A-Za-z-])[1-9]\d{14}(?![\d.A-Za-z-])/g,
    judge(match, before) {
      if (!isOldIdNumber(match) || isThing(before)) return undefined
      return isCued(before, ID_CUE)
        ? because(0.95, 'cue', 'calendar-date', 'division')
        : because(0.6, 'calendar-date', 'division')
    },
  },
  {
    kind: 'permit',
    // Home-return (H, M), Hong Kong and Macao (C, W), Taiwan (L, T), and the eight digits of Taiwan residents.
    pattern:
      /(?<![A-Za-z0-9])(?:[CHMWLT](?:[A-HJ-NP-Z]\d{7}|\d{10}|\d{8})|\d{8}|\d{10}[A-Z])(?![A-Za-z0-9])/gi,
    judge: (_match, before) => (isCued(before, PERMIT_CUE) ? because(0.95, 'cue', 'form') : undefined),
  },
  {
    kind: 'passport',
    // Chinese passports: E, G, P, S, D and a digit or letter.
    pattern: /(?<![A-Za-z0-9])(?:E[A-HJ-NP-Z]\d{7}|[EGPSDCHMW]\d{8})(?![A-Za-z0-9])/gi,
    judge(match, before) {
      if (isCued(before, PASSPORT_CUE)) return because(0.96, 'cue', 'form')
      return /^[EG]/i.test(match) && !isThing(before) ? because(0.6, 'form') : undefined
    },
  },
  {
    kind: 'bankCard',
    pattern: /(?<![\d.])[1-9]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)/g,
    judge: (match, before, after) =>
      isBankCard(match.replace(/[ -]/g, '')) && !isThing(before) && !isQuantity(after)
        ? because(/(?:卡|账户|账号|帐号)[^，。；,;]{0,8}$/.test(before) ? 0.98 : 0.9, 'check-digit', 'issuer')
        : undefined,
  },
  {
    kind: 'mobile',
    pattern: /(?<![\d.])(?:(?:\+|00)?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g,
    judge(match, before, after) {
      if (isQuantity(after)) return undefined
      if (isThing(before) || /[A-Za-z]{2}-?$/.test(before.replace(/(?:wx|vx|tel|phone|mobile)$/i, '')))
        return because(0.4, 'beside-thing')
      const cued = isCued(before, PHONE_CUE)
      if (NETWORK.test(match.replace(/[- ]/g, ''))) return because(cued ? 0.99 : 0.93, 'number-range')
      return cued ? because(0.8, 'cue') : because(0.55, 'form')
    },
  },
  {
    kind: 'mobile',
    pattern: new RegExp(
      `(?<![${DIGIT_NAMES}])[一幺壹][三四五六七八九叁肆伍陆柒捌玖][${DIGIT_NAMES}]{9}(?![${DIGIT_NAMES}十百千万亿])`,
      'g',
    ),
    judge: (_match, before) => because(isCued(before, PHONE_CUE) ? 0.97 : 0.9, 'numerals'),
  },
  {
    kind: 'landline',
    pattern: /(?<![\d.])(?:[(（]0\d{2,3}[)）]|0\d{2,3})[- ]?[2-8]\d{6,7}(?:-\d{1,5})?(?!\d)/g,
    judge: (_match, before, after) =>
      isThing(before) || isQuantity(after)
        ? undefined
        : because(isCued(before, PHONE_CUE) ? 0.98 : 0.85, 'number-range'),
  },
  {
    kind: 'landline',
    pattern: /(?<![\d.-])[2-8]\d{6,7}(?![\d-]|\.\d)/g,
    judge: (_match, before, after) =>
      /(?:电话|座机|固话|tel)[^，。；,;\d]{0,4}$/i.test(before) && !isQuantity(after)
        ? because(0.9, 'cue')
        : undefined,
  },
  {
    kind: 'plate',
    pattern: new RegExp(
      `[${PLATE_PROVINCES}][A-HJ-NP-Z][·•. -]?(?:[DF][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[DF]|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Za-z0-9])`,
      'gi',
    ),
    judge: (match, before) =>
      /\d/.test(match) ? because(isCued(before, PLATE_CUE) ? 0.98 : 0.9, 'form') : undefined,
  },
  {
    kind: 'room',
    pattern: new RegExp(
      `(?<![A-Za-z0-9])(?:[A-Za-z]?\\d{1,3}|[A-Za-z]|[${NUMERALS}]{1,3})(?:栋|幢|号楼|座)(?:[A-Za-z0-9${NUMERALS}]{1,2}单元)?(?:\\d{1,2}[层楼])?[- ]?[A-Za-z]?\\d{3,4}(?:室|房|号|户)?(?![\\d年月元米平个多余])`,
      'g',
    ),
    judge: () => because(0.45, 'room-only'),
  },
  {
    kind: 'room',
    pattern:
      /(?<=[号栋楼苑园区厦阁轩城庭居里])(?:[A-Za-z0-9一二三四五六七八九十]{1,2}单元)?\d{3,4}[室房](?![间屋])/g,
    judge: () => because(0.45, 'room-only'),
  },
  {
    kind: 'room',
    pattern: /(?<=小区|花园|苑|新村|公寓)\d{1,2}-\d{1,2}-\d{3,4}(?![\d-])/g,
    judge: () => because(0.45, 'room-only'),
  },
]

/** Issuer numbers of the cards in use in China: UnionPay, old bank-own ranges, Visa, Mastercard, JCB. */
function isBankCard(digits: string): boolean {
  const issuer =
    /^(?:6[02-9]\d{14,17}|(?:9558|95599|9400|9843)\d{11,15}|4\d{15}|436742\d{13}|5[1-5]\d{14}|35\d{14})$/
  return issuer.test(digits) && passesLuhn(digits)
}
