import type { Kernel } from '#kernel/module'
import { openSecret } from '#kernel/vault'
import { findResource } from '#modules/catalogue'
import type { DeviceCertificate } from './contract.ts'
import { type Filling, fillingOf } from './rules.ts'
import { certificateEntered, keyContext, listDevices, type StoredDevice } from './store.ts'

/** A device as the doors know it. */
export interface KnownDevice {
  readonly id: string
  readonly resource: string
  readonly place: string | null
  readonly point: { readonly lon: number; readonly lat: number } | null
  readonly key: string
  readonly keyNo: number
  readonly certificate: DeviceCertificate | null
  readonly perMinute: number
  readonly enabled: boolean
  readonly filling: Filling
}

export interface Registry {
  /** Undefined for a device that nobody entered; one that is switched off is told by `enabled`. */
  find(id: string): Promise<KnownDevice | undefined>
  /** As known now, without asking. */
  peek(id: string): KnownDevice | undefined
  stop(): void
}

/** A change of the register is known to every process after this long. */
const lookEveryMs = 2_000
/** Looks back a little further than the last look: a change may become visible later than its time. */
const overlapMs = 10_000
/** A name that nobody entered is not asked for again at once: anybody may knock. */
const mostUnknown = 10_000

/** Keeps the devices that speak in memory, so that a reading costs no look into the register. */
export function createRegistry(kernel: Kernel, onChange: (device: KnownDevice) => void = () => {}): Registry {
  const known = new Map<string, KnownDevice>()
  const unknown = new Map<string, number>()
  const asking = new Map<string, Promise<KnownDevice | undefined>>()
  let looked = kernel.clock.now()

  async function opened(d: StoredDevice): Promise<KnownDevice> {
    const resource = await findResource(kernel.app.db, d.resource)
    const nothing = { device: null, time: null, place: null, point: null }
    return {
      id: d.id,
      resource: d.resource,
      place: d.place,
      point: d.lon === null || d.lat === null ? null : { lon: d.lon, lat: d.lat },
      key: openSecret(kernel.key, d.key, keyContext(d.id)),
      keyNo: d.key_no,
      certificate: certificateEntered(d),
      perMinute: d.per_minute,
      enabled: d.enabled,
      filling: resource === undefined ? nothing : fillingOf(resource.content),
    }
  }

  async function ask(id: string): Promise<KnownDevice | undefined> {
    const [row] = await listDevices(kernel.app.db, { ids: [id] })
    if (row === undefined) {
      if (unknown.size >= mostUnknown) unknown.clear()
      unknown.set(id, performance.now())
      return undefined
    }
    const device = await opened(row)
    known.set(id, device)
    return device
  }

  async function look(): Promise<void> {
    const now = kernel.clock.now()
    const since = new Date(looked.getTime() - overlapMs)
    for (const row of await listDevices(kernel.app.db, { since })) {
      const before = known.get(row.id)
      if (before === undefined) continue
      const device = await opened(row)
      known.set(row.id, device)
      if (!isSameIdentity(before, device)) onChange(device)
    }
    looked = now
  }

  const timer = setInterval(() => {
    look().catch((error: unknown) => kernel.log.warn('the device register could not be read', error))
  }, lookEveryMs)
  timer.unref()
  return {
    async find(id) {
      const here = known.get(id)
      if (here !== undefined) return here
      if (performance.now() - (unknown.get(id) ?? Number.NEGATIVE_INFINITY) < lookEveryMs) return undefined
      const running = asking.get(id) ?? ask(id).finally(() => asking.delete(id))
      asking.set(id, running)
      return running
    },
    peek: (id) => known.get(id),
    stop: () => clearInterval(timer),
  }
}

function isSameIdentity(a: KnownDevice, b: KnownDevice): boolean {
  return (
    a.enabled === b.enabled &&
    a.keyNo === b.keyNo &&
    a.certificate?.by === b.certificate?.by &&
    a.certificate?.value === b.certificate?.value
  )
}
