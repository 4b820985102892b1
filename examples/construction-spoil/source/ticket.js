import { limits, uses } from './limits.js'
import { classOff, joined, quantityOff, tookLong, tookShort, wasOff } from './sentences.js'
import { minutesBetween, states, tonnesOf } from './words.js'

/** What every command does with a ticket: says it, signs it, saves it. The rules of each step are in the files of the steps. */

/** The key of the acting party, or a refusal: whatever a page shows, a party speaks for itself alone. */
export function actingFor(ctx, kind) {
  const { party } = ctx.actor
  if (party?.kind !== kind) ctx.refuse('这一步由另一方办理', 'Another party takes this step')
  return party.key
}

/** What a scanned code says: the number itself, or an address that ends in it. */
export const scanned = (text) =>
  String(text ?? '')
    .trim()
    .split(/[/:?=]/)
    .at(-1) ?? ''

/** Signed by a party; an officer's step stands in the platform's own record. */
export const signedBy = (ctx, text) => (ctx.actor.kind === 'party' ? ctx.sign(text) : '')

/** The phone's clock beside the platform's, which counts. */
export function clocks(ctx, phone) {
  if (!phone) return {}
  const minutes = minutesBetween(phone, ctx.now)
  return { phone_at: phone, clock_minutes: minutes, clock_marked: Math.abs(minutes) > limits.clockMinutes }
}

/** A phone that says a time to come is wrong about when. */
export const isAhead = (ctx, phone) => Boolean(phone) && minutesBetween(ctx.now, phone) > limits.clockMinutes

export function exitStatement(t) {
  return `出场：联单${t.number}第${t.version}版，${t.site}装${t.class}${t.quantity}立方米（${t.weight}吨），车辆${t.vehicle}，运往${t.receiver}，用途${t.use}，${t.issued_at}`
}
export const haulStatement = (t) =>
  `承运：联单${t.number}第${t.version}版，${t.haulier}车辆${t.vehicle}承运${t.class}${t.quantity}立方米，由${t.site}运往${t.receiver}，${t.under_at}`
export const arrivalStatement = (t) =>
  `进场：联单${t.number}，${t.receiver}收到${t.arrived_class}${t.arrived_quantity}立方米，车辆${t.vehicle}，${t.arrived_at}`

/** Saves a ticket, and its trip, which the figures are counted from. */
export function saveTicket(ctx, ticket) {
  ctx.put('tickets', ticket)
  ctx.put('trips', {
    trip: ticket.number,
    at: ticket.issued_at,
    how: ticket.how,
    state: ticket.state,
    match: ticket.match,
    site: ticket.site,
    site_name: ticket.site_name,
    haulier: ticket.haulier,
    haulier_name: ticket.haulier_name,
    vehicle: ticket.vehicle,
    receiver: ticket.receiver,
    place: ticket.place,
    use: ticket.use,
    used: uses.includes(ticket.use) ? '是' : '否',
    quantity: ticket.quantity,
    arrived_quantity: ticket.arrived_quantity ?? null,
  })
}

/** What a phone shows after a step. */
export const shown = (t, more = {}) => ({
  ticket: t.number,
  state: t.state,
  version: t.version,
  vehicle: t.vehicle,
  plate: t.plate,
  class: t.class,
  quantity: t.quantity,
  receiver: t.receiver,
  match: t.match,
  ...more,
})

/** What stays in a truck's note while it is on a ticket, so that positions need no further rows. */
export function openOf(t, { line, from, until }) {
  return {
    number: t.number,
    site: t.site,
    receiver: t.receiver,
    place: t.place,
    haulier: t.haulier,
    plate: t.plate,
    weight: t.weight,
    line,
    from,
    until,
    issued: Date.parse(t.issued_at),
    under: t.under_at ? Date.parse(t.under_at) : null,
    told: {},
  }
}

/** Whether what arrived is what left, and what does not fit, in words. */
export function compared(ticket, how) {
  const found = mismatches(ticket, how)
  const { zh, en } = joined(found)
  return { match: found.length === 0 ? '相符' : '不符', match_note: zh, match_note_en: en }
}

/** What does not fit between what left and what arrived; empty: all of it does. */
function mismatches(t, { minutes, wasOffRoute }) {
  const found = []
  const off = t.quantity === 0 ? 1 : Math.abs(t.arrived_quantity - t.quantity) / t.quantity
  if (off > limits.quantityShare)
    found.push(quantityOff({ off, quantity: t.quantity, arrived: t.arrived_quantity }))
  if (t.arrived_class !== t.class) found.push(classOff({ said: t.class, seen: t.arrived_class }))
  const took = minutesBetween(t.under_at ?? t.issued_at, t.arrived_at)
  if (took > 2 * minutes + limits.lateMinutes) found.push(tookLong({ took, minutes }))
  if (took < minutes / 3) found.push(tookShort({ took }))
  if (wasOffRoute) found.push(wasOff)
  return found
}

/** Weight as weighed, or as the class weighs. */
export const weightOf = (input) =>
  input.weight === null || input.weight === undefined || input.weight === ''
    ? tonnesOf(input.class, Number(input.quantity))
    : Number(input.weight)

export const isOpen = (t) => t.state === states.issued || t.state === states.under
