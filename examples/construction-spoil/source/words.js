import { kinds, limits } from './limits.js'

/** Shanghai's time is eight hours ahead of the world's; a program is given no calendar. */
const ahead = 8 * 3_600_000
const minute = 60_000

export const states = {
  issued: '待出场',
  under: '运输中',
  closed: '已闭环',
  refused: '已拒收',
  disputed: '有争议',
  void: '已作废',
}

/** @param {string | number} at */
export const ms = (at) => (typeof at === 'number' ? at : Date.parse(at))

/** Whole minutes from one time to the other. @param {string | number} from @param {string | number} until */
export const minutesBetween = (from, until) => Math.round((ms(until) - ms(from)) / minute)

/** The day in Shanghai: 2026-11-30. @param {string | number} at */
export const dayOf = (at) => new Date(ms(at) + ahead).toISOString().slice(0, 10)

/** As people read it in Shanghai: 11-30 14:05. @param {string | number} at */
export const clockOf = (at) => new Date(ms(at) + ahead).toISOString().slice(5, 16).replace('T', ' ')

/** Minutes since midnight in Shanghai. @param {string | number} at */
export const minuteOfDay = (at) => Math.floor(((ms(at) + ahead) % 86_400_000) / minute)

/** @param {string} hhmm */
export const minuteOf = (hhmm) => Number(hhmm.slice(0, 2)) * 60 + Number(hhmm.slice(3, 5))

/** Minutes by which a time lies outside hours of the day, which may pass midnight: 22:00 to 06:00. */
export function minutesOutside(at, from, until) {
  const [a, b, m] = [minuteOf(from), minuteOf(until), minuteOfDay(at)]
  const isInside = a <= b ? m >= a && m <= b : m >= a || m <= b
  if (isInside || a === b) return 0
  const away = (x, y) => Math.min((x - y + 1440) % 1440, (y - x + 1440) % 1440)
  return Math.min(away(m, a), away(m, b))
}

/** @param {number} n */
export const round = (n, digits = 1) => Math.round(n * 10 ** digits) / 10 ** digits

/** Tonnes of so many cubic metres of a class. */
export const tonnesOf = (kind, quantity) => round(quantity * (limits.tonnes[kind] ?? 1.5), 2)

/**
 * Asks for several rows and notes at once: each that is not there yet is told, and the call begins again with all of them,
 * instead of once for each.
 * @param {(() => unknown)[]} asks at most ten
 */
export function together(asks) {
  let missing
  const found = asks.map((ask) => {
    try {
      return ask()
    } catch (error) {
      missing ??= error
      return null
    }
  })
  if (missing !== undefined) throw missing
  return found
}

/**
 * A finding, as a row. Its number is made of what it is about, so that the same is never told twice by a call that is repeated.
 * @param {any} ctx
 * @param {keyof typeof kinds} kind
 * @param {{ zh: string, en: string }} says the evidence in words
 * @param {Record<string, unknown>} about `object` names what it is counted for
 */
export function tell(ctx, kind, says, about) {
  const { severity, title } = kinds[kind]
  const words = { explanation: says.zh, explanation_en: says.en }
  const row = { id: ctx.id('F'), kind, title, severity, at: ctx.now, ...about, ...words }
  ctx.put('findings', row)
  return row
}
