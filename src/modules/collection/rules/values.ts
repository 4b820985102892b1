import type { ItemType } from '#modules/catalogue/contract'

/** A value in the one form in which rows keep it: as JSON text, and as what rules compare. */
export interface Value {
  readonly json: string
  /** Numbers, days and instants by their size, everything else by its text. */
  readonly order: number | string
  /** As it stands in a key. */
  readonly text: string
}

/** Undefined: empty. A string: the reason why it is no value of the type (the end of a message key). */
export type Parsed = Value | undefined | string

/** Reads what a file, a form, a database or a device sent. Pure; accepts the spellings that offices use. */
export function parseValue(type: ItemType, raw: unknown): Parsed {
  return readWith(readers[type], raw)
}

const mostRemembered = 5000

/**
 * `parseValue` of one type. Days and places repeat from row to row, so what a text was read as is remembered: reading a
 * day anew takes ten times as long as looking it up.
 */
export function readerOf(type: ItemType): (raw: unknown) => Parsed {
  const read = readers[type]
  if (type !== 'date' && type !== 'place') return (raw) => readWith(read, raw)
  const known = new Map<string, Parsed>()
  return (raw) => {
    if (typeof raw !== 'string' || raw.length > 40) return readWith(read, raw)
    const earlier = known.get(raw)
    if (earlier !== undefined) return earlier
    if (known.size >= mostRemembered) known.clear()
    const parsed = readWith(read, raw)
    known.set(raw, parsed)
    return parsed
  }
}

function readWith(read: Reader, raw: unknown): Parsed {
  if (raw === null || raw === undefined) return undefined
  const given = typeof raw === 'string' ? raw.trim() : raw
  return given === '' ? undefined : read(given)
}

type Reader = (given: unknown) => Value | string

const readers: Readonly<Record<ItemType, Reader>> = {
  text: readText,
  integer: (given) => readNumber(given, /^[+-]?\d{1,38}$/, 'not-an-integer'),
  decimal: (given) => readNumber(given, /^[+-]?\d{1,38}(?:\.\d{1,20})?$/, 'not-a-number'),
  boolean: readBoolean,
  date: readDate,
  time: readTime,
  place: readPlace,
  point: readPoint,
}

/** Most texts: nothing that JSON escapes, and nothing broken. One look instead of four. */
const plainText = /^[^\p{Cc}\p{Cs}"\\\ufffd]*$/u

function readText(given: unknown): Value | string {
  if (typeof given !== 'string' && typeof given !== 'number' && typeof given !== 'boolean') return 'not-text'
  const text = String(given)
  if (plainText.test(text)) return { json: `"${text}"`, order: text, text }
  // A database cannot store them, and a lone half of a character is a broken encoding.
  if (text.includes('\u0000') || !text.isWellFormed()) return 'broken-text'
  if (text.includes('\ufffd')) return 'broken-text'
  return { json: JSON.stringify(text), order: text, text }
}

function readNumber(given: unknown, form: RegExp, reason: string): Value | string {
  if (typeof given !== 'string' && typeof given !== 'number') return reason
  if (typeof given === 'number' && !Number.isFinite(given)) return reason
  const text = typeof given === 'number' ? plainNumber(given) : given
  if (!form.test(text)) return reason
  const canonical = text.replace(/^\+/, '').replace(/^(-?)0+(?=\d)/, '$1')
  return { json: canonical, order: Number(canonical), text: canonical }
}

/** `1e-7` is a number as well, but not in a form that keys and people share. */
function plainNumber(n: number): string {
  const text = String(n)
  return text.includes('e') ? n.toFixed(20).replace(/\.?0+$/, '') : text
}

const truths: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  [false, false],
  [1, true],
  [0, false],
  ['true', true],
  ['false', false],
  ['1', true],
  ['0', false],
  ['是', true],
  ['否', false],
])

function readBoolean(given: unknown): Value | string {
  const truth = truths.get(typeof given === 'string' ? given.toLowerCase() : given)
  return truth === undefined
    ? 'not-a-boolean'
    : { json: String(truth), order: Number(truth), text: String(truth) }
}

const dateForms = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
  /^(\d{4})(\d{2})(\d{2})$/,
]

function readDate(given: unknown): Value | string {
  if (given instanceof Date)
    return readDate(Number.isNaN(given.getTime()) ? '' : given.toISOString().slice(0, 10))
  const text = typeof given === 'number' ? String(given) : given
  if (typeof text !== 'string') return 'not-a-date'
  const found = dateForms.map((form) => form.exec(text)).find((m) => m !== null)
  const day = found === undefined || found === null ? undefined : dayOf(found[1], found[2], found[3])
  if (day === undefined) return 'not-a-date'
  const iso = new Date(day).toISOString().slice(0, 10)
  return { json: `"${iso}"`, order: day, text: iso }
}

/** The day's beginning in milliseconds since the epoch; undefined: there is no such day. */
function dayOf(y?: string, m?: string, d?: string): number | undefined {
  const [year, month, day] = [Number(y), Number(m), Number(d)]
  const order = Date.UTC(year, month - 1, day)
  const back = new Date(order)
  if (year < 1000 || back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day) return undefined
  return order
}

const timeForm =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?$/
/** As programs write it, and it is kept: read by the engine itself, twice as fast as by the general form. */
const canonical = /^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const shanghai = 8 * 3_600_000

/** An instant. Without an offset it is Shanghai's time, which is what offices write. */
function readTime(given: unknown): Value | string {
  if (given instanceof Date) return Number.isNaN(given.getTime()) ? 'not-a-time' : instant(given.getTime())
  if (typeof given !== 'string') return 'not-a-time'
  const written = canonical.test(given) ? Date.parse(given) : Number.NaN
  if (!Number.isNaN(written)) {
    const known = instant(written)
    if (known.text === given) return known
  }
  const m = timeForm.exec(given)
  if (m === null) return 'not-a-time'
  const day = dayOf(m[1], m[2], m[3])
  const [h, min, s] = [Number(m[4]), Number(m[5]), Number(m[6] ?? 0)]
  if (day === undefined || h > 23 || min > 59 || s > 59) return 'not-a-time'
  const ms = Number((m[7] ?? '').padEnd(3, '0').slice(0, 3))
  return instant(day + ((h * 60 + min) * 60 + s) * 1000 + ms - offsetOf(m[8]))
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined) return shanghai
  if (zone === 'Z') return 0
  const sign = zone.startsWith('-') ? -1 : 1
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) * 60_000
}

function instant(ms: number): Value {
  const text = new Date(ms).toISOString()
  return { json: `"${text}"`, order: ms, text }
}

/** A path of the territory, or an administrative code of 2, 6, 9 or 12 digits that is made into one. */
function readPlace(given: unknown): Value | string {
  const text = typeof given === 'number' ? String(given) : given
  if (typeof text !== 'string') return 'not-a-place'
  const path = /^\d{2}(?:\/\d{6}(?:\/\d{9}(?:\/\d{12})?)?)?$/.test(text) ? text : pathOfCode(text)
  if (path === undefined || !isNested(path)) return 'not-a-place'
  return { json: `"${path}"`, order: path, text: path }
}

function pathOfCode(code: string): string | undefined {
  if (!/^\d{2}(?:\d{4}(?:\d{3}(?:\d{3})?)?)?$/.test(code)) return undefined
  return [2, 6, 9, 12]
    .filter((n) => n <= code.length)
    .map((n) => code.slice(0, n))
    .join('/')
}

function isNested(path: string): boolean {
  const parts = path.split('/')
  return parts.every((part, n) => n === 0 || part.startsWith(parts[n - 1] ?? ''))
}

/** Longitude first, WGS 84. */
function readPoint(given: unknown): Value | string {
  const pair =
    typeof given === 'string'
      ? /^(-?\d{1,3}(?:\.\d+)?)[,，\s]+(-?\d{1,2}(?:\.\d+)?)$/.exec(given)?.slice(1)
      : lonLat(given)
  const [lon, lat] = (pair ?? []).map(Number)
  if (lon === undefined || lat === undefined || !(Math.abs(lon) <= 180) || !(Math.abs(lat) <= 90))
    return 'not-a-point'
  const text = `${lon},${lat}`
  return { json: `{"lon":${lon},"lat":${lat}}`, order: text, text }
}

function lonLat(given: unknown): [number, number] | undefined {
  if (typeof given !== 'object' || given === null || !('lon' in given) || !('lat' in given)) return undefined
  return typeof given.lon === 'number' && typeof given.lat === 'number' ? [given.lon, given.lat] : undefined
}
