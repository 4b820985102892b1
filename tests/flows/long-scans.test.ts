import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { deliverRows } from '../support/resources.ts'
import { createGasCity, type GasCity, gasLeak } from '../support/warnings.ts'

const day = 86_400_000
const rows = 1800
const days = 40
let city: GasCity

const cluster = {
  ...gasLeak,
  name: '燃气异味聚集',
  kind: 'gas-cluster',
  value: 'position',
  object: 'place',
  count: { every: 'day', sum: false },
  detector: { kind: 'scan', parameters: { radius: 3000, history: 60 } },
  gradedBy: 'score',
  grades: [{ level: 'blue', from: 1 }],
}

/** So many points that a scan of a day computes for seconds: everywhere as often, and twelve together on the last day. */
beforeAll(async () => {
  city = await createGasCity({ ROLES: 'web' })
  const now = city.clock.now().getTime()
  const readings = Array.from({ length: rows }, (_, n) => {
    const isTogether = n >= rows - 12
    return {
      device: `spot-${n}`,
      at: new Date(now - day * (isTogether ? 1 : 1 + ((n * 17) % days)) - n).toISOString(),
      place: '500107103',
      position: isTogether
        ? { lon: 106.3 + (n % 3) * 0.0008, lat: 29.6 }
        : { lon: 106.2 + ((n * 7) % 89) * 0.003, lat: 29.5 + ((n * 13) % 83) * 0.003 },
      ppm: '12',
    }
  })
  const sent = await deliverRows(city.people.market, city.resource, readings, { channel: 'api' })
  expect(sent.body).toMatchObject({ counts: { added: rows } })
})
afterEach(() => vi.restoreAllMocks())
afterAll(() => city?.city.stop())

function scan(daysTried: number) {
  const until = city.clock.now().getTime()
  return city.people.officer.post('/early-warning/try', {
    content: { ...cluster, resource: city.resource },
    from: new Date(until - (daysTried + 1) * day).toISOString(),
    until: new Date(until).toISOString(),
  })
}

test('while a scan computes, others are answered', async () => {
  const order: string[] = []
  const begun = new Promise<void>((resolve) => {
    const real = process.cpuUsage.bind(process)
    vi.spyOn(process, 'cpuUsage').mockImplementation((since) => {
      // Asked for before and after each slice: the scan is in the middle of its work.
      resolve()
      return real(since)
    })
  })
  const scanned = scan(1).then((answer) => {
    order.push('scan')
    return answer
  })
  await begun
  expect((await city.city.anonymous.get('/audit/head')).status).toBe(200)
  order.push('another')
  const { body } = await scanned
  expect(order).toEqual(['another', 'scan'])
  expect(body).toMatchObject({ rows: 1, unjudged: 0, cut: false, objects: 1 })
})

test('a trial of scans that takes too long is cut, and says how many days it has not judged', async () => {
  const real = process.cpuUsage.bind(process)
  let asked = 0
  vi.spyOn(process, 'cpuUsage').mockImplementation((since) => {
    const { user, system } = real(since)
    // The whole time is gone after some slices.
    return { user: user + (++asked === 20 ? 60_000_000 : 0), system }
  })
  const { body } = await scan(5)
  expect(body.rows).toBeLessThan(5)
  expect(body.rows + body.unjudged).toBe(5)
})
