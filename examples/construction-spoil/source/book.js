import { limits } from './limits.js'
import { balanceOff, unrecorded, unticketed } from './sentences.js'
import { dayOf, ms, round, tell, together } from './words.js'

/**
 * What the package keeps of each truck, site and receiver beside the rows, by its code. A reaction is given the notes of the
 * trucks and places in its changes ahead; whatever else it asks for costs a round.
 *
 * @typedef {{ number: string, site: string, receiver: string, place: string, haulier: string, plate: string, weight: number,
 *   line: [number, number][], from: string, until: string, issued: number, under: number | null, out?: number,
 *   unloaded?: number, weighed?: number, there?: number, gap?: boolean,
 *   rest?: { t: number, lon: number, lat: number, minutes: number }, told: Record<string, boolean> }} Open
 * @typedef {{ open: Open | null, last: { number: string, receiver: string, t: number } | null,
 *   without: { t: number, trip: string } | null, track: any,
 *   passed?: { facility: string, t: number, lon: number, lat: number }, misread?: { facility: string, t: number }, haulier?: { code: string, name: string } }} Truck
 * @typedef {{ issued: number, received: number, days: Record<string, { tickets: number, gates: number }>,
 *   gates: any[], tickets: [string, string, number][], gatedAt: number,
 *   told: Record<string, string>, area?: string }} Place
 */

/** Keys as the platform fetches them ahead: the item of the change, and its value. */
export const truckKey = (code) => `vehicle:${code}`
export const placeKey = (code) => `facility:${code}`

/** Notes of one call, each read once and kept once at its end. */
export function openBook(ctx) {
  const read = new Map()
  const take = (key, blank) => {
    if (!read.has(key)) read.set(key, ctx.note(key) ?? blank())
    return read.get(key)
  }
  return {
    /** @returns {Truck} */
    truck: (code) => take(truckKey(code), blankTruck),
    /** @returns {Place} */
    place: (code) => take(placeKey(code), blankPlace),
    close: () => {
      for (const [key, note] of read) ctx.keep(key, note)
    },
  }
}

const blankTruck = () => ({ open: null, last: null, without: null, track: null })
const blankPlace = () => ({
  issued: 0,
  received: 0,
  days: {},
  gates: [],
  tickets: [],
  gatedAt: 0,
  told: {},
})

const minute = 60_000
const hour = 60 * minute
/**
 * Truck records that wait for tickets at a place, and the reverse; the oldest beyond are let go. Both lists full stay within the
 * 8,192 characters of a note: a record has about 150, a ticket about 105.
 */
const mostWaiting = 28
const mostDays = 4

/** Adds tonnes to a day of a place: by tickets or by its weighbridge. */
export function weigh(place, at, what, tonnes) {
  const day = dayOf(at)
  place.days[day] ??= { tickets: 0, gates: 0 }
  place.days[day][what] = round(place.days[day][what] + tonnes, 2)
  const days = Object.keys(place.days).sort()
  for (const old of days.slice(0, Math.max(0, days.length - mostDays))) delete place.days[old]
}

/**
 * A truck's record at the gate finds the ticket that was there before it, or waits for one.
 * @param {{ vehicle: string, t: number, net: number | null, area: string, site: string, number: string, trip: string }} seen
 *   `number`: the ticket that the truck was on; `trip`: what the journey is called if no ticket comes
 */
export function meetGate(place, seen) {
  const { vehicle, t } = seen
  place.gatedAt = Math.max(place.gatedAt, t)
  const at = place.tickets.findIndex((w) => w.vehicle === vehicle && (isNear(w.t, t) || isNear(w.said, t)))
  if (at < 0) place.gates.push(seen)
  else place.tickets.splice(at, 1)
  return at >= 0
}

/**
 * A ticket finds the truck's record at the gate, or waits for one. Where the truck's own positions were inside, the camera
 * missed it, and no record is missed.
 * @param {{ vehicle: string, number: string, t: number, said?: number, isAhead?: boolean }} seen `said`: by the phone that
 *   sent it late; `isAhead`: by a phone whose clock is ahead, so that nobody knows how late it sent
 */
export function meetTicket(place, code, { track }, { vehicle, number, t, said = t, isAhead = false }) {
  const isOf = (g) =>
    isNear(g.t, t) || isNear(g.t, said) || (isAhead && t >= g.t && t - g.t <= limits.gateMinutes * minute)
  const at = place.gates.findIndex((g) => g.vehicle === vehicle && isOf(g))
  const isFresh = (when) => Math.abs(track.seen.t - when) <= limits.insideMinutes * minute
  const wasInside = track?.seen?.code === code && (isFresh(t) || isFresh(said))
  if (at >= 0) place.gates.splice(at, 1)
  else place.tickets.push({ number, vehicle, t, said, wasInside })
  if (place.tickets.length > mostWaiting) place.tickets.shift()
}

const isNear = (a, b) => Math.abs(a - b) <= limits.meetMinutes * minute

/**
 * What has waited long enough at a place is told, by the time of the gate's own records: where those are late, nothing is
 * concluded from their absence.
 */
export function settle(ctx, book, code, t) {
  const place = book.place(code)
  const isOver = (when) => t - when > limits.gateMinutes * minute
  const late = place.gates.filter((g) => isOver(g.t))
  place.gates = place.gates.filter((g) => !late.includes(g)).slice(-mostWaiting)
  for (let n = 0; n < late.length; n += 10)
    together(late.slice(n, n + 10).map((g) => () => ctx.note(truckKey(g.vehicle))))
  for (const seen of late) {
    const { misread } = book.truck(seen.vehicle)
    if (misread?.facility !== code || misread.t !== seen.t) tellGate(ctx, code, seen)
  }
  const unseen = place.tickets.filter((w) => isOver(w.t))
  place.tickets = place.tickets.filter((w) => !unseen.includes(w))
  // A weighbridge that was silent for hours around it is out of order, not passed by.
  for (const { number, vehicle, t: when, wasInside } of unseen)
    if (!wasInside && Math.abs(place.gatedAt - when) < 6 * hour)
      tell(ctx, 'ticket-no-gate', unrecorded({ number, code }), {
        object: code,
        vehicle,
        ticket: number,
        ...sided(code),
        ...(place.area ? { place: place.area } : {}),
        at: new Date(when).toISOString(),
      })
  sumUp(ctx, code, place, t)
}

const sided = (code) => (code.startsWith('S') ? { site: code } : { receiver: code })

function tellGate(ctx, code, { vehicle, t, net, area, number, trip, haulier }) {
  const at = new Date(t).toISOString()
  if (number === '') saveWithout(ctx, { trip, vehicle, at, area, haulier, ...sided(code) })
  tell(ctx, 'gate-no-ticket', unticketed({ code, net, number }), {
    object: vehicle,
    vehicle,
    ...(number === '' ? { trip } : { ticket: number }),
    ...sided(code),
    ...(area ? { place: area } : {}),
    at,
  })
}

/**
 * What a journey without a ticket is called, from when it was seen first: the same one seen by its positions and by two gates
 * is one trip.
 */
export function sighted(truck, vehicle, t) {
  if (truck.without === null || Math.abs(t - truck.without.t) >= 2.5 * hour)
    truck.without = { t, trip: `W-${vehicle}-${Math.floor(t / minute)}` }
  return truck.without.trip
}

export function saveWithout(ctx, { area, haulier, ...trip }) {
  ctx.put('trips', {
    how: '无联单',
    state: '未持联单',
    ...trip,
    ...(area ? { place: area } : {}),
    ...(haulier ? { haulier: haulier.code, haulier_name: haulier.name } : {}),
  })
}

/** Days of a place that have been over for long enough: what was weighed against what the tickets say. */
export function sumUp(ctx, code, place, t) {
  for (const [day, { tickets, gates }] of Object.entries(place.days)) {
    const end = ms(`${day}T00:00:00Z`) + 16 * hour
    if (t - end < limits.balanceHours * hour) continue
    delete place.days[day]
    const off = round(gates - tickets, 1)
    const share = Math.abs(off) / Math.max(gates, tickets, 1)
    // Without a weighbridge there is nothing to compare.
    if (gates === 0 || share <= limits.balanceShare || Math.abs(off) < limits.balanceTonnes) continue
    tell(ctx, 'balance', balanceOff({ code, day, gates, tickets, off, share }), {
      object: code,
      ...sided(code),
      at: new Date(end - 1000).toISOString(),
    })
  }
}

/** Told once a day of a place. */
export function tellOnceADay(ctx, place, kind, says, about) {
  const day = dayOf(ctx.now)
  if (place.told[kind] === day) return
  place.told[kind] = day
  tell(ctx, kind, says, about)
}
