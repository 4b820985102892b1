import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { type Detector, detectors } from '../../src/models/series/index.ts'
import { createGasCity, type GasCity, minute } from '../support/warnings.ts'

let city: GasCity
const rows = 200

/** A detector that takes its time; `onStep` hears of each step. */
let onStep: (step: number) => void = () => {}
let steps = 0
const slow: Detector<object, object> = {
  kind: 'slow',
  parameters: z.object({}),
  start: () => ({}),
  step() {
    for (const until = performance.now() + 1; performance.now() < until; );
    onStep(++steps)
    return { score: 0, anomalous: false, reason: 'within', trace: {} }
  },
}

beforeAll(async () => {
  Object.assign(detectors, { slow })
  city = await createGasCity({ ROLES: 'web' })
  await city.read(
    'gas-1',
    Array.from({ length: rows }, () => 10),
  )
})
afterEach(() => {
  vi.restoreAllMocks()
  onStep = () => {}
  steps = 0
})
afterAll(async () => {
  Reflect.deleteProperty(detectors, 'slow')
  await city?.city.stop()
})

function tryIt() {
  const until = city.clock.now().getTime() + minute
  return city.people.officer.post('/early-warning/try', {
    content: { ...city.content, detector: { kind: 'slow', parameters: {} } },
    from: new Date(until - 1440 * minute).toISOString(),
    until: new Date(until).toISOString(),
  })
}

test('while a trial computes, others are answered', async () => {
  const order: string[] = []
  const begun = new Promise<void>((resolve) => {
    onStep = () => resolve()
  })
  const trial = tryIt().then(({ body }) => {
    order.push('trial')
    return body
  })
  await begun
  expect(steps).toBeLessThan(rows)
  expect((await city.city.anonymous.get('/audit/head')).status).toBe(200)
  order.push('another')
  expect(await trial).toMatchObject({ rows, unjudged: 0, cut: false })
  expect(order).toEqual(['another', 'trial'])
})

test('a trial that takes too long is cut, and says how much it has not judged', async () => {
  const real = process.cpuUsage.bind(process)
  let used = 0
  vi.spyOn(process, 'cpuUsage').mockImplementation((since) => {
    const { user, system } = real(since)
    return { user: user + used, system }
  })
  onStep = (step) => {
    if (step === 50) used = 60_000_000
  }
  const { body } = await tryIt()
  expect(body.rows).toBeGreaterThanOrEqual(50)
  expect(body.rows).toBeLessThan(rows)
  expect(body).toMatchObject({ unjudged: rows - body.rows, objects: 1 })
})
