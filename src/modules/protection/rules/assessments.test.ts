import { describe, expect, test } from 'vitest'
import { AssessmentContent } from '../contract/assessments.ts'
import type { PersonalKind } from '../contract/kinds.ts'
import {
  covers,
  defaultAssessmentTable,
  keptUntil,
  mannersOf,
  monthsAfter,
  needOf,
  type Processing,
  triggersOf,
  unanswered,
} from './assessments.ts'

const kinds = new Map<string, PersonalKind>([
  ['phone', 'mobile'],
  ['illness', 'health'],
])
const resource = '00000000-0000-4000-8000-000000000001'
const base: Processing = {
  resource,
  consumer: 'gxq.market',
  purpose: 'assistance',
  terms: { items: ['phone', 'illness', 'amount'], masks: {} },
  automated: false,
}
const content = AssessmentContent.parse({
  title: '临时救助对象共享',
  resource,
  purpose: 'assistance',
  manners: ['share'],
  consumers: ['gxq.market'],
  items: ['phone', 'illness'],
  lawful: {},
  effect: { level: 'low' },
  measures: { left: 'low' },
})

describe('what art. 55 asks for', () => {
  test.each([
    ['sensitive', base, ['sensitive', 'provide'], 'block'],
    ['withheld', { ...base, terms: { ...base.terms, masks: { illness: 'hide' } } }, ['provide'], 'remind'],
    [
      'masked is still given',
      { ...base, terms: { ...base.terms, masks: { illness: 'partial' } } },
      ['sensitive', 'provide'],
      'block',
    ],
    ['nothing personal', { ...base, terms: { items: ['amount'], masks: {} }, automated: true }, [], 'none'],
    [
      'automated',
      { ...base, terms: { items: ['phone'], masks: {} }, automated: true },
      ['automated', 'provide'],
      'block',
    ],
    [
      'entrusted',
      { ...base, terms: { items: ['phone'], masks: {} }, purpose: 'operation' },
      ['entrust'],
      'remind',
    ],
  ] as const)('%s', (_, p, found, need) => {
    expect(triggersOf(p as Processing, kinds, ['health'])).toEqual(found)
    expect(needOf(defaultAssessmentTable, found)).toBe(need)
  })
})

describe('an approved assessment covers', () => {
  const good = { content, validUntil: '2027-01-01' }
  const items = ['phone', 'illness']
  test.each([
    ['the processing that it speaks of', good, base, items, true],
    ['not after its last day', { ...good, validUntil: '2026-11-28' }, base, items, false],
    ['its last day too', { ...good, validUntil: '2026-11-29' }, base, items, true],
    ['not what nobody approved', { ...good, validUntil: null }, base, items, false],
    ['not another purpose', good, { ...base, purpose: 'statistics' }, items, false],
    ['not another receiver', good, { ...base, consumer: 'town.500107104' }, items, false],
    [
      'any receiver where none is named',
      { ...good, content: { ...content, consumers: [] } },
      base,
      items,
      true,
    ],
    ['not an item more', good, base, [...items, 'xm'], false],
    ['not another manner', good, { ...base, automated: true }, items, false],
  ] as const)('%s', (_, assessed, p, given, expected) => {
    expect(covers(assessed as typeof good, p as Processing, given, '2026-11-29')).toBe(expected)
  })
})

test('an operator is entrusted; automated decisions are a manner of their own beside it', () => {
  expect(mannersOf({ purpose: 'operation', automated: true })).toEqual(['entrust', 'automated'])
})

test('what is not answered is named', () => {
  expect(unanswered(content)).toHaveLength(7)
  expect(
    unanswered({
      ...content,
      lawful: { basis: '第十三条第三项', legitimate: '正当的目的', necessary: '仅取必要项' },
    }),
  ).not.toContain('lawful.basis')
})

test.each([
  ['2026-11-29', 12, '2027-11-29'],
  ['2026-08-31', 6, '2027-02-28'],
  ['2027-08-31', 6, '2028-02-29'],
])('%s and %i months', (day, months, expected) => {
  expect(monthsAfter(day, months)).toBe(expected)
})

test.each([
  ['judged and returned', '2026-03-01', null, 3, '2029-03-01'],
  ['counted from its end, where that is later', '2026-03-01', '2027-02-28', 3, '2030-02-28'],
  ['a leap day', '2028-02-29', null, 3, '2031-02-28'],
] as const)('kept: %s', (_, judged, validUntil, years, expected) => {
  expect(keptUntil(judged, validUntil, years)).toBe(expected)
})
