import { formatDate, formatDateTime } from '#kernel/clock/rules'
import type { Text } from '#kernel/reports/contract'
import { type Book, type Cited, shownCount } from '#kernel/reports/rules'
import type { RiskFacts } from './facts.ts'

type Filter = Readonly<Record<string, string | undefined>>

export interface Counted {
  readonly value: number
  readonly figure: Text
  readonly rule: Text
  /** `now`: as it stands when the report is made. */
  readonly when: 'period' | 'now'
  readonly link?: string
}

export interface Counting {
  readonly count: (o: Counted) => Cited
  readonly list: (path: string, filter: Filter) => string
}

export const both = (zh: string, en: string): Text => ({ zh, en })

/** Ties figures to the report's organization and year. */
export function counting(book: Pick<Book, 'cite'>, facts: RiskFacts): Counting {
  const texts = { period: periodOf(facts), now: instantOf(facts.at) }
  return {
    count: ({ value, figure, rule, when, link }) =>
      book.cite({ shown: shownCount(value), value, figure, rule, period: texts[when], link: link ?? null }),
    list: (path, filter) => {
      const given = Object.entries(filter).filter(
        (e): e is [string, string] => e[1] !== undefined && e[1] !== '',
      )
      const query = new URLSearchParams(given).toString()
      return `/desk${path}${query === '' ? '' : `?${query}`}`
    },
  }
}

/** '2026年1月1日至2026年12月31日'. */
export function periodOf({ from, until }: Pick<RiskFacts, 'from' | 'until'>): Text {
  const day = (d: string, locale: 'zh' | 'en') => formatDate(new Date(`${d}T12:00:00+08:00`), locale)
  return {
    zh: `${day(from, 'zh')}至${day(until, 'zh')}`,
    en: `${day(from, 'en')} to ${day(until, 'en')}`,
  }
}

function instantOf(at: string): Text {
  const when = new Date(at)
  return { zh: `截至${formatDateTime(when, 'zh')}`, en: `at ${formatDateTime(when, 'en')}` }
}
