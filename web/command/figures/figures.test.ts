import { describe, expect, it } from 'vitest'
import type { CaseStatistics } from '#kernel/cases/contract'
import { figuresOf, signed } from './figures.ts'

const day = (submitted: number, answered: number) => ({
  day: '2026-11-01',
  submitted,
  answered,
  onTime: 0,
  closed: 0,
})
const make = (onTimeShare: number | null, meanScore: number | null): CaseStatistics =>
  ({
    open: { total: 100, overdue: 7, dueSoon: 3, states: {} },
    today: { submitted: 20, answered: 5, closed: 8 },
    days: [day(10, 6), day(15, 9), day(20, 5)],
    period: { onTimeShare, answered: 4 },
    satisfaction: { rated: 2, meanScore },
  }) as unknown as CaseStatistics

const month = make(null, null)
const of = (name: string, week?: CaseStatistics, weekBefore?: CaseStatistics) =>
  figuresOf({ month, week, weekBefore }).find((f) => f.name === name)

describe('figuresOf', () => {
  it.each<[string, CaseStatistics | undefined, CaseStatistics | undefined, object]>([
    ['submitted', undefined, undefined, { value: 20, change: 5, direction: 'up', tone: 'plain' }],
    ['answered', undefined, undefined, { value: 5, change: -4, direction: 'down', tone: 'plain' }],
    ['open', undefined, undefined, { value: 100, change: 12, direction: 'up', tone: 'bad' }],
    ['overdue', undefined, undefined, { value: 7, change: null, direction: null }],
    ['onTime', make(0.9, 4), make(0.85, 4), { value: 90, direction: 'up', tone: 'good' }],
    ['onTime', make(0.8, 4), make(0.8004, 4), { direction: 'flat', tone: 'plain' }],
    ['onTime', make(null, null), make(0.8, 4), { value: null, change: null, direction: null }],
    ['onTime', make(0.9, 4), make(null, null), { value: 90, change: null, direction: null }],
    ['onTime', undefined, undefined, { value: null, change: null }],
    ['score', make(0.9, 4.2), make(0.9, 4.5), { value: 4.2, direction: 'down', tone: 'bad' }],
    ['score', make(0.9, null), make(0.9, null), { value: null, direction: null }],
  ])('%s', (name, week, weekBefore, expected) => {
    expect(of(name, week, weekBefore)).toMatchObject(expected)
  })
})

it.each([
  [3, 0, '+3'],
  [-2.54, 1, '−2.5'],
  [0.001, 1, '0.0'],
  [0, 0, '0'],
])('writes %d with %d digits as %s', (change, digits, text) => {
  expect(signed(change, digits)).toBe(text)
})
