import { isDeepStrictEqual } from 'node:util'
import type { Kernel } from '#kernel/module'
import { openSecret } from '#kernel/vault'
import { findResource } from '#modules/catalogue'
import type { DeviceCertificate, FixedValues, Terminal } from './contract.ts'
import { saysText } from './rules/jt808.ts'
import { type Filling, fillingOf } from './rules.ts'
import { certificateEntered, keyContext, listDevices, type StoredDevice, terminalEntered } from './store.ts'

/** A device as the doors know it. */
export interface KnownDevice {
  readonly id: string
  readonly resource: string
  readonly place: string | null
  readonly point: { readonly lon: number; readonly lat: number } | null
  readonly key: string
  readonly keyNo: number
  readonly certificate: DeviceCertificate | null
  readonly terminal: Terminal | null
  /** What the terminal said of itself when it first registered, hashed; null: none has. */
  readonly terminalMark: string | null
  readonly perMinute: number
  readonly enabled: boolean
  readonly filling: Filling
  /** Values that each of its rows gets. */
  readonly fixed: FixedValues
  /** Items of the resource, and those of them that point to a person. */
  readonly items: ReadonlySet<string>
  readonly personal: ReadonlySet<string>
}

export interface Registry {
  /** Undefined for a device that nobody entered; one that is switched off is told by `enabled`. */
  find(id: string): Promise<KnownDevice | undefined>
  /** The device that a terminal of this number was entered with. */
  findTerminal(terminal: string): Promise<KnownDevice | undefined>
  /** As known now, without asking. */
  peek(id: string): KnownDevice | undefined
  stop(): void
}

type Row = Awaited<ReturnType<typeof listDevices>>[number]

/** A change of the register is known to every process after this long. */
const lookEveryMs = 2_000
/** Looks back a little further than the last look: a change may become visible later than its time. */
const overlapMs = 10_000
/** A name that nobody entered is not asked for again at once: anybody may knock. */
const mostUnknown = 10_000

/** Keeps the devices that speak in memory, so that a reading costs no look into the register. */
export function createRegistry(kernel: Kernel, onChange: (device: KnownDevice) => void = () => {}): Registry {
  const known = new Map<string, KnownDevice>()
  /** By which transaction each device's row was written when it was read. */
  const read = new Map<string, string>()
  const terminals = new Map<string, string>()
  const unknown = new Map<string, number>()
  const asking = new Map<string, Promise<KnownDevice | undefined>>()
  let looked = kernel.clock.now()

  async function keep(row: Row): Promise<KnownDevice> {
    const device = await opened(kernel, row)
    known.set(row.id, device)
    read.set(row.id, row.written)
    return device
  }

  async function ask(name: string, of: Parameters<typeof listDevices>[1]): Promise<KnownDevice | undefined> {
    const [row] = await listDevices(kernel.app.db, of)
    if (row === undefined) {
      if (unknown.size >= mostUnknown) unknown.clear()
      unknown.set(name, performance.now())
      return undefined
    }
    const device = await keep(row)
    if (device.terminal !== null) terminals.set(device.terminal.number, device.id)
    return device
  }

  /** Asks once for whoever wants to know at the same time, and not at once again for what nobody entered. */
  async function askOnce(name: string, of: Parameters<typeof listDevices>[1]) {
    if (performance.now() - (unknown.get(name) ?? Number.NEGATIVE_INFINITY) < lookEveryMs) return undefined
    const running = asking.get(name) ?? ask(name, of).finally(() => asking.delete(name))
    asking.set(name, running)
    return running
  }

  async function look(): Promise<void> {
    const now = kernel.clock.now()
    const since = new Date(looked.getTime() - overlapMs)
    const rows = await listDevices(kernel.app.db, { since })
    // The looks overlap: most of what changed a moment ago is known already.
    const isNew = (row: Row) => known.has(row.id) && read.get(row.id) !== row.written
    for (const row of rows.filter(isNew)) {
      const before = known.get(row.id)
      const device = await keep(row)
      if (before !== undefined && !isSameIdentity(before, device)) onChange(device)
    }
    looked = now
  }

  const timer = setInterval(() => {
    look().catch((error: unknown) => kernel.log.warn('the device register could not be read', error))
  }, lookEveryMs)
  timer.unref()
  return {
    async find(id) {
      return known.get(id) ?? askOnce(id, { ids: [id] })
    },
    async findTerminal(terminal) {
      const here = known.get(terminals.get(terminal) ?? '')
      // No device has a blank in its name.
      return here?.terminal?.number === terminal ? here : askOnce(`terminal ${terminal}`, { terminal })
    },
    peek: (id) => known.get(id),
    stop: () => clearInterval(timer),
  }
}

async function opened(kernel: Kernel, d: StoredDevice): Promise<KnownDevice> {
  const resource = await findResource(kernel.app.db, d.resource)
  const items = resource?.content.items ?? []
  const nothing = { device: null, time: null, place: null, point: null }
  return {
    id: d.id,
    resource: d.resource,
    place: d.place,
    point: d.lon === null || d.lat === null ? null : { lon: d.lon, lat: d.lat },
    key: openSecret(kernel.key, d.key, keyContext(d.id)),
    keyNo: d.key_no,
    certificate: certificateEntered(d),
    terminal: terminalEntered(d),
    terminalMark: d.terminal_mark,
    perMinute: d.per_minute,
    enabled: d.enabled,
    filling: resource === undefined ? nothing : fillingOf(resource.content),
    fixed: d.fixed,
    items: new Set(items.map((i) => i.name)),
    personal: new Set(items.filter((i) => i.personal !== null).map((i) => i.name)),
  }
}

const identityOf = (t: Terminal | null) => t && [t.number, saysText(t.says)]

function isSameIdentity(a: KnownDevice, b: KnownDevice): boolean {
  return (
    a.enabled === b.enabled &&
    a.keyNo === b.keyNo &&
    isDeepStrictEqual(identityOf(a.terminal), identityOf(b.terminal)) &&
    a.certificate?.by === b.certificate?.by &&
    a.certificate?.value === b.certificate?.value
  )
}
