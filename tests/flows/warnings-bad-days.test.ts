import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Detector, detectors } from '../../src/models/series/index.ts'
import { readingsOfSensors } from '../support/devices.ts'
import { deliverRows, publishedResource } from '../support/resources.ts'
import { createGasCity, type GasCity, minute } from '../support/warnings.ts'

let city: GasCity
/** Each is found within a second; a machine that does ten other things gets more. */
const patient = { timeout: 60_000 }

beforeAll(async () => {
  city = await createGasCity()
})
afterAll(() => city?.city.stop())

const rowsOf = async (query: string) => (await city.city.platform.kernel.app.pool.query(query)).rows
const signalsOf = (watch: string, object: string) =>
  rowsOf(
    `select phase, value from signals where watch = '${watch}' and object = '${object}' order by at, seq`,
  )
const warnings = (object: string) =>
  rowsOf(`select id from cases where type = 'warning' and document->'details'->>'object' = '${object}'`)

describe('values that are none', () => {
  /** Nothing in its contract says how large a value may be. */
  const unbounded = {
    ...readingsOfSensors,
    items: readingsOfSensors.items.map(({ least, most, ...item }) => item),
  }
  const usual = Array.from({ length: 100 }, (_, n) => 10 + (n % 5))
  const huge = '9'.repeat(38)
  let resource = ''
  let at = 0
  const watches: Record<string, string> = {}

  async function send(device: string, values: readonly unknown[]) {
    const rows = values.map((ppm) => ({
      device,
      at: new Date(city.clock.now().getTime() - 86_400_000 + 1000 * at++).toISOString(),
      place: '500107103',
      ppm,
    }))
    const sent = await deliverRows(city.people.market, resource, rows, { channel: 'api' })
    expect(sent.status).toBe(201)
    return sent.body.counts
  }

  beforeAll(async () => {
    resource = await publishedResource(city.people.market, 'gxq.market', unbounded)
    const score = { gradedBy: 'score', grades: [{ level: 'blue', from: 0.5 }] }
    const kinds = {
      threshold: {},
      seasonal: { detector: { kind: 'seasonal', parameters: { phases: 1 } }, ...score },
    }
    for (const [kind, change] of Object.entries(kinds))
      watches[kind] = (await city.watch({ resource, kind: `bad-values-${kind}`, ...change })).id
  })

  test('what is no number waits in quarantine, and no detector sees it', async () => {
    await send('sick', usual)
    await send('well', usual)
    const none = ['NaN', 'Infinity', '-Infinity', '1e308', '-1e308', 1e308, -1e308, '十', 'abc', '1,5', '']
    expect(await send('sick', none)).toMatchObject({ sent: none.length, quarantined: none.length, added: 0 })
    await send('sick', [10])
    const seen = `select object, (state->>'newest')::float8 as newest from series_states where watch = '${watches.seasonal}'`
    const last = city.clock.now().getTime() - 86_400_000 + 1000 * (at - 1)
    await expect.poll(() => rowsOf(seen), patient).toContainEqual({ object: 'sick', newest: last })
    for (const id of Object.values(watches)) expect(await signalsOf(id, 'sick')).toEqual([])
  })

  test('a wrong unit and numbers beyond all measure are told as they are, and the object is watched on', async () => {
    expect(await send('sick', ['10000', '12', huge, '11', `-${huge}`, '13'])).toMatchObject({ added: 6 })
    await send('sick', usual.slice(0, 40))
    await send('sick', ['90', '11'])
    await send('well', ['11', '90', '11'])
    const odd = [10000, 12, 1e38, 11]
    const phases = ['onset', 'end', 'onset', 'end']
    const told = odd.map((value, n) => ({ phase: phases[n], value }))
    const fall = [
      { phase: 'onset', value: -1e38 },
      { phase: 'end', value: 13 },
    ]
    const incident = [
      { phase: 'onset', value: 90 },
      { phase: 'end', value: 11 },
    ]
    const { threshold = '', seasonal = '' } = watches
    await expect.poll(() => signalsOf(threshold, 'sick'), patient).toEqual([...told, ...incident])
    await expect.poll(() => signalsOf(seasonal, 'sick'), patient).toEqual([...told, ...fall, ...incident])
    for (const id of [threshold, seasonal])
      await expect.poll(() => signalsOf(id, 'well'), patient).toEqual(incident)
  })
})

test('a detector that fails at one object holds up no other, and goes on with the next value', async () => {
  const faulty: Detector<object, { seen: number }> = {
    kind: 'faulty',
    parameters: z.object({}),
    start: () => ({ seen: 0 }),
    step(state, { value }) {
      if (value === 13) throw new Error('thirteen')
      state.seen++
      return { score: 0.5, anomalous: (value ?? 0) > 49, reason: 'above', trace: {} }
    },
  }
  Object.assign(detectors, { faulty })
  try {
    const { id } = await city.watch({ kind: 'faulty-kind', detector: { kind: 'faulty', parameters: {} } })
    const at = (n: number) => new Date(city.clock.now().getTime() + n * 1000).toISOString()
    const values = [
      ['gas-1', 10],
      ['gas-2', 10],
      ['gas-1', 13],
      ['gas-2', 60],
      ['gas-1', 70],
    ] as const
    const rows = values.map(([device, ppm], n) => ({
      device,
      at: at(n),
      place: '500107103',
      ppm: String(ppm),
    }))
    await deliverRows(city.people.market, city.resource, rows, { channel: 'api' })
    await expect.poll(() => signalsOf(id, 'gas-2'), patient).toEqual([{ phase: 'onset', value: 60 }])
    await expect.poll(() => signalsOf(id, 'gas-1'), patient).toEqual([{ phase: 'onset', value: 70 }])
    for (const object of ['gas-1', 'gas-2'])
      await expect.poll(async () => (await warnings(object)).length, patient).toBe(1)
    await city.people.officer.post(`/early-warning/watches/${id}/switch`, {
      version: (await city.people.officer.get(`/early-warning/watches/${id}`)).body.version,
      on: false,
      reason: '试验结束',
    })
  } finally {
    Reflect.deleteProperty(detectors, 'faulty')
  }
})

describe('clocks that jump', () => {
  let id = ''
  const late = async () => (await city.people.officer.get(`/early-warning/watches/${id}`)).body.late

  beforeAll(async () => {
    id = (await city.watch({ kind: 'jumping-clock' })).id
    await city.later(minute)
  })

  test('of a device: a day ahead, or an hour back, is counted and seen by nobody; what is right is seen after it', async () => {
    await city.read('gas-3', [10])
    await city.read('gas-3', [999], -24 * 60)
    await expect.poll(late, patient).toBe(1)
    await city.read('gas-3', [998], 60)
    await expect.poll(late, patient).toBe(2)
    await city.later(minute)
    await city.read('gas-3', [60])
    await expect.poll(() => signalsOf(id, 'gas-3'), patient).toEqual([{ phase: 'onset', value: 60 }])
    await expect.poll(async () => (await warnings('gas-3')).length, patient).toBe(1)
  })

  test('of the platform: an hour back, then a day ahead, loses and doubles nothing', async () => {
    await city.read('gas-4', [10])
    const told: object[] = []
    const expectTold = async (phase: string, value: number) => {
      told.push({ phase, value })
      await expect.poll(() => signalsOf(id, 'gas-4'), patient).toEqual(told)
      await expect.poll(async () => (await warnings('gas-4')).length, patient).toBe(1)
    }
    await city.later(-60 * minute)
    await city.read('gas-4', [80], -62)
    await expectTold('onset', 80)
    await city.later(25 * 60 * minute)
    await city.read('gas-4', [10], 24 * 60 - 3)
    await expectTold('end', 10)
    await city.later(-24 * 60 * minute)
    await city.read('gas-4', [90], -5)
    await expectTold('onset', 90)
    const settled = `select count(*)::int as n from signals where watch = '${id}' and settled is null`
    await expect.poll(() => rowsOf(settled), patient).toEqual([{ n: 0 }])
  })
})
