import fc from 'fast-check'
import { expect, it } from 'vitest'
import { piecesOf } from './differences.ts'

const marked = (left: string, right: string) =>
  piecesOf(left, right).map((pieces) => pieces.map((p) => (p.differs ? `[${p.text}]` : p.text)).join(''))

it.each([
  ['张三', '张三', ['张三', '张三']],
  ['1955-03-12', '1955-08-12', ['1955-0[3]-12', '1955-0[8]-12']],
  ['凤笙路3号', '凤笙路503号', ['凤笙路3号', '凤笙路[50]3号']],
  ['', '凤笙路', ['', '[凤笙路]']],
  ['赵', '钱', ['[赵]', '[钱]']],
])('%s and %s', (left, right, expected) => {
  expect(marked(left, right)).toEqual(expected)
})

it('the pieces make up the values, and what is shared is equal on both sides', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 140 }), fc.string({ maxLength: 140 }), (left, right) => {
      const [a, b] = piecesOf(left, right)
      const text = (pieces: typeof a) => pieces.map((p) => p.text).join('')
      expect([text(a), text(b)]).toEqual([left, right])
      expect(text(a.filter((p) => !p.differs))).toBe(text(b.filter((p) => !p.differs)))
    }),
  )
})
