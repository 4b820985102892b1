import { afterAll, beforeAll, expect, test } from 'vitest'
import { createVisitCity, type Visit, type VisitCity } from '../support/visits.ts'

const monday = new Date('2027-03-01T02:00:00Z')
const minute = 60_000

let city: VisitCity
let watch = { id: '', version: 0 }

/** Two values of a row that rise and fall together. */
const together = {
  name: '就诊与候诊不合',
  kind: 'crowded-clinic',
  domain: 'public-health',
  value: 'visits',
  also: ['waiting'],
  unit: '人次',
  object: 'clinic',
  count: null,
  detector: { kind: 'hotelling', parameters: { training: 100, confidence: 0.9999 } },
  gradedBy: 'score',
  grades: [
    { level: 'blue', from: 1 },
    { level: 'red', from: 1000 },
  ],
}

/** The nth of visits that come and go, each waiting about half a minute for every other one. */
function usual(n: number): Visit {
  const visits = 60 + Math.round(40 * Math.sin(n / 9)) + ((n * 13) % 5)
  return {
    clinic: 'east',
    at: monday.getTime() + n * minute,
    visits,
    waiting: visits / 2 + ((n * 7) % 5) / 2,
  }
}

beforeAll(async () => {
  city = await createVisitCity(new Date(monday.getTime() + 300 * minute))
  watch = await city.watch(together)
})
afterAll(() => city?.city.stop())

test('values that are usual each, and do not fit each other, raise a warning that says which is furthest off', async () => {
  await city.tell(Array.from({ length: 200 }, (_, n) => usual(n)))
  // Both have often been so: 95 visits, 12 minutes. Never together.
  await city.tell([{ clinic: 'east', at: monday.getTime() + 200 * minute, visits: 95, waiting: 12 }])
  await expect.poll(async () => (await city.warningsOf('east')).length).toBe(1)
  const [warning] = await city.warningsOf('east')
  expect(warning).toMatchObject({ level: 'blue', peak: 95 })
  const { signals } = (await city.people.officer.get(`/early-warning/warnings/${warning.id}/evidence`)).body
  expect(signals).toHaveLength(1)
  expect(signals[0]).toMatchObject({ phase: 'onset', value: 95, reason: 'multivariate' })
  expect(signals[0].score).toBeGreaterThan(1)
  expect(['人次', '平均候诊（分钟）']).toContain(signals[0].item)
  expect(signals[0].trace.t2).toBeGreaterThan(signals[0].trace.thresholdT2)
})

test('the series has the first value and the distance in limits, and names the items', async () => {
  const { body } = await city.people.officer.get(
    `/early-warning/watches/${watch.id}/series?object=east&hours=24`,
  )
  expect(body).toMatchObject({ every: null, items: ['人次', '平均候诊（分钟）'], rows: 201 })
  const unusual = body.points.filter((p: { anomalous: boolean }) => p.anomalous)
  expect(unusual).toHaveLength(1)
  expect(unusual[0]).toMatchObject({ value: 95, expected: null, upper: null })
  expect(body.points.slice(0, -1).every((p: { score: number }) => p.score <= 1)).toBe(true)
})

test('on the past it would have raised the same', async () => {
  const tried = await city.people.officer.post('/early-warning/try', {
    content: { ...together, resource: city.resource },
    from: monday.toISOString(),
    until: city.clock.now().toISOString(),
  })
  expect(tried.body).toMatchObject({ rows: 201, objects: 1, signals: 1 })
})

test('what cannot work is refused', async () => {
  const status = async (change: object) =>
    (
      await city.people.officer.post('/early-warning/watches', {
        content: { ...together, resource: city.resource, ...change },
      })
    ).status
  expect(await status({ gradedBy: 'value' })).toBe(400)
  expect(await status({ also: ['clinic'] })).toBe(400)
  expect(await status({ also: ['visits'] })).toBe(400)
  expect(await status({ detector: { kind: 'threshold', parameters: { upper: 1 } } })).toBe(400)
  const choice = await city.people.officer.post('/early-warning/choose', {
    content: { ...together, resource: city.resource },
    from: monday.toISOString(),
    until: city.clock.now().toISOString(),
  })
  expect(choice.status).toBe(400)
})
