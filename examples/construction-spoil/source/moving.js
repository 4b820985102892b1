import { openBook } from './book.js'
import { canReach, fenceFinder, metresBeside, readFences } from './fences.js'
import { blankTrack, leaving, ofTicket, openLeaving, placed } from './leaving.js'
import { limits } from './limits.js'
import {
  cameBack,
  leftRoute,
  outsideHours,
  stoodOutside,
  tippedElsewhere,
  tippedOutside,
} from './sentences.js'
import { minutesOutside, ms, round, tell } from './words.js'

const minute = 60_000

/** Positions in the order in which they came; one that is older than the truck's last is passed over. */
export function positionReaction(changes, ctx) {
  const fences = readFences(ctx)
  // Without the map nothing is inside of anything, and everything would look like a dump.
  if (fences.length === 0) return
  const fenceAt = fenceFinder(fences, ctx)
  const book = openBook(ctx)
  const gone = openLeaving(ctx)
  let latest = 0
  for (const { kind, data } of changes) {
    if (kind === 'removed' || data === null) continue
    const { track } = step(ctx, book, data, fenceAt)
    gone.note(data.vehicle, track.left)
    latest = Math.max(latest, track.t)
  }
  // A terminal's clock may be ahead; the platform's counts.
  gone.settle(book, Math.min(latest, ms(ctx.now)))
  book.close()
}

function step(ctx, book, p, fenceAt) {
  const truck = book.truck(p.vehicle)
  truck.track ??= blankTrack()
  const s = truck.track
  const t = ms(p.at)
  if (t <= s.t) return truck
  cameFrom(ctx, truck, p, t)
  const fence = fenceAt(p.point)
  const seen = { ctx, truck, s, p, t, fence, load: p.load ?? null }
  stopOf(seen)
  loadOf(seen)
  leaving(seen)
  if (truck.open !== null) underway(seen, truck.open)
  s.t = t
  s.lon = p.point.lon
  s.lat = p.point.lat
  s.near = fence?.code ?? null
  if (seen.load !== null) s.load = seen.load
  if (fence === null || fence.isEdge) return truck
  s.in = fence.code
  s.seen = { code: fence.code, t }
  return truck
}

/** A gate saw its plate; where it cannot have driven from there to here since, the camera took another for it. */
function cameFrom(ctx, truck, p, t) {
  const { passed } = truck
  if (!passed || t < passed.t) return
  if (!canReach(ctx, passed, p.point, (t - passed.t) / minute))
    truck.misread = { facility: passed.facility, t: passed.t }
  delete truck.passed
}

/** Where the truck stands, and since when. */
function stopOf({ ctx, s, p, t, fence }) {
  const stands = p.speed < limits.standsBelow
  if (!stands) s.stop = null
  else if (s.stop === null || ctx.metres(s.stop, p.point) > limits.stopMetres)
    s.stop = { t, lon: p.point.lon, lat: p.point.lat, near: fence === null ? null : fence.code }
}

/** A load that fell, and did not only flicker: two readings in a row, the place being that of the first. */
function loadOf(seen) {
  const { s, p, t, fence, load } = seen
  if (load === null) return
  if (s.full === null) {
    if (load >= limits.loadedTonnes) s.full = load
    return
  }
  const fall = s.full - load
  if (fall < limits.fallTonnes || fall < limits.fallShare * s.full) {
    s.low = null
    // Sensors drift; what is put on top counts at once.
    s.full = load - s.full > limits.fallTonnes ? load : s.full * 0.7 + load * 0.3
    return
  }
  if (s.low === null) {
    const near = fence?.code ?? s.near ?? null
    s.low = { t, lon: p.point.lon, lat: p.point.lat, near, gap: t - s.t }
    return
  }
  unloaded(seen, { at: s.low, from: round(s.full), to: round(load) })
  s.low = null
  s.full = load >= limits.loadedTonnes ? load : null
}

function unloaded({ ctx, truck, s, p }, { at, from, to }) {
  const { open } = truck
  // What lies between two fixes is unknown: it is enough that one end of them was at a place.
  const where = at.near ?? s.stop?.near ?? null
  if (where === null && at.gap > limits.gapMinutes * minute) return
  if (where !== null) {
    if (open === null || where === open.site) return
    if (where === open.receiver) open.unloaded = at.t
    else if (!open.told.destination) {
      open.told.destination = true
      const { number, receiver } = open
      const said = { number, receiver, at: at.t, code: where, from, to }
      tell(ctx, 'wrong-destination', tippedElsewhere(said), { ...ofTicket(open, p), receiver: where })
    }
    return
  }
  tell(ctx, 'dump', tippedOutside({ at: at.t, from, to, open }), {
    ...(open === null ? { object: p.vehicle, vehicle: p.vehicle, ...placed(p) } : ofTicket(open, p)),
    at: new Date(at.t).toISOString(),
    point: { lon: at.lon, lat: at.lat },
  })
  if (open !== null) open.told.dump = true
}

/** On a ticket: the corridor, the hours, and a stop that the ticket does not explain. */
function underway({ ctx, s, p, t, fence, load }, open) {
  brought({ ctx, s, p, t, fence, load }, open)
  const isFull = load === null ? !open.unloaded : load >= limits.loadedTonnes
  if (!isFull || fence?.code === open.site || fence?.code === open.receiver) {
    s.off = null
    return
  }
  const beside = open.line.length === 0 ? 0 : metresBeside(p.point, open.line)
  // One position that falls back onto the road is a jump; two are the truck.
  s.on = beside <= limits.corridorMetres ? (s.on ?? 0) + 1 : 0
  if (s.on >= 2) s.off = null
  else if (s.on === 0) {
    s.off ??= { since: t, driven: 0 }
    // A queue on a way around lasts, and leads nowhere: what counts is the time driven.
    if (p.speed >= limits.standsBelow) s.off.driven += Math.min(t - s.t, limits.gapMinutes * minute)
  }
  if (s.on === 0 && s.off !== null && s.off.driven >= limits.corridorMinutes * minute && !open.told.route) {
    open.told.route = true
    const minutes = Math.round(s.off.driven / minute)
    const said = { number: open.number, at: s.off.since, minutes, metres: Math.round(beside) }
    tell(ctx, 'route-left', leftRoute(said), ofTicket(open, p))
  }
  const outside = p.speed >= limits.standsBelow ? minutesOutside(p.at, open.from, open.until) : 0
  if (outside > limits.hoursMinutes && !open.told.hours) {
    open.told.hours = true
    const { number, from, until } = open
    tell(
      ctx,
      'hours-broken',
      outsideHours({ number, from, until, at: t, minutes: outside }),
      ofTicket(open, p),
    )
  }
  if (load === null) unexplained(ctx, s, p, t, open)
}

/**
 * Without a sensor of the load: whether it stood at the receiver, and where it stood longest on its way. Back at its site with
 * the ticket open, never having stood at the receiver and without a gap in its positions, it has tipped somewhere else.
 */
function brought({ ctx, s, p, t, fence, load }, open) {
  if (load !== null || s.load !== null || !open.out) return
  if (t - s.t > limits.gapMinutes * minute) open.gap = true
  if (s.stop !== null && fence?.code === open.receiver) open.there ??= t
  const minutes = s.stop === null || s.stop.near !== null ? 0 : Math.round((t - s.stop.t) / minute)
  if (minutes > (open.rest?.minutes ?? 0)) open.rest = { ...s.stop, minutes }
  const isBack = fence?.code === open.site && !fence.isEdge
  if (!isBack || open.there || open.weighed || open.gap || open.told.dump) return
  if ((open.rest?.minutes ?? 0) < limits.tipMinutes) return
  open.told.dump = true
  const { lon, lat, minutes: stood } = open.rest
  const { number, receiver, site } = open
  tell(ctx, 'dump', cameBack({ number, at: open.rest.t, minutes: stood, receiver, site }), {
    ...ofTicket(open, p),
    severity: 3,
    at: new Date(open.rest.t).toISOString(),
    point: { lon, lat },
  })
}

/** Without a sensor of the load: a long stop outside, and a ticket that is not closed hours later. */
function unexplained(ctx, s, p, t, open) {
  if (s.stop !== null && s.stop.near === null && t - s.stop.t >= limits.stopMinutes * minute)
    open.stop = { ...s.stop, minutes: Math.round((t - s.stop.t) / minute) }
  const since = open.under ?? open.issued
  if (!open.stop || open.told.dump || t - since < limits.closeMinutes * minute) return
  open.told.dump = true
  const { lon, lat, minutes } = open.stop
  tell(ctx, 'dump', stoodOutside({ number: open.number, at: open.stop.t, minutes }), {
    ...ofTicket(open, p),
    severity: 3,
    at: new Date(open.stop.t).toISOString(),
    point: { lon, lat },
  })
}
