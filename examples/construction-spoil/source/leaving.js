import { saveWithout, sighted, truckKey } from './book.js'
import { limits } from './limits.js'
import { leftOnUsed, leftWithout } from './sentences.js'
import { tell, together } from './words.js'

/** Trucks that left a site with a load and without a ticket of their own for it: the time that phones are given runs. */

const minute = 60_000
/** A truck and a minute each; what does not fit into the note is told by the truck's own next position. */
const mostLeaving = 300
const leavingKey = 'leaving'

export const blankTrack = () => ({
  t: 0,
  load: null,
  in: null,
  full: null,
  low: null,
  stop: null,
  off: null,
  left: null,
})

/** A ticket whose load was brought already, as the evidence of a second one names it. */
export const usedOf = (open, brought) => ({
  number: open.number,
  site: open.site,
  receiver: open.receiver,
  haulier: open.haulier,
  place: open.place,
  brought,
})

/** Out of a site with a load: on its ticket, on one that is used up, or on none. */
export function leaving({ ctx, truck, s, p, t, fence, load }) {
  if (s.in !== null && fence === null) {
    const from = s.in
    s.in = null
    const { open } = truck
    const isLoaded = (load ?? s.load ?? 0) >= limits.loadedTonnes
    const left = { site: from, t, load: load ?? s.load, lon: p.point.lon, lat: p.point.lat, place: p.place }
    if (from.startsWith('S') && open?.site === from) {
      if (isLoaded && open.unloaded) s.left ??= { ...left, used: usedOf(open, open.unloaded) }
      open.out ??= t
    } else if (from.startsWith('S') && isLoaded && open === null)
      // Roads lead past other sites: the first one that it came out of counts.
      s.left ??= left
  }
  if (s.left !== null && t - s.left.t > limits.ticketMinutes * minute) {
    withoutTicket(ctx, truck, p.vehicle, s.left)
    s.left = null
  }
}

/** Who has left, kept beside the trucks: one that falls silent is told all the same. */
export function openLeaving(ctx) {
  const gone = new Map(ctx.note(leavingKey) ?? [])
  let isChanged = false
  return {
    note(vehicle, left) {
      if (left === null && !gone.has(vehicle)) return
      isChanged = true
      if (left === null) gone.delete(vehicle)
      else gone.set(vehicle, Math.floor(left.t / minute))
    },
    settle(book, now) {
      // A little later than a truck that reports, whose note is here without asking.
      const isOver = (m) => now / minute - m > limits.ticketMinutes + limits.insideMinutes
      const silent = [...gone].filter(([, m]) => isOver(m)).slice(0, 10)
      if (silent.length > 0)
        together(
          silent.map(
            ([vehicle]) =>
              () =>
                ctx.note(truckKey(vehicle)),
          ),
        )
      for (const [vehicle] of silent) {
        const truck = book.truck(vehicle)
        if (truck.track?.left) withoutTicket(ctx, truck, vehicle, truck.track.left)
        if (truck.track) truck.track.left = null
        gone.delete(vehicle)
        isChanged = true
      }
      if (isChanged) ctx.keep(leavingKey, [...gone].slice(-mostLeaving))
    },
  }
}

function withoutTicket(ctx, truck, vehicle, left) {
  const { site, t, load, lon, lat, place, used } = left
  const at = new Date(t).toISOString()
  const about = { object: vehicle, vehicle, site, ...placed({ place }), at, point: { lon, lat } }
  const seen = { at: t, load, site }
  if (used) {
    const { number, receiver, haulier, brought } = used
    const says = leftOnUsed({ number, brought, receiver, ...seen })
    tell(ctx, 'reused', says, { place: used.place, ...about, ticket: number, receiver, haulier })
    return
  }
  // A ticket that was written before it left and is still open is the one that it left on.
  if (truck.open !== null && truck.open.issued <= t) return
  const trip = sighted(truck, vehicle, t)
  saveWithout(ctx, { trip, vehicle, at, site, area: place, haulier: truck.haulier })
  tell(ctx, 'no-ticket', leftWithout(seen), { ...about, trip })
}

export const placed = (p) => (p.place ? { place: p.place } : {})

export function ofTicket(open, p) {
  return {
    object: p.vehicle,
    vehicle: p.vehicle,
    ticket: open.number,
    site: open.site,
    receiver: open.receiver,
    haulier: open.haulier,
    place: p.place ?? open.place,
    point: p.point,
    at: p.at,
  }
}
