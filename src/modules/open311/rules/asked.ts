import { type Near, W3cTime } from '../contract.ts'
import { type Form, readPoint, type Wrong } from './form.ts'
import type { RequestStatus } from './status.ts'

/** The specification's limits: a span of 90 days or the first 1000, whichever is smaller. */
export const longestSpanDays = 90
export const mostRequests = 1000
const dayMs = 86_400_000
const deepestPage = 1000

export interface Span {
  readonly start: string
  readonly end: string
}

/** What a list of requests is asked for; `ids` overrides all others. */
export interface Asked extends Span {
  readonly ids: readonly string[] | null
  readonly services: readonly string[] | null
  readonly statuses: readonly RequestStatus[] | null
  /** Only what is shown within so many metres of a point. */
  readonly near: Near | null
  /** Notes and attributes that the specification does not have. */
  readonly extended: boolean
  readonly offset: number
  readonly limit: number
}

export function readAsked({ fields }: Form, now: Date): Asked | readonly Wrong[] {
  const wrong: Wrong[] = []
  const ids = list(fields.get('service_request_id'))?.slice(0, mostRequests) ?? null
  const span = readSpan(fields, now, wrong)
  const statuses = list(fields.get('status'))
  if (statuses?.some((s) => s !== 'open' && s !== 'closed'))
    wrong.push({ message: 'open311.bad-status', values: { names: 'open, closed' } })
  // FixMyStreet's name for the same bound.
  const size = fields.has('page_size') ? 'page_size' : 'max_requests'
  const near = readNear(fields, wrong)
  const limit = count(fields, size, mostRequests, mostRequests, wrong)
  const page = count(fields, 'page', 1, deepestPage, wrong)
  if (wrong.length > 0 && ids === null) return wrong
  return {
    ids,
    services: list(fields.get('service_code')),
    statuses: statuses as RequestStatus[] | null,
    near,
    extended: isExtended(fields),
    offset: (page - 1) * limit,
    limit,
    ...span,
  }
}

const usualRadius = 1000
const longestRadius = 50_000

/** `lat`, `long` and `radius` in metres, which servers in the wild have beside the specification's filters. */
function readNear(fields: ReadonlyMap<string, string>, wrong: Wrong[]): Near | null {
  const [lat, long] = [fields.get('lat'), fields.get('long')]
  if (lat === undefined && long === undefined && !fields.has('radius')) return null
  const point = readPoint(lat ?? '', long ?? '', wrong)
  const radius = count(fields, 'radius', usualRadius, longestRadius, wrong)
  return point === undefined ? null : { ...point, radius }
}

/** `extensions=true`, as Chicago, Boston and San Francisco have it; anything else is no. */
export function isExtended(fields: ReadonlyMap<string, string>): boolean {
  return fields.get('extensions')?.toLowerCase() === 'true'
}

/** Both ends may be open: the other one lies 90 days away; without any, the last 90 days. */
export function readSpan(fields: ReadonlyMap<string, string>, now: Date, wrong: Wrong[]): Span {
  const start = time(fields, 'start_date', wrong)
  const end = time(fields, 'end_date', wrong)
  const span = longestSpanDays * dayMs
  const last = end ?? (start === undefined ? now.getTime() : start + span)
  const first = start ?? last - span
  if (last - first > span) wrong.push({ message: 'open311.long-span', values: { days: longestSpanDays } })
  if (last < first) wrong.push({ message: 'open311.turned-span', values: {} })
  return { start: new Date(first).toISOString(), end: new Date(last).toISOString() }
}

/** The plus sign of a zone that was not escaped arrives as a blank. */
function time(fields: ReadonlyMap<string, string>, field: string, wrong: Wrong[]): number | undefined {
  const text = fields.get(field)?.replace(/(\d) (\d\d:?\d\d)$/, '$1+$2')
  if (text === undefined) return undefined
  const at = W3cTime.safeParse(text).success ? Date.parse(text) : Number.NaN
  if (at >= Date.UTC(1970, 0, 1) && at < Date.UTC(2200, 0, 1)) return at
  wrong.push({ message: 'open311.bad-time', values: { field } })
  return undefined
}

function list(text: string | undefined): readonly string[] | null {
  const items = text
    ?.split(',')
    .map((s) => s.trim())
    .filter((s) => s !== '' && s.length <= 100)
  return items === undefined || items.length === 0 ? null : [...new Set(items)]
}

function count(
  fields: ReadonlyMap<string, string>,
  field: string,
  usual: number,
  most: number,
  wrong: Wrong[],
): number {
  const text = fields.get(field)
  if (text === undefined) return usual
  const n = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (n >= 1) return Math.min(n, most)
  wrong.push({ message: 'open311.bad-count', values: { field } })
  return usual
}

/** W3C time in UTC without fractions, as the specification's examples have it. */
export function w3c(instant: string | Date): string {
  const iso = typeof instant === 'string' ? instant : instant.toISOString()
  return iso.replace(/\.\d+(?=Z$)/, '')
}
