import { formatDateTime } from '#kernel/clock/rules'
import { type Book, both, type Cited, shownCount, shownDecimal, shownShare } from '#kernel/reports/rules'
import type { Text } from '../../contract.ts'
import { before, boundsOf, type Period, periodText } from '../period.ts'
import type { Scope } from '../scopes.ts'
import { type CaseFact, overdueAt, type Span } from './facts.ts'

type Filter = Readonly<Record<string, string>>

/** How a figure of this report is written down; `now` is its period, `past` the one before. */
export interface Counting {
  readonly now: Span
  readonly past: Span
  readonly count: (o: Counted) => Cited
  readonly share: (o: Counted) => Cited
  readonly decimal: (o: Counted) => Cited
  readonly change: (now: Cited, past: Cited) => Cited
  readonly caseNumber: (number: string, id: string) => Cited
  readonly threshold: (value: number) => Cited
}

export interface Counted {
  readonly value: number | null
  readonly figure: Text
  readonly rule: Text
  /** `end`: as it stood when the period was over. */
  readonly when?: 'now' | 'past' | 'end' | 'end-past'
  /** Filters of the list that shows the cases; none where a list cannot. */
  readonly list?: Filter
}

/** Ties figures to the report's scope and periods. */
export function counting(
  book: Pick<Book, 'cite'>,
  { scope, period }: { scope: Scope; period: Period },
): Counting {
  const earlier = before(period)
  const [now, past] = [boundsOf(period), boundsOf(earlier)]
  const texts: Record<NonNullable<Counted['when']>, Text> = {
    now: periodText(period),
    past: periodText(earlier),
    end: instantText(now.end),
    'end-past': instantText(past.end),
  }
  const cite = (o: Counted, shown: Text) =>
    book.cite({
      shown,
      value: o.value,
      figure: o.figure,
      period: texts[o.when ?? 'now'],
      rule: o.rule,
      link: o.list === undefined ? null : listLink(scope, o.list),
    })
  return {
    now,
    past,
    count: (o) => cite(o, shownCount(o.value)),
    share: (o) => cite(o, shownShare(o.value)),
    decimal: (o) => cite(o, shownDecimal(o.value)),
    change: (a, b) => {
      const value = a.value === null || b.value === null ? null : a.value - b.value
      const figure = { zh: '与上一期相差', en: 'difference to the period before' }
      const rule = { zh: '本期数减上一期数', en: 'this period minus the one before' }
      return cite({ value, figure, rule }, shownChange(value))
    },
    caseNumber: (number, id) =>
      book.cite({
        shown: both(number),
        value: null,
        figure: { zh: '事项编号', en: 'number of the case' },
        period: texts.end,
        rule: { zh: '登记时的编号', en: 'as registered' },
        link: `/desk/?tab=all&case=${id}`,
      }),
    threshold: (value) =>
      book.cite({
        shown: both(String(value)),
        value,
        figure: { zh: '比较所需的最少件数', en: 'least number to compare' },
        period: texts.now,
        rule: { zh: '报告的固定规则，件数太少时偶然性大', en: 'fixed rule of the report: fewer are chance' },
        link: null,
      }),
  }
}

/** The list of the desk, cut to the scope. */
function listLink(scope: Scope, filter: Filter): string {
  const place = scope.places.join(',')
  return `/desk/?${new URLSearchParams({ tab: 'all', ...filter, ...(place === '' ? {} : { place }) })}`
}

/** The end of a day is its last minute: nobody reads 00:00 as the evening before. */
function instantText(end: Date): Text {
  const at = new Date(end.getTime() - 60_000)
  return { zh: `截至${formatDateTime(at, 'zh')}`, en: `at ${formatDateTime(at, 'en')}` }
}

/** Overdue at the end of the period. */
export function overdueFigure({
  count,
  facts,
}: {
  readonly count: Counting
  readonly facts: readonly CaseFact[]
}): Cited {
  return count.count({
    value: overdueAt(facts, count.now.end).length,
    figure: { zh: '超期未答复', en: 'overdue' },
    rule: {
      zh: '尚未答复，且有一个时钟已到期；列表是打开时的情况',
      en: 'not answered, and a running clock has passed its time; the list is of the moment it is opened',
    },
    when: 'end',
    list: { overdue: 'true' },
  })
}

/** '增加 3', '减少 2', '持平'; a dash where one side is unknown. */
function shownChange(difference: number | null): Text {
  if (difference === null) return both('—')
  if (difference === 0) return { zh: '持平', en: 'no change' }
  const size = Math.abs(difference)
  return difference > 0
    ? { zh: `增加 ${size} 件`, en: `${size} more` }
    : { zh: `减少 ${size} 件`, en: `${size} fewer` }
}
