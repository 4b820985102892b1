import { describe, expect, test } from 'vitest'
import { Content } from '../contract/resource.ts'
import { changesBetween, kindOfChange } from './changes.ts'
import { classCode, resourceCode } from './code.ts'
import { faultsOf } from './content.ts'
import { lateFrom } from './cycle.ts'
import { closesCircle, reachable } from './lineage.ts'
import { faultOfPattern } from './patterns.ts'

const base = {
  name: '低保对象',
  kind: 'department',
  classification: { class: '3', item: '07', subitem: '001', detail: '02' },
  abstract: '在册低保对象',
  format: '数据库',
  share: { type: 'conditional', condition: '用于救助核对' },
  openness: { type: 'closed' },
  cycle: { every: 1, unit: 'month', graceHours: 24 },
  owner: { org: 'gxq.civil', title: '救助科', account: null },
  steward: { org: 'gxq.civil', title: '信息科', account: null },
  shape: 'records',
  items: [
    { name: 'id', title: '编号', type: 'text', required: true, key: true },
    { name: 'since', title: '起始', type: 'date' },
    { name: 'amount', title: '金额', type: 'decimal', values: ['1', '2'] },
    { name: 'note', title: '说明', type: 'text' },
  ],
}
const content = (change: object = {}) => Content.parse({ ...base, ...change })
const withItem = (n: number, change: object) =>
  content({ items: base.items.map((i, k) => (k === n ? { ...i, ...change } : i)) })
const withEnglish = (change: object, english: object) =>
  content({
    items: [
      ...base.items.slice(0, 3),
      { ...base.items[3], inEnglish: 'note_en', ...change },
      { name: 'note_en', title: '说明（英文）', type: 'text', ...english },
    ],
  })

test('the code is made from classification and serial', () => {
  expect(classCode(content())).toBe('30700102')
  expect(resourceCode(content(), 12)).toBe('30700102/000012')
})

describe('faults that one field cannot see', () => {
  test.each([
    ['item-twice', content({ items: [...base.items, base.items[1]] })],
    ['no-key', withItem(0, { key: false })],
    ['key-optional', withItem(0, { required: false })],
    ['pattern-syntax', withItem(0, { pattern: '(' })],
    ['pattern-text-only', withItem(1, { pattern: 'x' })],
    ['bound-unreadable', withItem(1, { least: 'gestern' })],
    ['bounds-crossed', withItem(1, { least: '2026-01-02', most: '2026-01-01' })],
    ['english-unknown', withItem(0, { inEnglish: 'id_en' })],
    ['english-text', withItem(1, { inEnglish: 'note' })],
    ['english-text', withItem(0, { inEnglish: 'since' })],
    ['english-personal', withEnglish({ personal: 'address' }, {})],
    ['english-personal', withEnglish({}, { personal: 'address' })],
    ['english-personal', withEnglish({ personal: 'address' }, { personal: 'name' })],
    ['english-twice', withItem(3, { inEnglish: 'note' })],
    ['no-condition', content({ share: { type: 'none' } })],
    ['places-without-item', content({ scope: { places: ['50'] } })],
    ['from-without-item', content({ scope: { from: '2020-01-01' } })],
    ['no-place', content({ scope: { placeItem: 'since' } })],
    ['no-time', content({ scope: { timeItem: 'id' } })],
    [
      'unknown-item',
      content({ rules: [{ id: 'a', title: '甲', severity: 'warn', kind: 'filled', item: 'zz' }] }),
    ],
    [
      'different-types',
      content({
        rules: [
          { id: 'a', title: '甲', severity: 'warn', kind: 'compare', item: 'id', op: '=', other: 'since' },
        ],
      }),
    ],
  ])('%s', (key, faulty) => {
    expect(faultsOf(faulty).map((f) => f.key)).toEqual([`catalogue.fault.${key}`])
  })
  test.each([
    ['a good one', content()],
    ['one that says a text in English as well', withEnglish({}, {})],
    ['one that protects both alike', withEnglish({ personal: 'address' }, { personal: 'address' })],
  ])('none in %s', (_, good) => expect(faultsOf(good)).toEqual([]))
})

describe('patterns that may not be used on what others send', () => {
  test.each([
    ['(a+)+', 'nested-repetition'],
    ['(a|b*)*', 'nested-repetition'],
    ['((a{2,})b)+', 'nested-repetition'],
    ['a+?', 'nested-repetition'],
    ['(?=a)', 'look-around'],
    ['(a)\\1', 'back-reference'],
    ['[', 'syntax'],
    ['(ab){3}', undefined],
    ['(?:JY\\d{14}|SC\\d{14})', undefined],
    ['[+*]+x', undefined],
    ['(a\\+)+', undefined],
  ])('%s', (pattern, fault) => {
    expect(faultOfPattern(pattern)).toBe(fault)
  })
})

describe('what a version means for readers', () => {
  test.each([
    ['item-gone', content({ items: base.items.filter((i) => i.name !== 'amount') }), true],
    ['item-new', content({ items: [...base.items, { name: 'x', title: '新', type: 'text' }] }), false],
    ['item-type', withItem(1, { type: 'time' }), true],
    ['item-required', withItem(1, { required: true }), false],
    ['item-values', withItem(2, { values: ['1', '2', '3'] }), true],
    ['item-pattern', withItem(0, { pattern: '\\d+' }), false],
    ['share', content({ share: { type: 'unconditional' } }), false],
    ['cycle', content({ cycle: { every: 1, unit: 'day', graceHours: 1 } }), false],
  ])('%s', (key, after, breaking) => {
    const changes = changesBetween(content(), after)
    expect(changes.map((c) => [c.key, c.breaking])).toEqual([[`catalogue.change.${key}`, breaking]])
    expect(kindOfChange(content(), changes)).toBe(breaking ? 'breaking' : 'compatible')
  })
})

test('a delivery is late one cycle and the grace after the last one', () => {
  const last = new Date('2026-01-01T00:00:00Z')
  expect(lateFrom({ every: 2, unit: 'day', graceHours: 6 }, last)?.toISOString()).toBe(
    '2026-01-03T06:00:00.000Z',
  )
  expect(lateFrom({ every: 1, unit: 'irregular', graceHours: 0 }, last)).toBeNull()
})

test('lineage closes no circle', () => {
  const edges = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
  ]
  expect([...reachable(edges, 'a')].sort()).toEqual(['a', 'b', 'c'])
  expect(closesCircle(edges, 'c', 'a')).toBe(true)
  expect(closesCircle(edges, 'a', 'a')).toBe(true)
  expect(closesCircle(edges, 'a', 'c')).toBe(false)
})
