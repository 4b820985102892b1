import type { DurationName, MeasureName } from '../rules/measures.ts'
import { type DayMeasures, districtOf, type Facts, segments } from './facts.ts'
import {
  type DayGrain,
  type Dimension,
  type DurationGrain,
  dayGrains,
  durationGrains,
  durationMonthGrains,
  monthGrains,
} from './grains.ts'
import { monthOf } from './months.ts'

/** A grain, what it tells apart, and the day under which it counts a day. */
type Counting<G> = readonly [grain: G, dimensions: readonly Dimension[], dayFor: (day: string) => string]

function countings<G extends string>(
  grains: Partial<Readonly<Record<G, readonly Dimension[]>>>,
  dayFor: (day: string) => string,
): Counting<G>[] {
  return (Object.entries(grains) as [G, readonly Dimension[]][]).map(([g, known]) => [g, known, dayFor])
}

const itself = (day: string) => day
const countedDays = [...countings<DayGrain>(dayGrains, itself), ...countings<DayGrain>(monthGrains, monthOf)]
const countedDurations = [
  ...countings<DurationGrain>(durationGrains, itself),
  ...countings<DurationGrain>(durationMonthGrains, monthOf),
]

/** One row of the day counts, as a change to it. */
export type DayCell = {
  district: string
  grain: DayGrain
  type: string
  day: string
  place: string
  lead_org: string
  channel: string
  category: string
  urgency: string
} & { [M in MeasureName]?: number }

/** One row of the durations, as a change to it. */
export interface DurationCell {
  readonly district: string
  readonly grain: DurationGrain
  readonly type: string
  readonly duration: DurationName
  readonly day: string
  readonly place: string
  readonly lead_org: string
  readonly category: string
  readonly bucket: number
  cases: number
}

/** One row of what is open now, as a change to it. */
export interface OpenCell {
  readonly district: string
  readonly type: string
  readonly place: string
  readonly lead_org: string
  readonly channel: string
  readonly category: string
  readonly urgency: string
  readonly state: string
  open: number
  held: number
  supervised: number
  reopened: number
}

/** Changes to the counts, gathered so that a batch of cases touches each row once. */
export class Changes {
  readonly days = new Map<string, DayCell>()
  readonly durations = new Map<string, DurationCell>()
  readonly open = new Map<string, OpenCell>()

  /** Adds what a case counts for (`sign` 1) or takes it away (−1). */
  add(type: string, facts: Facts, sign: 1 | -1): void {
    for (const [grain, dimensions, dayFor] of countedDays)
      for (const [day, measures] of Object.entries(facts.days))
        this.#addDay({ grain, type, day: dayFor(day), ...columnsOf(facts, dimensions) }, measures, sign)
    for (const [grain, dimensions, dayFor] of countedDurations)
      for (const [duration, [day, bucket]] of Object.entries(facts.durations) as [
        DurationName,
        readonly [string, number],
      ][]) {
        const { channel: _channel, urgency: _urgency, ...columns } = columnsOf(facts, dimensions)
        this.#addDuration({ grain, type, duration, day: dayFor(day), bucket, ...columns }, sign)
      }
    if (facts.open !== null) this.#addOpen(type, facts, facts.open, sign)
  }

  #addDay(columns: Omit<DayCell, MeasureName>, change: DayMeasures, sign: 1 | -1): void {
    const id = Object.values(columns).join('|')
    const cell: DayCell = this.days.get(id) ?? { ...columns }
    this.days.set(id, cell)
    for (const [name, n] of Object.entries(change) as [MeasureName, number][])
      cell[name] = (cell[name] ?? 0) + sign * n
  }

  #addDuration(columns: Omit<DurationCell, 'cases'>, sign: 1 | -1): void {
    const id = Object.values(columns).join('|')
    const cell = this.durations.get(id) ?? { ...columns, cases: 0 }
    this.durations.set(id, cell)
    cell.cases += sign
  }

  #addOpen(type: string, facts: Facts, state: string, sign: 1 | -1): void {
    const columns = { type, state, ...columnsOf(facts, dayGrains.fine) }
    const id = Object.values(columns).join('|')
    const cell = this.open.get(id) ?? { ...columns, open: 0, held: 0, supervised: 0, reopened: 0 }
    this.open.set(id, cell)
    cell.open += sign
    for (const mark of facts.marks) cell[mark] += sign
  }
}

/** The columns of a grain; what it leaves out is empty, and without townships the place is the district. */
function columnsOf(facts: Facts, dimensions: readonly Dimension[]) {
  const has = (d: Dimension) => dimensions.includes(d)
  const place = has('township') ? facts.place : segments(facts.place).slice(0, 2).join('/')
  return {
    district: districtOf(place),
    place,
    lead_org: has('org') ? facts.org : '',
    channel: has('channel') ? facts.channel : '',
    category: has('category') ? facts.category : '',
    urgency: has('urgency') ? facts.urgency : '',
  }
}
