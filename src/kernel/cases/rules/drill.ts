import type { Counted, Grouping, IndicatorDefinition, IndicatorFilters } from '../contract/indicators.ts'
import { timeGroupings } from './indicators.ts'

export interface Period {
  /** Days in Shanghai, both included. */
  readonly from: string
  readonly to: string
}

type ListFilters = Record<string, string>

/** Steps as the list of cases filters by them. */
const steps: Readonly<Record<string, string>> = {
  reopened: 'reopen',
  disputed: 'dispute',
  returned: 'giveBack',
  transferred: 'transfer',
  supervised: 'supervise',
  escalated: 'escalate',
  held: 'hold',
}

/** What of the measure one wants to see: the cases, what a better share would lack, or what it is a share of. */
function countedOf({ measure, better }: IndicatorDefinition): Counted | null {
  if (measure.kind === 'count') return measure.of
  if (measure.kind === 'ratio') {
    const { numerator, denominator } = measure
    if (better === 'lower') return numerator
    const isTimely = numerator.grain === 'case' && numerator.at === 'answered' && numerator.late === false
    if (isTimely) return { ...numerator, late: true }
    const isMet = numerator.grain === 'case' && numerator.at === 'due' && numerator.met === true
    if (isMet) return { ...numerator, met: false }
    const isRight = numerator.grain === 'case' && numerator.at === 'dispatched' && numerator.right === true
    if (isRight) return { ...numerator, right: false }
    const isSolved = numerator.grain === 'case' && numerator.at === 'rated' && numerator.solved === true
    return isSolved ? { ...numerator, solved: false } : denominator
  }
  const at = measure.kind === 'percentile' ? measure.duration : measure.of
  if (at === 'answer') return { grain: 'case', at: 'answered' }
  if (at === 'score') return { grain: 'case', at: 'rated' }
  return at === 'accept' ? { grain: 'case', at: 'accepted' } : { grain: 'case', at: 'dispatched' }
}

/**
 * Filters of the list that shows the cases behind a figure, null where the list cannot be cut so. Events show the cases
 * to which the step was done, each once.
 * @param today what is open can be listed for this day only
 */
export function drillOf(
  definition: IndicatorDefinition,
  period: Period,
  filters: IndicatorFilters,
  today: string,
): ListFilters | null {
  const counted = countedOf(definition)
  const common = commonFilters(filters)
  if (counted === null || common === null) return null
  const own = filtersOf(counted, period, today)
  return own === null ? null : { ...common, ...own }
}

function commonFilters({ channel, category, urgency, place, org }: IndicatorFilters): ListFilters | null {
  if (category !== undefined && category.length > 1) return null
  const all: [string, string | undefined][] = [
    ['channel', channel?.join(',')],
    ['category', category?.[0]],
    ['urgency', urgency?.join(',')],
    ['place', place],
    ['org', org],
  ]
  return Object.fromEntries(all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

function filtersOf(counted: Counted, { from, to }: Period, today: string): ListFilters | null {
  if (counted.grain === 'openDay') return to >= today ? { open: 'true' } : null
  if (counted.grain === 'openNow') {
    if (counted.mark === 'reopened') return null
    const mark: ListFilters = counted.mark === undefined ? {} : { [counted.mark]: 'true' }
    return counted.state === undefined ? { open: 'true', ...mark } : { state: counted.state.join(',') }
  }
  if (counted.grain === 'event') {
    const did = steps[counted.action]
    return did === undefined ? null : { did, didFrom: from, didTo: to }
  }
  return filtersOfMoment(counted, { from, to })
}

/** Cases by the day of a moment of their life. */
function filtersOfMoment(counted: Extract<Counted, { grain: 'case' }>, { from, to }: Period): ListFilters {
  if (counted.at === 'received') return { from, to }
  if (counted.at === 'accepted') return { acceptedFrom: from, acceptedTo: to }
  if (counted.at === 'dispatched') {
    const right: ListFilters = counted.right === undefined ? {} : { right: String(counted.right) }
    return { dispatchedFrom: from, dispatchedTo: to, ...right }
  }
  if (counted.at === 'due') {
    const met: ListFilters = counted.met === undefined ? {} : { met: String(counted.met) }
    return { dueFrom: from, dueTo: to, ...met }
  }
  if (counted.at === 'closed') return { closedFrom: from, closedTo: to }
  if (counted.at === 'answered') {
    const late: ListFilters = counted.late === undefined ? {} : { late: String(counted.late) }
    return { answeredFrom: from, answeredTo: to, ...late }
  }
  const solved: ListFilters = counted.solved === undefined ? {} : { solved: String(counted.solved) }
  const scores = { satisfied: '4,5', dissatisfied: '1,2', all: '1,2,3,4,5' }[counted.rating ?? 'all']
  return { rating: scores, ratedFrom: from, ratedTo: to, ...solved }
}

/** The filters of one point of a series; null where its key is no filter, such as cases without a category. */
export function pointFilters(
  groupBy: Grouping,
  key: string,
  filters: IndicatorFilters,
): IndicatorFilters | null {
  if (timeGroupings.includes(groupBy)) return filters
  if (key === '') return null
  if (groupBy === 'org') return { ...filters, org: key }
  if (groupBy === 'district' || groupBy === 'township')
    return key.split('/').length === (groupBy === 'district' ? 2 : 3) ? { ...filters, place: key } : null
  return { ...filters, [groupBy]: [key] }
}

/** The days of one point of a time series, cut by the period. */
export function pointPeriod(groupBy: Grouping, key: string, period: Period): Period {
  if (!timeGroupings.includes(groupBy)) return period
  const [first = key] = [key, period.from].sort().reverse()
  const [last = period.to] = [lastDay(groupBy, key), period.to].sort()
  return { from: first, to: last }
}

function lastDay(groupBy: Grouping, key: string): string {
  const end = new Date(`${key}T00:00:00Z`)
  if (groupBy === 'week') end.setUTCDate(end.getUTCDate() + 6)
  if (groupBy === 'month') end.setUTCMonth(end.getUTCMonth() + 1, 0)
  return end.toISOString().slice(0, 10)
}

/** First days of all days, weeks (from Monday) or months that a period touches. */
export function timeKeys(groupBy: Grouping, { from, to }: Period): string[] {
  const at = new Date(`${from}T00:00:00Z`)
  if (groupBy === 'week') at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7))
  if (groupBy === 'month') at.setUTCDate(1)
  const keys: string[] = []
  for (let key = at.toISOString().slice(0, 10); key <= to; key = at.toISOString().slice(0, 10)) {
    keys.push(key)
    if (groupBy === 'month') at.setUTCMonth(at.getUTCMonth() + 1)
    else at.setUTCDate(at.getUTCDate() + (groupBy === 'week' ? 7 : 1))
  }
  return keys
}

/** Both at once: what an indicator counts anyhow, and what is asked; null when nothing fits both. */
export function bothFilters(own: IndicatorFilters, asked: IndicatorFilters): IndicatorFilters | null {
  const inside = (a: string, b: string) => a === b || a.startsWith(`${b}/`)
  const place = own.place ?? asked.place
  const other = asked.place ?? place
  if (place !== undefined && other !== undefined && !inside(place, other) && !inside(other, place))
    return null
  if (own.org !== undefined && asked.org !== undefined && own.org !== asked.org) return null
  const codes: Partial<Record<'channel' | 'category' | 'urgency', string[]>> = {}
  for (const name of ['channel', 'category', 'urgency'] as const) {
    const [a, b] = [own[name], asked[name]]
    const both = a !== undefined && b !== undefined ? a.filter((code) => b.includes(code)) : (a ?? b)
    if (both?.length === 0) return null
    if (both !== undefined) codes[name] = both
  }
  const smaller = place !== undefined && other !== undefined && inside(other, place) ? other : place
  const org = own.org ?? asked.org
  return {
    ...codes,
    ...(smaller === undefined ? {} : { place: smaller }),
    ...(org === undefined ? {} : { org }),
  }
}
