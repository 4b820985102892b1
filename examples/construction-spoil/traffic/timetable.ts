import { seededRandom } from '#models/evaluation'
import { type Command, emptyDay, Writer } from '../simulation/day.ts'
import { nightSites } from '../simulation/demo.ts'
import type { District, Place, Truck } from '../simulation/district.ts'
import { party, type Row } from '../simulation/people.ts'
import { type Act, runTrip } from '../simulation/trips.ts'
import { denser } from './denser.ts'

/**
 * What people and devices of the demonstration's district send on one day. It follows from the day alone, so that a program
 * that is started again goes on with the same trips and sends nothing under another name.
 */
export interface Happening {
  /** When it is sent, in milliseconds. */
  readonly at: number
  readonly trip: Trip
  readonly what:
    | { readonly kind: 'position' | 'gate'; readonly row: Row }
    | { readonly kind: 'command'; readonly command: Command }
}

export interface Trip {
  readonly vehicle: string
  /** When the truck begins to load. */
  readonly begin: number
  readonly act: Act
}

const minuteMs = 60_000
const dayMs = 1440 * minuteMs
/** Shanghai's time is eight hours ahead of the world's. */
const aheadMs = 480 * minuteMs

/** Midnight in Shanghai before a time. */
export const midnightBefore = (at: number): number => Math.floor((at + aheadMs) / dayMs) * dayMs - aheadMs

/** What is planted by day. Driving outside the hours is planted once, in the evening. */
const planted: readonly Act[] = [
  'no-ticket',
  'overload',
  'route-left',
  'wrong-destination',
  'dump',
  'reused',
  'phantom',
]

/** Minutes of the day between which a truck sets out, and how long it rests between two trips. */
interface Shift {
  readonly from: number
  readonly until: number
  readonly rest: readonly [number, number]
  /** Share of its trips that are not as they should be. */
  readonly planted: number
}

/** Minutes of the day at which most routes close; they open at six. */
const closed = 22 * 60
/** The last trips come home before the routes close. */
const byDay: Shift = { from: 6 * 60, until: 20.9 * 60, rest: [20, 80], planted: 0.07 }
/** Few trucks, of sites whose routes hold around the clock: each rests less, so that some are always on the road. */
const lateNight: Shift = { from: 0, until: 6.5 * 60, rest: [10, 40], planted: 0 }
const evening: Shift = { from: 20.5 * 60, until: 23.6 * 60, rest: [10, 40], planted: 0 }

/**
 * What happens yesterday and today, in the order of time: trips last beyond midnight, and whoever is still out begins no other.
 * @param midnight in Shanghai, between the two
 */
export function twoDays(district: District, midnight: number): Happening[] {
  const before = timetable(district, midnight - dayMs)
  const home = new Map(before.map((h) => [h.trip.vehicle, h.at]))
  const today = timetable(district, midnight).filter(({ trip }) => trip.begin > (home.get(trip.vehicle) ?? 0))
  return [...before, ...today].toSorted((a, b) => a.at - b.at)
}

/** One day by itself. @param begin midnight in Shanghai */
export function timetable(district: District, begin: number): Happening[] {
  const number = Math.round((begin + aheadMs) / dayMs)
  const random = seededRandom(number)
  const day = emptyDay(begin)
  const mark = `T${new Date(begin + aheadMs).toISOString().slice(2, 10).replaceAll('-', '')}`
  const w = new Writer(day, district, random, mark)
  const bySite = Map.groupBy(district.trucks, (t) => t.site)
  const late = district.trucks[number % district.trucks.length]
  const happenings = district.trucks.flatMap((truck) => {
    const isOfNight = nightSites.has(truck.site) && bySite.get(truck.site)?.[0] !== truck
    const done = work(w, truck, isOfNight ? [lateNight, evening] : [byDay])
    // One truck a night is still out when its route is closed; where it is one of the night, or stays out, none is.
    if (truck === late && !isOfNight && done.free <= closed + 10)
      done.happenings.push(...oneTrip(w, truck, closed + 10, 'hours-broken').happenings)
    return done.happenings
  })
  return happenings.toSorted((a, b) => a.at - b.at)
}

function work(w: Writer, truck: Truck, shifts: readonly Shift[]) {
  const happenings: Happening[] = []
  // Whoever tipped on the way stays out for the day, and begins no other shift.
  let free = 0
  for (const { from, until, rest, planted: share } of shifts)
    for (
      let minute = Math.max(free, from + Math.floor(w.between(0, rest[1])));
      minute <= until;
      minute = free
    ) {
      const act = w.chance(share) ? (planted[Math.floor(w.between(0, planted.length))] as Act) : 'honest'
      const trip = oneTrip(w, truck, minute, act)
      happenings.push(...trip.happenings)
      free = Math.ceil(trip.back + w.between(...rest))
    }
  return { happenings, free }
}

function oneTrip(w: Writer, truck: Truck, minute: number, act: Act) {
  const { sites, receivers, routes } = w.district
  const site = sites.find((s) => s.code === truck.site) as Place
  const code = site.to[Math.floor(w.random() * site.to.length)] as string
  const to = receivers.find((r) => r.code === code) as Place
  const route = routes.get(`${site.code}-${code}`)
  if (route === undefined) throw new Error(`no route from ${site.code} to ${code}`)
  const trip = { vehicle: truck.vehicle, begin: w.day.begin + minute * minuteMs, act }
  const back = runTrip(w, { truck, site, to, route, begin: minute, act, said: 1 })
  return { back, happenings: taken(w, trip) }
}

/** What the writer has written of a trip, out of its minutes. The haulier's driver has a phone of his own here, and signs. */
function taken({ day, district }: Writer, trip: Trip): Happening[] {
  const haulier = party('haulier', haulierOf(district, trip.vehicle))
  const found: Happening[] = []
  const seen: Row[] = []
  const put = (kind: 'position' | 'gate', row: Row) =>
    found.push({ at: Date.parse(String(row.at)), trip, what: { kind, row } })
  for (const { commands, gates, positions } of day.minutes) {
    for (const given of commands.splice(0)) {
      const command = given.name === 'depart' ? { ...given, giver: haulier } : given
      found.push({ at: given.at, trip, what: { kind: 'command', command } })
    }
    for (const row of gates.splice(0)) put('gate', row)
    seen.push(...positions.splice(0))
  }
  for (const row of denser(seen)) put('position', row)
  return found
}

const haulierOf = ({ rows }: District, vehicle: string): string =>
  String(rows.vehicles?.find((v) => v.vehicle === vehicle)?.haulier)
