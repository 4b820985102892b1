import { type RawBuilder, sql } from 'kysely'
import { distanceBetween } from '#kernel/geo'
import { children, findPlace, type Place } from '#modules/territory'
import type { Near } from '../contract.ts'

const earthRadius = 6_371_008.8
const city = '50'

/**
 * Requests that are shown within the radius: by the exact point to who reported it, by the coarse one to everyone, else by
 * the point of the township. Never by what is not shown, for whoever asks often enough with small circles would learn it.
 */
export function isShownNear(near: Near, client: string | null): RawBuilder<boolean> {
  const place = sql`(string_to_array(c.place, '/'))[least(3, cardinality(string_to_array(c.place, '/')))]`
  const lat = sql`(c.document->'point'->>'lat')::double precision`
  const lon = sql`(c.document->'point'->>'lon')::double precision`
  const coarse = (degrees: RawBuilder<unknown>) => sql`round(${degrees}::numeric, 3)::double precision`
  return sql<boolean>`coalesce(case
    when r.client = ${client}::uuid then ${isWithin(near, lat, lon)}
    when r.case_id is not null and ${lat} is not null then ${isWithin(near, coarse(lat), coarse(lon))}
    else ${place} = any(${codesNear(near)}::text[]) end, false)`
}

/** Great-circle distance (haversine), as `distanceBetween` reckons it. */
function isWithin({ lat, lon, radius }: Near, toLat: RawBuilder<unknown>, toLon: RawBuilder<unknown>) {
  const half = (from: RawBuilder<unknown>, to: number) =>
    sql`power(sin(radians(${from} - ${to}::double precision) / 2), 2)`
  return sql`2 * ${earthRadius}::double precision * asin(least(1, sqrt(${half(toLat, lat)}
    + cos(radians(${lat}::double precision)) * cos(radians(${toLat})) * ${half(toLon, lon)}))) <= ${radius}::double precision`
}

/** City, districts and townships whose own point lies within. */
function codesNear(near: Near): string[] {
  const districts = children(city)
  const all: readonly (Place | undefined)[] = [
    findPlace(city),
    ...districts,
    ...districts.flatMap((d) => children(d.path)),
  ]
  return all.flatMap((p) =>
    p?.point !== undefined && distanceBetween(p.point, near) <= near.radius ? [p.code] : [],
  )
}
