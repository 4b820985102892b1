import type { Crs } from '#kernel/geo/contract'
import { convertPoint } from '#kernel/geo/rules'
import { digitsOf, viewOf } from './message.ts'

/** One report of a position (0x0200), in the units in which rows keep it. */
export interface Position {
  /** ISO 8601 in the standard's UTC+8; no time at all where the terminal sent none, which the reader of readings says. */
  readonly at: string
  /** Bits of the alarms, as in table 24 (2013) and 25 (2019). */
  readonly alarms: number
  readonly acc: boolean
  /** Whether satellites were seen; without, longitude and latitude say nothing. */
  readonly positioned: boolean
  readonly lon: number
  readonly lat: number
  /** Metres above the sea. */
  readonly height: number
  /** km/h, to a tenth. */
  readonly speed: number
  /** Degrees from north, clockwise. */
  readonly direction: number
  /** Kilometres of the vehicle's own counter, to a tenth. */
  readonly mileage?: number
  /** Strength of the mobile network, as the terminal counts it. */
  readonly signal?: number
  readonly satellites?: number
}

const statusBits = { acc: 1, positioned: 2, south: 4, west: 8 } as const
const basicBytes = 28
/** Positions that one message may carry; the longest that 1023 bytes and some packets hold are fewer. */
const mostPositions = 500

/** Undefined for a body that is too short. Additional items that do not fit are passed over from there on. */
export function readPosition(body: Uint8Array): Position | undefined {
  if (body.length < basicBytes) return undefined
  const view = viewOf(body)
  const status = view.getUint32(4)
  const is = (bit: number) => (status & bit) !== 0
  const [, yy, month, day, hour, minute, second] =
    /^(..)(..)(..)(..)(..)(..)$/.exec(digitsOf(body.subarray(22, basicBytes))) ?? []
  return {
    at: `20${yy}-${month}-${day}T${hour}:${minute}:${second}+08:00`,
    alarms: view.getUint32(0),
    acc: is(statusBits.acc),
    positioned: is(statusBits.positioned),
    lon: (is(statusBits.west) ? -1 : 1) * (view.getUint32(12) / 1e6),
    lat: (is(statusBits.south) ? -1 : 1) * (view.getUint32(8) / 1e6),
    height: view.getUint16(16),
    speed: view.getUint16(18) / 10,
    direction: view.getUint16(20),
    ...readItems(body.subarray(basicBytes)),
  }
}

/** The items that rows may keep (2013: table 27); the many of manufacturers are passed over. */
function readItems(bytes: Uint8Array): Partial<Position> {
  const view = viewOf(bytes)
  const read: { mileage?: number; signal?: number; satellites?: number } = {}
  for (let at = 0; at + 2 <= bytes.length; ) {
    const id = view.getUint8(at)
    const length = view.getUint8(at + 1)
    const from = at + 2
    if (from + length > bytes.length) break
    if (id === 0x01 && length === 4) read.mileage = view.getUint32(from) / 10
    if (id === 0x30 && length === 1) read.signal = view.getUint8(from)
    if (id === 0x31 && length === 1) read.satellites = view.getUint8(from)
    at = from + length
  }
  return read
}

/** Positions kept while there was no line (0x0704): their number, why, then each with its length. Undefined when it is none. */
export function readPositions(body: Uint8Array): readonly Position[] | undefined {
  if (body.length < 3) return undefined
  const view = viewOf(body)
  const count = view.getUint16(0)
  if (count > mostPositions) return undefined
  const positions: Position[] = []
  let at = 3
  for (let n = 0; n < count; n++) {
    if (at + 2 > body.length) return undefined
    const length = view.getUint16(at)
    const position =
      at + 2 + length > body.length ? undefined : readPosition(body.subarray(at + 2, at + 2 + length))
    if (position === undefined) return undefined
    positions.push(position)
    at += 2 + length
  }
  return at === body.length && count > 0 ? positions : undefined
}

/** What a resource keeps of a position: items of these names, where it has them. */
export const positionItems = [
  'speed',
  'direction',
  'height',
  'mileage',
  'acc',
  'alarms',
  'signal',
  'satellites',
] as const

interface Target {
  /** Items of the resource. */
  readonly items: ReadonlySet<string>
  /** Its item for the point; null: none. */
  readonly point: string | null
  readonly crs: Crs
}

/**
 * A position as a message of a device. The standard's coordinates are WGS 84; of a terminal that is entered as sending
 * GCJ-02 they are turned back, by the published polynomial, to about a metre.
 */
export function readingOf(position: Position, { items, point, crs }: Target) {
  const kept = positionItems.filter((name) => items.has(name) && position[name] !== undefined)
  const values: Record<string, unknown> = Object.fromEntries(kept.map((name) => [name, position[name]]))
  if (point !== null && position.positioned) values[point] = pointOf(position, crs)
  return { at: position.at, values }
}

function pointOf({ lon, lat }: Position, crs: Crs): { lon: number; lat: number } {
  const turned = convertPoint({ lon, lat }, crs, 'WGS84')
  // A millionth of a degree is what the terminal told.
  return { lon: Math.round(turned.lon * 1e6) / 1e6, lat: Math.round(turned.lat * 1e6) / 1e6 }
}
