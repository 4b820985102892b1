import type { District, Place } from '../simulation/district.ts'
import { byPhone, type Person, person, Refused } from './doors.ts'
import type { Memory } from './memory.ts'

export const scenario = 'construction-spoil'

/** The sandbox of the scenario as it stands: its resources by their codes. */
export interface Sandbox {
  readonly positions: string
  readonly gates: string
}

interface Listed {
  readonly id: string
  readonly code: string
  readonly standing: string
  readonly candidate: { readonly version: string; readonly state: string } | null
}

interface Part {
  readonly kind: string
  readonly code: string
  readonly sandbox: boolean
  readonly ref: string
  readonly state: string
}

const open: ReadonlySet<string> = new Set(['sandbox', 'reviewed', 'publishing'])

/** Looks for the sandbox; the whole view, which is large, is read only when the list shows another state than before. */
export function sandboxOf(office: Person): () => Promise<Sandbox | undefined> {
  let [seen, found]: [string, Sandbox | undefined] = ['', undefined]
  return async () => {
    const { rows } = (await office.get(`/scenarios?q=${scenario}`)) as unknown as { rows: Listed[] }
    const s = rows.find((r) => r.code === scenario)
    if (s === undefined || s.standing === 'retired' || !open.has(s.candidate?.state ?? '')) return undefined
    const state = JSON.stringify([s.id, s.candidate])
    if (state === seen) return found
    const { parts } = (await office.get(`/scenarios/${s.id}`)) as unknown as { parts: Part[] }
    const ref = (code: string) =>
      parts.find((p) => p.sandbox && p.kind === 'resource' && p.code === code && p.state === 'active')?.ref
    const [positions, gates] = [ref('positions'), ref('gates')]
    seen = state
    found = positions === undefined || gates === undefined ? undefined : { positions, gates }
    return found
  }
}

/** Numbers of tickets on which trucks are under way. */
export async function ticketsUnderWay(office: Person): Promise<ReadonlySet<string>> {
  const page = `/scenario-runs/${scenario}/pages/tickets/rows?sandbox=true&block=0&limit=200`
  const { rows } = await office.get(`${page}&filter=${encodeURIComponent('state:运输中')}`)
  return new Set((rows as { key: string }[]).map((r) => r.key))
}

/** In the kind of every device, so that people and this program find them. */
const label = '模拟车流'

/** Devices are of one sandbox: of the next one they get other names. */
const tagOf = (resource: string) => resource.slice(-6)
export const terminalOf = ({ positions }: Sandbox, vehicle: string) =>
  `sim-truck-${tagOf(positions)}-${vehicle}`
export const bridgeOf = ({ gates }: Sandbox, facility: string) => `sim-gate-${tagOf(gates)}-${facility}`

/** A truck that rests says nothing, and nobody works for a day: two days without a word are silence. */
const intervalSeconds = 2 * 86_400

function devicesOf(sandbox: Sandbox, { trucks, sites, receivers, townshipOf }: District) {
  const terminals = trucks.map(({ vehicle }) => ({
    id: terminalOf(sandbox, vehicle),
    name: `模拟定位终端 ${vehicle}`,
    kind: `渣土车定位终端（${label}）`,
    intervalSeconds,
    fixed: { vehicle },
  }))
  const bridge = (direction: string) => (p: Place) => ({
    id: bridgeOf(sandbox, p.code),
    name: `模拟地磅 ${p.code}`,
    kind: `地磅和摄像头（${label}）`,
    place: townshipOf(p),
    point: { lon: p.lon, lat: p.lat },
    intervalSeconds,
    fixed: { facility: p.code, direction },
  })
  return [
    { resource: sandbox.positions, devices: terminals },
    { resource: sandbox.gates, devices: [...sites.map(bridge('出')), ...receivers.map(bridge('进'))] },
  ]
}

interface Made {
  readonly devices: readonly { readonly id: string; readonly key: string }[]
}

/** Switches off the devices of an earlier sandbox; of those their keys are forgotten. */
export async function endEarlierDevices(office: Person, memory: Memory, sandbox: Sandbox): Promise<void> {
  const tags = [tagOf(sandbox.positions), tagOf(sandbox.gates)]
  const isEarlier = (id: string) => !tags.some((tag) => id.includes(`-${tag}-`))
  const { rows } = await office.get(`/devices?q=${encodeURIComponent(label)}&limit=500`)
  for (const { id, state } of rows as { id: string; state: string }[])
    if (isEarlier(id) && state !== 'off') await office.post(`/devices/${id}/enable`, { enabled: false })
  for (const id of Object.keys(memory.keys).filter(isEarlier)) delete memory.keys[id]
}

/** Enters the devices whose keys are not known here. */
export async function enterDevices(
  office: Person,
  memory: Memory,
  sandbox: Sandbox,
  district: District,
): Promise<void> {
  const wanted = devicesOf(sandbox, district)
  for (const { resource, devices } of wanted) {
    const missing = devices.filter((d) => memory.keys[d.id] === undefined)
    if (missing.length === 0) continue
    const made = await office.post('/devices', { resource, devices: missing }).catch(unlessKnown)
    const entered =
      made === undefined
        ? await Promise.all(missing.map((d) => enteredBefore(office, resource, d)))
        : (made as unknown as Made).devices
    for (const { id, key } of entered) memory.keys[id] = key
  }
}

/** Where what was kept here is lost, a device that is known gets another key. */
async function enteredBefore(office: Person, resource: string, device: { readonly id: string }) {
  const made = await office.post('/devices', { resource, devices: [device] }).catch(unlessKnown)
  if (made !== undefined) return (made as unknown as Made).devices[0] as Made['devices'][number]
  await office.post(`/devices/${device.id}/enable`, { enabled: true })
  const { key } = await office.post(`/devices/${device.id}/rotate-key`, {})
  return { id: device.id, key: String(key) }
}

function unlessKnown(error: unknown): undefined {
  if (!(error instanceof Refused) || error.status !== 409) throw error
}

/** Numbers made up for the demo city, which sends nothing to them: who writes the tickets of all sites, drives for all hauliers, receives for all receivers. */
const phones: Readonly<Record<string, string>> = {
  site: '19900000001',
  haulier: '19900000002',
  receiver: '19900000003',
}

export interface Acting {
  readonly who: Person
  /** As whom; null: for the office. */
  readonly party: string | null
}

interface Run {
  readonly code: string
  readonly sandbox: boolean
  readonly parties: readonly { readonly id: string; readonly kind: string; readonly key: string }[]
}

/** Who acts for a party: invited by the department and signed in by phone when first needed, known again afterwards. */
export function partiesOf(url: string, office: Person, memory: Memory) {
  const people = new Map<string, { who: Person; known: Map<string, string> }>()
  const invited = new Map<string, string>()

  async function personOf(kind: string) {
    const phone = phones[kind]
    if (phone === undefined) throw new Error(`nobody acts for a ${kind}`)
    const kept = {
      read: () => memory.sessions[kind],
      write(cookie: string) {
        memory.sessions[kind] = cookie
      },
    }
    const who = person(url, kept, byPhone(url, phone))
    const { rows } = (await who.get('/scenario-runs')) as unknown as { rows: Run[] }
    const own = rows.filter((r) => r.code === scenario && r.sandbox).flatMap((r) => r.parties)
    return { who, known: new Map(own.map((p) => [p.key, p.id])) }
  }

  /** @throws Later, Refused */
  return async function acting(kind: string, key: string): Promise<Acting> {
    if (kind === 'office') return { who: office, party: null }
    const { who, known } = people.get(kind) ?? (await personOf(kind))
    people.set(kind, { who, known })
    const party = known.get(key)
    if (party !== undefined) return { who, party }
    const name = `${kind} ${key}`
    const invitation =
      invited.get(name) ??
      String(
        (await office.post(`/scenario-runs/${scenario}/parties`, { kind, key, sandbox: true })).invitation,
      )
    invited.set(name, invitation)
    const joined = await who.post('/scenario-parties/join', { invitation })
    invited.delete(name)
    known.set(key, String(joined.id))
    return { who, party: String(joined.id) }
  }
}
