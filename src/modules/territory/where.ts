import { findPlace, findPlaceByName, locate } from './catalogue.ts'
import type { Place } from './contract.ts'

export interface Resolved {
  /** County code; the city's own code where nothing smaller is known. */
  readonly district: string
  readonly place: string
  readonly point: { readonly lon: number; readonly lat: number } | null
  /** True when the township was reckoned from the nearest known point. */
  readonly estimated: boolean
}

interface Given {
  readonly place?: string | undefined
  readonly point?: { readonly lon: number; readonly lat: number } | undefined
  readonly address?: string | undefined
}

/** The city as a whole: what a report that names no place belongs to. */
const city = '50'

/**
 * The smallest place that a report gives: the one chosen, else where the point lies, else what the address names,
 * else what the message itself names. A chosen place that does not exist counts as not given.
 */
export function resolveWhere(given: Given, text: string): Resolved {
  const point = given.point ?? null
  const chosen = given.place === undefined ? undefined : findPlace(given.place.split('/').at(-1) ?? '')
  if (chosen !== undefined) return resolved(chosen, point)
  const located = point === null ? undefined : locate(point)
  if (located !== undefined) return resolved(located.place, point, located.estimated)
  const named = nameIn(given.address) ?? nameIn(text.slice(0, 2000))
  return named === undefined
    ? { district: city, place: city, point, estimated: false }
    : resolved(named, point)
}

function nameIn(text: string | undefined): Place | undefined {
  if (text === undefined || text === '') return undefined
  const match = findPlaceByName(text)
  return match.place ?? match.commonPlace
}

function resolved(place: Place, point: Resolved['point'], estimated = false): Resolved {
  return {
    district: place.districtCode ?? city,
    place: place.path,
    point: point ?? place.point ?? null,
    estimated,
  }
}
