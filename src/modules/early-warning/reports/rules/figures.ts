import { formatDateTime } from '#kernel/clock/rules'
import type { Text } from '#kernel/reports/contract'
import { type Book, both, type Cited, shownCount, shownDecimal, shownShare } from '#kernel/reports/rules'
import { before, boundsOf, type Period, periodText } from './period.ts'

type Filter = Readonly<Record<string, string | undefined>>
type When = 'now' | 'past' | 'end' | 'made'

export interface Counted {
  readonly value: number | null
  readonly figure: Text
  readonly rule: Text
  /** `end`: as it stood when the period was over; `made`: when the report was made. Default: in the period. */
  readonly when?: When
  /** Address in the desk of what was counted; none where a list cannot show it. */
  readonly link?: string
}

export interface Counting {
  readonly count: (o: Counted) => Cited
  readonly share: (o: Counted) => Cited
  readonly decimal: (o: Counted) => Cited
  readonly change: (now: Cited, past: Cited) => Cited
  /** The board with the warnings of this report that fit. */
  readonly board: (filter: Filter) => string
  readonly accuracy: () => string
}

export interface Subject {
  readonly places: readonly string[]
  readonly period: Period
  readonly domain: string | null
  readonly exercise: boolean
  readonly at: Date
}

/** Ties figures to the report's places, period, domain and kind of data. */
export function counting(book: Pick<Book, 'cite'>, subject: Subject): Counting {
  const { period, at } = subject
  const texts: Record<When, Text> = {
    now: periodText(period),
    past: periodText(before(period)),
    end: instantText(boundsOf(period).end.getTime() > at.getTime() ? at : boundsOf(period).end),
    made: instantText(at),
  }
  const cite = (o: Counted, shown: Text) =>
    book.cite({
      shown,
      value: o.value,
      figure: o.figure,
      period: texts[o.when ?? 'now'],
      rule: o.rule,
      link: o.link ?? null,
    })
  return {
    count: (o) => cite(o, shownCount(o.value)),
    share: (o) => cite(o, shownShare(o.value)),
    decimal: (o) => cite(o, shownDecimal(o.value)),
    change(a, b) {
      const value = a.value === null || b.value === null ? null : a.value - b.value
      return cite(
        {
          value,
          figure: { zh: '与上一期相差', en: 'difference to the period before' },
          rule: { zh: '本期数减上一期数', en: 'this period minus the one before' },
        },
        shownChange(value),
      )
    },
    board: (filter) => address({ state: 'any', ...where(subject), ...filter }),
    accuracy: () => address({ view: 'accuracy', from: period.from, until: period.to, ...where(subject) }),
  }
}

/** The report's own filters: one place as a place, several as a list; the whole city is no filter. */
function where({ places, domain, exercise }: Subject): Filter {
  const [first] = places
  const place = places.length > 1 || first === '50' ? undefined : first
  return {
    place,
    within: places.length > 1 ? places.join(',') : undefined,
    domain: domain ?? undefined,
    exercise: String(exercise),
  }
}

function address(filter: Filter): string {
  const given = Object.entries(filter).filter((e): e is [string, string] => e[1] !== undefined)
  return `/desk/warnings?${new URLSearchParams(given).toString()}`
}

function shownChange(value: number | null): Text {
  if (value === null) return both('—')
  if (value === 0) return { zh: '持平', en: 'unchanged' }
  const n = Math.abs(value)
  return value > 0 ? { zh: `增加 ${n} 个`, en: `${n} more` } : { zh: `减少 ${n} 个`, en: `${n} fewer` }
}

function instantText(at: Date): Text {
  return { zh: `截至${formatDateTime(at, 'zh')}`, en: `at ${formatDateTime(at, 'en')}` }
}
