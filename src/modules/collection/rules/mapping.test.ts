import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Content } from '#modules/catalogue/contract'
import { foodBusinesses } from '../../../../tests/support/resources.ts'
import { guessMapping, mapLine, readHeader } from './mapping.ts'

const content = Content.parse(foodBusinesses)

test.each([
  ['by title', ['许可证编号', '名称'], { 许可证编号: 'licence', 名称: 'name' }],
  ['by name', ['licence', 'name'], { licence: 'licence', name: 'name' }],
  [
    'with signs, units and wide letters',
    [' 许可证编号 *', '餐位数（个）', 'Ｎａｍｅ'],
    { ' 许可证编号 *': 'licence', '餐位数（个）': 'seats', Ｎａｍｅ: 'name' },
  ],
  ['the exact one wins', ['名 称', '名称'], { 名称: 'name' }],
  ['nothing is guessed from nothing', ['备注', '__proto__'], {}],
])('%s', (_name, columns, mapping) => {
  expect(guessMapping(columns, content.items)).toEqual(mapping)
})

test('what is missing and what is unknown is said', () => {
  expect(readHeader(['许可证编号', '名称', '备注'], content)).toEqual({
    mapping: { 许可证编号: 'licence', 名称: 'name' },
    missing: ['place'],
    unknown: ['备注'],
  })
  const given = { 许可证编号: 'licence', 名称: 'name', 备注: 'place', 别处: 'grade', 名字: 'nobody' }
  expect(readHeader(['许可证编号', '名称', '备注'], content, given)).toEqual({
    mapping: { 许可证编号: 'licence', 名称: 'name', 备注: 'place' },
    missing: [],
    unknown: [],
  })
})

test('whatever a header says, an item is taken by one column and no line reaches a prototype', () => {
  const name = fc.oneof(
    fc.string(),
    fc.constantFrom('名称', 'name', 'Name ', '__proto__', 'constructor', 'toString'),
  )
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 12 }), (columns) => {
      const mapping = guessMapping(columns, content.items)
      const taken = Object.values(mapping)
      expect(new Set(taken).size).toBe(taken.length)
      const line = mapLine(Object.fromEntries(columns.map((c) => [c, 'x'])), mapping)
      expect(Object.getPrototypeOf(line)).toBe(Object.prototype)
      expect(Object.keys(line).every((k) => content.items.some((i) => i.name === k))).toBe(true)
    }),
  )
})
