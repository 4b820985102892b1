import {
  allSurnames,
  compoundSurnames,
  type Evidence,
  findNames,
  type Reason,
  safeSurnames,
  surnameWords,
} from '#kernel/vault/rules'
import { givenWeight } from './given-names.ts'

export type NameFound = Evidence & { readonly start: number; readonly end: number }

const titles =
  '先生|女士|小姐|同志|老师|医生|大夫|护士|教授|师傅|警官|法官|律师|会计|主任|书记|局长|副局长|县长|副县长|区长|副区长|市长|副市长|镇长|副镇长|乡长|村长|科长|处长|所长|站长|院长|校长|园长|经理|总经理|董事长|队长|组长|支书|会长|秘书|助理|阿姨|大爷|大妈|婆婆|爷爷|奶奶|叔叔|老人|老汉|同学|小朋友|的家属|的儿子|的女儿|的丈夫|的妻子|的母亲|的父亲|之子|之女|之妻'
const titleAfter = new RegExp(
  `^(?:${titles}|[（(](?:男|女|身份证|\\d|电话|手机)|[，,]?(?:男|女)(?:[，,、。;；)）]|性|$))`,
)
const formOfAddress = new RegExp(`^(?:${titles})$`)
const roles = new Set(
  '主任 书记 局长 县长 区长 市长 镇长 乡长 村长 科长 处长 所长 站长 院长 校长 园长 经理 董事长 队长 组长 支书 会长 干部 领导 民警 交警 警察 户名 乡亲 群众 负责 法人 法人代表 代表人 负责人 老板 老板娘 开发商 承包人 包工头 村民 居民 户主 业主 房主 房东 租户 司机 车主 职工 员工 工人 学生 患者 病人 老人 丈夫 老公 妻子 老婆 妻 母亲 父亲 妈妈 爸爸 儿子 女儿 孩子 小孩 弟弟 哥哥 姐姐 妹妹 朋友 同学 同事 邻居 原告 被告 申请人 联系人 投诉人 举报人 当事人 受害人 死者 伤者 嫌疑人 经办人 监护人 收件人 姓名 名字 名叫 我叫 叫做 叫 本人 我名 其名 法定代表人'.split(
    ' ',
  ),
)
const offices = new Set(
  '局 厂 站 所 院 校 公司 办 中心 政府 派出所 村委会 居委会 大队 医院 银行 部门'.split(' '),
)
const numberAfter =
  /^[\s,，、:：（(]{0,3}(?:(?:联系)?电话|手机号?码?|联系方式|身份证(?:号码?)?|证件号|tel)?[\s:：]{0,3}[（(]?(?:1[3-9]\d[- ]?\d{4}|0\d{2,3}-\d|[1-9]\d{16}|\*{8}|0000-0)/i
const edgeBefore = /(?:^|[\s，。；：:、,;！？!?（("“《—-])$/
const edgeAfter =
  /^(?:$|[\s，。；：:、,;！？!?）)"”》—-]|[的与和及等在于说称因为被向将把从也都已曾现系是住找让对利用私自一违可之突要来到去给打不没拒同多还就任明])/
/** Never part of a given name. */
const neverGiven = new Set(
  '的了是在有不我你他她它们这那和与及或就也都很被把给让请对从到去吗呢吧啊么哪谁几每各某为以因所且但如而其已将该此向于个只没要能可说问后前里外上下内着过得区市县镇村路街号栋室楼院'.split(
    '',
  ),
)
/** Surnames that are verbs and the like far more often, whatever stands before them. */
const wordLike = new Set('来和应向明利由要公计国干但能支相权都初平容强时连全成解经')
/** A company, a place or a thing is called what follows: not a person. */
const thingAfter =
  /^(?:省|市|区|县|镇|乡|村|路|街|巷|道|桥|社区|小区|花园|广场|大厦|公司|集团|物业|酒店|医院|学校|中学|小学|幼儿园|银行|公园|地铁|站|超市|餐|饭|店|馆|厂|园|苑|城|湖|江|河|山|湾|组|栋|号|家园|国际|公寓|府|庄|村委)/

/**
 * Names of persons in half-width, simplified text: behind cue words (kernel), before a title, behind a role or office, beside
 * a number, or standing alone between signs with two telling characters; then every repetition of what was found.
 */
export function findPersonNames(text: string): NameFound[] {
  const found: NameFound[] = findNames(text).map((n) => ({ ...n, certainty: 0.92, why: ['cue', 'surname'] }))
  for (let at = 0; at < text.length; at++) {
    const surname = surnameLength(text, at)
    const best = surname > 0 ? bestAt(text, at, surname) : undefined
    if (!best) continue
    const last = found.at(-1)
    found.push(
      last && isBesideName(text, last, best)
        ? { ...best, certainty: Math.min(0.9, best.certainty + 0.25) }
        : best,
    )
  }
  return withRepetitions(text, found)
}

const compoundStarts = new Set([...compoundSurnames].map((surname) => surname.charAt(0)))

function surnameLength(text: string, at: number): number {
  const first = text.charAt(at)
  if (compoundStarts.has(first) && compoundSurnames.has(text.slice(at, at + 2))) return 2
  return allSurnames.has(first) ? 1 : 0
}

function bestAt(text: string, at: number, surname: number): NameFound | undefined {
  const isLonger = isGiven(text, at + surname + 1)
  if (!isGiven(text, at + surname)) return undefined
  const ahead = text.slice(at, at + 3)
  if (surnameWords.has(ahead.slice(0, 2)) || surnameWords.has(ahead)) return undefined
  let best: NameFound | undefined
  for (const given of isLonger ? [2, 1] : [1]) {
    const end = at + surname + given
    const evidence = judge(
      text.slice(at, end),
      surname,
      text.slice(Math.max(0, at - 8), at),
      text.slice(end, end + 24),
    )
    // The longer one unless the shorter is clearly surer: «陈林成» is not «陈林» and a word.
    if (evidence && (!best || evidence.certainty > best.certainty + 0.1))
      best = { start: at, end, ...evidence }
  }
  return best
}

/** «李某甲和王某乙», «张三、李四»: what is joined to a name is a name. */
function isBesideName(text: string, last: NameFound, next: NameFound): boolean {
  return last.certainty >= 0.6 && next.start - last.end === 1 && /[和与及跟、]/.test(text.charAt(last.end))
}

function isGiven(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0x4e00 && code <= 0x9fff && !neverGiven.has(text.charAt(at))
}

/** What a role or cue says may stand a sign or a verb away: «法人是陈…», «户主:周…». */
function endsWith(words: ReadonlySet<string>, before: string): boolean {
  let end = before.length
  for (let signs = 0; signs < 3 && end > 0 && ':：,，是为叫'.includes(before.charAt(end - 1)); signs++) end--
  if (before.slice(0, end).endsWith('名字')) end -= 2
  for (let length = Math.min(5, end); length >= 1; length--)
    if (words.has(before.slice(end - length, end))) return true
  return end < before.length && endsWithWhole(words, before)
}

function endsWithWhole(words: ReadonlySet<string>, text: string): boolean {
  return [1, 2, 3, 4, 5].some((length) => words.has(text.slice(-length)))
}

function judge(name: string, surname: number, before: string, after: string): Evidence | undefined {
  if (thingAfter.test(after) || formOfAddress.test(name.slice(surname))) return undefined
  const given = [...name.slice(surname)].map(givenWeight)
  const telling = given.reduce<number>((sum, w) => sum + w, 0) / given.length
  const isSafe = surname === 2 || safeSurnames.has(name.charAt(0))
  const why: Reason[] = ['surname']
  let certainty = 0.1 + 0.12 * telling + (isSafe ? 0.06 : -0.08) + (surname === 2 ? 0.1 : 0)
  if (telling >= 1.5) why.push('given-name')
  const isEdgeBefore = edgeBefore.test(before)
  const isEdgeAfter = edgeAfter.test(after)
  if (titleAfter.test(after) && telling > 0) {
    certainty += 0.32
    why.push('title')
  }
  if (endsWith(roles, before)) {
    certainty += isEdgeAfter ? 0.34 : 0.2
    why.push('cue')
  } else if (endsWithWhole(offices, before) && isEdgeAfter) certainty += 0.14
  if (numberAfter.test(after)) {
    certainty += 0.4
    why.push('beside-number')
  }
  if (isEdgeBefore) certainty += 0.1
  if (isEdgeAfter) certainty += 0.06
  if (surname === 1 && wordLike.has(name.charAt(0))) certainty -= 0.15
  // Nothing but its own characters speaks for it: sayings and places are made of such.
  if (why.length < 3 && !(isEdgeBefore && isEdgeAfter)) certainty -= 0.04
  if (!isSafe && given.length === 1 && !why.includes('beside-number')) return undefined
  // Two characters in all are an ordinary word too often: they need a context that says person.
  if (given.length === 1 && why.length < 3 && !why.includes('beside-number')) certainty -= 0.12
  return certainty >= 0.3 ? { certainty: Math.min(0.95, certainty), why } : undefined
}

/** What was found surely once is found wherever it stands; overlaps go to the surer. */
function withRepetitions(text: string, found: readonly NameFound[]): NameFound[] {
  const sure = new Map<string, NameFound>()
  for (const name of found) {
    const value = text.slice(name.start, name.end)
    if (name.certainty >= 0.6 && value.length >= 2 && (sure.get(value)?.certainty ?? 0) < name.certainty)
      sure.set(value, name)
  }
  const all = [...found]
  const longestFirst = [...sure].sort(([a], [b]) => b.length - a.length).slice(0, mostRepeated)
  for (const [value, { certainty }] of longestFirst)
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length))
      all.push({ start: at, end: at + value.length, certainty: certainty - 0.02, why: ['repeated'] })
  // Places are given away in this order: to the surer, and a little to the longer.
  const rank = (n: NameFound) => n.certainty + 0.04 * (n.end - n.start)
  return all.sort((a, b) => rank(b) - rank(a) || a.start - b.start)
}

/** Each is one pass over the text: a bound keeps the time linear in a text of a million names. */
const mostRepeated = 50
