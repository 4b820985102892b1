import type { HttpPlace, Paging } from '../contract/place.ts'
import type { Position } from '../contract/source.ts'
import { valueAt } from './json.ts'

/** Where in the list a page stands: its number, offset, cursor or address. */
export type At = string | number | null

/** The page with which a run begins that has no position. */
export function firstPage(paging: Paging): At {
  if (paging.kind === 'page') return paging.first
  return paging.kind === 'offset' ? 0 : null
}

/** The address of a page. The secret is not in it. */
export function pageAddress(place: HttpPlace, at: At, since: string | number | null): URL {
  const { paging } = place
  if (paging.kind === 'link' && typeof at === 'string') return new URL(at)
  const url = new URL(place.url)
  for (const [name, value] of Object.entries(place.params)) url.searchParams.set(name, value)
  if (place.since !== null && since !== null) url.searchParams.set(place.since.param, String(since))
  if (paging.kind === 'page' || paging.kind === 'offset') {
    url.searchParams.set(paging.param, String(at ?? 0))
    if (paging.sizeParam !== null) url.searchParams.set(paging.sizeParam, String(paging.size))
  }
  if (paging.kind === 'cursor' && at !== null) url.searchParams.set(paging.param, String(at))
  return url
}

interface Answered {
  readonly at: At
  readonly rows: number
  readonly body: unknown
  readonly link: string | undefined
  readonly url: URL
}

/**
 * The page after this one; undefined: this was the last. Pages by number or offset end with one that is not full, where
 * the size was asked for, else with one that is empty.
 */
export function nextPage(paging: Paging, answered: Answered): At | undefined {
  const { at, rows, body } = answered
  if (paging.kind === 'cursor') {
    const next = valueAt(body, paging.path)
    return (typeof next === 'string' && next !== '') || typeof next === 'number' ? next : undefined
  }
  if (paging.kind === 'link') return nextLink(answered)
  if (paging.kind === 'none' || rows === 0) return undefined
  if (paging.sizeParam !== null && rows < paging.size) return undefined
  return paging.kind === 'page' ? Number(at) + 1 : Number(at) + rows
}

/** RFC 8288. A link to another server is refused: the secret goes with it. @throws Error `foreign-link` */
function nextLink({ link, url }: Answered): string | undefined {
  for (const [, target = '', params = ''] of (link ?? '').matchAll(/<([^<>]*)>((?:\s*;[^,<]*)*)/g)) {
    if (!/;\s*rel\s*=\s*(?:"[^"]*\bnext\b[^"]*"|next\b)/i.test(params)) continue
    const next = URL.parse(target, url)
    if (next === null || next.origin !== url.origin) throw new Error('foreign-link')
    return next.href
  }
  return undefined
}

/** The larger of two values by which "newer" is told: numbers by size, everything else as text. */
export function laterOf(a: string | number | null, b: unknown): string | number | null {
  if (typeof b !== 'string' && typeof b !== 'number') return a
  if (a === null) return b
  const [x, y] = [Number(a), Number(b)]
  const isLater = Number.isFinite(x) && Number.isFinite(y) ? y > x : String(b) > String(a)
  return isLater ? b : a
}

interface Ending {
  readonly at: At
  readonly rows: number
  readonly since: string | number | null
}

/** Where the next run begins once this one has come to its end. Null: from the start again. */
export function positionAtEnd(place: HttpPlace, { at, rows, since }: Ending): Position | null {
  if (place.continues)
    return place.paging.kind === 'offset'
      ? { at: Number(at) + rows, skip: 0, since }
      : { at, skip: rows, since }
  return place.since === null ? null : { since }
}
