import {
  type Detector,
  type Evidence,
  isCalendarDate,
  isCreditCode,
  isIdNumber,
  type Reason,
} from '#kernel/vault/rules'
import type { PiiKind } from './types.ts'

const because = (certainty: number, ...why: Reason[]): Evidence => ({ certainty, why })

const han = '〇零一二三四五六七八九十'

/** Registration department and kind of organization, the first two characters (GB 32100-2015, table 2). */
const registrars = /^(?:1[1239]|2[19]|3[1-59]|4[19]|5[1239]|6[129]|7[129]|8[19]|9[123]|A[19]|N[1239]|Y1)/

/** Runs first: eighteen characters that check as an organization's number are not looked at for a person's. */
export const creditCodes: Detector<PiiKind> = {
  kind: 'creditCode',
  pattern: /(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])/g,
  judge(match, before) {
    const isCued = /(?:信用代码|税号|纳税人识别号|uscc)[^，。；,;]{0,8}$/i.test(before)
    if (isCreditCode(match) && registrars.test(match) && !isIdNumber(match))
      return because(isCued ? 0.99 : 0.93, 'check-digit')
    return isCued && !isIdNumber(match) ? because(0.6, 'cue', 'failed-check-digit') : undefined
  },
}

/** What the kernel's masks leave alone because a text stays useful with it. Every quantifier is bounded. */
export const furtherDetectors: readonly Detector<PiiKind>[] = [
  {
    kind: 'mac',
    pattern:
      /(?<![0-9A-Za-z:-])[0-9A-Fa-f]{2}(?:(?::[0-9A-Fa-f]{2}){5}|(?:-[0-9A-Fa-f]{2}){5})(?![0-9A-Za-z:-])/g,
    judge: () => because(0.95, 'form'),
  },
  {
    kind: 'ip',
    pattern: /(?<![\w.])(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\w]|\.\d)/g,
    judge(match, before) {
      if (/(?:版本|version|ver\.?|v|第|条|章节|固件)\s{0,2}[:：]?\s{0,2}$/i.test(before)) return undefined
      if (/(?:ip|地址|主机|服务器|网关)[^，。；,;]{0,8}$/i.test(before)) return because(0.97, 'cue', 'form')
      // «1.2.3.4» is as often a paragraph as an address.
      return because(/^\d(?:\.\d){3}$/.test(match) ? 0.35 : 0.8, 'form')
    },
  },
  {
    kind: 'ip',
    pattern: /(?<![\w:.])[0-9A-Fa-f]{1,4}(?::{1,2}[0-9A-Fa-f]{1,4}){3,7}(?![\w:])/g,
    judge: (match) => (isIpv6(match) ? because(0.95, 'form') : undefined),
  },
  {
    kind: 'wechat',
    pattern: /(?<![A-Za-z0-9_@.-])[A-Za-z][-_A-Za-z0-9]{5,19}(?![A-Za-z0-9_@])/g,
    judge: (_match, before) =>
      /(?:微信号?码?|微信ID|薇信|威信|V信|vx号?|wx号?|wechat|weixin)\s{0,2}(?:号|ID)?(?:[:：是为]|\s){0,3}$/i.test(
        before,
      )
        ? because(0.93, 'cue')
        : undefined,
  },
  {
    kind: 'qq',
    pattern: /(?<![\d.])[1-9]\d{4,10}(?![\d.]|\s?[元人次个])/g,
    judge: (_match, before) =>
      /(?:qq|扣扣|企鹅)\s{0,2}(?:号码?|联系)?(?:[:：是为]|\s){0,3}$/i.test(before)
        ? because(0.93, 'cue')
        : undefined,
  },
  {
    kind: 'socialSecurity',
    pattern: /(?<![\dA-Za-z])[A-Z]{0,2}\d{7,17}[\dA-Z](?![\dA-Za-z])/g,
    judge: (_match, before) =>
      /(?:社保|社会保障|社会保险|医保|参保)[^，。；,;\d]{0,2}(?:卡|登记)?(?:号码?|编号|个人编号)[^，。；,;\d]{0,3}$/.test(
        before,
      )
        ? because(0.93, 'cue')
        : undefined,
  },
  {
    kind: 'birthDate',
    pattern:
      /(?<!\d)(?:18|19|20)\d{2}(?:年\s?\d{1,2}月(?:\s?\d{1,2}[日号])?|-\d{1,2}-\d{1,2}|\/\d{1,2}\/\d{1,2}|\.\d{1,2}\.\d{1,2}|\d{4})(?!\d)/g,
    judge: judgeBirth,
  },
  {
    kind: 'birthDate',
    pattern: new RegExp(`(?<![${han}])[一二][${han}]{3}年[${han}]{1,3}月(?:[${han}]{1,3}[日号])?`, 'g'),
    judge: judgeBirth,
  },
  {
    kind: 'coordinates',
    pattern: /(?<![\d.])\d{1,3}\.\d{3,10}\s?[,，、;/ ]\s?\d{1,3}\.\d{3,10}(?![\d.])/g,
    judge(match, before) {
      const [a = 0, b = 0] = match.split(/[,，、;/ ]+/).map(Number)
      if (!(isInChina(a, b) || isInChina(b, a))) return undefined
      return because(/(?:坐标|经纬度|定位|位置|gps)[^。；]{0,8}$/i.test(before) ? 0.97 : 0.8, 'number-range')
    },
  },
  {
    kind: 'coordinates',
    pattern:
      /(?:东经|北纬|经度|纬度|[EN])\s?[:：]?\s?\d{1,3}(?:\.\d{2,10}°?|°\d{1,2}[′'](?:\d{1,2}(?:\.\d{1,4})?[″"])?)\s?[NE]?[,，、; ]{0,2}(?:东经|北纬|经度|纬度|[EN])\s?[:：]?\s?\d{1,3}(?:\.\d{2,10}°?|°\d{1,2}[′'](?:\d{1,2}(?:\.\d{1,4})?[″"])?)/g,
    judge: () => because(0.95, 'cue', 'form'),
  },
]

function judgeBirth(match: string, before: string, after: string): Evidence | undefined {
  const isBefore =
    /(?:出生日期|出生年月日?|出生时间|生日|出生于|出生|生于|dob|birth)[^，。；,;\d]{0,4}$/i.test(before)
  const isAfter = /^\s?(?:出生|生人|生(?=[，。；,;）)、\s]|$))/.test(after)
  if (!(isBefore || isAfter)) return undefined
  const [year = '', month = '', day = ''] = match.match(/\d+/g) ?? []
  const digits =
    month === '' ? year : year + month.padStart(2, '0') + (day === '' ? '01' : day.padStart(2, '0'))
  return digits === '' || isCalendarDate(digits) ? because(0.95, 'cue', 'calendar-date') : because(0.5, 'cue')
}

function isInChina(lon: number, lat: number): boolean {
  return lon >= 73 && lon <= 136 && lat >= 3 && lat <= 54
}

function isIpv6(text: string): boolean {
  const gaps = text.match(/::/g)?.length ?? 0
  const groups = text.split(/:{1,2}/).length
  // A clock time or a ratio has no letter and no gap.
  return gaps === 0 ? groups === 8 : gaps === 1 && groups < 8 && /[a-f]|\d{3}/i.test(text)
}
