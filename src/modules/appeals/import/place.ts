import { findPlace, findPlaceByName, listManagementAreas, listPlacesOf, type Place } from '#modules/territory'
import { placeNames } from '../export.ts'

/** A place path, nothing, or the names of the places that may be meant. */
export type FoundPlace = { readonly place: string | undefined } | { readonly ambiguous: readonly string[] }

/** True for a place code, or a management area (`area:…`), inside which names can be read. */
export function isKnownArea(code: string): boolean {
  return listManagementAreas().some((a) => a.code === code) || findPlace(code) !== undefined
}

/**
 * The place that the area and address of a row name; undefined leaves it to the message, as for any appeal. Names are
 * read inside `within` (a place or management area code), so that of the townships that share a name the office's own
 * is meant. A name that several districts share is ambiguous: it must not become the city as a whole unseen.
 */
export function readPlace(name: string, text: string, within?: string): FoundPlace {
  const match = findPlaceByName(name, within)
  if (isSharedName(match.candidates)) return { ambiguous: match.candidates.map((p) => placeNames(p.path)) }
  if (within === undefined) return { place: undefined }
  const found = match.place ?? match.commonPlace ?? findPlaceByName(text.slice(0, longestRead), within).place
  return { place: found?.path ?? commonPlaceOf(within) }
}

/** Messages name their place at the beginning, if at all. */
const longestRead = 2000

/** Several places of one name, in several districts. Places of different names are a description, such as a boundary. */
function isSharedName(candidates: readonly Place[]): boolean {
  return (
    new Set(candidates.map((p) => p.districtCode)).size > 1 &&
    new Set(candidates.map((p) => p.name)).size === 1
  )
}

/** What names no place belongs to the area that was given, or to the city where the area spans several districts. */
function commonPlaceOf(within: string): string | undefined {
  const paths = listPlacesOf(within)
  return paths.length === 1 ? paths[0] : undefined
}
