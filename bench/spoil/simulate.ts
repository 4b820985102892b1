import { seededRandom } from '#models/evaluation'
import { type Day, emptyDay, Writer } from '../../examples/construction-spoil/simulation/day.ts'
import {
  type District,
  makeDistrict,
  type Place,
  type Sizes,
} from '../../examples/construction-spoil/simulation/district.ts'
import { type Act, acts, runTrip } from '../../examples/construction-spoil/simulation/trips.ts'

/** Simulated: the day, the trucks and every violation in it. The same seed gives the same day. */
export interface Simulated {
  readonly district: District
  readonly day: Day
}

export interface Wanted extends Sizes {
  readonly trips: number
  /** Trips of each planted kind. */
  readonly planted: number
  /** Sites whose tickets say less than what is loaded. */
  readonly understating: number
}

export const fullDay: Wanted = { sites: 200, trucks: 3000, trips: 20_000, planted: 40, understating: 6 }

/** Midnight of 30 November 2026 in Shanghai. */
export const midnight = Date.parse('2026-11-29T16:00:00Z')

/** @param number which day of the district: the registers stay, the day's chance is its own */
export function simulate(
  seed: number,
  wanted: Wanted,
  begin = midnight,
  number = 0,
  district = makeDistrict(seededRandom(seed), wanted),
): Simulated {
  const random = seededRandom(seed * 1000 + number)
  const day = emptyDay(begin)
  const writer = new Writer(day, district, random)
  const low = new Set(district.sites.slice(0, wanted.understating).map((s) => s.code))
  for (const code of low) writer.true('balance', code, 0, 30 * 60)
  work(writer, wanted, low)
  return { district, day }
}

/** Trucks go back and forth from six in the morning; trips of each act are spread over them by chance. */
function work(w: Writer, wanted: Wanted, low: ReadonlySet<string>): void {
  const { trucks, sites, receivers, routes } = w.district
  const bySite = new Map<string, Place>(sites.map((s) => [s.code, s]))
  const byReceiver = new Map<string, Place>(receivers.map((r) => [r.code, r]))
  const planted = spread(w.random, wanted)
  const free = trucks.map(() => 6 * 60 + Math.floor(w.random() * 60))
  const each = Math.ceil(wanted.trips / trucks.length)
  for (let round = 0; round < each; round++)
    trucks.forEach((truck, n) => {
      const index = round * trucks.length + n
      if (index >= wanted.trips) return
      const act: Act = planted.get(index) ?? 'honest'
      const isNight = act === 'hours-broken'
      const begin = isNight ? 22 * 60 + 10 + Math.floor(w.random() * 60) : (free[n] as number)
      // Whoever is not back in time drives no further trip; the night's trips begin when the day's are over.
      if ((!isNight && begin > 19.5 * 60) || (isNight && (free[n] as number) > 22 * 60)) return
      const site = bySite.get(truck.site) as Place
      const to = byReceiver.get(site.to[Math.floor(w.random() * site.to.length)] as string) as Place
      const route = routes.get(`${site.code}-${to.code}`)
      if (route === undefined) return
      const said = low.has(site.code) ? 0.85 : 1
      const back = runTrip(w, { truck, site, to, route, begin, act, said })
      free[n] = Math.ceil(back + w.random() * 15)
    })
}

function spread(random: () => number, { trips, planted }: Wanted): Map<number, Act> {
  const found = new Map<number, Act>()
  for (const act of acts)
    for (let n = 0; n < planted; ) {
      const index = Math.floor(random() * trips)
      if (found.has(index)) continue
      found.set(index, act)
      n++
    }
  return found
}
