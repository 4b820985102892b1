import { openBook, placeKey, sumUp, truckKey } from './book.js'
import { readFences } from './fences.js'
import { limits } from './limits.js'
import {
  inspected,
  joined,
  loadedWithout,
  nothingUnusual,
  otherClass,
  permitEnds,
  permitOver,
  unknownTruck,
} from './sentences.js'
import { scanned } from './ticket.js'
import { dayOf, ms, tell, together } from './words.js'

/** An inspector scans a truck on the road: what should be in it, and what he saw. */
export function inspect(input, ctx) {
  const code = scanned(input.vehicle)
  const [vehicle, note] = together([() => ctx.get('vehicles', code), () => ctx.note(truckKey(code))])
  const open = note?.open ?? null
  const ticket = open === null ? null : ctx.get('tickets', open.number)
  const today = dayOf(ctx.now)
  const problems = []
  if (vehicle === null) problems.push(unknownTruck)
  else if (vehicle.permit_until < today) problems.push(permitOver(vehicle.permit_until))
  if (ticket === null && input.loaded === true) problems.push(loadedWithout)
  if (ticket !== null && input.class && input.class !== ticket.class)
    problems.push(otherClass({ said: ticket.class, seen: input.class }))
  const said = problems.length === 0 ? nothingUnusual : joined(problems)
  const result = { result: said.zh, result_en: said.en }
  ctx.put('inspections', {
    id: ctx.id('C'),
    at: ctx.now,
    vehicle: code,
    ticket: ticket?.number ?? '',
    place: input.place ?? ticket?.place ?? null,
    by: ctx.actor.org ?? '',
    ...result,
    note: input.note ?? '',
  })
  if (ticket === null && input.loaded === true)
    tell(ctx, 'no-ticket', inspected(ctx.now, said), {
      object: code,
      vehicle: code,
      ...(input.place ? { place: input.place } : {}),
    })
  return {
    vehicle: code,
    plate: vehicle?.plate ?? '',
    permit: vehicle?.permit_until ?? '',
    ticket: ticket?.number ?? null,
    class: ticket?.class ?? null,
    quantity: ticket?.quantity ?? null,
    from: ticket?.site ?? null,
    to: ticket?.receiver ?? null,
    since: ticket?.under_at ?? ticket?.issued_at ?? null,
    ...result,
  }
}

const perMonth = 400

/** The register of trucks by the month in which their permits end, so that nobody has to read all of them. */
export function permitReaction(changes, ctx) {
  const months = new Map()
  const read = (month) => {
    if (!months.has(month)) months.set(month, new Map(ctx.note(`permits:${month}`) ?? []))
    return months.get(month)
  }
  for (const { kind, key, data } of changes) {
    const until = kind === 'removed' || data === null || data.state === '停用' ? null : data.permit_until
    if (until) read(until.slice(0, 7)).set(key, until.slice(8))
  }
  for (const [month, list] of months) ctx.keep(`permits:${month}`, [...list].slice(-perMonth))
}

/** A call has a bound: who has more presses again, and it goes on where it was. */
const perCall = { trucks: 60, places: 80 }

/** Once a day: permits that end soon, and days of sites and receivers that nobody passed afterwards. */
export function dailyCheck(_, ctx) {
  const today = ms(ctx.now)
  const until = today + limits.expiryDays * 86_400_000
  const months = [...new Set([dayOf(today).slice(0, 7), dayOf(until).slice(0, 7)])]
  const fences = readFences(ctx)
  const [said, begun, ...lists] = together([
    () => ctx.note('expiry:told'),
    () => ctx.note('daily:from'),
    ...months.map((m) => () => ctx.note(`permits:${m}`)),
  ])
  const told = new Map(said ?? [])
  const ending = months.flatMap((m, n) => (lists[n] ?? []).map(([code, day]) => [code, `${m}-${day}`]))
  const soon = ending
    .filter(([code, day]) => day <= dayOf(until) && told.get(code) !== day)
    .slice(0, perCall.trucks)
  for (const vehicle of current(ctx, soon)) {
    told.set(vehicle.vehicle, vehicle.permit_until)
    const { vehicle: code, permit_until: ends } = vehicle
    tell(ctx, 'expiry', permitEnds({ vehicle: code, until: ends, isOver: ends < dayOf(today) }), {
      object: code,
      vehicle: code,
      haulier: vehicle.haulier,
      ...(vehicle.place ? { place: vehicle.place } : {}),
    })
  }
  ctx.keep('expiry:told', [...told].slice(-350))
  const from = (begun ?? 0) < fences.length ? (begun ?? 0) : 0
  sumUpPlaces(ctx, fences.slice(from, from + perCall.places), today)
  const next = Math.min(fences.length, from + perCall.places)
  ctx.keep('daily:from', next)
  return { told: soon.length, places: next - from, left: fences.length - next }
}

function sumUpPlaces(ctx, fences, now) {
  // Ten at a time: a call asks so often and no oftener.
  for (let n = 0; n < fences.length; n += 10)
    together(fences.slice(n, n + 10).map((f) => () => ctx.note(placeKey(f.code))))
  const book = openBook(ctx)
  for (const f of fences) if (ctx.note(placeKey(f.code)) !== null) sumUp(ctx, f.code, book.place(f.code), now)
  book.close()
}

/** The note knows when a permit ended when it was last written; the row knows whether it was renewed. */
function current(ctx, list) {
  const found = []
  for (let n = 0; n < list.length; n += 10)
    found.push(
      ...together(
        list.slice(n, n + 10).map(
          ([code]) =>
            () =>
              ctx.get('vehicles', code),
        ),
      ),
    )
  return found.filter((v, n) => v !== null && v.permit_until === list[n][1])
}
