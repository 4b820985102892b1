import { allSurnames, compoundSurnames, isCalendarDate, type Reason, toHalfWidth } from '#kernel/vault/rules'
import { findPersonalData } from './find.ts'
import { givenWeight } from './given-names.ts'
import { defaultSensitivity, type SensitivityTable } from './sensitivity.ts'
import { type PiiKind, piiKinds, type Sensitivity } from './types.ts'

/** Part of an explanation: `column.share` of so many values, one line per check, and what the column's name says. */
export type ColumnReason =
  | { readonly key: 'column.share'; readonly hits: number; readonly of: number }
  | { readonly key: 'column.check'; readonly check: Reason; readonly hits: number }
  | {
      readonly key: 'column.name-agrees' | 'column.name-contradicts' | 'column.name-needed'
      readonly word: string
    }

export interface ColumnJudgement {
  readonly kind: PiiKind
  readonly sensitivity: Sensitivity
  readonly certainty: number
  /** Share of the values that are of the kind, empty ones left out. */
  readonly share: number
  readonly why: readonly ColumnReason[]
}

/** Words in a column's name, Chinese, English and the initials of pinyin that exports use. */
const nameWords: Readonly<Record<PiiKind, RegExp>> = {
  idNumber: /身份证|证件号|公民身份|id_?card|id_?number|sfz|zjhm|idno/i,
  mobile: /手机|移动电话|联系电话|联系方式|电话|mobile|phone|sjh|lxdh|lxfs/i,
  landline: /座机|固话|固定电话|办公电话|联系电话|电话|tel|landline|gddh/i,
  creditCode: /信用代码|组织机构代码|税号|纳税人|uscc|credit_?code|tyshxydm|xydm/i,
  bankCard: /银行卡|卡号|账号|帐号|账户|bank|card_?no|yhkh|yhzh/i,
  passport: /护照|passport|hzh/i,
  permit: /通行证|回乡证|台胞证|permit|txz/i,
  plate: /车牌|号牌|车号|plate|cph/i,
  address: /地址|住址|住所|户籍地|address|addr|dz$|zz$/i,
  name: /姓名|名字|联系人|申请人|当事人|负责人|法定代表人|户主|家长|name$|^xm$|xm$|contact/i,
  email: /邮箱|电子邮件|e-?mail|yx$/i,
  ip: /ip|登录地址|主机/i,
  mac: /mac|物理地址/i,
  wechat: /微信|wechat|weixin|wx/i,
  qq: /qq|扣扣/i,
  socialSecurity: /社保|社会保障|医保|参保|social|sbkh|ybkh/i,
  birthDate: /出生|生日|birth|dob|csrq|csny/i,
  coordinates: /坐标|经纬|经度|纬度|lon|lat|lng|gps|location|jd$|wd$/i,
}

/** A name that speaks of a thing, whatever the values look like. */
const thingWords =
  /订单|流水|单号|编号|工单|数量|金额|合计|面积|型号|案号|文号|批次|时间戳|版本|order|amount|price|qty|total|serial|timestamp|version/i

/** Kinds whose values look like other things: they need the column's name. */
const needsName: ReadonlySet<PiiKind> = new Set(['birthDate', 'wechat', 'qq', 'socialSecurity', 'permit'])

/** A sample says enough; more only costs time. */
const mostValues = 1000
const leastShare = 0.6

/**
 * What kind of personal information a column holds, by its values and its name; `undefined` for none. A column of mixed or
 * free text is no column of a kind: look into it with `findPersonalData`.
 *
 * @param sample values as they stand; empty ones do not count; of more than 1,000 the first 1,000
 */
export function judgeColumn(
  name: string,
  sample: readonly string[],
  { sensitivity = defaultSensitivity }: { sensitivity?: SensitivityTable } = {},
): ColumnJudgement | undefined {
  const values = sample.filter((v) => v.trim() !== '').slice(0, mostValues)
  if (values.length === 0) return undefined
  const tally = tallyKinds(name, values)
  let best: ColumnJudgement | undefined
  for (const kind of piiKinds) {
    const { hits, checks } = tally.get(kind) ?? { hits: 0, checks: new Map<Reason, number>() }
    const share = hits / values.length
    const word = nameWords[kind].exec(name)?.[0]
    const thing = word === undefined ? thingWords.exec(name)?.[0] : undefined
    if (share < leastShare || (needsName.has(kind) && word === undefined)) continue
    const certainty = Math.max(
      0,
      Math.min(
        0.99,
        0.35 + share * 0.4 + (word ? 0.24 : 0) - (thing ? 0.4 : 0) + surplus(checks, values.length),
      ),
    )
    if (certainty < 0.5 || (best && best.certainty >= certainty)) continue
    const why: ColumnReason[] = [
      { key: 'column.share', hits, of: values.length },
      ...[...checks].map(([check, n]) => ({ key: 'column.check' as const, check, hits: n })),
    ]
    if (word) why.push({ key: needsName.has(kind) ? 'column.name-needed' : 'column.name-agrees', word })
    if (thing) why.push({ key: 'column.name-contradicts', word: thing })
    best = { kind, sensitivity: sensitivity[kind], certainty, share, why }
  }
  return best
}

/** Check digits over a column are stronger than over one value: chance alone gives one in ten or eleven. */
function surplus(checks: ReadonlyMap<Reason, number>, of: number): number {
  return (checks.get('check-digit') ?? 0) / of > 0.5 ? 0.15 : 0
}

type Tally = Map<PiiKind, { hits: number; checks: Map<Reason, number> }>

function tallyKinds(name: string, values: readonly string[]): Tally {
  const tally: Tally = new Map()
  const count = (kind: PiiKind, why: readonly Reason[]) => {
    const entry = tally.get(kind) ?? { hits: 0, checks: new Map<Reason, number>() }
    tally.set(kind, entry)
    entry.hits++
    for (const reason of why) entry.checks.set(reason, (entry.checks.get(reason) ?? 0) + 1)
  }
  for (const value of values)
    for (const { kind, why } of kindsOf(value.trim().slice(0, 200), name)) count(kind, why)
  return tally
}

/** Kinds that the whole value may be. The column's name stands before it as a label would in a text. */
function kindsOf(value: string, name: string): { kind: PiiKind; why: readonly Reason[] }[] {
  const plain = toHalfWidth(value)
  const label = `${name.slice(0, 20).replace(/\d/g, '')}:`
  const found = [...findPersonalData(plain, { atLeast: 0.35 }), ...shifted(plain, label)]
  const kinds = new Map<PiiKind, readonly Reason[]>()
  for (const { kind, start, end, why } of found)
    if (end - start >= plain.length * 0.8 && !kinds.has(kind)) kinds.set(kind, why)
  kinds.delete('name')
  if (isNameLike(plain)) kinds.set('name', ['surname', 'given-name'])
  if (isAddressLike(plain)) kinds.set('address', ['places'])
  if (isDate(plain)) kinds.set('birthDate', ['calendar-date'])
  if (nameWords.coordinates.test(name) && /^-?\d{1,3}\.\d{3,}$/.test(plain))
    kinds.set('coordinates', ['form'])
  if (/^[A-Za-z][-_A-Za-z0-9]{5,19}$/.test(plain)) kinds.set('wechat', ['form'])
  if (/^[1-9]\d{4,10}$/.test(plain)) kinds.set('qq', ['form'])
  return [...kinds].map(([kind, why]) => ({ kind, why }))
}

function shifted(value: string, label: string) {
  return findPersonalData(label + value, { atLeast: 0.35 })
    .filter(({ start }) => start >= label.length)
    .map((f) => ({ ...f, start: f.start - label.length, end: f.end - label.length }))
}

/** Surname and one or two characters, at least one of which is common in given names; or a name with a dot. */
function isNameLike(value: string): boolean {
  if (/^\p{Script=Han}{1,6}[·•]\p{Script=Han}{1,8}$/u.test(value)) return true
  if (!/^\p{Script=Han}{2,4}$/u.test(value)) return false
  const surname =
    compoundSurnames.has(value.slice(0, 2)) && value.length > 2 ? 2 : allSurnames.has(value.charAt(0)) ? 1 : 0
  const given = [...value.slice(surname)]
  return (
    surname > 0 &&
    given.length <= 2 &&
    given.some((c) => givenWeight(c) > 0) &&
    given.every((c) => !/[省市区县镇乡村街路局委部处科员长务]/.test(c))
  )
}

function isAddressLike(value: string): boolean {
  if (value.length < 6 || !/\p{Script=Han}/u.test(value)) return false
  const parts =
    value.match(/[省市区县旗镇乡村](?!域)|街道|社区|大道|[路街巷]|小区|花园|\d+号|\d+[栋幢]|单元|\d+室/g)
      ?.length ?? 0
  return parts >= 3 || (parts === 2 && /\d+(?:号|栋|幢|室)/.test(value))
}

function isDate(value: string): boolean {
  const parts = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/.exec(value)
  if (!parts) return false
  const [, year = '', m1, d1, m2, d2] = parts
  return isCalendarDate(year + (m1 ?? m2 ?? '').padStart(2, '0') + (d1 ?? d2 ?? '').padStart(2, '0'))
}
