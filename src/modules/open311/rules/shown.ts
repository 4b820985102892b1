import type { Locale } from '#kernel/i18n/define'
import type { Actor } from '#kernel/identity/define'
import { maskText } from '#kernel/vault/rules'
import type { ServiceRequest } from '../contract.ts'
import { w3c } from './asked.ts'
import { isPublished, serviceCodeOf } from './services.ts'
import { statusOf } from './status.ts'

/** What a request is made from; `own` is what only requests that came in through this door have. */
export interface Found {
  readonly number: string
  readonly state: string
  readonly category: string | null
  readonly createdAt: string
  readonly updatedAt: string
  readonly closedAt: string | null
  readonly due: string | null
  readonly agency: string | null
  readonly point: { readonly lat: number; readonly lon: number } | null
  readonly address: string | null
  /** From the smallest known place outwards: name, and a point that stands for the township. */
  readonly place: {
    readonly name: string
    readonly point: { lat: number; lon: number } | null
    readonly code: string
  }
  readonly own: {
    readonly client: string
    readonly body: string
    readonly mediaUrl: string | null
    readonly answer: string | null
  } | null
}

export type Reader = 'public' | 'client'

export function clientOf(actor: Actor): string | null {
  return actor.kind === 'client' ? actor.id : null
}

/** What offices did. Of an appeal that came in another way nobody hears what its applicant wrote, rated or took back. */
const officeSteps: ReadonlySet<string> = new Set([
  ...['submit', 'dispatch', 'accept', 'handle', 'answer', 'hold', 'resume', 'transfer', 'reopen', 'close'],
])

export function isNoteFor(action: string, found: Pick<Found, 'own'>): boolean {
  return found.own !== null || officeSteps.has(action)
}

/** The client that reported it, or everyone; null where this reader must not learn that it exists. */
export function readerOf(found: Found, client: string | null): Reader | null {
  if (client !== null && found.own?.client === client) return 'client'
  return isPublished(found.category) ? 'public' : null
}

/** About a hundred metres: enough to find a lamp, too little to name a door. */
export function coarse(degrees: number): number {
  return Math.round(degrees * 1000) / 1000
}

/** Without telephone numbers, names, room numbers and their like. */
export function masked(text: string): string {
  return maskText(text, 'partial').text
}

interface Words {
  readonly service: (code: string) => string | null
  readonly note: (state: string) => string
  readonly locale: Locale
}

/**
 * A request as this reader may see it. Words that people wrote are given out only of requests that came in through
 * this door, masked, and not of those that were taken back; all others are shown by service, time, township, office.
 */
export function shownRequest(found: Found, reader: Reader, words: Words): ServiceRequest {
  const { own } = found
  const code = serviceCodeOf(found.category)
  const isWithdrawn = found.state === 'withdrawn'
  const hasWords = own !== null && (reader === 'client' || !isWithdrawn)
  const at = whereOf(found, reader)
  return {
    service_request_id: found.number,
    status: statusOf(found.state),
    status_notes: hasWords && own.answer !== null ? masked(own.answer) : words.note(found.state),
    service_name: code === undefined ? null : words.service(code),
    service_code: code ?? null,
    description: hasWords ? masked(own.body).slice(0, 4000).toWellFormed() : null,
    agency_responsible: found.agency,
    service_notice: null,
    requested_datetime: w3c(found.createdAt),
    updated_datetime: w3c(found.closedAt ?? found.updatedAt),
    expected_datetime: found.due === null ? null : w3c(found.due),
    address: at.address,
    address_id: found.place.code,
    zipcode: null,
    lat: at.point?.lat ?? null,
    long: at.point?.lon ?? null,
    media_url: reader === 'client' ? (own?.mediaUrl ?? null) : null,
  }
}

function whereOf(found: Found, reader: Reader) {
  const { point, own, place } = found
  if (reader === 'client') return { point, address: found.address ?? place.name }
  if (own === null || point === null) return { point: place.point, address: place.name }
  return { point: { lat: coarse(point.lat), lon: coarse(point.lon) }, address: place.name }
}
