import { dayOf } from '#kernel/clock/rules'
import type { Case, CaseType } from '../define.ts'

/** What statistics know of a case. Plain JSON: it is stored beside the counts to which it led. */
export interface Facts {
  /** Path down to the township at most. */
  readonly place: string
  /** Lead organization, empty while there is none. */
  readonly org: string
  readonly channel: string
  /** Level-1 category code, empty while there is none. */
  readonly category: string
  /** Null when the case is over. */
  readonly open: string | null
  readonly marks: readonly Mark[]
  readonly submitted: string
  readonly answered: { readonly day: string; readonly onTime: boolean; readonly bucket: number } | null
  readonly closed: string | null
  readonly rated: { readonly day: string; readonly score: number; readonly solved: boolean } | null
}

export type Mark = 'held' | 'supervised' | 'reopened'

/** City, district, township: below, a day holds too few cases to be worth a count of its own. */
export const countedDepth = 3
/** The clock whose end says whether an answer came in time. */
const answerClock = 'answer'

/** Days are those of Shanghai; handling time runs from the receipt to the answer, nights and holidays included. */
export function factsOf(type: CaseType, c: Case): Facts {
  const isOver = type.final.includes(c.state)
  return {
    place: segments(c.place).slice(0, countedDepth).join('/'),
    org: c.lead?.org ?? '',
    channel: c.channel,
    category: c.category?.slice(0, 2) ?? '',
    open: isOver ? null : c.state,
    marks: isOver ? [] : marksOf(c),
    submitted: dayOf(new Date(c.createdAt)),
    answered: answeredOf(c),
    closed: c.closedAt === null ? null : dayOf(new Date(c.closedAt)),
    rated:
      c.rating === null
        ? null
        : { day: dayOf(new Date(c.rating.at)), score: c.rating.score, solved: c.rating.solved },
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

function answeredOf(c: Case): Facts['answered'] {
  if (c.answeredAt === null) return null
  const clock = c.clocks.find((k) => k.name === answerClock)
  const onTime = clock === undefined || (clock.stoppedAt ?? c.answeredAt) <= clock.due
  const hours = (Date.parse(c.answeredAt) - Date.parse(c.createdAt)) / 3_600_000
  return { day: dayOf(new Date(c.answeredAt)), onTime, bucket: bucketOf(hours) }
}

/** Buckets of handling time grow by 5 %, so that a quantile read from them is right to 2.5 %. */
const growth = Math.log(1.05)
/** Six minutes: what is answered faster falls into the first bucket. */
const shortest = 0.1

export function bucketOf(hours: number): number {
  return hours <= shortest ? 0 : Math.ceil(Math.log(hours / shortest) / growth)
}

/** The hours for which a bucket stands: its middle on the logarithmic scale. */
export function hoursOf(bucket: number): number {
  return bucket === 0 ? shortest : shortest * Math.exp(growth * (bucket - 0.5))
}

/** The hours below which a share of the answers lies; null without answers. */
export function quantile(counts: ReadonlyMap<number, number>, share: number): number | null {
  const sorted = [...counts].filter(([, n]) => n > 0).sort(([a], [b]) => a - b)
  const total = sorted.reduce((sum, [, n]) => sum + n, 0)
  let seen = 0
  for (const [bucket, n] of sorted) {
    seen += n
    if (seen >= share * total) return hoursOf(bucket)
  }
  return null
}

export function segments(place: string): string[] {
  return place.split('/')
}

/** The distribution key of a count: the county, or the city's code for what counts the whole city. */
export function districtOf(place: string): string {
  const [city = '', district] = segments(place)
  return district ?? city
}

/** The place itself and everything above it: `50`, `50/500107`, `50/500107/500107103`. */
export function upwards(place: string): string[] {
  const all = segments(place)
  return all.map((_, i) => all.slice(0, i + 1).join('/'))
}
