import { type DeviceView, type FixedValues, NewDevice } from '#modules/devices/contract'
import { readFixed } from '#modules/devices/rules'

/** A device's entry as it stands in the fields of a form. */
export interface Draft {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly place: string | undefined
  readonly lon: string
  readonly lat: string
  readonly interval: string
  readonly perMinute: string
  readonly terminal: string
  readonly crs: string
  readonly terminalId: string
  readonly maker: string
  readonly plate: string
  readonly colour: string
  readonly fixed: string
}
/** Fields in which a person types. */
export type TextName = Exclude<keyof Draft, 'place'>

export const emptyDraft: Draft = {
  id: '',
  name: '',
  kind: '',
  place: undefined,
  lon: '',
  lat: '',
  interval: '300',
  perMinute: '120',
  terminal: '',
  crs: 'WGS84',
  terminalId: '',
  maker: '',
  plate: '',
  colour: '',
  fixed: '',
}

/** What is entered now, to be changed. */
export function draftOf(device: DeviceView): Draft {
  return {
    id: device.id,
    name: device.name,
    kind: device.kind,
    place: device.place ?? undefined,
    lon: String(device.point?.lon ?? ''),
    lat: String(device.point?.lat ?? ''),
    interval: String(device.intervalSeconds),
    perMinute: String(device.perMinute),
    terminal: device.terminal?.number ?? '',
    crs: device.terminal?.crs ?? emptyDraft.crs,
    terminalId: device.terminal?.says.id ?? '',
    maker: device.terminal?.says.maker ?? '',
    plate: device.terminal?.says.plate ?? '',
    colour: device.terminal?.says.colour ?? '',
    fixed: fixedText(device.fixed),
  }
}

/** `item=value`, several with semicolons, as `readFixed` reads them. */
export function fixedText(fixed: FixedValues): string {
  return Object.entries(fixed)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')
}

/**
 * The entry that the draft says, for the server, which judges it.
 * @param before what was entered; a fixed value that nobody touched stays the number or the truth value that it was
 */
export function deviceOf(draft: Draft, before: FixedValues = {}): unknown {
  const number = (text: string) => (text.trim() === '' ? undefined : Number(text))
  const hasPoint = draft.lon.trim() !== '' || draft.lat.trim() !== ''
  return {
    id: draft.id.trim(),
    name: draft.name,
    kind: draft.kind,
    place: draft.place ?? null,
    point: hasPoint ? { lon: number(draft.lon), lat: number(draft.lat) } : null,
    intervalSeconds: number(draft.interval) ?? null,
    perMinute: number(draft.perMinute) ?? null,
    terminal: terminalOf(draft),
    fixed: fixedOf(draft.fixed, before),
  }
}

/** What a terminal has to say without its number is a fault at the number. */
function terminalOf(draft: Draft): unknown {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
  const { terminal, crs, terminalId, maker, plate, colour } = draft
  const says = { id: orNull(terminalId), maker: orNull(maker), plate: orNull(plate), colour: orNull(colour) }
  const isNone = terminal.trim() === '' && Object.values(says).every((value) => value === null)
  return isNone ? null : { number: terminal.trim(), crs, says }
}

function fixedOf(text: string, before: FixedValues): FixedValues | null {
  if (text === fixedText(before)) return before
  const typed = readFixed(text)
  if (typed === null) return null
  return Object.fromEntries(
    Object.entries(typed).map(([name, value]) => {
      const old = before[name]
      return [name, old !== undefined && String(old) === value ? old : value]
    }),
  )
}

/** Fields that may be wrong, in the order of the form. */
const mendable = [
  'id',
  'name',
  'kind',
  'lon',
  'lat',
  'interval',
  'perMinute',
  'terminal',
  'terminalId',
  'maker',
  'plate',
  'colour',
  'fixed',
] as const satisfies readonly TextName[]
export type FaultName = (typeof mendable)[number]

/** By the path in the contract, the field where it is mended; all else is a fixed value. */
const fields: Readonly<Record<string, FaultName>> = {
  id: 'id',
  name: 'name',
  kind: 'kind',
  'point.lon': 'lon',
  'point.lat': 'lat',
  intervalSeconds: 'interval',
  perMinute: 'perMinute',
  'terminal.number': 'terminal',
  'terminal.says.id': 'terminalId',
  'terminal.says.maker': 'maker',
  'terminal.says.plate': 'plate',
  'terminal.says.colour': 'colour',
}

/** Fields that the server would refuse. */
export function faultsOf(draft: Draft): FaultName[] {
  const { error } = NewDevice.safeParse(deviceOf(draft))
  const found = new Set(error?.issues.map((i) => fields[i.path.join('.')] ?? 'fixed'))
  return mendable.filter((name) => found.has(name))
}
