import { meetTicket, openBook, placeKey, tellOnceADay, truckKey, weigh } from './book.js'
import { corridorOf } from './fences.js'
import { limits } from './limits.js'
import { departure, received } from './moves.js'
import { beyondQuota } from './sentences.js'
import {
  actingFor,
  clocks,
  exitStatement,
  isAhead,
  openOf,
  saveTicket,
  scanned,
  shown,
  signedBy,
  weightOf,
} from './ticket.js'
import { dayOf, ms, round, states, together } from './words.js'

const minute = 60_000

/**
 * A ticket is born at the exit of the site. Its number is the site's code and the entry that the phone made, so that what was
 * written without a network is found by the same number when it comes, in whatever order.
 */
export function issue(input, ctx) {
  const site = actingFor(ctx, 'site')
  const number = `${site}-${input.entry}`
  const asked = ask(ctx, { site, number, input })
  if (asked.known !== null) return again(ctx, asked.known, asked)
  check(ctx, asked, input)
  const weight = weightOf(input)
  const quota = overQuota(ctx, asked, Number(input.quantity))
  if (quota !== null) return quota
  const ticket = made(ctx, asked, { number, site, input, weight })
  ticket.exit_statement = exitStatement(ticket)
  ticket.exit_signature = signedBy(ctx, ticket.exit_statement)
  return enter(ctx, ticket, asked)
}

function ask(ctx, { site, number, input }) {
  const [vehicle, driver, receiver] = [input.vehicle, input.driver, input.receiver].map(scanned)
  const [known, from, truck, person, to, route, departed, arrived] = together([
    () => ctx.get('tickets', number),
    () => ctx.get('sites', site),
    () => ctx.get('vehicles', vehicle),
    () => ctx.get('drivers', driver),
    () => ctx.get('receivers', receiver),
    () => ctx.get('routes', `${site}-${receiver}`),
    () => ctx.get('early', `${number}|depart`),
    () => ctx.get('early', `${number}|arrive`),
    () => ctx.note(truckKey(vehicle)),
    () => ctx.note(placeKey(site)),
  ])
  return { known, from, truck, person, to, route, departed, arrived, vehicle, driver, receiver, site }
}

/** The same entry again: the same answer, and nothing changes. */
function again(ctx, known, { vehicle }) {
  if (known.vehicle !== vehicle)
    ctx.refuse(`这个编号的联单已开给${known.plate}`, `This entry was issued to ${known.plate}`)
  return shown(known, { again: true })
}

function check(ctx, a, input) {
  const today = dayOf(ctx.now)
  const no = (zh, en) => ctx.refuse(zh, en)
  if (a.from === null || a.from.state === '停用')
    no('工地没有有效的处置核准', 'The site has no approval in force')
  if (a.from.until && a.from.until < today) no(`处置核准已于${a.from.until}到期`, 'The approval has ended')
  if (a.truck === null) no('没有登记这辆车', 'This truck is not registered')
  if (a.truck.state === '停用') no(`${a.truck.plate}已停用`, `${a.truck.plate} is out of use`)
  if (a.truck.permit_until < today)
    no(`${a.truck.plate}的准运证已于${a.truck.permit_until}到期`, `The permit of ${a.truck.plate} has ended`)
  if (a.person === null || a.person.haulier !== a.truck.haulier)
    no('司机不属于这辆车的运输企业', 'The driver is not of the haulier of this truck')
  if (a.person.permit_until < today)
    no(`司机从业资格已于${a.person.permit_until}到期`, 'The driver’s qualification has ended')
  if (a.to === null || a.to.state === '停用')
    no('消纳场所没有登记或已停用', 'The receiver is not registered or closed')
  if (!String(a.to.classes).split('、').includes(input.class))
    no(`${a.to.name}不接收${input.class}`, `${a.to.name} does not take this class`)
  if (a.route === null) no('没有到该消纳场所的核定路线', 'No route to this receiver is approved')
  const weight = weightOf(input)
  const most = a.truck.max_load * (1 + limits.overload)
  if (weight > most)
    no(
      `装载${weight}吨超过核定载质量${a.truck.max_load}吨`,
      `${weight} t is more than the ${a.truck.max_load} t allowed`,
    )
  // What was written without a network comes late and in any order: then the one before may still be on its way here.
  const isLate = clocks(ctx, input.phone_at).clock_marked === true || a.arrived !== null
  const open = ctx.note(truckKey(a.vehicle))?.open ?? null
  // Seen at the receiver, it is only waiting for a scan that a phone there has not sent yet.
  const wasThere = Boolean(open?.unloaded || open?.weighed)
  if (open !== null && !isLate && !wasThere)
    no(
      `一车一单：${a.truck.plate}还有未闭环的联单${open.number}`,
      `The truck is still on ticket ${open.number}`,
    )
}

/** More than was approved: refused, and told, so it is an answer that is kept. */
function overQuota(ctx, { site, from }, quantity) {
  const book = openBook(ctx)
  const place = book.place(site)
  if (place.issued + quantity <= from.approved) return null
  const says = beyondQuota({ site, approved: from.approved, issued: place.issued, quantity })
  tellOnceADay(ctx, place, 'quota', says, { object: site, site, place: from.place, point: from.point })
  book.close()
  return {
    accepted: false,
    zh: `超出核准处置量：${says.zh}`,
    en: `More than the approved quantity: ${says.en}`,
  }
}

function made(ctx, a, { number, site, input, weight }) {
  return {
    number,
    version: 1,
    state: states.issued,
    how: '电子联单',
    match: '待核对',
    site,
    site_name: a.from.name,
    place: a.from.place,
    haulier: a.truck.haulier,
    haulier_name: a.truck.haulier_name,
    vehicle: a.vehicle,
    plate: a.truck.plate,
    driver: a.driver,
    receiver: a.receiver,
    receiver_name: a.to.name,
    use: a.to.use,
    class: input.class,
    quantity: Number(input.quantity),
    weight,
    route: a.route.code,
    minutes: a.route.minutes,
    issued_at: ctx.now,
    ...clocks(ctx, input.phone_at),
    photo: input.photo ?? '',
  }
}

/** Into the notes of truck and site; what came early is matched at once. */
function enter(ctx, ticket, a) {
  const book = openBook(ctx)
  const [truck, place] = [book.truck(a.vehicle), book.place(a.site)]
  const t = ms(ctx.now)
  const said = eventTime(ctx, ticket)
  // An older trip's ticket that only came now does not end the one that the truck is on.
  if (truck.open === null || said >= truck.open.issued) {
    truck.open = openOf(ticket, { line: corridorOf(a.route.line), from: a.route.from, until: a.route.until })
    truck.open.issued = said
  }
  truck.haulier = { code: ticket.haulier, name: ticket.haulier_name }
  explained(ctx, truck, ticket)
  place.issued = round(place.issued + ticket.quantity)
  weigh(
    place,
    ticket.phone_at && ticket.clock_marked ? eventTime(ctx, ticket) : ctx.now,
    'tickets',
    ticket.weight,
  )
  meetTicket(place, a.site, truck, {
    vehicle: a.vehicle,
    number: ticket.number,
    t,
    said,
    isAhead: isAhead(ctx, ticket.phone_at),
  })
  let answer = shown(ticket)
  const goes = [ticket.haulier, ticket.site].includes(a.departed?.party)
  if (goes) departure(ctx, ticket, truck, { ...a.departed, early: true })
  if (a.arrived !== null) answer = received(ctx, book, ticket, a.to, { ...a.arrived, early: true })
  saveTicket(ctx, ticket)
  book.close()
  return answer
}

/** When it happened, as far as the phone is believed: not in the future, and not longer ago than a shift. */
function eventTime(ctx, ticket) {
  const now = ms(ctx.now)
  const said = ticket.phone_at ? ms(ticket.phone_at) : now
  return said <= now && now - said < 12 * 60 * minute ? said : now
}

/** Where the phone's clock says nothing, what was seen within the time that tickets are given. */
const isLately = (ctx, t) => ms(ctx.now) - t <= limits.ticketMinutes * minute

/** A journey that had been seen without its ticket, which only came now; told or not, it is no trip of its own any more. */
function explained(ctx, truck, ticket) {
  // Written at the exit, so about when it was seen to leave; a later trip's ticket explains nothing.
  const said = eventTime(ctx, ticket)
  const isOf = (t) =>
    Math.abs(t - said) <= limits.meetMinutes * minute || (isAhead(ctx, ticket.phone_at) && isLately(ctx, t))
  const left = truck.track?.left
  // Where a fix was lost it was seen to leave the next site on its road first.
  if (left && isOf(left.t)) truck.track.left = null
  if (truck.without === null || !isOf(truck.without.t)) return
  const told = ctx.get('trips', truck.without.trip)
  if (told !== null) ctx.put('trips', { ...told, state: '已由补传联单说明' })
  truck.without = null
}
