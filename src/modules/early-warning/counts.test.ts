import { describe, expect, test } from 'vitest'
import { WatchContent } from './contract.ts'
import { compileCount, countAt, startCounts, takeCount } from './counts.ts'
import { demoClinics, demoOutbreak, demoVisits, demoVisitWatch } from './demo/visits.ts'
import { closedUntil, startOfPeriod } from './rules.ts'
import type { Found } from './watching.ts'

const day = 86_400_000
const at = (text: string) => Date.parse(text)
const resource = '00000000-0000-4000-8000-000000000000'

function watchOf(change: object = {}) {
  const content = WatchContent.parse({ ...demoVisitWatch, resource, ...change })
  const watch = compileCount({ id: resource, version: 1, content, changed_at: new Date(0) })
  if (watch === undefined) throw new Error('does not compile')
  return watch
}

describe('periods of local time', () => {
  test.each<[string, 'day' | 'week', string]>([
    ['2027-03-01T15:59:59.999Z', 'day', '2027-02-28T16:00:00.000Z'],
    ['2027-03-01T16:00:00.000Z', 'day', '2027-03-01T16:00:00.000Z'],
    // A Sunday, and the Monday after it.
    ['2027-03-07T15:59:59.999Z', 'week', '2027-02-28T16:00:00.000Z'],
    ['2027-03-07T16:00:00.000Z', 'week', '2027-03-07T16:00:00.000Z'],
    ['1969-12-31T15:59:59.999Z', 'day', '1969-12-30T16:00:00.000Z'],
  ])('%s lies in the %s from %s on', (instant, every, start) => {
    expect(new Date(startOfPeriod(at(instant), every)).toISOString()).toBe(start)
  })

  test('a period is closed once it has been over for the lateness', () => {
    const until = (now: string) => new Date(closedUntil(at(now), 3_600_000, 'day')).toISOString()
    expect(until('2027-03-01T16:59:59.999Z')).toBe('2027-02-28T16:00:00.000Z')
    expect(until('2027-03-01T17:00:00.000Z')).toBe('2027-03-01T16:00:00.000Z')
  })
})

describe('a series of counts', () => {
  const monday = at('2027-03-01T00:00:00+08:00')
  const weeks = 30
  const usual = Array.from({ length: weeks }, (_, n) => 5 + (n % 3))
  const start = monday - weeks * 7 * day
  const watch = watchOf({ count: { every: 'week', sum: true } })
  const weekly = () => startCounts(start, 'week', usual)
  const put = (series: ReturnType<typeof weekly>, from: number, count: number) =>
    takeCount(watch, 'east', series, { start: from, count }, true)

  test('more than lately is an onset, named by the first day, at the last moment of the week', () => {
    const found = put(weekly(), monday, 40)
    expect(found).toMatchObject({ mark: 'count-2027-03-01', phase: 'onset', value: 40 })
    expect(found?.at).toBe(monday + 7 * day - 1)
    expect(found?.reading).toMatchObject({ reason: 'outbreak-recent', trace: { years: 0, periods: 6 } })
    expect(found?.reading.score).toBeGreaterThan(1)
  })

  test('weeks in between are 0', () => {
    const series = weekly()
    put(series, monday + 14 * day, 5)
    expect([0, 7, 14].map((d) => countAt(series, monday + d * day, 'week'))).toEqual([0, 0, 5])
  })

  test('a correction of the newest goes on from there; one of an older week is judged by itself', () => {
    const series = weekly()
    expect(put(series, monday, 6)).toBeUndefined()
    expect(put(series, monday, 40)).toMatchObject({ mark: 'count-2027-03-01', phase: 'onset' })
    expect(put(series, monday, 6)).toMatchObject({ mark: 'count-2027-03-01-end', phase: 'end', level: null })
    const before = structuredClone(series.anomaly)
    expect(put(series, monday - 14 * day, 50)).toMatchObject({ mark: 'count-2027-02-15', phase: 'onset' })
    expect(series.anomaly).toEqual(before)
  })

  test('a week before the first one becomes the first one', () => {
    const series = weekly()
    put(series, start - 21 * day, 4)
    expect([-28, -21, -14, -7, 0].map((d) => countAt(series, start + d * day, 'week'))).toEqual([
      undefined,
      4,
      0,
      0,
      5,
    ])
  })

  test('a state survives JSON, and is of bounded size', () => {
    const series = startCounts(start, 'day', [])
    const daily = watchOf()
    for (let n = 0; n < 7 * 366; n++)
      takeCount(daily, 'east', series, { start: start + n * day, count: n % 2 }, false)
    expect(JSON.stringify(series).length).toBeLessThan(6000)
    expect(JSON.parse(JSON.stringify(series))).toEqual(series)
  })
})

describe.each(['2026-11-29T20:10:00Z', '2027-07-01T03:59:00Z', '2027-01-15T11:00:00Z'])(
  'the simulated visits on %s',
  (now) => {
    const watch = watchOf()
    const rows = demoVisits(new Date(now))
    const found = demoClinics.flatMap(({ id }): Found[] => {
      const own = rows.filter((r) => r.clinic === id)
      const first = startOfPeriod(at(own[0]?.at ?? ''), 'day')
      const latest = 30
      const counts = own.map((r) => r.visits)
      const series = startCounts(first, 'day', counts.slice(0, -latest))
      return counts.slice(-latest).flatMap((count, n) => {
        const start = first + (counts.length - latest + n) * day
        return takeCount(watch, id, series, { start, count }, true) ?? []
      })
    })

    test('the planted outbreak is found, in three years of history, and nothing else in a month', () => {
      const raised = found.filter((f) => f.level !== null)
      for (const f of raised) {
        expect(f.object).toBe(demoOutbreak.clinic)
        expect(demoOutbreak.visits).toContain(f.value)
      }
      expect(found.some((f) => f.value === 31 && f.reading.reason === 'outbreak')).toBe(true)
      expect(found.find((f) => f.value === 31)?.reading.trace.years).toBe(3)
    })
  },
)

test('every name of a simulated clinic and its watch says that it is simulated', () => {
  for (const { id } of demoClinics) expect(id).toMatch(/^模拟/)
  expect([demoVisitWatch.exercise, demoVisitWatch.name]).toEqual([true, expect.stringContaining('模拟')])
})
