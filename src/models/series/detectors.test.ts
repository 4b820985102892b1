import { describe, expect, it } from 'vitest'
import { seededRandom } from '#models/evaluation'
import type { AnyDetector } from './index.ts'
import {
  adaptive,
  changePoint,
  forecast,
  gaussian,
  type Observation,
  rate,
  seasonal,
  silence,
  threshold,
} from './index.ts'

const minute = 60_000
const hour = 60 * minute

/** What a detector says of values at even distances. */
function judge(detector: AnyDetector, settings: object, values: readonly (number | null)[], step = hour) {
  return judgeAll(
    detector,
    settings,
    values.map((value, n) => ({ at: n * step, value })),
  )
}

function judgeAll(detector: AnyDetector, settings: object, observations: readonly Observation[]) {
  const parameters: unknown = detector.parameters.parse(settings)
  const state: unknown = detector.start(parameters)
  return observations.map((observation) => detector.step(state, observation, parameters))
}

const alarms = (readings: readonly { anomalous: boolean }[]): string =>
  readings.map(({ anomalous }) => (anomalous ? '!' : '.')).join('')

describe('threshold', () => {
  it.each([
    ['an upper limit', { upper: 10 }, [9, 10, 11, 12, 9], '..!!.'],
    ['a lower limit', { lower: 0 }, [1, 0, -1, 1], '..!.'],
    ['hysteresis holds the alarm', { upper: 10, hysteresis: 2 }, [11, 9, 8.5, 8, 9], '!!!..'],
    ['it begins after a while', { upper: 10, after: 2 * hour }, [11, 11, 11, 11], '..!!'],
    ['one value within starts the wait anew', { upper: 10, after: 2 * hour }, [11, 11, 9, 11, 11], '.....'],
    ['it ends after a while', { upper: 10, clearAfter: 2 * hour }, [11, 5, 5, 5], '!!!.'],
    ['a missing value keeps what was said', { upper: 10 }, [11, null, 5, null], '!!..'],
    ['from above to below at once', { upper: 10, lower: 0 }, [11, -1, 5], '!!.'],
  ] as const)('%s', (_, settings, values, said) => {
    expect(alarms(judge(threshold, settings, values))).toBe(said)
  })

  it('refuses no limit and limits that cross', () => {
    expect(threshold.parameters.safeParse({}).success).toBe(false)
    expect(threshold.parameters.safeParse({ upper: 1, lower: 2 }).success).toBe(false)
  })

  it('a clock set back does not prolong the wait', () => {
    const rows = [0, -9, -8, -7].map((n) => ({ at: n * hour, value: 11 }))
    expect(alarms(judgeAll(threshold, { upper: 10, after: 2 * hour }, rows))).toBe('...!')
  })
})

describe('rate', () => {
  it.each([
    ['both ways', { perHour: 5 }, [0, 5, 11, 4], '..!!'],
    ['only rises', { perHour: 5, direction: 'rise' }, [0, 11, 0], '.!.'],
    ['only falls', { perHour: 5, direction: 'fall' }, [0, 11, 0], '..!'],
    ['twice in a row', { perHour: 5, times: 2 }, [0, 6, 12, 12, 18], '..!..'],
    ['across a missing value, by the time passed', { perHour: 5 }, [0, null, 9, null, 20], '....!'],
  ] as const)('%s', (_, settings, values, said) => {
    expect(alarms(judge(rate, settings, values))).toBe(said)
  })

  it('does not compare two values of one moment, nor what lies too far apart', () => {
    const rows = [
      { at: 0, value: 0 },
      { at: 0, value: 100 },
      { at: 48 * hour, value: 10_000 },
    ]
    expect(alarms(judgeAll(rate, { perHour: 5 }, rows))).toBe('...')
  })
})

/** A daily wave of hours with noise of at most ±2. */
function wave(days: number, change: (n: number, value: number) => number | null = (_, v) => v) {
  const random = seededRandom(9)
  return Array.from({ length: days * 24 }, (_, n) =>
    change(n, 100 + 30 * Math.sin((n / 24) * 2 * Math.PI) + 2 * (random() + random() - 1)),
  )
}

describe('what knows the day', () => {
  const at = 30 * 24 + 3
  /** 115 is ordinary at another hour, not at this one, where the wave is at 121. */
  const odd = (n: number, value: number) => (n === at ? 95 : value)
  it.each([
    ['seasonal', seasonal, {}],
    ['forecast', forecast, {}],
  ] as const)('%s sees a value that only another hour has', (_, detector, settings) => {
    const readings = judge(detector, settings, wave(40, odd))
    expect(readings[at]).toMatchObject({ anomalous: true, reason: 'below' })
    const others = readings.filter(({ anomalous }, n) => anomalous && n > 20 * 24 && n !== at)
    expect(others.length).toBeLessThanOrEqual(4)
    const { lower = 0, upper = 0, expected = 0 } = readings[at - 24] ?? {}
    expect(lower).toBeLessThan(expected)
    expect(expected).toBeLessThan(upper)
    expect(Math.abs(expected - 121)).toBeLessThan(4)
  })

  it('the windowed Gaussian does not', () => {
    expect(judge(gaussian, {}, wave(40, odd))[at]?.anomalous).toBe(false)
  })
})

it('the change point is said once for each new level, and not for one outlier', () => {
  const random = seededRandom(4)
  const noise = () => random() + random() + random() - 1.5
  const values = Array.from(
    { length: 600 },
    (_, n) => (n === 100 ? 50 : n < 200 ? 0 : n < 400 ? 3 : -2) + noise(),
  )
  const said = judge(changePoint, {}, values).flatMap(({ anomalous }, n) => (anomalous ? [n] : []))
  expect(said).toHaveLength(2)
  expect(said[0]).toBeGreaterThanOrEqual(200)
  expect(said[0]).toBeLessThan(215)
  expect(said[1]).toBeGreaterThanOrEqual(400)
  expect(said[1]).toBeLessThan(415)
})

describe('silence', () => {
  const regular = Array.from({ length: 10 }, (_, n) => ({ at: n * minute, value: n }))
  it.each([
    [
      'learns the distance',
      {},
      [...regular, { at: 12 * minute, value: null }, { at: 13 * minute, value: null }],
    ],
    [
      'is told it',
      { every: minute },
      [
        { at: 0, value: 1 },
        { at: 3 * minute, value: null },
        { at: 4 * minute, value: null },
      ],
    ],
  ])('%s and says so after three', (_, settings, rows) => {
    const said = judgeAll(silence, settings, rows)
    expect(alarms(said.slice(-2))).toBe('.!')
    expect(said.at(-1)?.reason).toBe('missing')
  })

  it('ends with the next value, and sees a sensor that is stuck', () => {
    const late = [
      ...regular,
      { at: 30 * minute, value: null },
      { at: 31 * minute, value: 1 },
      { at: 32 * minute, value: 1 },
    ]
    expect(alarms(judgeAll(silence, {}, late).slice(-3))).toBe('!!.')
    expect(alarms(judge(silence, { stuckAfter: 3 }, [1, 2, 2, 2, 2, 3]))).toBe('...!!.')
  })

  it('a clock set back is no silence, and silence is seen after it', () => {
    const rows = [...regular, { at: 0, value: 1 }, { at: minute, value: 1 }, { at: 9 * minute, value: null }]
    expect(alarms(judgeAll(silence, {}, rows).slice(-3))).toBe('..!')
  })
})

it('the adaptive detector says an incident once, with its reason', () => {
  const values = wave(60, (n, value) => (n >= 50 * 24 && n < 50 * 24 + 12 ? value + 60 : value))
  const readings = judge(adaptive, {}, values)
  const begun = readings.flatMap(({ anomalous }, n) => (anomalous && !readings[n - 1]?.anomalous ? [n] : []))
  expect(begun.filter((n) => n >= 20 * 24)).toEqual([50 * 24])
  expect(readings[50 * 24]?.reason).toBe('season')
  expect(readings[50 * 24]?.trace).toMatchObject({ above: expect.any(Number), shape: expect.any(Number) })
})

it('the windowed Gaussian gives the tail probability of the mean and spread before', () => {
  const [, , third] = judge(gaussian, {}, [1, 3, 4])
  // Mean 2, spread 1: P(Z <= 2) of a standard normal.
  expect(third?.score).toBeCloseTo(0.977249868, 8)
  const [, , low] = judge(gaussian, {}, [1, 3, 0])
  expect(low).toMatchObject({ reason: 'below' })
  expect(low?.score).toBeCloseTo(0.977249868, 8)
})
