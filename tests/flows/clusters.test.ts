import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliverRows } from '../support/resources.ts'
import { createGasCity, type GasCity, gasLeak } from '../support/warnings.ts'

const day = 86_400_000
/** A Monday, ten in the morning in Chongqing; the city's clock begins there. */
const monday = Date.parse('2027-03-01T02:00:00Z')

let city: GasCity
let watch = { id: '', version: 0 }

/** Where complaints of a smell come together, of a resource whose rows have a point. */
const cluster = {
  ...gasLeak,
  name: '燃气异味聚集',
  kind: 'gas-cluster',
  value: 'position',
  object: 'place',
  count: { every: 'day', sum: false },
  detector: { kind: 'scan', parameters: { radius: 800, history: 28 } },
  gradedBy: 'score',
  grades: [{ level: 'blue', from: 1 }],
  calmMinutes: 3 * 1440,
}

interface Reading {
  readonly place: string
  readonly lon: number
  readonly lat: number
  readonly at: number
}

/** Deterministic and without a pattern of its own: each of 40 spots has a reading every few days. */
const everywhere = (daysAgo: number): Reading[] =>
  Array.from({ length: 40 }, (_, n) => n)
    .filter((n) => (n * 7 + daysAgo * 3) % 5 === 0)
    .map((n) => ({
      place: n % 2 === 0 ? '500107103' : '500107104',
      lon: 106.25 + (n % 8) * 0.02,
      lat: 29.55 + Math.floor(n / 8) * 0.02,
      at: monday - daysAgo * day,
    }))

/** Eight within two hundred metres on two days. */
const together = (daysAgo: number): Reading[] =>
  Array.from({ length: 8 }, (_, n) => ({
    place: '500107104',
    lon: 106.31 + (n % 3) * 0.0008,
    lat: 29.59 + (n % 2) * 0.0008,
    at: monday - daysAgo * day + n * 60_000,
  }))

async function tell(readings: readonly Reading[]): Promise<void> {
  const rows = readings.map(({ place, lon, lat, at }, n) => ({
    device: `spot-${n}-${at}`,
    at: new Date(at).toISOString(),
    place,
    position: { lon, lat },
    ppm: '12',
  }))
  const sent = await deliverRows(city.people.market, city.resource, rows, { channel: 'api' })
  expect(sent.body).toMatchObject({ counts: { added: rows.length } })
}

const signals = () =>
  city.city.platform.kernel.app.pool
    .query('select * from signals where watch = $1 order by at', [watch.id])
    .then((r) => r.rows)

beforeAll(async () => {
  city = await createGasCity()
  const quiet = Array.from({ length: 28 }, (_, n) => everywhere(n + 1)).flat()
  await tell([...quiet, ...together(20), ...together(19)])
  watch = await city.watch(cluster)
})
afterAll(() => city?.city.stop())

test('rows that lie together in space and time raise a warning of the township once the day is over', async () => {
  await tell([...everywhere(0), ...together(0)])
  expect(await signals()).toEqual([])
  await city.later(14 * 3_600_000)
  await expect.poll(async () => (await signals()).length, { timeout: 60_000 }).toBe(1)
  const [signal] = await signals()
  expect(signal).toMatchObject({
    object: '50/500107/500107104',
    mark: 'scan-2027-03-01',
    phase: 'onset',
    value: 8,
    reason: 'cluster',
    level: 'blue',
    place: '50/500107/500107104',
  })
  expect(signal.trace.radius).toBeLessThanOrEqual(800)
  expect(signal.trace).toMatchObject({ days: 1, leftOut: 0 })
  expect(signal.trace.p).toBeLessThanOrEqual(0.01)
  expect(signal.expected).toBeLessThan(3)
  const level = async () => (await city.warningOf('50/500107/500107104'))?.level
  await expect.poll(level, { timeout: 60_000 }).toBe('blue')
})

test('on the past it would have found the older one too, where it was', async () => {
  const tried = await city.people.officer.post('/early-warning/try', {
    content: { ...cluster, resource: city.resource },
    from: new Date(monday - 22 * day).toISOString(),
    until: new Date(monday - 12 * day).toISOString(),
  })
  // Whole days only.
  expect(tried.body).toMatchObject({ rows: 9, cut: false })
  expect(tried.body.warnings.map((w: { object: string }) => w.object)).toEqual(['50/500107/500107104'])
})

test('what cannot work is refused', async () => {
  const status = async (change: object) =>
    (
      await city.people.officer.post('/early-warning/watches', {
        content: { ...cluster, resource: city.resource, ...change },
      })
    ).status
  expect(await status({ value: 'ppm' })).toBe(400)
  expect(await status({ count: { every: 'week', sum: false } })).toBe(400)
  expect(await status({ detector: { kind: 'scan', parameters: { radius: 1 } } })).toBe(400)
})
