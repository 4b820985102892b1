import { expect, it } from 'vitest'
import type { Figure, PageFigureList } from '#modules/scenarios/contract'
import { courseOf, stepName } from './course.ts'

const figure = (of: string | null, value: number, denominator: number | null = null): Figure => ({
  of,
  value,
  numerator: value,
  denominator,
  beside: [],
})
const words = { zh: '甲', en: 'a' }
/** Midnight in the city is 16:00 in UTC. */
const list = (from: string, until: string, figures: Figure[]): PageFigureList => ({
  title: words,
  formula: words,
  unit: { zh: '', en: '' },
  percent: false,
  digits: 0,
  besides: [],
  by: [],
  from,
  until,
  figures,
})
const week = ['2026-11-23T16:00:00.000Z', '2026-11-30T16:00:00.000Z'] as const
const now = new Date('2026-11-30T02:30:00Z')

it('has every day up to today, with nought where nothing was counted', () => {
  const days = courseOf(list(...week, [figure(null, 5), figure('2026-11-29', 5)]), now)
  expect(days.map((f) => f.of)).toEqual([
    '2026-11-24',
    '2026-11-25',
    '2026-11-26',
    '2026-11-27',
    '2026-11-28',
    '2026-11-29',
    '2026-11-30',
  ])
  expect(days.map((f) => f.value)).toEqual([0, 0, 0, 0, 0, 5, 0])
})

it('has no rate on a day without a denominator', () => {
  const days = courseOf(list(...week, [figure(null, 5, 2), figure('2026-11-29', 5, 2)]), now)
  expect(days.map((f) => f.value)).toEqual([null, null, null, null, null, 5, null])
})

it('has the hours of today that have begun', () => {
  const hours = courseOf(list('2026-11-29T16:00:00.000Z', week[1], []), now)
  expect([hours.length, hours[0]?.of, hours.at(-1)?.of]).toEqual([11, '2026-11-30T00', '2026-11-30T10'])
})

it('has each month once', () => {
  const months = courseOf(list('2025-11-30T16:00:00.000Z', week[1], []), now)
  expect([months.length, months[0]?.of, months.at(-1)?.of]).toEqual([12, '2025-12', '2026-11'])
})

it.each([
  ['2026-11-30T09', '09:00'],
  ['2026-11-30', '11-30'],
  ['2026-11', '2026-11'],
])('%s is shown as %s', (of, name) => {
  expect(stepName(of)).toBe(name)
})
