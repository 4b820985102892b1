import { describe, expect, it, test } from 'vitest'
import { gateFor, handOver } from './define.ts'
import {
  cusum,
  cusumLimit,
  findingsOf,
  outcomesOf,
  type Sample,
  stabilityIndex,
  watchFigures,
  wilson,
} from './rules.ts'

describe('gateFor', () => {
  test.each([
    ['above the threshold', { rights: false, automaticAbove: 0.9 }, 0.95, [], 'automatic'],
    ['at the threshold', { rights: false, automaticAbove: 0.9 }, 0.9, [], 'automatic'],
    ['below', { rights: false, automaticAbove: 0.9 }, 0.89, [], 'human'],
    ['never automatic', { rights: false, automaticAbove: null }, 1, [], 'human'],
    ['touches rights', { rights: true, automaticAbove: 0.1 }, 1, [], 'human'],
    ['a doubt', { rights: false, automaticAbove: 0.9 }, 1, ['unknown-words'], 'human'],
  ] as const)('%s', (_, rule, confidence, doubts, gate) => {
    expect(gateFor(rule, confidence, doubts)).toBe(gate)
  })
})

describe('handOver', () => {
  test.each([
    ['acts by itself', { rights: false, automaticAbove: 0.9 }, 0.95, [], null],
    [
      'below',
      { rights: false, automaticAbove: 0.9 },
      0.6,
      [],
      { reasons: ['below-threshold'], threshold: 0.9 },
    ],
    [
      'below and in doubt',
      { rights: false, automaticAbove: 0.9 },
      0.6,
      ['unknown-words', 'two-close-classes'],
      { reasons: ['below-threshold', 'unknown-words', 'two-close-classes'], threshold: 0.9 },
    ],
    [
      'no threshold',
      { rights: false, automaticAbove: null },
      1,
      [],
      { reasons: ['never-automatic'], threshold: null },
    ],
    [
      'taken back by the watch',
      { rights: false, automaticAbove: null, drifted: true },
      1,
      [],
      { reasons: ['drift'], threshold: null },
    ],
    ['a finding that took nothing back', { rights: false, automaticAbove: 0.9, drifted: true }, 1, [], null],
    ['rights', { rights: true, automaticAbove: 0.1 }, 1, [], { reasons: ['rights'], threshold: null }],
  ] as const)('%s', (_, rule, confidence, doubts, wanted) => {
    expect(handOver(rule, confidence, doubts)).toEqual(wanted)
  })
})

describe('stabilityIndex', () => {
  it('is nothing for the same mix', () => expect(stabilityIndex([10, 20], [100, 200])).toBeCloseTo(0, 12))
  it('has the known value', () => {
    // (.2 − .5) ln(.2 / .5) + (.8 − .5) ln(.8 / .5)
    expect(stabilityIndex([50, 50], [20, 80])).toBeCloseTo(0.415888, 6)
  })
  it('bears an empty part', () => expect(stabilityIndex([100, 0], [100, 0])).toBeCloseTo(0, 12))
})

describe('cusum', () => {
  const weeks = (wrong: number) => Array.from({ length: 6 }, () => ({ rows: 500, wrong }))
  it('stays at nothing while the promise holds', () => expect(cusum(weeks(8), 0.02)).toBeLessThan(cusumLimit))
  it('passes the limit where errors double', () => expect(cusum(weeks(20), 0.02)).toBeGreaterThan(cusumLimit))
  it('forgets good times', () => {
    const good = [{ rows: 5000, wrong: 0 }]
    expect(cusum([...good, ...weeks(20)], 0.02)).toBeCloseTo(cusum(weeks(20), 0.02), 9)
  })
})

test('wilson: 10 of 100, and nothing of nothing', () => {
  const { low, high } = wilson(10, 100) ?? { low: 0, high: 0 }
  expect([low, high].map((v) => v.toFixed(4))).toEqual(['0.0552', '0.1744'])
  expect(wilson(0, 0)).toBeNull()
})

const count = (week: string, gate: string, outcome: string, n: number, label = '01') => ({
  week,
  label,
  gate,
  outcome,
  count: n,
})
const sample = (a: number, b: number, mean = 0.3): Sample => ({
  labels: { '01': a, '02': b },
  deciles: [0, 0, 0, 0, 0, 0, 0, 0, a, b],
  novelty: { rows: a + b, mean, deviation: 0.05 },
})

test('outcomes part what the gate did from what people judged', () => {
  const rows = [
    count('2026-01-05', 'automatic', 'applied', 90),
    count('2026-01-05', 'automatic', 'overturned', 2),
    count('2026-01-05', 'human', 'pending', 3),
    count('2026-01-05', 'human', 'confirmed', 4),
    count('2026-01-05', 'human', 'overturned', 1),
  ]
  expect(outcomesOf(rows)).toEqual({
    all: 100,
    automatic: 92,
    automaticOverturned: 2,
    judged: 5,
    judgedOverturned: 1,
  })
})

describe('watchFigures', () => {
  const calm = [
    count('2026-01-05', 'human', 'confirmed', 180),
    count('2026-01-05', 'human', 'overturned', 20),
  ]
  const kinds = (rows: typeof calm, before: Sample, now: Sample) =>
    findingsOf(watchFigures(rows, { before, now }, { promised: 0.02, thisWeek: '2026-01-12' })).map(
      (f) => f.kind,
    )

  test.each([
    ['nothing where nothing changed', calm, sample(200, 200), sample(100, 100), []],
    [
      'another mix of classes, and of confidences',
      calm,
      sample(200, 200),
      sample(20, 180),
      ['class-mix', 'confidence'],
    ],
    ['words never met', calm, sample(200, 200), sample(100, 100, 0.4), ['unknown-words']],
    ['too few rows to say', calm, sample(200, 200), sample(1, 98), []],
    [
      'automatic ones overturned',
      [
        ...calm,
        count('2026-01-12', 'automatic', 'applied', 400),
        count('2026-01-12', 'automatic', 'overturned', 30),
      ],
      sample(0, 0),
      sample(0, 0),
      ['automatic-overturned'],
    ],
    [
      'officers overturn more than before',
      [
        ...calm,
        count('2026-01-12', 'human', 'confirmed', 40),
        count('2026-01-12', 'human', 'overturned', 40),
      ],
      sample(0, 0),
      sample(0, 0),
      ['judged-overturned'],
    ],
  ])('%s', (_, rows, before, now, expected) => {
    expect(kinds(rows, before, now)).toEqual(expected)
  })
})
