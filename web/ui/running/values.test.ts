import { describe, expect, it } from 'vitest'
import type { Item } from '#modules/catalogue/contract'
import { AnswerPart, type PageFigureList } from '#modules/scenarios/contract'
import {
  answered,
  csvOf,
  fieldText,
  figureText,
  shownText,
  titleOf,
  valueIn,
  withoutEnglish,
} from './values.ts'

const item = (type: Item['type']): Item => ({
  name: 'a',
  title: '甲',
  description: '',
  type,
  required: false,
  key: false,
  values: [],
  pattern: '',
  least: '',
  most: '',
  length: 10,
  personal: null,
})
const words = { locale: 'zh' as const, yes: '是', no: '否' }

describe('shownText', () => {
  it.each<[Item['type'], unknown, string]>([
    ['text', null, ''],
    ['text', '渝A12345', '渝A12345'],
    ['boolean', true, '是'],
    ['boolean', 'false', '否'],
    ['decimal', 12.5, '12.5'],
    ['point', { lon: 106.5, lat: 29.5 }, '106.5,29.5'],
    ['time', 'no time', 'no time'],
  ])('%s %j', (type, value, text) => {
    expect(shownText(item(type), value, words)).toBe(text)
  })

  it('says a time in the city', () => {
    expect(shownText(item('time'), '2026-11-30T01:05:00Z', words)).toContain('09:05')
  })
})

describe('a row that says a text in English as well', () => {
  const why = { ...item('text'), name: 'why', inEnglish: 'why_en' }
  it.each([
    ['zh', { why: '超载', why_en: 'Overload' }, '超载'],
    ['en', { why: '超载', why_en: 'Overload' }, 'Overload'],
    ['en', { why: '超载', why_en: '' }, '超载'],
    ['en', { why: '超载', why_en: null }, '超载'],
    ['en', { why: '超载' }, '超载'],
    ['zh', { why_en: 'Overload' }, undefined],
  ] as const)('on a screen in %s: %j', (locale, values, shown) => {
    expect(valueIn(why, values, locale)).toBe(shown)
  })
  it('shows an item that is its own English as it is', () => {
    expect(valueIn(item('text'), { a: '甲' }, 'en')).toBe('甲')
  })
  it('is not listed twice', () => {
    const english = { ...item('text'), name: 'why_en' }
    expect(withoutEnglish([item('text'), why, english]).map((i) => i.name)).toEqual(['a', 'why'])
  })
})

it('holds a value as its field does', () => {
  expect([undefined, 0, false, { lon: 1, lat: 2 }].map(fieldText)).toEqual(['', '0', 'false', '1,2'])
})

describe('figureText', () => {
  const list = { percent: true, digits: 1 } as PageFigureList
  it('is nothing where the denominator is nought', () => {
    expect(figureText(list, null)).toBeNull()
  })
  it('has the digits of its indicator', () => {
    expect(figureText(list, 62.5)).toBe('62.5%')
    expect(figureText({ ...list, percent: false, digits: 0 }, 12_345)).toBe('12,345')
  })
})

it('writes a table that a spreadsheet reads and does not run', () => {
  expect(
    csvOf([
      ['编号', '说明'],
      ['=1+1', 'a,"b"'],
      ['-3.5', '甲\n乙'],
    ]),
  ).toBe('编号,说明\r\n\'=1+1,"a,""b"""\r\n-3.5,"甲\n乙"')
})

describe('in English', () => {
  const english = { ...words, locale: 'en' as const }
  const state = { ...item('text'), english: 'State', labels: { 已闭环: { en: 'Closed' }, a: { zh: '甲' } } }

  it.each([
    ['已闭环', 'Closed', '已闭环'],
    ['a', 'a', '甲'],
    ['constructor', 'constructor', 'constructor'],
    ['unknown', 'unknown', 'unknown'],
  ])('%s is %s, in Chinese %s', (value, en, zh) => {
    expect([shownText(state, value, english), shownText(state, value, words)]).toEqual([en, zh])
  })

  it('an item is called by its English title, or as in Chinese', () => {
    expect([titleOf(state, 'en'), titleOf(state, 'zh'), titleOf(item('text'), 'en')]).toEqual([
      'State',
      '甲',
      '甲',
    ])
  })
})

describe('an answer', () => {
  const part = (name: string, more: object = {}) =>
    AnswerPart.parse({ name, title: { zh: name, en: name }, kind: 'text', ...more })
  const names = (parts: readonly AnswerPart[], output: unknown, locale: 'zh' | 'en' = 'zh') =>
    answered(parts, output, locale).map(({ part: { name }, value }) => [name, value])

  it('is listed in the declared order, and nothing that is not declared', () => {
    const output = { secret: 'x', b: 2, a: 1, c: null, d: '', e: { deep: 1 } }
    expect(
      names(
        ['a', 'b', 'c', 'd', 'e', 'f'].map((n) => part(n)),
        output,
      ),
    ).toEqual([
      ['a', 1],
      ['b', 2],
    ])
    expect(names([], output)).toEqual([])
  })

  it('is in the language of the screen where it has both', () => {
    const both = [part('zh', { english: 'en' })]
    expect(names(both, { zh: '超出', en: 'beyond' }, 'en')).toEqual([['zh', 'beyond']])
    expect(names(both, { zh: '超出', en: 'beyond' })).toEqual([['zh', '超出']])
    expect(names(both, { zh: '超出' }, 'en')).toEqual([['zh', '超出']])
  })

  it.each([null, undefined, 'done', 5])('that is %j lists nothing', (output) => {
    expect(names([part('a')], output)).toEqual([])
  })
})
