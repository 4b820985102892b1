import { describe, expect, test } from 'vitest'
import {
  accuracy,
  bootstrapInterval,
  calibrationError,
  confusionOf,
  coverageAt,
  evaluationReport,
  figuresByLabel,
  groupNearDuplicates,
  type Judgement,
  macroF1,
  reliabilityCurve,
  renderReport,
} from './index.ts'

const judged = (actual: string, predicted: string, confidence = 0.9): Judgement => ({
  actual,
  predicted,
  confidence,
})

/** a: 2 of 3 found, 1 false claim. b: 1 of 2 found, 1 false claim. */
const SMALL = [judged('a', 'a'), judged('a', 'a'), judged('a', 'b'), judged('b', 'b'), judged('b', 'a')]

describe('label figures', () => {
  test('the confusion matrix has actual labels as rows', () => {
    expect(confusionOf(SMALL)).toEqual({
      labels: ['a', 'b'],
      counts: [
        [2, 1],
        [1, 1],
      ],
    })
  })

  test('precision, recall and F1 by hand', () => {
    expect(figuresByLabel(SMALL)).toEqual([
      { label: 'a', precision: 2 / 3, recall: 2 / 3, f1: 2 / 3, support: 3 },
      { label: 'b', precision: 1 / 2, recall: 1 / 2, f1: 1 / 2, support: 2 },
    ])
    expect(macroF1(SMALL)).toBeCloseTo(7 / 12, 12)
    expect(accuracy(SMALL)).toBe(0.6)
  })

  test('a label that is only ever predicted counts with F1 0', () => {
    expect(macroF1([judged('a', 'a'), judged('a', 'c')])).toBeCloseTo(1 / 3, 12)
  })

  test('no rows give 0, not NaN', () => {
    expect([macroF1([]), accuracy([]), calibrationError([])]).toEqual([0, 0, 0])
  })
})

describe('reliability', () => {
  test('ECE of two bins by hand', () => {
    // Bin (.4, .5]: one right of two at .5, gap 0. Bin (.9, 1]: one right of two at 1, gap .5, half of the rows.
    const rows = [judged('a', 'a', 0.5), judged('a', 'b', 0.5), judged('a', 'a', 1), judged('a', 'b', 1)]
    expect(calibrationError(rows, 10)).toBeCloseTo(0.25, 12)
  })

  test.each([
    [0, 0],
    [1 / 15, 0],
    [0.0667, 1],
    [1, 14],
  ])('confidence %d falls into bin %d', (confidence, bin) => {
    const curve = reliabilityCurve([judged('a', 'a', confidence)])
    expect(curve.findIndex(({ rows }) => rows === 1)).toBe(bin)
  })

  test('coverage counts rows at the threshold', () => {
    const rows = [
      judged('a', 'a', 0.8),
      judged('a', 'b', 0.79),
      judged('a', 'b', 0.9),
      judged('b', 'b', 0.95),
    ]
    expect(coverageAt(rows, [0.8, 0.99])).toEqual([
      { threshold: 0.8, coverage: 0.75, accuracy: 2 / 3, rows: 3 },
      { threshold: 0.99, coverage: 0, accuracy: 1, rows: 0 },
    ])
  })
})

describe('bootstrap', () => {
  const values = Array.from({ length: 100 }, (_, index) => index)
  const mean = (sample: readonly number[]) => sample.reduce((sum, value) => sum + value, 0) / sample.length

  test('the interval of a mean agrees with the normal approximation', () => {
    // Standard error of the mean of 0 … 99: 28.87 / 10; 1.96 of it is 5.66.
    const { low, high } = bootstrapInterval(values, mean, { rounds: 4000 })
    expect(Math.abs(low - (49.5 - 5.66))).toBeLessThan(0.4)
    expect(Math.abs(high - (49.5 + 5.66))).toBeLessThan(0.4)
  })

  test('the seed decides', () => {
    const draw = (seed: number) => bootstrapInterval(values, mean, { rounds: 50, seed })
    expect(draw(3)).toEqual(draw(3))
    expect(draw(3)).not.toEqual(draw(4))
  })

  test('nothing to draw from is an error', () => {
    expect(() => bootstrapInterval([], () => 0)).toThrow(RangeError)
  })
})

describe('near-duplicates', () => {
  const message = '小区门口的路灯坏了一个多月没有人来修理晚上老人出门非常危险希望有关部门尽快处理'

  test.each([
    ['the same words', message, true],
    ['punctuation and digits aside', `2024年：${message}！`, true],
    [
      'a repost with a long addition',
      `${message}另外公交站台也没有顶棚下雨天大家都淋着等车孩子容易感冒`,
      true,
    ],
    ['another matter', '楼下餐馆的油烟直接排到居民窗口每天夜里十二点还在炒菜味道很大', false],
    ['too short to compare', '路灯坏了', false],
  ])('%s', (_, other, same) => {
    const [first, second] = groupNearDuplicates([message, other])
    expect(first === second).toBe(same)
  })
})

describe('report', () => {
  const report = evaluationReport(SMALL, { model: 'v1', data: 'rows <b>' })

  test('is plain data', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
  })

  test('renders one page with headings in both languages and escaped names', () => {
    const page = renderReport(report)
    expect(page).toContain('混淆矩阵')
    expect(page).toContain('Reliability')
    expect(page).not.toContain('<b>')
    expect(page).not.toMatch(/src=|href=/)
  })
})
