import { type RawBuilder, sql } from 'kysely'
import { withinPlaces } from '#kernel/access'

const day = 86_400_000

/** Midnights in Shanghai around a day. */
export const startOf = (date: string): Date => new Date(`${date}T00:00:00+08:00`)
export const endOf = (date: string): Date => new Date(startOf(date).getTime() + day)

/** The highest level that a case's warning ever had. */
export const highestLevel: RawBuilder<string> = sql<string>`(array['blue', 'yellow', 'orange', 'red'])[(
  select max(array_position(array['blue', 'yellow', 'orange', 'red'], l->>'level'))
  from jsonb_array_elements(document->'details'->'levels') l)]`

/** In one of the places of a list with commas, or below it. */
export function withinCondition(places: string | undefined): RawBuilder<boolean>[] {
  return places === undefined || places === '' ? [] : [withinPlaces(places.split(','))]
}
