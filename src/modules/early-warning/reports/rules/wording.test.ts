import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anchorsOf, wordingFault } from './wording.ts'

const was = '本期发出预警 12 个，上一期 7 个，增加 5 个；金凤镇误报 3.5%，未确认。'
const names = ['金凤镇', '含谷镇']
const judge = (is: string) => wordingFault([was], [is], names)

test.each([
  ['the same', was],
  ['other words around', was.replace('发出预警', '共发出预警')],
  ['a word between', was.replace('；金凤镇', '；其中金凤镇')],
])('%s is accepted', (_what, is) => expect(judge(is)).toBeUndefined())

test.each([
  ['changed', was.replace('12', '13')],
  ['lost a digit', was.replace('12', '1')],
  ['rounded', was.replace('3.5%', '3%')],
  ['lost its per cent', was.replace('3.5%', '3.5')],
  ['negative', was.replace('增加 5', '增加 -5')],
  ['vanished', was.replace('，上一期 7 个', '')],
  ['appeared', `${was}共 2 起。`],
  ['in words', was.replace('12', '十二')],
  ['appeared in words', was.replace('增加', '大约三成，增加')],
  ['full width', was.replace('12', '１２')],
  ['changed places', was.replace('12', 'x').replace('7', '12').replace('x', '7')],
  ['another unit', was.replace('12 个', '12 起')],
])('a figure %s: refused', (_what, is) => expect(judge(is)).toEqual({ n: 1, was }))

test.each([
  ['another name', was.replace('金凤镇', '含谷镇')],
  ['no name', was.replace('金凤镇', '该镇')],
  ['turned around', was.replace('增加', '减少')],
  ['labels changed places', was.replace('本期', 'x').replace('上一期', '本期').replace('x', '上一期')],
  ['the negation lost', was.replace('未确认', '已确认')],
  ['a negation more', was.replace('误报', '不误报')],
  ['another verdict', was.replace('误报', '漏报')],
  ['empty', ' '],
  ['markup', `<b>${was}</b>`],
  ['much longer', `${was}${'值得重视'.repeat(40)}`],
])('%s: refused', (_what, is) => expect(judge(is)).toBeDefined())

test('a sentence more or less is refused, and named', () => {
  expect(wordingFault(['甲', '乙'], ['甲'], [])).toEqual({ n: 2, was: '乙' })
  expect(wordingFault(['甲'], ['甲', '乙'], [])).toEqual({ n: 2, was: '' })
})

test('a longer name is one anchor, and its digits are no figures', () =>
  expect(anchorsOf('梁滩河1号水位 4 米', ['梁滩河1号'])).toEqual(['梁滩河1号', '4']))

test('whatever digits are changed, the wording is refused', () =>
  fc.assert(
    fc.property(fc.nat(999_999), fc.nat(999_999), (a, b) => {
      const fault = wordingFault([`共 ${a} 个。`], [`合计 ${b} 个。`], [])
      expect(fault === undefined).toBe(a === b)
    }),
  ))
