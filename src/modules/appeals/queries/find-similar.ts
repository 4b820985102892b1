import { type RawBuilder, sql } from 'kysely'
import { withinPlaces } from '#kernel/access'
import type { Case } from '#kernel/cases'
import type { Tx } from '#kernel/database'
import { distanceBetween } from '#kernel/geo'
import {
  bandsOf,
  type Circumstances,
  compareSignatures,
  decodeSignature,
  scoreOf,
  shippedWeights,
  signatureOf,
} from '#models/similarity'
import { findPlace } from '#modules/territory'

/** A text, where it belongs and when it was told. */
export interface Sought {
  readonly text: string
  readonly place: string
  readonly point: { readonly lon: number; readonly lat: number } | null
  readonly at: Date
}

export interface Found {
  readonly district: string
  readonly id: string
  readonly score: number
  readonly similarity: number
  readonly place: Circumstances['place']
  /** Between the two points in metres; null where one is not known to the spot. */
  readonly metres: number | null
  readonly days: number
}

interface Candidate {
  readonly district: string
  readonly id: string
  readonly place: string
  readonly lon: number | null
  readonly lat: number | null
  readonly created_at: Date
  readonly closed_at: Date | null
  readonly terms: Buffer
}

/** The newest open cases of a township are compared one by one: more than these no township holds open for long. */
const mostNear = 400
const mostAlike = 100
/** Two points within this are the same spot: an estate, a crossing. */
const samePlaceMetres = 300

interface Scope {
  /** What a candidate has to be beside near or alike; over the columns of `cases`. */
  readonly where: RawBuilder<boolean>
  /** Also near-duplicates from elsewhere, and closed ones. */
  readonly anywhere: boolean
  readonly except?: string | undefined
  readonly most: number
  /** Lowest score shown. */
  readonly from: number
}

/**
 * Appeals that tell of the same, best first: candidates are the newest open ones of the township and, where asked for,
 * near-duplicates from anywhere by equal bands; both come from an index, then each is compared exactly.
 */
export async function findSimilar(tx: Tx, sought: Sought, scope: Scope): Promise<Found[]> {
  const own = signatureOf(sought.text, shippedWeights().weights)
  if (own.hashes.length === 0) return []
  return (await readCandidates(tx, sought, scope))
    .map((c) => judge(own, sought, c))
    .filter((f) => f.score >= scope.from)
    .sort((a, b) => b.score - a.score)
    .slice(0, scope.most)
}

async function readCandidates(tx: Tx, sought: Sought, scope: Scope): Promise<Candidate[]> {
  const except = scope.except === undefined ? sql<boolean>`true` : sql<boolean>`id <> ${scope.except}`
  const near = sql`select district, id from (select district, id, created_at from cases
      where type = 'appeal' and closed_at is null and ${withinPlaces([township(sought.place)])} and ${scope.where} and ${except}
      order by created_at desc limit ${mostNear}) near`
  const alike = sql`select district, case_id from (select district, case_id from appeal_signatures
      where bands && ${bandsOf(sought.text)}::int[] limit ${mostAlike}) alike`
  const { rows } = await sql<Candidate>`
    with wanted as materialized (${scope.anywhere ? sql`${near} union ${alike}` : near})
    select c.district, c.id, c.place, (c.document->'point'->>'lon')::float8 as lon,
      (c.document->'point'->>'lat')::float8 as lat, c.created_at, c.closed_at, s.terms
    from wanted w
    join appeal_signatures s on s.district = w.district and s.case_id = w.id and s.model = ${shippedWeights().version}
    join (select * from cases where type = 'appeal' and ${scope.where} and ${except}) c
      on c.district = w.district and c.id = w.id`.execute(tx)
  return rows
}

function judge(own: ReturnType<typeof signatureOf>, sought: Sought, c: Candidate): Found {
  const similarity = compareSignatures(own, decodeSignature(c.terms))
  const here = spot(sought.place, sought.point)
  const there = spot(c.place, c.lon === null || c.lat === null ? null : { lon: c.lon, lat: c.lat })
  const metres = here === null || there === null ? null : Math.round(distanceBetween(here, there))
  const place = placeOf(sought.place, c.place, metres)
  const days = Math.round(Math.abs(sought.at.getTime() - c.created_at.getTime()) / 86_400_000)
  const score = scoreOf({ text: similarity, place, days, open: c.closed_at === null })
  return { district: c.district, id: c.id, score, similarity, place, metres, days }
}

/** A place that is known no nearer carries the middle of its township: no spot to measure from. */
function spot(place: string, point: Sought['point']): Sought['point'] {
  const middle = findPlace(place.split('/').at(-1) ?? '')?.point
  const isMiddle = point !== null && middle != null && middle.lon === point.lon && middle.lat === point.lat
  return isMiddle ? null : point
}

/** City, district, township: the part of a path in which neighbours look for each other. */
export function township(place: string): string {
  return place.split('/').slice(0, 3).join('/')
}

function placeOf(a: string, b: string, metres: number | null): Circumstances['place'] {
  const depth = (p: string) => p.split('/').length
  if (depth(a) < 3 || depth(b) < 3) return 'unknown'
  if (township(a) !== township(b)) return 'elsewhere'
  const isSame = (depth(a) > 3 && a === b) || (metres !== null && metres <= samePlaceMetres)
  return isSame ? 'same' : 'near'
}

/** The whole cases of what was found, in its order. */
export async function readCases<D>(tx: Tx, found: readonly Found[]): Promise<Map<string, Case<D>>> {
  if (found.length === 0) return new Map()
  const { rows } = await sql<{ id: string; document: Case<D> }>`
    select id, document from cases where id = any(${found.map((f) => f.id)}::uuid[])`.execute(tx)
  return new Map(rows.map((r) => [r.id, r.document]))
}
