import type { Condition, PatternRule, Together } from '../contract/pattern.ts'
import type { Level } from '../contract/watch.ts'

type Locale = 'zh' | 'en'

/** How kinds and places are called; a code where nobody knows. */
export interface Names {
  kind(c: Condition): string
  place(path: string): string
}

const levelWords: Readonly<Record<Level, Readonly<Record<Locale, string>>>> = {
  blue: { zh: '蓝色', en: 'blue' },
  yellow: { zh: '黄色', en: 'yellow' },
  orange: { zh: '橙色', en: 'orange' },
  red: { zh: '红色', en: 'red' },
}

const togetherWords: Readonly<Record<Exclude<Together['by'], 'metres'>, Readonly<Record<Locale, string>>>> = {
  area: { zh: '在所看范围内', en: 'within the area' },
  district: { zh: '在同一区县', en: 'in one district' },
  township: { zh: '在同一镇街', en: 'in one township' },
  community: { zh: '在同一社区', en: 'in one community' },
  grid: { zh: '在同一网格', en: 'in one grid cell' },
  object: { zh: '同一对象', en: 'of one object' },
}

/** A rule as one sentence to be read aloud: “30 分钟内，在同一镇街，先有……，后有……。” */
export function readPattern(rule: PatternRule, names: Names, locale: Locale): string {
  const { combination: c, window } = rule
  const parts = c.conditions.map((condition) => readCondition(condition, names, locale))
  const where = readTogether(rule.together, locale)
  const within = readMinutes(window, locale)
  const [first = '', second = ''] = parts
  if (locale === 'zh') {
    if (c.how === 'any') return `${where}，出现以下任何一项：${parts.join('；')}。`
    if (c.how === 'absence') return `${where}，有${first}之后，${within}内没有${second}。`
    const start = `${within}内，${where}，`
    if (c.how === 'all') return `${start}以下各项都出现（不论先后）：${parts.join('；')}。`
    if (c.how === 'sequence') return `${start}${chainOf(parts)}。`
    const what = parts.join('或')
    return c.distinct
      ? `${start}至少 ${c.times} 个不同对象出现${what}。`
      : `${start}${what}至少出现 ${c.times} 次。`
  }
  if (c.how === 'any') return sentence(`${where}, any of: ${parts.join('; ')}`)
  if (c.how === 'absence')
    return sentence(`${where}, ${first} that is not followed by ${second} within ${within}`)
  const start = `within ${within}, ${where}, `
  if (c.how === 'all') return sentence(`${start}all of these in any order: ${parts.join('; ')}`)
  if (c.how === 'sequence') return sentence(`${start}first ${parts.join(', then ')}`)
  const what = parts.join(' or ')
  return sentence(
    c.distinct
      ? `${start}${what} at ${c.times} or more different objects`
      : `${start}${what}, ${c.times} times or more`,
  )
}

/** 先有、再有、后有. */
function chainOf(parts: readonly string[]): string {
  const word = (i: number) => (i === 0 ? '先有' : i === parts.length - 1 ? '后有' : '再有')
  return parts.map((p, i) => `${word(i)}${p}`).join('，')
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

function readTogether(together: Together, locale: Locale): string {
  if (together.by !== 'metres') return togetherWords[together.by][locale]
  return locale === 'zh' ? `相距 ${together.metres} 米以内` : `within ${together.metres} metres`
}

/** A condition in words. */
export function readCondition(c: Condition, names: Names, locale: Locale): string {
  const kind = c.kind === '' ? '' : names.kind(c)
  const what = locale === 'zh' ? zhOf(c, kind) : enOf(c, kind)
  const least = c.least === null ? [] : [readLeast(c.least, locale)]
  const there = c.where === null ? [] : [`${locale === 'zh' ? '在' : 'in '}${names.place(c.where)}`]
  const notes = [...least, ...there]
  if (notes.length === 0) return what
  return locale === 'zh' ? `${what}（${notes.join('，')}）` : `${what} (${notes.join(', ')})`
}

function readLeast(level: Level, locale: Locale): string {
  const word = levelWords[level][locale]
  if (level === 'red') return word
  return locale === 'zh' ? `${word}及以上` : `${word} or higher`
}

function zhOf({ source }: Condition, kind: string): string {
  if (source === 'signal') return kind === '' ? '监测信号' : `“${kind}”的监测信号`
  if (source === 'warning') return kind === '' ? '预警' : `“${kind}”预警`
  if (source === 'appeal') return kind === '' ? '诉求' : `“${kind}”类诉求`
  if (source === 'cap') return kind === '' ? '外部预警信息' : `外部预警信息“${kind}”`
  return '设备失联'
}

function enOf({ source }: Condition, kind: string): string {
  if (source === 'signal') return kind === '' ? 'a signal of any watch' : `a signal of “${kind}”`
  if (source === 'warning') return kind === '' ? 'a warning' : `a warning of “${kind}”`
  if (source === 'appeal') return kind === '' ? 'an appeal' : `an appeal about “${kind}”`
  if (source === 'cap') return kind === '' ? 'an alert from outside' : `an alert from outside, “${kind}”`
  return 'a device gone silent'
}

/** 30 分钟、2 小时、3 天. */
export function readMinutes(minutes: number, locale: Locale): string {
  const [n, zh, en] =
    minutes % 1440 === 0
      ? [minutes / 1440, '天', 'day']
      : minutes % 60 === 0
        ? [minutes / 60, '小时', 'hour']
        : [minutes, '分钟', 'minute']
  return locale === 'zh' ? `${n} ${zh}` : `${n} ${en}${n === 1 ? '' : 's'}`
}
