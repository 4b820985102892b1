import { expect, vi } from 'vitest'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { enterDevices, readingsOfSensors, sensor } from './devices.ts'
import { type Client, createTestPlatform, type TestPlatform } from './platform.ts'
import { deliverRows, publishedResource } from './resources.ts'

export const minute = 60_000
const devices = ['gas-1', 'gas-2', 'gas-3', 'gas-4']

export type GasCity = Awaited<ReturnType<typeof createGasCity>>

/** What the sensors are watched for; the resource is added where there is one. */
export const gasLeak = {
  name: '燃气浓度超限',
  kind: 'gas-leak',
  domain: 'work-safety',
  value: 'ppm',
  unit: 'ppm',
  object: 'device',
  detector: { kind: 'threshold', parameters: { upper: 49, hysteresis: 4 } },
  gradedBy: 'value',
  grades: [
    { level: 'blue', from: 50 },
    { level: 'orange', from: 200 },
    { level: 'red', from: 500 },
  ],
  plan: '关阀、通风、疏散，通知燃气公司',
}

/** A platform with gas sensors, whose clock stands still until it is moved. */
export async function createGasCity(env: Record<string, string> = {}) {
  const clock = fixedClock(new Date('2027-03-01T02:00:00Z'))
  const city = await createTestPlatform({ clock, env })
  const people = { market: await city.as('data.market'), officer: await city.as('warning') }
  const resource = await publishedResource(people.market, 'gxq.market', readingsOfSensors)
  await enterDevices(
    people.market,
    resource,
    devices.map((id) => sensor(id)),
  )

  const content = { ...gasLeak, resource }

  /** Sessions end with the day. */
  async function later(milliseconds: number): Promise<void> {
    clock.advance(milliseconds)
    people.market = await city.as('data.market')
    people.officer = await city.as('warning')
  }

  /** Readings of a device, a minute apart, the last one now, or so long ago. */
  async function read(
    device: string,
    ppm: readonly number[],
    minutesAgo = 0,
    place = '500107103',
  ): Promise<void> {
    const last = clock.now().getTime() - minutesAgo * minute
    const rows = ppm.map((value, n) => ({
      device,
      at: new Date(last - (ppm.length - 1 - n) * minute).toISOString(),
      place,
      ppm: String(value),
    }))
    const sent = await deliverRows(people.market, resource, rows, { channel: 'api' })
    expect(sent.body).toMatchObject({ counts: { added: ppm.length } })
  }

  const open = async (query = '', client = people.officer) =>
    (await client.get(`/early-warning/warnings?${query}`)).body
  const warningOf = async (object: string) =>
    (await open()).rows.find((w: { object: string }) => w.object === object)
  async function act(client: Client, id: string, action: string, input: object = {}) {
    const { version } = (await people.officer.get(`/warnings/${id}`)).body
    return client.post(`/warnings/${id}/${action}`, { version, ...input })
  }

  /** Makes a watch, switches it on, and waits until a process has taken it up. */
  async function watch(change: object = {}): Promise<{ id: string; version: number }> {
    const made = await people.officer.post('/early-warning/watches', { content: { ...content, ...change } })
    expect(made.status).toBe(201)
    const { id, version } = made.body
    const on = await people.officer.post(`/early-warning/watches/${id}/switch`, {
      version,
      on: true,
      reason: '回测无误报',
    })
    expect(on.status).toBe(200)
    await inEffect(`/early-warning/watches/${id}`)
    return on.body
  }
  /** Waits until what was switched on is in effect. */
  async function inEffect(path: string): Promise<void> {
    const holds = async () => expect((await people.officer.get(path)).body.inEffect).toBe(true)
    await vi.waitFor(holds, { timeout: 60_000 })
  }

  return { city, clock, people, resource, content, inEffect, later, read, open, warningOf, act, watch }
}

/** Names of the deadlines of all warnings. */
export async function deadlinesOfWarnings(city: TestPlatform): Promise<string[]> {
  const names =
    "select jsonb_path_query(document, '$.clocks[*].name') as name from cases where type = 'warning'"
  return (await city.platform.kernel.app.pool.query(names)).rows.map((r) => r.name)
}
