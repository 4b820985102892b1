import fc from 'fast-check'
import { expect, it } from 'vitest'
import { seededRandom } from '#models/evaluation'
import { fBelow, fQuantile, normalQuantile, normalTail } from './distributions.ts'
import { hotelling } from './index.ts'
import { eigenOf } from './matrix.ts'

/** Two series that rise and fall together, and a third of its own. */
function together(count: number, seed = 3): number[][] {
  const random = seededRandom(seed)
  const noise = () => random() + random() + random() - 1.5
  return Array.from({ length: count }, () => {
    const common = 5 * noise()
    return [common + 0.1 * noise(), 10 + common + 0.1 * noise(), 100 * noise()]
  })
}

const settings = (given: object = {}) => hotelling.parameters.parse({ training: 200, ...given })

function run(rows: readonly (readonly (number | null)[])[], given: object = {}) {
  const parameters = settings(given)
  const state = hotelling.start(parameters)
  return rows.map((values, n) => hotelling.step(state, { at: n, values }, parameters))
}

it.each([
  ['T²', {}],
  ['T² and Q', { explained: 0.9 }],
])('%s sees a vector whose parts are ordinary and do not fit each other', (_, given) => {
  const readings = run([...together(600), [4, 6, 0], [4, 14, 0]], given)
  expect(readings.slice(200, 600).filter(({ anomalous }) => anomalous).length).toBeLessThanOrEqual(4)
  expect(readings[600]).toMatchObject({ anomalous: true, reason: 'multivariate' })
  expect(readings[601]?.anomalous).toBe(false)
})

it('does not judge a vector with a missing part or of another width', () => {
  const [missing, wide] = run([...together(250), [1, null, 3], [1, 2]]).slice(-2)
  expect(missing).toMatchObject({ anomalous: false, reason: 'missing' })
  expect(wide).toMatchObject({ anomalous: false, reason: 'wrong-width' })
})

const odd = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1e308, -1e308, null, 0, 5)
const row = fc.array(fc.oneof({ weight: 5, arbitrary: fc.double({ min: -9, max: 9, noNaN: true }) }, odd), {
  minLength: 3,
  maxLength: 3,
})

it('stays sound, goes on the same after JSON and recovers, whatever it is fed', () => {
  const parameters = settings({ training: 20, explained: 0.9, smooth: 3 })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 80 }), (rows) => {
      const state = hotelling.start(parameters)
      for (const values of rows) {
        const reading = hotelling.step(state, { at: 0, values }, parameters)
        expect(reading.score >= 0 && reading.score <= 1).toBe(true)
        expect(Object.values(reading.trace).every(Number.isFinite)).toBe(true)
      }
      const copy = JSON.parse(JSON.stringify(state)) as typeof state
      for (const values of together(100)) {
        const said = hotelling.step(copy, { at: 0, values }, parameters)
        expect(said).toEqual(hotelling.step(state, { at: 0, values }, parameters))
      }
      expect(JSON.stringify(state).length).toBeLessThan(4000)
      const wild = [1, 2, 3].map(() => hotelling.step(state, { at: 0, values: [1e6, -1e6, 1e9] }, parameters))
      expect(wild.some(({ anomalous }) => anomalous)).toBe(true)
    }),
    { numRuns: 60, seed: 4 },
  )
})

it('reads tables of distributions', () => {
  expect(normalTail(1.959963985)).toBeCloseTo(0.025, 9)
  expect(normalTail(8) / 6.220960574e-16).toBeCloseTo(1, 8)
  expect(normalQuantile(0.999)).toBeCloseTo(3.090232306, 8)
  // NIST/SEMATECH e-Handbook, table 1.3.6.7.3.
  expect(fQuantile(0.95, 5, 10)).toBeCloseTo(3.326, 3)
  expect(fQuantile(0.99, 8, 20)).toBeCloseTo(3.564, 3)
  expect(fBelow(1, 7, 7)).toBeCloseTo(0.5, 12)
})

it('takes a symmetric matrix apart and puts it together again', () => {
  const matrix = [
    [4, 1, -2],
    [1, 3, 0.5],
    [-2, 0.5, 6],
  ]
  const { values, vectors } = eigenOf(matrix)
  expect(values[0]).toBeGreaterThan(values[1] as number)
  matrix.forEach((cells, i) => {
    cells.forEach((cell, j) => {
      const back = values.reduce(
        (sum, v, k) => sum + v * (vectors[k]?.[i] as number) * (vectors[k]?.[j] as number),
        0,
      )
      expect(back).toBeCloseTo(cell, 10)
    })
  })
})
