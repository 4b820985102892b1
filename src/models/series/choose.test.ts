import { expect, it } from 'vitest'
import { seededRandom } from '#models/evaluation'
import { type Candidate, changePoint, chooseDetector, gaussian, seasonal, threshold } from './index.ts'
import { plantIncidents } from './planted.ts'

const hour = 3_600_000
const random = seededRandom(3)
const noise = () => 4 * (random() + random() + random() - 1.5)
const daily = Array.from({ length: 2400 }, (_, n) => ({
  at: n * hour,
  value: 50 + 20 * Math.sin((n / 24) * 2 * Math.PI) + noise(),
}))
const flat = Array.from({ length: 2400 }, (_, n) => ({ at: n * hour, value: 50 + noise() }))

const candidates: readonly Candidate[] = [
  { name: 'season', detector: seasonal },
  { name: 'gaussian', detector: gaussian },
  { name: 'level', detector: changePoint },
  { name: 'far-limits', detector: threshold, parameters: { upper: 500, lower: -500 } },
]

it('chooses what knows the season for a series that has one', () => {
  const choice = chooseDetector(daily, candidates)
  expect(choice).toMatchObject({
    chosen: 'season',
    because: 'most-found',
    observations: 1200,
    incidents: 'planted',
  })
  const [best, ...others] = choice.figures
  expect(best?.incidents).toBe(15)
  expect(best?.found).toBeGreaterThan(0.8)
  expect(best?.delay).toBeLessThanOrEqual(3)
  for (const other of others) expect(other.found).toBeLessThan(best?.found ?? 0)
  expect(choice.figures.find(({ name }) => name === 'far-limits')).toMatchObject({ found: 0, delay: null })
})

it('does not let the one that always cries win', () => {
  const crying: Candidate = { name: 'crying', detector: threshold, parameters: { upper: 50 } }
  const choice = chooseDetector(flat, [crying, ...candidates])
  expect(choice.chosen).not.toBe('crying')
  expect(choice.figures.at(-1)?.name).toBe('crying')
  expect(choice.figures.at(-1)?.falsePerThousand).toBeGreaterThan(100)
  expect(chooseDetector(flat, [crying])).toMatchObject({ chosen: 'crying', because: 'only-one' })
})

it('says that none found anything, and that one of two equals is quieter', () => {
  const far: Candidate = { name: 'far', detector: threshold, parameters: { upper: 900 } }
  const farther: Candidate = { name: 'farther', detector: threshold, parameters: { upper: 9000 } }
  expect(chooseDetector(flat, [far, farther])).toMatchObject({ because: 'none-found' })
  const once = flat.map((row, n) => (n === 2000 ? { at: row.at, value: 200 } : row))
  const near: Candidate = { name: 'near', detector: threshold, parameters: { upper: 65 } }
  const cut: Candidate = { name: 'cut', detector: threshold, parameters: { upper: 65, after: hour } }
  const { chosen, because } = chooseDetector(once, [near, cut], { size: 30 })
  expect([chosen, because]).toEqual(['cut', 'fewer-false'])
})

it('uses labelled incidents where there are enough', () => {
  const labelled = [1300, 1700, 2100].map((from) => ({ from, to: from + 5, kind: 'labelled' as const }))
  const history = flat.map(({ at, value }, n) => ({
    at,
    value: labelled.some(({ from, to }) => n >= from && n <= to) ? value + 40 : value,
  }))
  const limits: Candidate = { name: 'limits', detector: threshold, parameters: { upper: 70 } }
  const { figures, incidents } = chooseDetector(history, [limits], { labelled })
  expect(incidents).toBe('labelled')
  expect(figures).toEqual([{ name: 'limits', falsePerThousand: 0, incidents: 3, found: 1, delay: 0 }])
})

it('says that a history is too short, and repeats itself', () => {
  expect(chooseDetector(flat.slice(0, 100), candidates)).toMatchObject({ chosen: null, because: 'too-short' })
  expect(chooseDetector(daily, candidates, { seed: 8 })).toEqual(
    chooseDetector(daily, candidates, { seed: 8 }),
  )
})

it('plants where it says and nowhere else, and leaves the history alone', () => {
  const before = JSON.stringify(daily)
  const { rows, incidents } = plantIncidents(daily, { from: 1200, to: 1600, count: 5, size: 6, seed: 1 })
  expect(JSON.stringify(daily)).toBe(before)
  expect(new Set(incidents.map(({ kind }) => kind)).size).toBe(5)
  rows.forEach((row, n) => {
    const inside = incidents.some(({ from, to }) => n + 1200 >= from && n + 1200 <= to)
    if (!inside) expect(row).toEqual(daily[n + 1200])
  })
  for (const { from, kind } of incidents)
    if (kind === 'spike')
      expect((rows[from - 1200]?.value ?? 0) - (daily[from]?.value ?? 0)).toBeGreaterThan(5)
})
