import fc from 'fast-check'
import { expect, it } from 'vitest'
import { seededRandom } from '#models/evaluation'
import { detectors, type Observation, type Reading, vectorDetectors } from './index.ts'

const hour = 3_600_000

/** Settings small enough for a test; a kind that is missing here fails the first test. */
const settings: Readonly<Record<string, object>> = {
  threshold: { upper: 100, lower: -100, hysteresis: 5, after: 2 * hour },
  rate: { perHour: 100 },
  seasonal: { depth: 10 },
  'change-point': { baseline: 30 },
  forecast: { learn: 48 },
  gaussian: { window: 100, step: 10 },
  silence: {},
  adaptive: { window: 200, memory: 50, phases: 24, quiet: 50 },
}
const kinds = Object.keys(detectors)

it('has settings for every detector', () => {
  expect(kinds.sort()).toEqual(Object.keys(settings).sort())
  expect(Object.keys(vectorDetectors)).toEqual(['hotelling'])
})

const oddValue = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: -50, max: 50, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY) },
  { weight: 1, arbitrary: fc.constantFrom(1e308, -1e308, Number.MIN_VALUE, -0, null, 7, 7, 7) },
)
const oddStep = fc.oneof(
  { weight: 6, arbitrary: fc.constant(hour) },
  { weight: 1, arbitrary: fc.constantFrom(0, 0, -hour, 1e17, -1e17, 400 * 24 * hour, Number.NaN, 1e308) },
)
const oddSeries = fc
  .array(fc.record({ value: oddValue, step: oddStep }), { minLength: 20, maxLength: 160 })
  .map((rows) => {
    let now = 0
    return rows.map(({ value, step }): Observation => {
      // A broken clock shows a wrong time once; the next one goes on from where it was.
      if (Math.abs(step) <= 400 * 24 * hour) now += step
      return { at: Number.isFinite(step) && Math.abs(step) < 1e9 * hour ? now : now + step, value }
    })
  })

/** A calm series: a daily wave with noise. */
function calm(count: number, from: number): Observation[] {
  const random = seededRandom(5)
  return Array.from({ length: count }, (_, n) => ({
    at: from + n * hour,
    value: 10 * Math.sin((n / 24) * 2 * Math.PI) + 4 * (random() + random() - 1),
  }))
}

function expectSound(reading: Reading): void {
  expect(reading.score).toBeGreaterThanOrEqual(0)
  expect(reading.score).toBeLessThanOrEqual(1)
  const { expected = 0, lower = 0, upper = 0, trace } = reading
  for (const number of [expected, lower, upper, ...Object.values(trace)])
    expect(Number.isFinite(number), JSON.stringify(reading)).toBe(true)
}

const textOf = (value: unknown): string => JSON.stringify(value)

for (const kind of Object.keys(settings)) {
  const detector = detectors[kind]
  if (!detector) continue
  const parameters: unknown = detector.parameters.parse(settings[kind])

  it(`${kind}: no value or time makes it throw or say something unsound`, () => {
    fc.assert(
      fc.property(oddSeries, (series) => {
        const state: unknown = detector.start(parameters)
        for (const observation of series) expectSound(detector.step(state, observation, parameters))
      }),
      { numRuns: 60, seed: 1 },
    )
  })

  it(`${kind}: goes on the same after its state went through JSON`, () => {
    fc.assert(
      fc.property(oddSeries, fc.nat(100), (series, cut) => {
        const state: unknown = detector.start(parameters)
        const rows = [...calm(150, -1000 * hour), ...series]
        const before = rows.slice(0, 100 + cut)
        for (const observation of before) detector.step(state, observation, parameters)
        const copy: unknown = JSON.parse(textOf(state))
        for (const observation of rows.slice(before.length))
          expect(textOf(detector.step(copy, observation, parameters))).toBe(
            textOf(detector.step(state, observation, parameters)),
          )
        expect(textOf(copy)).toBe(textOf(state))
      }),
      { numRuns: 40, seed: 2 },
    )
  })

  it(`${kind}: recovers: after any of it a calm series is calm and an incident is seen`, () => {
    fc.assert(
      fc.property(oddSeries, (series) => {
        const state: unknown = detector.start(parameters)
        for (const observation of series) detector.step(state, observation, parameters)
        const last = calm(1200, 1e6 * hour)
        const said = last.map((row) => detector.step(state, row, parameters).anomalous)
        expect(said.slice(-300).filter(Boolean).length).toBeLessThan(30)
        const incident = kind === 'silence' ? silent() : shifted()
        expect(incident.some((row) => detector.step(state, row, parameters).anomalous)).toBe(true)
      }),
      { numRuns: 25, seed: 3 },
    )
  })

  it(`${kind}: a constant series raises no alarm and the state stays bounded`, () => {
    const state: unknown = detector.start(parameters)
    let largest = 0
    for (let n = 0; n < 3000; n++) {
      const reading = detector.step(state, { at: n * hour, value: 42 }, parameters)
      expect(reading.anomalous).toBe(false)
      if (n % 500 === 499) largest = Math.max(largest, textOf(state).length)
    }
    expect(textOf(state).length).toBeLessThanOrEqual(1.1 * largest)
    expect(largest).toBeLessThan(60_000)
  })
}

function shifted(): Observation[] {
  return calm(80, 1e6 * hour + 1200 * hour).map(({ at, value }) => ({ at, value: (value ?? 0) + 1000 }))
}

function silent(): Observation[] {
  return [{ at: 1e6 * hour + 1300 * hour, value: null }]
}
