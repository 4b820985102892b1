import type { Circle, LatLon, Reference } from '../contract/alert.ts'

/** xs:dateTime as CAP 1.2 narrows it: an offset, no `Z`, no fractions; the comma in the XSD's pattern is no xs:dateTime. */
const capTime = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)[-+](\d\d):(\d\d)$/
const anyTime = /^(-?\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[-+](\d\d):(\d\d))?$/

function isDate(parts: readonly (string | undefined)[]): boolean {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ahead = 0, past = 0] = parts.map(
    (p) => Number(p ?? 0),
  )
  const isMidnight = hour === 24 && minute === 0 && second === 0
  const days = month < 1 || month > 12 ? 0 : new Date(Date.UTC(year, month, 0)).getUTCDate()
  return (
    day >= 1 &&
    day <= days &&
    (hour < 24 || isMidnight) &&
    minute < 60 &&
    second < 60 &&
    past < 60 &&
    ahead * 60 + past <= 14 * 60
  )
}

/** True for what the XSD takes: 1.2 the narrow form, 1.1 any xs:dateTime. */
export function isTime(text: string, isNarrow: boolean): boolean {
  const found = (isNarrow ? capTime : anyTime).exec(text.trim())
  return found !== null && isDate(found.slice(1))
}

/**
 * A time in the form of CAP 1.2. Undefined where no offset is given: nobody could say when it is, and a guess would
 * shift a warning by hours.
 */
export function readTime(text: string): string | undefined {
  const plain = text.trim().replace(/\.\d+/, '').replace(/Z$/, '+00:00')
  return capTime.test(plain) && !Number.isNaN(Date.parse(plain)) ? plain : undefined
}

const shanghaiMs = 8 * 3_600_000

/** A moment as CAP 1.2 writes it, in the city's time. */
export function capTimeOf(at: Date): string {
  return `${new Date(at.getTime() + shanghaiMs).toISOString().slice(0, 19)}+08:00`
}

/** Words between blanks; those with blanks stand in quotes (CAP 1.2, 3.2.1 addresses, incidents). */
export function readWords(text: string): string[] | undefined {
  const found = text.trim()
  if (found === '') return []
  const words = found.match(/"[^"]*"|[^\s"]+/g) ?? []
  const left = found.replace(/"[^"]*"|[^\s"]+/g, '').trim()
  return left === '' ? words.map((w) => w.replace(/^"([^"]*)"$/, '$1')).filter((w) => w !== '') : undefined
}

export function writeWords(words: readonly string[]): string {
  return words.map((w) => (/\s/.test(w) ? `"${w}"` : w)).join(' ')
}

/** `sender,identifier,sent`, several between blanks. */
export function readReferences(text: string): Reference[] | undefined {
  const parts = text.split(/\s+/).filter((p) => p !== '')
  const read = parts.map((part) => {
    const [, sender, identifier, sent] = /^([^,]+),([^,]+),([^,]+)$/.exec(part) ?? []
    const at = sent === undefined ? undefined : readTime(sent)
    return sender === undefined || identifier === undefined || at === undefined
      ? undefined
      : { sender, identifier, sent: at }
  })
  return read.every((r) => r !== undefined) ? read : undefined
}

const degrees = /^[-+]?\d{1,3}(\.\d{1,15})?$/

function readPoint(text: string): LatLon | undefined {
  const [lat = '', lon = '', ...more] = text.split(',')
  if (more.length > 0 || !degrees.test(lat) || !degrees.test(lon)) return undefined
  const point: LatLon = [Number(lat), Number(lon)]
  return Math.abs(point[0]) <= 90 && Math.abs(point[1]) <= 180 ? point : undefined
}

export function readPolygon(text: string): LatLon[] | undefined {
  const points = text.trim().split(/\s+/).map(readPoint)
  return points.every((p) => p !== undefined) ? points : undefined
}

export function readCircle(text: string): Circle | undefined {
  const [at = '', radius = '', ...more] = text.trim().split(/\s+/)
  const centre = readPoint(at)
  if (centre === undefined || more.length > 0 || !/^\d{1,5}(\.\d{1,15})?$/.test(radius)) return undefined
  return { centre, radiusKm: Number(radius) }
}

/** Plain digits: an exponent is no xs:decimal. */
export function writeNumber(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(15).replace(/\.?0+$/, '') : text
}
