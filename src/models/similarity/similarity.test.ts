import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bandsOf,
  compareSignatures,
  decodeSignature,
  encodeSignature,
  learnWeights,
  loadWeights,
  scoreOf,
  sharedWords,
  signatureOf,
} from './index.ts'
import { listTerms } from './terms.ts'

const common = Array.from({ length: 40 }, (_, n) => `尊敬的领导，希望尽快处理，谢谢。第${n}件`)
const weights = loadWeights(learnWeights([...common, '三栋楼道灯坏了']))
const lamp = '三栋的楼道灯坏了一个星期，物业不来修。希望尽快处理。'
const again = '我们三栋楼道灯坏了好几天，晚上看不见。'
const market = '菜市场门口占道经营。希望尽快处理，谢谢。'
const text = fc
  .array(fc.constantFrom('三栋', '楼道灯', '坏了', '希望尽快处理', '菜市场', '门口', '，', 'A1', '灯'), {
    maxLength: 12,
  })
  .map((words) => words.join(''))

test('weights tell what is rare from what everybody writes', () => {
  const of = (a: string, b: string) => compareSignatures(signatureOf(a, weights), signatureOf(b, weights))
  expect(of(lamp, again)).toBeGreaterThan(of(lamp, market))
  expect(of('希望尽快处理', '希望尽快处理')).toBeCloseTo(1, 5)
})

test('terms stand where they say, and pairs and words are told apart', () => {
  for (const { term, start, end } of listTerms(`Ａ区 ${lamp}`))
    expect(`Ａ区 ${lamp}`.slice(start, end)).toBe(term.replace('+', ''))
})

describe('signatures', () => {
  test('are compared alike from both sides, between 0 and 1, and survive being stored', () => {
    let alike = 0
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [one, other] = [signatureOf(a, weights), signatureOf(b, weights)]
        const similarity = compareSignatures(one, other)
        expect(similarity).toBeCloseTo(compareSignatures(other, one), 10)
        expect(similarity).toBeGreaterThanOrEqual(0)
        expect(similarity).toBeLessThan(1.000001)
        expect(decodeSignature(encodeSignature(one))).toEqual(one)
        if (similarity > 0) alike++
      }),
    )
    expect(alike).toBeGreaterThan(10)
  })
  test('nothing in, nothing like it', () => {
    expect(compareSignatures(signatureOf('', weights), signatureOf(lamp, weights))).toBe(0)
    expect(() => decodeSignature(new Uint8Array(5))).toThrow(RangeError)
    expect(() => loadWeights(new Uint8Array(3))).toThrow(RangeError)
  })
})

test('near-duplicates share a band, other messages do not', () => {
  const shares = (a: string, b: string) => bandsOf(a).some((band, n) => bandsOf(b)[n] === band)
  expect(shares(lamp, `${lamp}谢谢`)).toBe(true)
  expect(shares(lamp, market)).toBe(false)
  expect(bandsOf('……')).toEqual([])
  expect(bandsOf(lamp)).toHaveLength(12)
})

test('what is shared is named by phrase and place, and formulas of courtesy are not', () => {
  const shared = sharedWords(lamp, `${again}希望尽快处理`, weights)
  expect(shared[0]?.words).toContain('楼道灯坏了')
  for (const { words, spans } of shared)
    for (const [from, to] of spans) expect(`${again}希望尽快处理`.slice(from, to)).toBe(words)
  expect(shared.map((s) => s.words).join()).not.toContain('希望')
})

test.each([
  ['all the same', { text: 1, place: 'same', days: 0, open: true }, 1],
  ['a season apart', { text: 1, place: 'same', days: 90, open: true }, 0.85],
  ['years apart', { text: 1, place: 'same', days: 3650, open: true }, 0.7],
  ['elsewhere', { text: 1, place: 'elsewhere', days: 0, open: true }, 0.6],
  ['closed', { text: 1, place: 'same', days: 0, open: false }, 0.8],
  ['no word in common', { text: 0, place: 'same', days: 0, open: true }, 0],
] as const)('%s', (_name, circumstances, expected) => {
  expect(scoreOf(circumstances)).toBeCloseTo(expected, 3)
})
