import { expect, it, test } from 'vitest'
import { IndicatorMeasure } from '#kernel/cases/contract'
import { countables, sentenceOf } from './counted.ts'

test('every choice is one of the grammar', () => {
  for (const [name, { counted }] of Object.entries(countables))
    expect([name, IndicatorMeasure.safeParse({ kind: 'count', of: counted }).success]).toEqual([name, true])
})

it.each([
  [{ kind: 'count', of: { grain: 'event', action: 'reopened' } }, [], '时段内重新办理的次数。'],
  [
    { kind: 'count', of: { grain: 'openDay' } },
    ['渠道为电话'],
    '每天结束时在办的诉求的件数，只计渠道为电话。',
  ],
  [
    {
      kind: 'ratio',
      numerator: { late: false, grain: 'case', at: 'answered' },
      denominator: { grain: 'case', at: 'answered' },
    },
    [],
    '时段内按时答复的诉求与答复的诉求之比。',
  ],
  [{ kind: 'percentile', p: 90, duration: 'answer' }, [], '时段内从受理到答复的用时，90% 的诉求不超过此值。'],
  [{ kind: 'mean', of: 'score' }, [], '时段内评分的平均值。'],
] as const)('%j', (measure, filters, expected) => {
  expect(sentenceOf(IndicatorMeasure.parse(measure), filters, 'zh')).toBe(expected)
})
