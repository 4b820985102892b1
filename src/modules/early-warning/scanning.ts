import { z } from 'zod'
import { dayNumber, dayOf } from '#kernel/clock/rules'
import type { Database, Tx } from '#kernel/database'
import {
  type LiveCluster,
  type PlacedEvent,
  type ScanAnswer,
  type ScanSettings,
  scanDefaults,
  scanStepwise,
} from '#models/outbreak'
import type { Reading } from '#models/series'
import { type ArrivedRow, countRows, readPeriod } from '#modules/collection'
import type { WatchContent } from './contract.ts'
import type { Counts, Share } from './counting.ts'
import { closedUntil, lengthOf, levelOf, newSeries, phaseOf, type SeriesState } from './rules.ts'
import { endless, newPatience, type Patience, runInSlices } from './slices.ts'
import { type Found, isHigher } from './watching.ts'

/** Where and how long events may lie together; see the scan of `#models/outbreak`. */
export const ScanParameters = z.object({
  /** Largest circle, in metres. */
  radius: z.int().min(100).max(50_000).default(3000),
  /** Longest cluster, in days. */
  mostDays: z.int().min(1).max(30).default(7),
  /** Days that are compared with, the cluster's own among them. */
  history: z.int().min(14).max(365).default(60),
  /** Told where chance alone makes one as bad on fewer days than this share. */
  mostChance: z.number().min(0.001).max(0.05).default(0.01),
  leastEvents: z.int().min(3).max(1000).default(3),
})
export const scanKind = 'scan'

/** A watch of where and when rows lie together: each day, once it is closed, of those of the latest days. */
export interface ScanWatch {
  readonly id: string
  readonly version: number
  readonly content: WatchContent
  readonly parameters: z.infer<typeof ScanParameters>
  /** The item that holds a row's point. */
  readonly point: string
  /** What was closed before is history, and raises nothing. */
  readonly since: number
}

/** @returns undefined where it scans nothing */
export function compileScan(w: {
  readonly id: string
  readonly version: number
  readonly content: WatchContent
  readonly changed_at: Date
}): ScanWatch | undefined {
  const { id, version, content, changed_at } = w
  const parsed = ScanParameters.safeParse(content.detector.parameters)
  if (content.count === null || content.detector.kind !== scanKind || content.value === null) return undefined
  if (!parsed.success) return undefined
  return { id, version, content, parameters: parsed.data, point: content.value, since: changed_at.getTime() }
}

const every = 'day'
const dayMs = lengthOf(every)
/** The newest events that a scan looks at: some seconds of computing, once a day. */
const mostEvents = 2000
const latenessOf = ({ content }: ScanWatch) => content.latenessSeconds * 1000

/**
 * Looks for clusters when a day was closed. A process that was away looks at the newest day alone: its clusters hold the
 * days before. The same rows and the same day give the same clusters, and their signals are named by the day.
 */
export async function scanOn(
  db: Database | Tx,
  watch: ScanWatch,
  counts: Counts,
  now: number,
  { isMine, mark }: Share,
): Promise<Found[]> {
  const ripe = closedUntil(now, latenessOf(watch), every)
  counts.closed ??= closedUntil(watch.since, latenessOf(watch), every)
  if (ripe <= counts.closed) return []
  counts.closed = ripe
  // Never cut by time: the same rows give the same clusters. What a scan may cost is bounded in steps.
  const found = (await scanDay(db, watch, counts.series, { end: ripe, isMine }, endless())) ?? []
  for (const object of counts.series.keys()) mark(object)
  return found
}

/** Days of the past scanned one after the other, the newest of them, until the time for it runs out; changes nothing. */
export async function replayScans(
  db: Database | Tx,
  watch: ScanWatch,
  { from, until }: { readonly from: number; readonly until: number },
): Promise<{
  readonly found: Found[]
  readonly objects: number
  readonly days: number
  /** Days at the end for which there was no time. */
  readonly unjudged: number
  readonly cut: boolean
}> {
  const last = closedUntil(until, latenessOf(watch), every)
  const days = Math.max(0, Math.floor((last - from) / dayMs))
  const looked = Math.min(days, mostDaysTried)
  const series = new Map<string, SeriesState>()
  const found: Found[] = []
  const patience = newPatience()
  let unjudged = looked
  for (; unjudged > 0; unjudged--) {
    const end = last - (unjudged - 1) * dayMs
    const ofDay = await scanDay(db, watch, series, { end, isMine: () => true }, patience)
    if (ofDay === undefined) break
    found.push(...ofDay)
  }
  return { found, objects: series.size, days: looked - unjudged, unjudged, cut: looked < days }
}

const mostDaysTried = 14

/**
 * Signals of the day that ends at an instant: of townships in which a cluster has its centre, and of those in which one is
 * over; undefined where the time ran out.
 */
async function scanDay(
  db: Database | Tx,
  watch: ScanWatch,
  series: Map<string, SeriesState>,
  { end, isMine }: { readonly end: number; readonly isMine: (object: string) => boolean },
  patience: Patience,
): Promise<Found[] | undefined> {
  const clusters = await clustersAt(db, watch, end, patience)
  if (clusters === undefined) return undefined
  for (const object of clusters.keys())
    if (!series.has(object) && isMine(object)) series.set(object, newSeries(null))
  const day = dayOf(new Date(end - 1))
  const { grades, gradedBy, repeatMinutes } = watch.content
  return [...series].flatMap(([object, s]): Found[] => {
    s.seen = end
    s.newest = end
    s.place = object
    const cluster = clusters.get(object)
    const reading = cluster?.reading ?? nothing
    const value = cluster?.observed ?? null
    const measure = gradedBy === 'value' ? (value ?? 0) : reading.score
    const level = cluster === undefined ? null : levelOf(measure, grades, 'above')
    const o = { at: end - 1, anomalous: cluster !== undefined, level }
    const phase = phaseOf(s, o, isHigher, repeatMinutes * 60_000)
    if (phase === null) return []
    const mark = phase === 'end' ? `scan-${day}-end` : `scan-${day}`
    return [{ watch: watch.id, object, mark, at: end - 1, phase, value, reading, level, place: object }]
  })
}

const nothing: Reading = { score: 0, anomalous: false, reason: 'within', trace: {} }

interface Told {
  readonly observed: number
  readonly reading: Reading
}

type Located = PlacedEvent & { readonly place: string }

/** The worst cluster of each township that is told at all; undefined where the time ran out. */
async function clustersAt(
  db: Database | Tx,
  watch: ScanWatch,
  end: number,
  patience: Patience,
): Promise<Map<string, Told> | undefined> {
  const { content, parameters: p, point } = watch
  const { resource, where, object } = content
  const period = { from: new Date(end - p.history * dayMs), until: new Date(end) }
  const only = where === null ? [] : [where]
  const rows = await readPeriod(db, resource, period, [point], mostEvents, ...only)
  const counted = await countRows(db, resource, { object, every, sum: null, where }, period)
  const steps = scanWithin(locate(rows), {
    ...scanDefaults,
    today: dayNumber(new Date(end - 1)),
    mostRadius: p.radius,
    mostDays: p.mostDays,
    leastEvents: p.leastEvents,
  })
  const scanned = await runInSlices(steps, patience)
  if (scanned === undefined) return undefined
  const { clusters, replicates, used } = scanned
  const leftOut = counted.reduce((sum, c) => sum + c.count, 0) - used.length
  const told = new Map<string, Told>()
  for (const c of clusters) {
    const township = townshipOf(c, used)
    if (c.p > p.mostChance || township === undefined || told.has(township)) continue
    const days = c.lastDay - c.firstDay + 1
    const trace = { radius: c.radius, days, p: c.p, events: used.length, leftOut, replicates }
    const score = Math.log(c.p) / Math.log(p.mostChance)
    const reading = { score, anomalous: true, expected: c.expected, reason: 'cluster', trace }
    told.set(township, { observed: c.observed, reading })
  }
  return told
}

/** Fewer of the newest events where all of them would cost too much. */
function* scanWithin(
  events: readonly Located[],
  settings: ScanSettings,
): Generator<undefined, Pick<ScanAnswer, 'clusters' | 'replicates'> & { readonly used: readonly Located[] }> {
  for (let used = events; ; used = used.slice(Math.ceil(used.length / 2))) {
    if (used.length < settings.leastEvents) return { clusters: [], replicates: 0, used }
    try {
      const { clusters, replicates } = yield* scanStepwise(used, settings)
      return { clusters, replicates, used }
    } catch (error) {
      if (used.length < 200) throw error
    }
  }
}

const Coordinates = z.object({ lon: z.number(), lat: z.number() })
/** Coordinates are rounded to so many metres, so that neighbours are one place. */
const grain = 50

/** Events in a plane of metres, oldest first; rows without a point or a place are left out. */
function locate(rows: readonly ArrivedRow[]): Located[] {
  const points = rows.flatMap(({ at, place, items: [text = null] }) => {
    const point = text === null ? undefined : Coordinates.safeParse(JSON.parse(text)).data
    return at === null || point === undefined || place === null ? [] : [{ ...point, at, place }]
  })
  // A city is small enough for one scale of longitude.
  const latitude = points.reduce((sum, { lat }) => sum + lat, 0) / points.length
  const metres = 111_320 * Math.cos((latitude * Math.PI) / 180)
  const round = (x: number) => Math.round(x / grain) * grain
  return points.map(({ lon, lat, at, place }) => ({
    x: round(lon * metres),
    y: round(lat * 110_574),
    day: dayNumber(new Date(at)),
    place,
  }))
}

/** City, district and township of the event that is nearest to the centre. */
function townshipOf({ x, y, events }: LiveCluster, all: readonly Located[]): string | undefined {
  const away = (e: Located) => (e.x - x) ** 2 + (e.y - y) ** 2
  const nearest = events.flatMap((n) => all[n] ?? []).toSorted((a, b) => away(a) - away(b))[0]
  return nearest?.place.split('/').slice(0, 3).join('/')
}
