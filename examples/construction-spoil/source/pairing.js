import { limits } from './limits.js'
import { whyPaired } from './sentences.js'
import { round } from './words.js'

/** Offers a class, each [code, 余土 or 需土, m³, lon, lat, from, until]; a note holds so many. */
const mostOffers = 90
const scale = 1e5

/** Supply and demand of soil by class, kept beside the register so that pairs can be sought. */
export function offerReaction(changes, ctx) {
  const classes = new Map()
  const read = (kind) => {
    if (!classes.has(kind))
      classes.set(kind, new Map((ctx.note(`offers:${kind}`) ?? []).map((o) => [o[0], o])))
    return classes.get(kind)
  }
  for (const { kind, key, data: d } of changes) {
    // What is taken away no longer says of which class it was.
    for (const name of kind === 'added' && d !== null ? [d.class] : Object.keys(limits.tonnes))
      read(name).delete(key)
    if (kind === 'removed' || d === null || d.state !== '有效' || !d.point) continue
    const [lon, lat] = [Math.round(d.point.lon * scale), Math.round(d.point.lat * scale)]
    read(d.class).set(key, [key, d.side === '余土' ? 1 : 0, d.quantity, lon, lat, d.from, d.until])
  }
  for (const [kind, list] of classes) ctx.keep(`offers:${kind}`, [...list.values()].slice(-mostOffers))
}

/**
 * Pairs of supply and demand: the cheapest hauling first (cubic metres times kilometres), as long as both have something left.
 * Greedy: not the least of all sums, but each pair is one that people can follow.
 */
export function suggestPairs(input, ctx) {
  const offers = (ctx.note(`offers:${input.class}`) ?? []).map(
    ([code, isSupply, quantity, lon, lat, from, until]) => ({
      code,
      isSupply: isSupply === 1,
      left: quantity,
      point: { lon: lon / scale, lat: lat / scale },
      from,
      until,
    }),
  )
  const possible = offers
    .filter((o) => o.isSupply)
    .flatMap((supply) => offers.filter((o) => !o.isSupply).map((demand) => pairOf(ctx, supply, demand)))
    .filter((p) => p.kilometres <= limits.pairKilometres && p.days >= limits.pairDays)
    .sort((a, b) => a.kilometres - b.kilometres || b.days - a.days)
  const pairs = []
  for (const { supply, demand, kilometres, days } of possible) {
    const quantity = Math.min(supply.left, demand.left)
    if (quantity < limits.pairLeast) continue
    supply.left -= quantity
    demand.left -= quantity
    const about = { kilometres: round(kilometres), days, quantity: round(quantity) }
    const { zh, en } = whyPaired(about)
    const row = {
      code: `${supply.code}-${demand.code}`,
      at: ctx.now,
      supply: supply.code,
      demand: demand.code,
      class: input.class,
      ...about,
      reason: zh,
      reason_en: en,
    }
    ctx.put('pairs', row)
    pairs.push(row)
  }
  return { pairs: pairs.length, quantity: round(pairs.reduce((sum, p) => sum + p.quantity, 0)) }
}

function pairOf(ctx, supply, demand) {
  const from = Math.max(Date.parse(supply.from), Date.parse(demand.from))
  const until = Math.min(Date.parse(supply.until), Date.parse(demand.until))
  const days = Math.round((until - from) / 86_400_000) + 1
  return { supply, demand, days, kilometres: ctx.metres(supply.point, demand.point) / 1000 }
}
