import { openBook, placeKey, truckKey, weigh } from './book.js'
import { corridorOf } from './fences.js'
import { limits } from './limits.js'
import { wasOff } from './sentences.js'
import {
  actingFor,
  arrivalStatement,
  clocks,
  compared,
  exitStatement,
  isOpen,
  openOf,
  saveTicket,
  scanned,
  shown,
  signedBy,
  weightOf,
} from './ticket.js'
import { round, states, together, tonnesOf } from './words.js'

/** Steps that change a ticket after it was signed: none of them overwrites what somebody signed. */

function readTicket(ctx, input) {
  const ticket = ctx.get('tickets', scanned(input.ticket))
  if (ticket === null) ctx.refuse('没有这张联单', 'There is no such ticket')
  return ticket
}

const isMine = (ctx, ticket, kinds) => {
  const { kind, party } = ctx.actor
  if (kind === 'officer') return true
  return party !== null && kinds.includes(party.kind) && ticket[party.kind] === party.key
}

function mineOnly(ctx, ticket, kinds) {
  if (!isMine(ctx, ticket, kinds)) ctx.refuse('这张联单不属于本单位', 'This ticket is not of this party')
}

/** The receiver sends a truck away; its ticket stays open until the site corrects where it goes, or voids it. */
export function refuse(input, ctx) {
  const me = actingFor(ctx, 'receiver')
  const ticket = readTicket(ctx, input)
  if (ticket.receiver !== me) ctx.refuse('这张联单不属于本单位', 'This ticket is not of this party')
  if (ticket.state === states.refused) return shown(ticket, { again: true })
  if (!isOpen(ticket)) ctx.refuse(`联单${ticket.state}，不能拒收`, 'The ticket is not open')
  ticket.state = states.refused
  ticket.reason = input.reason
  ticket.arrival_statement = `拒收：联单${ticket.number}，${me}，${input.reason}，${ctx.now}`
  ticket.arrival_signature = signedBy(ctx, ticket.arrival_statement)
  saveTicket(ctx, ticket)
  return shown(ticket)
}

/** Any of the three parties, or an officer, says that a closed ticket is not right. */
export function dispute(input, ctx) {
  const ticket = readTicket(ctx, input)
  mineOnly(ctx, ticket, ['site', 'haulier', 'receiver'])
  if (ticket.state === states.disputed) return shown(ticket, { again: true })
  if (ticket.state !== states.closed)
    ctx.refuse('只有已闭环的联单可以提出争议', 'Only a closed ticket is disputed')
  ticket.state = states.disputed
  ticket.reason = input.reason
  ticket.disputed_by = ctx.actor.party?.key ?? ctx.actor.org ?? ''
  saveTicket(ctx, ticket)
  return shown(ticket)
}

/** The version before stays with all that was signed on it; the new one is signed anew. */
function keepVersion(ctx, ticket, reason) {
  ctx.put('versions', {
    number: ticket.number,
    version: ticket.version,
    at: ctx.now,
    by: ctx.actor.party?.key ?? ctx.actor.org ?? '',
    reason,
    content: JSON.stringify(ticket),
  })
}

/** A wrong class, quantity, weight or destination: a new version with its reason; nothing that was signed is lost. */
export function correct(input, ctx) {
  const ticket = readTicket(ctx, input)
  mineOnly(ctx, ticket, ['site'])
  if (ticket.state === states.void) ctx.refuse('联单已作废', 'The ticket is void')
  const isClosed = ticket.state === states.closed || ticket.state === states.disputed
  const isElse = input.receiver ? scanned(input.receiver) !== ticket.receiver : false
  if (isClosed && isElse) ctx.refuse('已经进场，不能更改去向', 'It has arrived: its destination stays')
  if (isClosed && ctx.actor.kind !== 'officer')
    ctx.refuse('已闭环的联单由管理部门更正', 'A closed ticket is corrected by the office')
  const to = scanned(input.receiver ?? ticket.receiver)
  const [receiver, route, vehicle] = together([
    () => ctx.get('receivers', to),
    () => ctx.get('routes', `${ticket.site}-${to}`),
    () => ctx.get('vehicles', ticket.vehicle),
    () => ctx.note(truckKey(ticket.vehicle)),
    () => ctx.note(placeKey(ticket.site)),
    () => ctx.note(placeKey(ticket.receiver)),
  ])
  const given = {
    class: input.class || ticket.class,
    quantity: Number(input.quantity ?? ticket.quantity),
    arrived_quantity: isClosed ? Number(input.arrived_quantity ?? ticket.arrived_quantity) : undefined,
  }
  if (receiver === null || route === null)
    ctx.refuse('没有到该消纳场所的核定路线', 'No route to this receiver is approved')
  if (!String(receiver.classes).split('、').includes(given.class))
    ctx.refuse(`${receiver.name}不接收${given.class}`, `${receiver.name} does not take this class`)
  const weight = weightOf({ ...given, weight: input.weight })
  if (vehicle !== null && weight > vehicle.max_load * (1 + limits.overload))
    ctx.refuse(`装载${weight}吨超过核定载质量${vehicle.max_load}吨`, 'More than the truck may carry')
  keepVersion(ctx, ticket, input.reason)
  corrected(ctx, ticket, { ...given, weight, receiver, route, isClosed, reason: input.reason })
  saveTicket(ctx, ticket)
  return shown(ticket)
}

function corrected(
  ctx,
  ticket,
  { quantity, arrived_quantity, weight, receiver, route, isClosed, reason, ...given },
) {
  const book = openBook(ctx)
  const [from, to, truck] = [book.place(ticket.site), book.place(ticket.receiver), book.truck(ticket.vehicle)]
  from.issued = round(from.issued + quantity - ticket.quantity)
  weigh(from, ticket.issued_at, 'tickets', weight - ticket.weight)
  if (isClosed) {
    to.received = round(to.received + arrived_quantity - ticket.arrived_quantity)
    const more = tonnesOf(ticket.arrived_class, arrived_quantity - ticket.arrived_quantity)
    weigh(to, ticket.arrived_at, 'tickets', more)
    ticket.arrived_quantity = arrived_quantity
  }
  Object.assign(ticket, { class: given.class, quantity, weight, reason, version: ticket.version + 1 })
  Object.assign(ticket, {
    receiver: receiver.code,
    receiver_name: receiver.name,
    use: receiver.use,
    route: route.code,
    minutes: route.minutes,
  })
  if (ticket.state === states.refused) ticket.state = ticket.under_at ? states.under : states.issued
  ticket.exit_statement = `${exitStatement(ticket)}，更正：${reason}`
  ticket.exit_signature = signedBy(ctx, ticket.exit_statement)
  if (truck.open?.number === ticket.number)
    truck.open = {
      ...truck.open,
      ...openOf(ticket, { line: corridorOf(route.line), from: route.from, until: route.until }),
      told: { ...truck.open.told, destination: false },
    }
  if (isClosed) {
    const wasOffRoute = ticket.match_note.includes(wasOff.zh)
    Object.assign(ticket, compared(ticket, { minutes: ticket.minutes, wasOffRoute }))
    ticket.state = states.closed
    // The receiver's words are about the quantity that it signed; an officer's correction stands in the versions.
    ticket.arrival_statement = `${arrivalStatement(ticket)}，由管理部门更正：${reason}`
    ticket.arrival_signature = ''
  }
  book.close()
}

/** Before the truck has left the site may take a ticket back; later an officer alone. */
export function voided(input, ctx) {
  const ticket = readTicket(ctx, input)
  mineOnly(ctx, ticket, ['site'])
  if (ticket.state === states.void) return shown(ticket, { again: true })
  if (ctx.actor.kind !== 'officer' && ticket.state !== states.issued && ticket.state !== states.refused)
    ctx.refuse('车辆已出场，由管理部门作废', 'The truck has left: the office voids it')
  keepVersion(ctx, ticket, input.reason)
  const book = openBook(ctx)
  const [from, truck] = [book.place(ticket.site), book.truck(ticket.vehicle)]
  from.issued = round(from.issued - ticket.quantity)
  weigh(from, ticket.issued_at, 'tickets', -ticket.weight)
  from.tickets = from.tickets.filter((w) => w.number !== ticket.number)
  if (ticket.arrived_at) {
    const to = book.place(ticket.receiver)
    to.received = round(to.received - ticket.arrived_quantity)
    weigh(to, ticket.arrived_at, 'tickets', -tonnesOf(ticket.arrived_class, ticket.arrived_quantity))
  }
  if (truck.open?.number === ticket.number) truck.open = null
  Object.assign(ticket, { state: states.void, version: ticket.version + 1, reason: input.reason })
  saveTicket(ctx, ticket)
  book.close()
  return shown(ticket)
}

/** A paper ticket that is entered later counts as a trip with a ticket, not as one with an electronic one. */
export function paper(input, ctx) {
  const site = ctx.actor.kind === 'officer' ? scanned(input.site) : actingFor(ctx, 'site')
  const number = `${site}-P${input.paper_number}`
  const [vehicleCode, to] = [scanned(input.vehicle), scanned(input.receiver)]
  const [known, from, vehicle, receiver] = together([
    () => ctx.get('tickets', number),
    () => ctx.get('sites', site),
    () => ctx.get('vehicles', vehicleCode),
    () => ctx.get('receivers', to),
    () => ctx.note(placeKey(site)),
    () => ctx.note(placeKey(to)),
  ])
  if (known !== null) return shown(known, { again: true })
  if (from === null || vehicle === null || receiver === null)
    ctx.refuse('工地、车辆或消纳场所没有登记', 'Site, truck or receiver is not registered')
  if (Date.parse(input.at) > Date.parse(ctx.now)) ctx.refuse('出场时间在将来', 'The time lies in the future')
  const quantity = Number(input.quantity)
  const ticket = {
    number,
    version: 1,
    state: states.closed,
    how: '补录纸质联单',
    site,
    site_name: from.name,
    place: from.place,
    haulier: vehicle.haulier,
    haulier_name: vehicle.haulier_name,
    vehicle: vehicleCode,
    plate: vehicle.plate,
    receiver: to,
    receiver_name: receiver.name,
    use: receiver.use,
    class: input.class,
    quantity,
    weight: tonnesOf(input.class, quantity),
    issued_at: input.at,
    arrived_at: input.at,
    arrived_class: input.class,
    arrived_quantity: Number(input.arrived_quantity),
    paper_number: input.paper_number,
    reason: input.reason,
    ...clocks(ctx, null),
  }
  ticket.exit_statement = `补录：纸质联单${input.paper_number}，${exitStatement(ticket)}`
  ticket.exit_signature = signedBy(ctx, ticket.exit_statement)
  Object.assign(ticket, compared(ticket, { minutes: 0, wasOffRoute: false }))
  const book = openBook(ctx)
  const [out, into] = [book.place(site), book.place(to)]
  out.issued = round(out.issued + quantity)
  into.received = round(into.received + ticket.arrived_quantity)
  weigh(out, input.at, 'tickets', ticket.weight)
  weigh(into, input.at, 'tickets', tonnesOf(input.class, ticket.arrived_quantity))
  saveTicket(ctx, ticket)
  book.close()
  return shown(ticket)
}
