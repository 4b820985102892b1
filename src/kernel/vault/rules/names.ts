import { compoundSurnames, safeSurnames, surnameWords } from './surnames.ts'

/** Characters that end a name: they follow one far more often than they are part of it. */
const STOPS = new Set(
  '住在的是电手身家联我你他她因想要反投於昨今本此其与及或就也都已被把给让请对从到来去说称表认说不没无未有多某等之男女先号已经这那个们了着过向前后您呢吗啊吧现居户曾希致提出于时和为各个最第上'.split(
    '',
  ),
)
/** Characters that tell that what stands before them, or ends with them, is an office or a place on the map. */
const OFFICES = new Set('省市区县镇乡村街路巷屯社局委办院校厂店馆站部科署人'.split(''))
/** Characters that do so for what stands before them, but end many a name. */
const LANDMARKS = new Set('桥园苑城湾河湖山岛港'.split(''))

/** Surnames that, behind a cue without colon or verb, are more often a preposition, an adverb or the start of a verb. */
const AMBIGUOUS = new Set('向于连车许方曾管申单查符占付钱党成解代时全应高文包')

/** A cue that announces a name. `said`: the writer gives the name in so many words. */
const CUE =
  /(?:(?<said>我叫|我的名字叫|我名叫|名叫|名字(?:是|叫))|(?:姓名|联系人|申请人|投诉人|举报人|经办人|当事人|收件人|法定代表人|监护人|本人|我是|户主|业主|患者|家属|住户|租客|房东))(?<link>[ \t]{0,3}(?:[:：]|是|为|叫|姓名[:：]?)?[ \t]{0,3})/g

const HAN = /\p{Script=Han}/u
const DOTTED = /^\p{Script=Han}{1,6}[·•・]\p{Script=Han}{1,8}/u

/**
 * The places of person names behind cue words; [start, end) in UTF-16 units. Names in running text have no form of their
 * own, so only those behind a cue are looked for, and the surname has to be a known one.
 */
export function findNames(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  for (const match of text.matchAll(CUE)) {
    const start = match.index + match[0].length
    const sure = match.groups?.said !== undefined || /[:：叫]/.test(match.groups?.link ?? '')
    const length = nameLength(text.slice(start, start + 18), sure)
    if (length > 0) found.push({ start, end: start + length })
  }
  return found
}

/** The length of the name that `ahead` begins with, 0 for none. What is not `sure` must also end like a name. */
function nameLength(ahead: string, sure: boolean): number {
  const dotted = sure ? DOTTED.exec(ahead) : null
  if (dotted) return dotted[0].length
  const surname = compoundSurnames.has(ahead.slice(0, 2)) ? 2 : safeSurnames.has(ahead.charAt(0)) ? 1 : 0
  if (surname === 0) return 0
  let end = surname
  while (end < surname + 2 && isGiven(ahead.charAt(end))) end++
  const next = ahead.charAt(end)
  if (end === surname || isWord(ahead) || OFFICES.has(next) || LANDMARKS.has(next)) return 0
  if (sure || !HAN.test(next)) return sure || !OFFICES.has(ahead.charAt(end - 1)) ? end : 0
  const doubtful = OFFICES.has(ahead.charAt(end - 1)) || AMBIGUOUS.has(ahead.charAt(0))
  return STOPS.has(next) && !doubtful ? end : 0
}

function isGiven(character: string): boolean {
  return HAN.test(character) && !STOPS.has(character)
}

function isWord(ahead: string): boolean {
  return surnameWords.has(ahead.slice(0, 2)) || surnameWords.has(ahead.slice(0, 3))
}
