import type { Content } from '#modules/catalogue/contract'

/** Readings that one message may carry. */
export const mostReadings = 500
const minute = 60_000
/** A device whose clock is further ahead is wrong about when. */
const mostAhead = 5 * minute
/** Devices keep readings while they have no line; older ones than this are from a clock that was never set. */
const mostAge = 7 * 24 * 60 * minute

export type Values = Readonly<Record<string, unknown>>

/** One reading of a message: what tells it from others, when it was, and what it says. */
export interface Reading {
  /** Two messages with the same are one; null: nothing tells them apart, so each counts. */
  readonly sameness: string | null
  readonly at: Date
  readonly values: Values
}

export interface Held {
  readonly reason:
    | 'not-json'
    | 'not-a-reading'
    | 'too-many-readings'
    | 'bad-time'
    | 'clock-ahead'
    | 'clock-behind'
    | 'too-large'
  readonly payload: unknown
}

/**
 * The readings of a message: an object or a list of them. Either `{ at, message?, values: {…} }`, or the items beside
 * `at`. `at` is ISO 8601 or Unix time in seconds or milliseconds; without it the reading is of now.
 */
export function readMessage(text: string, now: Date): { readings: Reading[]; held: Held[] } {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return { readings: [], held: [{ reason: 'not-json', payload: text.slice(0, 2000) }] }
  }
  return readList(Array.isArray(parsed) ? parsed : [parsed], now)
}

/** The same of what is read already. */
export function readList(list: readonly unknown[], now: Date): { readings: Reading[]; held: Held[] } {
  if (list.length > mostReadings)
    return { readings: [], held: [{ reason: 'too-many-readings', payload: { readings: list.length } }] }
  const readings: Reading[] = []
  const held: Held[] = []
  for (const one of list) {
    const read = readOne(one, now)
    if ('reason' in read) held.push(read)
    else readings.push(read)
  }
  return { readings, held }
}

function readOne(one: unknown, now: Date): Reading | Held {
  if (!isObject(one)) return { reason: 'not-a-reading', payload: one }
  const { at: given, message, values: nested, ...flat } = one
  const values = isObject(nested) ? nested : flat
  if (Object.keys(values).length === 0) return { reason: 'not-a-reading', payload: one }
  const at = given === undefined || given === null ? now : timeOf(given)
  if (at === undefined) return { reason: 'bad-time', payload: one }
  if (at.getTime() > now.getTime() + mostAhead) return { reason: 'clock-ahead', payload: one }
  if (at.getTime() < now.getTime() - mostAge) return { reason: 'clock-behind', payload: one }
  const named = typeof message === 'string' || typeof message === 'number' ? `m ${message}` : null
  const told = given === undefined || given === null ? null : `t ${at.getTime()} ${JSON.stringify(values)}`
  return { sameness: named ?? told, at, values }
}

function timeOf(given: unknown): Date | undefined {
  if (typeof given === 'number' && Number.isFinite(given))
    return validDate(given < 1e11 ? given * 1000 : given)
  if (typeof given !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(given)) return undefined
  // Without an offset it is Shanghai's time, as everywhere where data arrives.
  return validDate(Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(given) ? given : `${given}+08:00`))
}

function validDate(ms: number): Date | undefined {
  return Number.isNaN(ms) || Math.abs(ms) > 8e15 ? undefined : new Date(ms)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Items that the platform fills from the register where a reading leaves them out. */
export interface Filling {
  readonly device: string | null
  readonly time: string | null
  readonly place: string | null
  readonly point: string | null
}

/** By the contract: an item named `device` or `device_id`, the scope's time and place, and the first point. */
export function fillingOf(content: Content): Filling {
  const device = content.items.find((i) => i.name === 'device' || i.name === 'device_id')
  const point = content.items.find((i) => i.type === 'point')
  return {
    device: device?.name ?? null,
    time: content.scope.timeItem,
    place: content.scope.placeItem,
    point: point?.name ?? null,
  }
}

interface Known {
  readonly id: string
  readonly place: string | null
  readonly point: { readonly lon: number; readonly lat: number } | null
  readonly fixed: Values
}

/**
 * The reading as a row of the resource. Which device it is of, and what was entered as fixed, the platform says, whatever
 * the reading claims.
 */
export function rowOf(reading: Reading, device: Known, filling: Filling): Record<string, unknown> {
  const row: Record<string, unknown> = { ...reading.values, ...device.fixed }
  if (filling.time !== null) row[filling.time] ??= reading.at.toISOString()
  if (filling.place !== null && device.place !== null) row[filling.place] ??= device.place
  if (filling.point !== null && device.point !== null) row[filling.point] ??= device.point
  if (filling.device !== null) row[filling.device] = device.id
  return row
}

/** What the register shows of a reading: personal values stay in the rows, where who reads them is on record. */
export function withoutPersonal(value: unknown, personal: ReadonlySet<string>): unknown {
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, v]) => {
      if (name === 'values') return [name, withoutPersonal(v, personal)]
      return [name, personal.has(name) && v !== null ? '＊' : v]
    }),
  )
}
