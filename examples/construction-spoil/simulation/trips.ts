import type { Writer } from './day.ts'
import { far, type Place, type Point, type Route, type Truck } from './district.ts'
import { type Detour, drive, type Moment, type Stop, stand } from './driving.ts'

export const acts = [
  'no-ticket',
  'reused',
  'wrong-destination',
  'route-left',
  'hours-broken',
  'dump',
  'overload',
  'phantom',
] as const
export type Act = (typeof acts)[number] | 'honest'

/** One trip as it is planned. */
export interface Plan {
  readonly truck: Truck
  readonly site: Place
  readonly to: Place
  readonly route: Route
  readonly begin: number
  readonly act: Act
  /** Share of the real quantity that the site says; 1: all of it. */
  readonly said: number
}

interface Trip extends Plan {
  readonly load: number
  readonly quantity: number
  readonly exit: number
}

const tonnesPerCubicMetre = 1.6
const empty = 0.8

/** @returns the minute in which the truck is back */
export function runTrip(w: Writer, plan: Plan): number {
  w.day.trips++
  if (plan.act === 'phantom') return phantom(w, plan)
  const { truck, site, act } = plan
  const load = truck.most * (act === 'overload' ? w.between(1.07, 1.5) : w.between(0.82, 1.0))
  const minutes = 6 + Math.floor(w.random() * 5)
  const exit = plan.begin + minutes
  // Nobody writes down more than is allowed.
  const declared = (Math.min(load, truck.most) / tonnesPerCubicMetre) * w.between(0.96, 1.04) * plan.said
  const trip: Trip = { ...plan, load, exit, quantity: Math.max(1, Math.round(declared * 10) / 10) }
  w.positions(truck, stand(site, plan.begin, minutes, empty, load))
  const isSeen = act === 'no-ticket' && w.chance(0.4) ? false : w.gate(site, truck, exit, load)
  if (act === 'overload') w.true('overload', truck.vehicle, exit - 5, exit + 120, isSeen)
  const number = act === 'no-ticket' ? null : open(w, trip)
  if (number === null) without(w, trip, isSeen)
  return onTheRoad(w, trip, number)
}

/** A ticket on the phone of the site; four in a hundred are sent later than they were written. */
function open(w: Writer, t: Trip): string {
  const entry = w.entry()
  const { vehicle, driver } = t.truck
  const late = w.chance(0.04) ? -Math.log(1 - w.random()) * 25 + 3 : 0
  const said = t.exit - w.between(0.8, 2)
  const input = {
    entry,
    vehicle,
    driver,
    receiver: t.to.code,
    class: '工程渣土',
    quantity: t.quantity,
    photo: '',
  }
  w.command('issue', ['site', t.site.code], input, said, said + late)
  const number = `${t.site.code}-${entry}`
  w.command('depart', ['site', t.site.code], { ticket: number }, t.exit - 0.3, t.exit - 0.3 + late)
  return number
}

function close(w: Writer, t: Trip, number: string, minute: number): void {
  const late = w.chance(0.02) ? -Math.log(1 - w.random()) * 25 + 3 : 0
  const quantity =
    Math.round((Math.min(t.load, t.truck.most * 1.02) / tonnesPerCubicMetre) * w.between(0.97, 1.03) * 10) /
    10
  const input = { ticket: number, entry: w.entry(), vehicle: t.truck.vehicle, class: '工程渣土', quantity }
  w.command('arrive', ['receiver', t.to.code], input, minute, minute + late)
}

function without(w: Writer, t: Trip, isSeen: boolean): void {
  w.true('no-ticket', t.truck.vehicle, t.exit - 5, t.exit + 90)
  w.true('gate-no-ticket', t.truck.vehicle, t.exit - 5, t.exit + 120, isSeen)
}

function onTheRoad(w: Writer, t: Trip, number: string | null): number {
  const pace = w.between(420, 640)
  const dumps = t.act === 'dump' || (t.act === 'no-ticket' && w.chance(0.5))
  const line = t.act === 'wrong-destination' ? misled(w, t) : t.route.line
  const detour = detourOf(w, t, pace)
  const stops = [...ordinaryStops(w), ...(dumps ? [dumping(w, t)] : [])]
  const out = drive(line, { begin: t.exit, pace, load: t.load, stops, detour })
  w.positions(t.truck, out)
  const there = (out.at(-1)?.minute ?? t.exit) + 1
  if (t.act === 'hours-broken') w.true('hours-broken', t.truck.vehicle, t.exit - 5, there + 5)
  if (dumps) return dumped(w, t, number, out)
  return tipped(w, t, number, { line, pace, there })
}

function tipped(
  w: Writer,
  t: Trip,
  number: string | null,
  { line, pace, there }: { line: readonly Point[]; pace: number; there: number },
): number {
  const minutes = 4 + Math.floor(w.random() * 5)
  const end = line.at(-1) as Point
  const place = t.act === 'wrong-destination' ? otherReceiver(w, t) : t.to
  w.positions(t.truck, [
    ...stand(end, there, Math.ceil(minutes / 2), t.load, t.load),
    ...stand(end, there + Math.ceil(minutes / 2), Math.floor(minutes / 2) + 1, t.load * 0.4, empty),
  ])
  const isSeen = t.act === 'no-ticket' && w.chance(0.4) ? false : w.gate(place, t.truck, there + 0.5, t.load)
  if (number === null) w.true('gate-no-ticket', t.truck.vehicle, there - 5, there + 60, isSeen)
  const left = there + minutes + 1
  const back = drive(line.toReversed(), {
    begin: left,
    pace: pace * 1.1,
    load: empty,
    stops: ordinaryStops(w),
  })
  w.positions(t.truck, back)
  const home = (back.at(-1)?.minute ?? left) + 1
  if (number === null) return home
  if (t.act === 'reused') return secondLoad(w, t, number, { pace, home, there })
  if (t.act === 'wrong-destination') {
    // Nobody may scan it there; the site voids it in the evening.
    w.command('void', ['site', t.site.code], { ticket: number, reason: '改运' }, home + 1)
    w.true('gate-no-ticket', t.truck.vehicle, there - 5, there + 60, false)
    return w.day.minutes.length
  }
  close(w, t, number, there + w.between(1, minutes))
  return home
}

/** A second load on the same ticket, which is scanned in only now. */
function secondLoad(
  w: Writer,
  t: Trip,
  number: string,
  { pace, home, there }: { pace: number; home: number; there: number },
) {
  w.true('gate-no-ticket', t.truck.vehicle, there - 5, there + 60, false)
  const exit = home + 8
  w.positions(t.truck, stand(t.site, home, 8, empty, t.load))
  w.true('reused', t.truck.vehicle, exit - 5, exit + 90)
  w.gate(t.site, t.truck, exit, t.load)
  w.true('gate-no-ticket', t.truck.vehicle, exit - 5, exit + 120, false)
  const out = drive(t.route.line, { begin: exit, pace, load: t.load })
  const end = (out.at(-1)?.minute ?? exit) + 1
  w.positions(t.truck, [
    ...out,
    ...stand(t.to, end, 3, t.load, t.load),
    ...stand(t.to, end + 3, 3, empty, empty),
  ])
  w.gate(t.to, t.truck, end + 0.5, t.load)
  close(w, t, number, end + 2)
  const back = drive(t.route.line.toReversed(), { begin: end + 7, pace, load: empty })
  w.positions(t.truck, back)
  return (back.at(-1)?.minute ?? end) + 1
}

const otherReceiver = (w: Writer, t: Trip): Place =>
  w.district.receivers.find((r) => r.code === t.site.to.find((code) => code !== t.to.code)) as Place

function misled(w: Writer, t: Trip): readonly Point[] {
  const other = otherReceiver(w, t)
  w.true('wrong-destination', t.truck.vehicle, t.exit, t.exit + 240)
  w.true('route-left', t.truck.vehicle, t.exit, t.exit + 240, false)
  return w.district.routes.get(`${t.site.code}-${other.code}`)?.line ?? t.route.line
}

/** Three in a hundred are led around road works; planted ones go further and longer. */
function detourOf(w: Writer, t: Trip, pace: number): Detour | undefined {
  const whole = t.route.metres / pace
  if (t.act === 'route-left') {
    const minutes = Math.min(w.between(8, 20), whole * 0.8)
    const from = w.between(0.05, 0.95 - minutes / whole)
    w.true('route-left', t.truck.vehicle, t.exit, t.exit + 180)
    return { from, until: from + minutes / whole, aside: w.between(0.4, 2) * (w.chance(0.5) ? 1 : -1) }
  }
  if (!w.chance(0.03)) return undefined
  const from = w.between(0.1, 0.7)
  return { from, until: from + w.between(2, 5) / whole, aside: w.between(0.3, 0.6) }
}

/** Queues, and now and then a meal. */
function ordinaryStops(w: Writer): Stop[] {
  const stops: Stop[] = []
  if (w.chance(0.15)) stops.push({ after: w.between(0.1, 0.9), minutes: 3 + Math.floor(w.random() * 13) })
  if (w.chance(0.03))
    stops.push({ after: w.between(0.1, 0.9), minutes: 20 + Math.floor(w.random() * 26), aside: 0.05 })
  return stops
}

function dumping(w: Writer, t: Trip): Stop {
  const left = w.chance(0.6) ? empty : t.load * w.between(0.3, 0.6)
  return {
    after: remote(w, t.route),
    minutes: 4 + Math.floor(w.random() * 22),
    load: left,
    aside: w.between(0.02, 0.25),
  }
}

/** Whoever dumps does so where nobody works. */
function remote(w: Writer, { line }: Route): number {
  const places = [...w.district.sites, ...w.district.receivers]
  for (let tries = 0; tries < 20; tries++) {
    const after = w.between(0.15, 0.85)
    const p = line[Math.round(after * (line.length - 1))] as Point
    if (places.every((o) => far(o, p) > 0.8)) return after
  }
  return w.between(0.2, 0.8)
}

/** Back to the site; of the tickets two in five are closed by a receiver that never saw the truck. */
function dumped(w: Writer, t: Trip, number: string | null, out: readonly Moment[]): number {
  const fell = out.find((m) => m.load < t.load)?.minute ?? t.exit
  w.true('dump', t.truck.vehicle, fell - 30, fell + 60)
  // Where the road is lined by sites it lies in the fence of one of them.
  w.true('wrong-destination', t.truck.vehicle, fell - 30, fell + 60, false)
  const end = (out.at(-1)?.minute ?? t.exit) + 1
  if (number === null) return end + 30
  if (w.chance(0.4)) {
    close(w, t, number, end + 3)
    w.true('ticket-no-gate', t.to.code, end - 30, end + 60, false)
    return end + 40
  }
  for (let m = end; m < 23 * 60; m += 30) w.positions(t.truck, stand(t.site, m, 2, empty, empty))
  return w.day.minutes.length
}

/** A ticket of a trip that never was: written and scanned in while the truck stands elsewhere. */
function phantom(w: Writer, t: Plan): number {
  const exit = t.begin + 8
  const trip: Trip = {
    ...t,
    load: t.truck.most,
    quantity: Math.round((t.truck.most / tonnesPerCubicMetre) * 10) / 10,
    exit,
  }
  const depot = { lon: t.site.lon + 0.03, lat: t.site.lat + 0.02 }
  w.positions(t.truck, stand(depot, t.begin, 4, empty, empty))
  const number = open(w, trip)
  const there = exit + t.route.minutes
  close(w, trip, number, there)
  for (const [code, at] of [
    [t.site.code, exit],
    [t.to.code, there],
  ] as const)
    w.true('ticket-no-gate', code, at - 10, at + 30)
  return there + 40
}
