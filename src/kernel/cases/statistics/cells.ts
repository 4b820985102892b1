import { districtOf, type Facts, upwards } from './facts.ts'

/** One row of the day counts, as a change to it. */
export interface DayCell {
  readonly district: string
  readonly type: string
  readonly place: string
  readonly org: string
  readonly axis: 'channel' | 'category' | 'hours'
  readonly day: string
  readonly key: string
  submitted: number
  answered: number
  on_time: number
  closed: number
  rated: number
  score: number
  solved: number
}

/** One row of the counts of open cases, as a change to it. */
export interface OpenCell {
  readonly district: string
  readonly type: string
  readonly place: string
  readonly org: string
  readonly axis: 'state' | 'category' | 'mark'
  readonly key: string
  open: number
}

type Measures = Omit<DayCell, 'district' | 'type' | 'place' | 'org' | 'axis' | 'day' | 'key'>

const nothing: Measures = { submitted: 0, answered: 0, on_time: 0, closed: 0, rated: 0, score: 0, solved: 0 }

/** Changes to the counts, gathered so that a batch of cases touches each row once. */
export class Changes {
  readonly days = new Map<string, DayCell>()
  readonly open = new Map<string, OpenCell>()

  /** Adds what a case counts for (`sign` 1) or takes it away (−1). */
  add(type: string, facts: Facts, sign: 1 | -1): void {
    for (const at of reachOf(facts)) {
      const { key } = at
      for (const [day, m] of dayMeasures(facts)) {
        this.#addDay(key, { ...at.columns, type, axis: 'channel', day, key: facts.channel }, m, sign)
        this.#addDay(key, { ...at.columns, type, axis: 'category', day, key: facts.category }, m, sign)
      }
      if (facts.answered !== null) {
        const { day, bucket } = facts.answered
        this.#addDay(
          key,
          { ...at.columns, type, axis: 'hours', day, key: String(bucket) },
          { answered: 1 },
          sign,
        )
      }
      if (facts.open === null) continue
      this.#addOpen(key, { ...at.columns, type, axis: 'state', key: facts.open }, sign)
      this.#addOpen(key, { ...at.columns, type, axis: 'category', key: facts.category }, sign)
      for (const mark of facts.marks)
        this.#addOpen(key, { ...at.columns, type, axis: 'mark', key: mark }, sign)
    }
  }

  #addDay(at: string, columns: Omit<DayCell, keyof Measures>, change: Partial<Measures>, sign: 1 | -1): void {
    const id = `${columns.type}|${at}|${columns.axis}|${columns.day}|${columns.key}`
    const cell = this.days.get(id) ?? { ...columns, ...nothing }
    this.days.set(id, cell)
    for (const [name, n] of Object.entries(change) as [keyof Measures, number][]) cell[name] += sign * n
  }

  #addOpen(at: string, columns: Omit<OpenCell, 'open'>, sign: 1 | -1): void {
    const id = `${columns.type}|${at}|${columns.axis}|${columns.key}`
    const cell = this.open.get(id) ?? { ...columns, open: 0 }
    this.open.set(id, cell)
    cell.open += sign
  }
}

/** Every place from the city down, once for all organizations and once for the lead's own. */
function reachOf(facts: Facts) {
  const orgs = facts.org === '' ? [''] : ['', facts.org]
  return upwards(facts.place).flatMap((place) =>
    orgs.map((org) => ({ key: `${place}|${org}`, columns: { district: districtOf(place), place, org } })),
  )
}

/** What happened on which day; a day on which several things happened comes once. */
function dayMeasures(facts: Facts): Map<string, Partial<Measures>> {
  const days = new Map<string, Partial<Measures>>()
  const put = (day: string, m: Partial<Measures>) => days.set(day, { ...days.get(day), ...m })
  put(facts.submitted, { submitted: 1 })
  if (facts.answered !== null)
    put(facts.answered.day, { answered: 1, on_time: facts.answered.onTime ? 1 : 0 })
  if (facts.closed !== null) put(facts.closed, { closed: 1 })
  if (facts.rated !== null)
    put(facts.rated.day, { rated: 1, score: facts.rated.score, solved: facts.rated.solved ? 1 : 0 })
  return days
}
