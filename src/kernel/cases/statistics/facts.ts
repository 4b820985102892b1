import { dayOf } from '#kernel/clock/rules'
import type { Case, CaseType } from '../define.ts'
import type { DurationName, MeasureName } from '../rules/measures.ts'
import { bucketOf } from './buckets.ts'

/** A step of the timeline, as far as it is counted. */
export interface CountedStep {
  readonly action: string
  readonly at: string
  readonly to: string
  /** The organization that the step named. */
  readonly org: string | null
}

export type DayMeasures = Partial<Record<MeasureName, number>>

/** What statistics know of a case. Plain JSON: it is stored beside the counts to which it led. */
export interface Facts {
  /** Path down to the township at most. */
  readonly place: string
  /** Lead organization, empty while there is none. */
  readonly org: string
  readonly channel: string
  /** Level-1 category code, empty while there is none. */
  readonly category: string
  readonly urgency: string
  /** Null when the case is over. */
  readonly open: string | null
  readonly marks: readonly Mark[]
  /** What happened, by day in Shanghai. */
  readonly days: Readonly<Record<string, DayMeasures>>
  /** Day of the end, and bucket. */
  readonly durations: Partial<Readonly<Record<DurationName, readonly [day: string, bucket: number]>>>
}

export type Mark = 'held' | 'supervised' | 'reopened'

/** City, district, township: below, a day holds too few cases to be worth a count of its own. */
export const countedDepth = 3
/** The clock whose end says whether an answer came in time. */
const answerClock = 'answer'
const minuteMs = 60_000

/** Steps that are counted on the day on which they were taken. */
const countedSteps: Readonly<Record<string, MeasureName>> = {
  reopen: 'reopened',
  dispute: 'disputed',
  giveBack: 'returned',
  transfer: 'transferred',
  supervise: 'supervised',
  escalate: 'escalated',
  hold: 'held',
}
/** Steps that name the organization that is to handle the case. */
const routing = new Set(['dispatch', 'transfer', 'arbitrate'])

/** Durations run over nights and holidays; the case counts wholly for what it is now (place, lead, category). */
export function factsOf(type: CaseType, c: Case, steps: readonly CountedStep[]): Facts {
  const isOver = type.final.includes(c.state)
  const days = new Days()
  days.add(c.createdAt, { submitted: 1 })
  const durations = {
    ...countDispatch(days, c, steps),
    ...countAcceptance(days, c),
    ...countAnswer(days, c),
  }
  countDue(days, c, isOver)
  if (c.closedAt !== null) days.add(c.closedAt, { closed: 1 })
  countRating(days, c)
  for (const { action, at } of steps) {
    const measure = countedSteps[action]
    if (measure !== undefined) days.add(at, { [measure]: 1 })
  }
  for (const h of c.co)
    if (h.answeredAt !== null)
      days.add(h.answeredAt, { co_answered: 1, co_late: h.due !== null && h.answeredAt > h.due ? 1 : 0 })
  countOpenChanges(days, type, c, steps)
  return {
    place: segments(c.place).slice(0, countedDepth).join('/'),
    org: c.lead?.org ?? '',
    channel: c.channel,
    category: c.category?.slice(0, 2) ?? '',
    urgency: c.urgency ?? '',
    open: isOver ? null : c.state,
    marks: isOver ? [] : marksOf(c),
    days: days.all(),
    durations,
  }
}

class Days {
  readonly #days = new Map<string, DayMeasures>()

  add(at: string, change: DayMeasures): void {
    const day = dayOf(new Date(at))
    const sums = this.#days.get(day) ?? {}
    for (const [name, n] of Object.entries(change) as [MeasureName, number][])
      if (n !== 0) sums[name] = (sums[name] ?? 0) + n
    this.#days.set(day, sums)
  }

  /** Zeros are left out, so that equal facts are equal JSON. */
  all(): Record<string, DayMeasures> {
    const kept = [...this.#days].map(([day, sums]) => [
      day,
      Object.fromEntries(Object.entries(sums).filter(([, n]) => n !== 0)),
    ])
    return Object.fromEntries(kept)
  }
}

function marksOf(c: Case): Mark[] {
  const all: [Mark, boolean][] = [
    ['held', c.hold !== null],
    ['supervised', c.supervised],
    ['reopened', c.reopened > 0],
  ]
  return all.filter(([, on]) => on).map(([mark]) => mark)
}

type Durations = Partial<Record<DurationName, readonly [string, number]>>

function lasted(name: DurationName, from: string, to: string): Durations {
  const hours = Math.max(0, Date.parse(to) - Date.parse(from)) / (60 * minuteMs)
  return { [name]: [dayOf(new Date(to)), bucketOf(hours)] }
}

function minutes(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / minuteMs))
}

/** The first dispatch was right if the case never had to go anywhere else. */
function countDispatch(days: Days, c: Case, steps: readonly CountedStep[]): Durations {
  const first = steps.find((s) => s.action === 'dispatch')
  if (first === undefined) return {}
  const wentOn = steps.some(
    (s) => s.action === 'giveBack' || (routing.has(s.action) && s.org !== null && s.org !== first.org),
  )
  days.add(first.at, {
    dispatched: 1,
    dispatched_right: wentOn ? 0 : 1,
    dispatch_minutes: minutes(c.createdAt, first.at),
  })
  return lasted('dispatch', c.createdAt, first.at)
}

function countAcceptance(days: Days, { lead }: Case): Durations {
  if (lead === null || lead.acceptedAt === null) return {}
  days.add(lead.acceptedAt, { accepted: 1, accept_minutes: minutes(lead.since, lead.acceptedAt) })
  return lasted('accept', lead.since, lead.acceptedAt)
}

function countAnswer(days: Days, c: Case): Durations {
  if (c.answeredAt === null) return {}
  days.add(c.answeredAt, {
    answered: 1,
    on_time: isOnTime(c, c.answeredAt) ? 1 : 0,
    answer_minutes: minutes(c.createdAt, c.answeredAt),
  })
  return lasted('answer', c.createdAt, c.answeredAt)
}

function isOnTime(c: Case, answeredAt: string): boolean {
  const clock = c.clocks.find((k) => k.name === answerClock)
  return clock === undefined || (clock.stoppedAt ?? answeredAt) <= clock.due
}

/** An answer is due on the day on which its time ends, unless the case was given back or is over without one. */
function countDue(days: Days, c: Case, isOver: boolean): void {
  const clock = c.clocks.find((k) => k.name === answerClock)
  if (clock === undefined) return
  if (c.answeredAt !== null) days.add(clock.due, { due: 1, due_met: isOnTime(c, c.answeredAt) ? 1 : 0 })
  else if (clock.stoppedAt === null && !isOver) days.add(clock.due, { due: 1 })
}

function countRating(days: Days, { rating }: Case): void {
  if (rating === null) return
  days.add(rating.at, {
    rated: 1,
    score: rating.score,
    solved: rating.solved ? 1 : 0,
    satisfied: rating.score >= 4 ? 1 : 0,
    dissatisfied: rating.score <= 2 ? 1 : 0,
  })
}

/** +1 when it came in or was reopened, −1 when it ended; the sum is always whether it is open now. */
function countOpenChanges(days: Days, type: CaseType, c: Case, steps: readonly CountedStep[]): void {
  let open = true
  days.add(c.createdAt, { open_change: 1 })
  const change = (at: string, to: boolean) => {
    if (to !== open) days.add(at, { open_change: to ? 1 : -1 })
    open = to
  }
  for (const s of steps) change(s.at, !type.final.includes(s.to))
  change(c.closedAt ?? c.updatedAt, !type.final.includes(c.state))
}

export function segments(place: string): string[] {
  return place.split('/')
}

/** The distribution key of a count: the county, or the city's code for what is known of the city alone. */
export function districtOf(place: string): string {
  const [city = '', district] = segments(place)
  return district ?? city
}
