import { describe, expect, it } from 'vitest'
import type { Item } from '#modules/catalogue/contract'
import type { PageFigureList } from '#modules/scenarios/contract'
import { csvOf, fieldText, figureText, shownText } from './values.ts'

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
