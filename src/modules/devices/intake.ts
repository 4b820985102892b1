import { createHash, randomBytes } from 'node:crypto'
import { Refusal } from '#kernel/action/define'
import type { Kernel } from '#kernel/module'
import { noteThrottled } from './actions.ts'
import type { Taken } from './contract.ts'
import { intakeActor } from './intake/actor.ts'
import { createLane, type Lane } from './intake/lane.ts'
import type { KnownDevice } from './registry.ts'
import { type Bucket, readList, readMessage, rowOf, takeFrom, type Values, withoutPersonal } from './rules.ts'

/** Where devices' messages come together, whatever the door. */
export interface Intake {
  /**
   * Resolves when the message is stored: only then is it acknowledged. It is a text, or a list of readings; `waitMs` says
   * how long it may wait for others to be stored with.
   * @throws Refusal `too-many` for a device that sends more than it may, `unavailable` when we are behind
   */
  take(device: KnownDevice, message: string | readonly unknown[], waitMs?: number): Promise<Taken>
  /** Stores what waits and closes what is open. */
  stop(): Promise<void>
}

/** Readings of one resource that may wait to be stored; more are turned away, and devices send them again. */
const mostWaiting = 20_000
/** Throttled devices are told of this often, not with each message. */
const reportEveryMs = 5_000
/** Deliveries that nobody adds to any more are closed. */
const sweepEveryMs = 10_000

export function createIntake(kernel: Kernel): Intake {
  const lanes = new Map<string, Lane>()
  const buckets = new Map<string, Bucket>()
  const throttled = new Map<string, number>()

  function laneOf(resource: string): Lane {
    const lane = lanes.get(resource) ?? createLane(kernel, resource)
    lanes.set(resource, lane)
    return lane
  }

  async function report(): Promise<void> {
    if (throttled.size === 0) return
    const devices = [...throttled].slice(0, 10_000).map(([id, times]) => ({ id, times }))
    for (const { id } of devices) throttled.delete(id)
    await kernel.execute(noteThrottled, { actor: intakeActor, input: { devices } })
  }

  const warn = (error: unknown) => kernel.log.warn('the intake of devices could not note something', error)
  const timers = [
    setInterval(() => void report().catch(warn), reportEveryMs),
    setInterval(() => {
      for (const lane of lanes.values()) void lane.close(false).catch(warn)
    }, sweepEveryMs),
  ]
  for (const timer of timers) timer.unref()
  return {
    async take(device, message, waitMs = 0) {
      const now = kernel.clock.now()
      const { readings, held } =
        typeof message === 'string' ? readMessage(message, now) : readList(message, now)
      const n = readings.length + held.length
      const bucket = takeFrom(buckets.get(device.id), n, device.perMinute, performance.now())
      if (bucket === undefined) {
        throttled.set(device.id, (throttled.get(device.id) ?? 0) + n)
        throw new Refusal('too-many', 'devices.throttled', { limit: device.perMinute })
      }
      const lane = laneOf(device.resource)
      if (lane.waiting() + n > mostWaiting) throw new Refusal('unavailable', 'devices.behind')
      buckets.set(device.id, bucket)
      const arrived = readings.map((r) => ({
        device: device.id,
        hash: hashOf(r.sameness),
        at: r.at,
        row: rowOf(r, device, device.filling),
        values: withoutPersonal(r.values, device.personal) as Values,
      }))
      const fresh = await lane.put({
        readings: arrived,
        held: held.map((h) => ({
          ...h,
          payload: withoutPersonal(h.payload, device.personal),
          device: device.id,
        })),
        waitMs,
      })
      const taken = fresh.filter(Boolean).length
      return { taken, repeated: fresh.length - taken, held: held.length }
    },
    async stop() {
      for (const timer of timers) clearInterval(timer)
      await Promise.all([...lanes.values()].map((lane) => lane.close(true).catch(warn)))
      await report().catch(warn)
    },
  }
}

/** Half of SHA-256 suffices: within a device and a week two equal ones by chance do not happen. */
function hashOf(sameness: string | null): string {
  return sameness === null
    ? randomBytes(16).toString('hex')
    : createHash('sha256').update(sameness).digest('hex').slice(0, 32)
}
