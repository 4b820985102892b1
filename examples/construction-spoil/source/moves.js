import { meetTicket, openBook, placeKey, tellOnceADay, weigh } from './book.js'
import { limits } from './limits.js'
import { beyondCapacity, scannedAgain as repeated, scannedElsewhere } from './sentences.js'
import {
  actingFor,
  arrivalStatement,
  clocks,
  compared,
  haulStatement,
  isAhead,
  isOpen,
  saveTicket,
  scanned,
  shown,
  signedBy,
} from './ticket.js'
import { clockOf, minutesBetween, ms, round, states, tell, together, tonnesOf } from './words.js'

const minute = 60_000

/** The driver takes over for the haulier; where he cannot, the site lets the truck go and the haulier signs later. */
export function depart(input, ctx) {
  const number = scanned(input.ticket)
  const [ticket, early] = together([
    () => ctx.get('tickets', number),
    () => ctx.get('early', `${number}|depart`),
  ])
  if (ticket === null) return keepEarly(ctx, early, { number, what: 'depart', input })
  const { party } = ctx.actor
  const isHaulier = party?.kind === 'haulier' && party.key === ticket.haulier
  if (!isHaulier && !(party?.kind === 'site' && party.key === ticket.site))
    ctx.refuse('这张联单不属于本单位', 'This ticket is not of this party')
  sameTruck(ctx, ticket, input.vehicle)
  const isSigned = Boolean(ticket.haul_signature)
  if (ticket.state === states.under && (!isHaulier || isSigned)) return shown(ticket, { again: true })
  if (!isOpen(ticket)) ctx.refuse(`联单${ticket.state}，不能出场`, 'The ticket is not open')
  const book = openBook(ctx)
  departure(ctx, ticket, book.truck(ticket.vehicle), { at: ctx.now, sign: isHaulier })
  saveTicket(ctx, ticket)
  book.close()
  return shown(ticket)
}

/** @param {{ at: string, sign?: boolean, early?: boolean, statement?: string, signature?: string }} how */
export function departure(ctx, ticket, truck, how) {
  ticket.state = states.under
  ticket.under_at ??= how.at
  if (how.early) {
    ticket.haul_statement = how.statement
    ticket.haul_signature = how.signature
  } else if (how.sign) {
    ticket.haul_statement = haulStatement(ticket)
    ticket.haul_signature = signedBy(ctx, ticket.haul_statement)
  }
  if (truck.open?.number === ticket.number) truck.open.under ??= ms(how.at)
}

function sameTruck(ctx, ticket, scan) {
  const vehicle = scanned(scan)
  if (vehicle !== '' && vehicle !== ticket.vehicle && vehicle !== ticket.plate)
    ctx.refuse(`车牌不符：这张联单开给${ticket.plate}`, `Another truck: this ticket is for ${ticket.plate}`)
}

/** What a phone sent before the ticket itself got here waits for it, signed as it came. */
function keepEarly(ctx, early, { number, what, input }) {
  const { party } = ctx.actor
  if (party === null || !/^S\d+-[A-Za-z0-9-]+$/.test(number))
    ctx.refuse('没有这张联单', 'There is no such ticket')
  if (early !== null) {
    if (early.party !== party.key)
      ctx.refuse('这张联单已由另一方登记', 'Another party has entered this ticket')
    return { ticket: number, waiting: true, again: true }
  }
  const statement =
    what === 'depart'
      ? `承运：联单${number}，${party.key}，${ctx.now}（联单尚未到达平台）`
      : `进场：联单${number}，${party.key}收到${input.class}${input.quantity}立方米，车辆${input.vehicle}，${ctx.now}（联单尚未到达平台）`
  ctx.put('early', {
    number,
    what,
    at: ctx.now,
    party: party.key,
    vehicle: scanned(input.vehicle),
    class: input.class ?? '',
    quantity: input.quantity === undefined ? null : Number(input.quantity),
    entry: input.entry ?? '',
    phone_at: input.phone_at ?? null,
    statement,
    signature: signedBy(ctx, statement),
  })
  return { ticket: number, waiting: true }
}

/** The receiver scans the truck in; what fits is closed, what does not is closed as not fitting and shown beside every rate. */
export function arrive(input, ctx) {
  const me = actingFor(ctx, 'receiver')
  const number = scanned(input.ticket)
  const [ticket, receiver, early] = together([
    () => ctx.get('tickets', number),
    () => ctx.get('receivers', me),
    () => ctx.get('early', `${number}|arrive`),
    () => ctx.note(placeKey(me)),
  ])
  if (ticket === null) return keepEarly(ctx, early, { number, what: 'arrive', input })
  sameTruck(ctx, ticket, input.vehicle)
  const book = openBook(ctx)
  if (ticket.receiver !== me) return elsewhere(ctx, book, ticket, me)
  if (ticket.arrived_at) return scannedAgain(ctx, book, ticket, input)
  if (ticket.state === states.void || ticket.state === states.refused)
    ctx.refuse(`联单${ticket.state}，不能接收`, 'The ticket is not open')
  const answer = received(ctx, book, ticket, receiver, {
    at: ctx.now,
    entry: input.entry ?? '',
    class: input.class,
    quantity: Number(input.quantity),
    phone_at: input.phone_at,
  })
  saveTicket(ctx, ticket)
  book.close()
  return answer
}

/** Also for what came early: then the signature is the one that was given. */
export function received(ctx, book, ticket, receiver, how) {
  if (
    how.early &&
    (how.party !== ticket.receiver ||
      (how.vehicle !== '' && how.vehicle !== ticket.vehicle && how.vehicle !== ticket.plate))
  )
    return shown(ticket, { early: 'not-this-one' })
  const truck = book.truck(ticket.vehicle)
  const wasMarked = ticket.clock_marked === true
  ticket.arrived_at = how.at
  ticket.arrived_class = how.class
  ticket.arrived_quantity = how.quantity
  ticket.arrival_entry = how.entry
  const { phone_at, clock_marked } = clocks(ctx, how.phone_at)
  if (phone_at) ticket.arrived_phone_at = phone_at
  // Whose clock was off is told by the two times; that one was, by the mark.
  ticket.clock_marked ||= clock_marked === true
  ticket.arrival_statement = how.early ? how.statement : arrivalStatement(ticket)
  ticket.arrival_signature = how.early ? how.signature : signedBy(ctx, ticket.arrival_statement)
  const isOwn = truck.open?.number === ticket.number
  // Nobody knows how long a trip took whose beginning came after its end.
  const minutes = how.early || wasMarked ? 0 : ticket.minutes
  const wasOffRoute = isOwn && truck.open?.told.route === true
  const timed = { ...ticket, ...(minutes === 0 ? { under_at: how.at } : {}) }
  Object.assign(ticket, compared(timed, { minutes, wasOffRoute }))
  ticket.state = states.closed
  // The gate's record came before the scan.
  if (truck.without !== null && Math.abs(truck.without.t - saidAt(ticket)) <= limits.meetMinutes * minute)
    truck.without = null
  if (isOwn) {
    truck.open = null
    truck.last = { number: ticket.number, receiver: ticket.receiver, t: ms(how.at) }
  }
  taken(ctx, book, ticket, receiver)
  return shown(ticket, { note: ticket.match_note, note_en: ticket.match_note_en })
}

/** Into the receiver's sums, and what they say. */
function taken(ctx, book, ticket, receiver) {
  const place = book.place(ticket.receiver)
  place.received = round(place.received + ticket.arrived_quantity)
  weigh(place, ticket.arrived_at, 'tickets', tonnesOf(ticket.arrived_class, ticket.arrived_quantity))
  const { vehicle, number } = ticket
  meetTicket(place, ticket.receiver, book.truck(vehicle), {
    vehicle,
    number,
    t: ms(ticket.arrived_at),
    said: saidAt(ticket),
    isAhead: isAhead(ctx, ticket.arrived_phone_at),
  })
  const filled = round((receiver?.filled ?? 0) + place.received)
  if (receiver === null || filled <= receiver.capacity) return
  const { code: object, name, capacity, point } = receiver
  const about = { object, receiver: object, place: receiver.place, point }
  tellOnceADay(ctx, place, 'capacity', beyondCapacity({ name, capacity, filled }), about)
}

/** When the receiver's phone says that it was. */
const saidAt = (ticket) => ms(ticket.arrived_phone_at ?? ticket.arrived_at)

function elsewhere(ctx, book, ticket, me) {
  const truck = book.truck(ticket.vehicle)
  const isOwn = truck.open?.number === ticket.number
  if (isOwn && !truck.open.told.destination) {
    truck.open.told.destination = true
    const said = { number: ticket.number, receiver: ticket.receiver, at: ctx.now, code: me }
    tell(ctx, 'wrong-destination', scannedElsewhere(said), {
      object: ticket.vehicle,
      vehicle: ticket.vehicle,
      ticket: ticket.number,
      site: ticket.site,
      receiver: me,
      haulier: ticket.haulier,
      place: ticket.place,
    })
    book.close()
  }
  return {
    accepted: false,
    zh: `这张联单运往${ticket.receiver}，不是本场`,
    en: `This ticket is for ${ticket.receiver}`,
  }
}

function scannedAgain(ctx, book, ticket, input) {
  const isSame =
    input.entry === ticket.arrival_entry || minutesBetween(ticket.arrived_at, ctx.now) <= limits.scanMinutes
  if (isSame) return shown(ticket, { again: true })
  const place = book.place(ticket.receiver)
  const key = `reused ${ticket.number}`
  if (place.told[key] === undefined) {
    // Kept for a few tickets only: the note has its bound.
    for (const old of Object.keys(place.told)
      .filter((k) => k.startsWith('reused '))
      .slice(0, -20))
      delete place.told[old]
    place.told[key] = ctx.now
    const { number, arrived_at: closed, receiver: code } = ticket
    tell(ctx, 'reused', repeated({ number, closed, at: ctx.now, code }), {
      object: ticket.vehicle,
      vehicle: ticket.vehicle,
      ticket: ticket.number,
      site: ticket.site,
      receiver: ticket.receiver,
      haulier: ticket.haulier,
      place: ticket.place,
    })
    book.close()
  }
  return {
    accepted: false,
    zh: `联单已于${clockOf(ticket.arrived_at)}闭环，不能再用`,
    en: 'The ticket is used up',
  }
}
