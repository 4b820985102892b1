import { meetGate, openBook, settle, sighted, weigh } from './book.js'
import { canReach, readFences } from './fences.js'
import { blankTrack, usedOf } from './leaving.js'
import { limits } from './limits.js'
import { enteredElsewhere, overloaded as overloadedAt, shownAgain } from './sentences.js'
import { ms, tell } from './words.js'

const minute = 60_000

/** Records of weighbridges and cameras, at the exits of sites and the entrances of receivers. */
export function gateReaction(changes, ctx) {
  const book = openBook(ctx)
  const fences = new Map(readFences(ctx).map((f) => [f.code, f]))
  const latest = new Map()
  for (const { kind, data } of changes) {
    if (kind === 'removed' || !data?.vehicle) continue
    const fence = fences.get(data.facility)
    if (!isElsewhere(ctx, book.truck(data.vehicle), data, fence)) pass(ctx, book, data, fence)
    latest.set(data.facility, Math.max(latest.get(data.facility) ?? 0, ms(data.at)))
  }
  for (const [code, t] of latest) settle(ctx, book, code, t)
  book.close()
}

/** A camera takes one plate for another; a truck that cannot have come there since its last position was not there. */
function isElsewhere(ctx, { track }, g, fence) {
  if (!fence || !track?.lon) return false
  return !canReach(ctx, track, fence, (ms(g.at) - track.t) / minute)
}

function pass(ctx, book, g, fence) {
  const t = ms(g.at)
  const place = book.place(g.facility)
  const isSite = g.facility.startsWith('S')
  // Only trucks that bring something out of a site or into a receiver are compared with tickets.
  if (g.direction !== (isSite ? '出' : '进')) return
  const net = g.net ?? null
  if (net !== null && net < limits.loadedTonnes) return
  if (net !== null) weigh(place, t, 'gates', net)
  if (g.place) place.area = g.place
  const truck = book.truck(g.vehicle)
  if (isSite) loadedOut(truck, g, t, fence)
  meet(ctx, truck, place, g, t)
  // The next position tells whether it can have come from here.
  if (fence) truck.passed = { facility: g.facility, t, lon: fence.lon, lat: fence.lat }
  overloaded(ctx, truck, g, net)
  if (!isSite) misled(ctx, truck, g)
  usedUp(ctx, g, t)
}

/**
 * Weighed with a load at the exit while its own positions were there: it leaves loaded, whether or not it has a sensor of its
 * own. On no ticket, or on one whose load was brought to the receiver before.
 */
function loadedOut(truck, g, t, fence) {
  const { open, track } = truck
  const isThere =
    track?.seen?.code === g.facility && Math.abs(track.seen.t - t) <= limits.insideMinutes * minute
  if (!isThere || !fence || (g.net ?? 0) < limits.loadedTonnes) return
  const brought = open === null ? null : (open.unloaded ?? open.weighed ?? open.there ?? null)
  if (open !== null && (open.site !== g.facility || brought === null)) return
  const used = open === null ? {} : { used: usedOf(open, brought) }
  truck.track = { ...blankTrack(), ...track }
  truck.track.left ??= {
    site: g.facility,
    t,
    load: g.net,
    lon: fence.lon,
    lat: fence.lat,
    place: g.place,
    ...used,
  }
}

function meet(ctx, truck, place, g, t) {
  const number = truck.open?.number ?? ''
  // Another place than the ticket's own is told as such; it waits for no scan here.
  if (number !== '' && g.facility !== truck.open?.site && g.facility !== truck.open?.receiver) return
  if (truck.open !== null && g.facility === truck.open.receiver) truck.open.weighed = t
  const known = ctx.get('vehicles', g.vehicle)
  const haulier = known === null ? null : { code: known.haulier, name: known.haulier_name }
  const seen = { vehicle: g.vehicle, t, net: g.net ?? null, area: g.place ?? '', number, haulier, trip: '' }
  const met = meetGate(place, seen)
  // The note holds the same record: it is named only where nothing met it.
  if (!met && number === '') seen.trip = sighted(truck, g.vehicle, t)
}

/** Weighed at the exit and again at the entrance: told once a trip. */
function overloaded(ctx, truck, g, net) {
  const most = ctx.get('vehicles', g.vehicle)?.max_load ?? null
  if (net === null || most === null || net <= most * (1 + limits.overload)) return
  const of = truck.open?.number ?? truck.last?.number ?? ''
  if (truck.over && truck.over.of === of && ms(g.at) - truck.over.t < 180 * minute) return
  truck.over = { of, t: ms(g.at) }
  tell(ctx, 'overload', overloadedAt({ at: g.at, code: g.facility, net, most }), {
    object: g.vehicle,
    vehicle: g.vehicle,
    ...(truck.open === null ? {} : { ticket: truck.open.number, haulier: truck.open.haulier }),
    ...(g.facility.startsWith('S') ? { site: g.facility } : { receiver: g.facility }),
    ...(g.place ? { place: g.place } : {}),
    at: g.at,
  })
}

function misled(ctx, { open }, g) {
  if (open === null || open.receiver === g.facility || open.told.destination || open.unloaded) return
  open.told.destination = true
  const { number, receiver } = open
  tell(ctx, 'wrong-destination', enteredElsewhere({ number, receiver, at: g.at, code: g.facility }), {
    object: g.vehicle,
    vehicle: g.vehicle,
    ticket: open.number,
    site: open.site,
    receiver: g.facility,
    haulier: open.haulier,
    place: g.place ?? open.place,
    at: g.at,
  })
}

/** A ticket that is shown at a gate after it was closed. */
function usedUp(ctx, g, t) {
  const ticket = g.ticket ? ctx.get('tickets', g.ticket) : null
  if (!ticket?.arrived_at || t - ms(ticket.arrived_at) <= limits.scanMinutes * minute) return
  const said = { number: g.ticket, closed: ticket.arrived_at, at: g.at, code: g.facility }
  tell(ctx, 'reused', shownAgain(said), {
    object: g.vehicle,
    vehicle: g.vehicle,
    ticket: g.ticket,
    site: ticket.site,
    receiver: ticket.receiver,
    ...(g.place ? { place: g.place } : {}),
    at: g.at,
  })
}
