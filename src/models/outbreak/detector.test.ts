import { describe, expect, it } from 'vitest'
import {
  dailyDetector,
  judgeByFarrington,
  judgeSince,
  observeCount,
  openDetector,
  weeklyDetector,
} from './index.ts'

/** Six years of weeks with a summer and some noise, the same in every run. */
const weeks = Array.from({ length: 312 }, (_, n) =>
  Math.round(8 + 4 * Math.sin((2 * Math.PI * n) / 52) + ((n * 7919) % 5) - 2),
)
const history = openDetector('2020-12-28', 7, weeks)
const next = '2026-12-21'

describe('weekly detector', () => {
  it('judges a new count as Farrington does on the whole series', () => {
    const { verdict, state } = observeCount(history, { day: next, count: 31 }, weeklyDetector)
    const whole = judgeByFarrington(
      { counts: [...weeks, 31], frequency: 52, calendar: { firstDay: '2020-12-28', stepDays: 7 } },
      312,
      weeklyDetector.farrington,
    )
    expect(whole?.alarm).toBe(true)
    expect(verdict).toMatchObject({
      kind: 'judged',
      day: next,
      alarm: true,
      expected: whole?.expected,
      upper: whole?.upper,
      trace: { method: 'farrington', years: 5, to: '2026-06-15' },
    })
    expect(state.counts).toHaveLength(313)
  })

  it('survives JSON', () => {
    const stored = JSON.parse(JSON.stringify(history))
    expect(observeCount(stored, { day: next, count: 12 }, weeklyDetector)).toEqual(
      observeCount(history, { day: next, count: 12 }, weeklyDetector),
    )
  })

  it('starts with the latest weeks and says so; before that with nothing', () => {
    let state = openDetector('2026-01-05', 7)
    const days = ['2026-01-05', '2026-01-12', '2026-01-19', '2026-01-26', '2026-02-02']
    const verdicts = days.map((day) => {
      const answer = observeCount(state, { day, count: day === '2026-02-02' ? 25 : 4 }, weeklyDetector)
      state = answer.state
      return answer.verdict
    })
    for (const verdict of verdicts.slice(0, 4))
      expect(verdict).toMatchObject({ kind: 'unjudged', because: 'short-history' })
    expect(verdicts[4]).toMatchObject({
      kind: 'judged',
      alarm: true,
      expected: expect.closeTo(16.5 / 4, 12),
      trace: { method: 'recent', from: '2026-01-05', to: '2026-01-26', periods: 4, recentCases: 37 },
    })
  })

  it('weeks without a count stay unknown', () => {
    const { state, verdict } = observeCount(history, { day: '2027-01-11', count: 9 }, weeklyDetector)
    expect(state.counts.slice(-4)).toEqual([null, null, null, 9])
    expect(verdict.kind).toBe('judged')
    const told = judgeSince(state, next, weeklyDetector)
    expect(told.slice(0, 3)).toEqual(
      [next, '2026-12-28', '2027-01-04'].map((day) => ({ kind: 'unjudged', day, because: 'no-count' })),
    )
  })

  it('a corrected count takes an alarm back, and counts in later verdicts', () => {
    const wrong = observeCount(history, { day: next, count: 90 }, weeklyDetector)
    expect(wrong.verdict).toMatchObject({ alarm: true })
    const right = observeCount(wrong.state, { day: next, count: 9 }, weeklyDetector)
    expect(right.verdict).toMatchObject({ alarm: false, observed: 9 })
    expect(right.state).toEqual(observeCount(history, { day: next, count: 9 }, weeklyDetector).state)
    const earlier = observeCount(right.state, { day: '2024-12-23', count: 200 }, weeklyDetector)
    const [before, after] = [right, earlier].map(({ state }) => judgeSince(state, next, weeklyDetector)[0])
    expect(after).not.toEqual(before)
    const gone = observeCount(right.state, { day: next, count: null }, weeklyDetector)
    expect(gone.verdict).toEqual({ kind: 'unjudged', day: next, because: 'no-count' })
  })

  it('forgets what no baseline reaches any more, and judges as before', () => {
    const long = openDetector('2010-01-04', 7, [...Array(520).fill(3), ...weeks])
    const { state, verdict } = observeCount(long, { day: '2025-12-15', count: 20 }, weeklyDetector)
    expect(state.counts.length).toBe(371)
    expect(JSON.stringify(state).length).toBeLessThan(2000)
    const whole = judgeByFarrington(
      { counts: [...long.counts, 20], frequency: 52, calendar: { firstDay: '2010-01-04', stepDays: 7 } },
      832,
      weeklyDetector.farrington,
    )
    expect(verdict).toMatchObject({ upper: whole?.upper })
    if (verdict.kind === 'judged') expect(verdict.expected).toBeCloseTo(whole?.expected ?? 0, 9)
  })

  it.each([
    ['2026-12-22', 3, 'No period begins on 2026-12-22'],
    ['2020-12-21', 3, 'lies before 2020-12-28'],
    ['2126-12-16', 3, 'more than a year after'],
    ['tomorrow', 3, 'Not a day'],
    [next, -1, 'Not a count: -1'],
    [next, 2.5, 'Not a count: 2.5'],
  ])('refuses %s with %f: %s', (day, count, message) => {
    expect(() => observeCount(history, { day, count }, weeklyDetector)).toThrow(message)
  })
})

it('daily detector: latest days first, years later', () => {
  const days = Array.from({ length: 4 * 365 + 1 }, (_, n) => 6 + ((n * 31) % 4))
  const young = openDetector('2026-01-01', 1, days.slice(0, 60))
  expect(observeCount(young, { day: '2026-03-02', count: 24 }, dailyDetector).verdict).toMatchObject({
    alarm: true,
    trace: { method: 'recent', periods: 28 },
  })
  const old = openDetector('2022-01-01', 1, days)
  const { verdict } = observeCount(old, { day: '2026-01-01', count: 24 }, dailyDetector)
  expect(verdict).toMatchObject({ alarm: true, trace: { method: 'farrington', years: 3, to: '2025-07-02' } })
  expect(observeCount(old, { day: '2026-01-01', count: 8 }, dailyDetector).verdict).toMatchObject({
    alarm: false,
  })
})
