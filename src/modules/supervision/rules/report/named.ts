import type { Cited } from '#kernel/reports/rules'
import type { Sentence } from '../../contract.ts'
import { workingHoursLate } from '../ladder.ts'
import type { Writing } from './compose.ts'
import * as f from './facts.ts'
import { overdueFigure } from './figures.ts'

/** Sections that name organizations, categories and cases. */

/** With fewer answers a share says more about chance than about the office. */
export const leastToRank = 10
/** A category that rose by fewer is not worth a sentence. */
export const leastToRise = 3
const mostNamed = 3
const mostWatched = 5

const both = (zh: string, en: string) => ({ zh, en })

export function organizationSentences(w: Writing): Sentence[] {
  return [rankingSentence(w), ...overdueSentences(w)]
}

function rankingSentence({ book, count, facts, orgName }: Writing): Sentence {
  const groups = [...Map.groupBy(f.answered(facts, count.now), (c) => c.lead?.org ?? '')]
    .filter(([org, cases]) => org !== '' && cases.length >= leastToRank)
    .map(([org, cases]) => ({
      org,
      n: cases.length,
      share: f.share(f.onTime(cases, count.now).length, cases.length) ?? 0,
    }))
    .toSorted((a, b) => b.share - a.share || b.n - a.n || (a.org < b.org ? -1 : 1))
  const least = count.threshold(leastToRank)
  const [best, worst] = [groups[0], groups.at(-1)]
  if (best === undefined || worst === undefined || best === worst) {
    const value = groups.length
    const rule = both('本期答复件数达到门槛', 'enough answers in the period')
    return book.say('report.no-ranking', {
      least,
      count: count.count({ value, figure: both('可比较的单位', 'organizations to compare'), rule }),
    })
  }
  const shareOf = (g: typeof best) =>
    count.share({
      value: g.share,
      figure: both('按时答复率', 'share answered on time'),
      rule: both('答复时钟在到期前停止，按主办单位', 'the answer clock stopped before it was due, by lead'),
    })
  const countOf = (g: typeof best) =>
    count.count({
      value: g.n,
      figure: both('答复', 'answers'),
      rule: both('按主办单位', 'by lead'),
      list: { org: g.org },
    })
  return book.say('report.best-worst', {
    least,
    best: book.name(orgName(best.org)),
    bestShare: shareOf(best),
    bestCount: countOf(best),
    worst: book.name(orgName(worst.org)),
    worstShare: shareOf(worst),
    worstCount: countOf(worst),
  })
}

function overdueSentences(w: Writing): Sentence[] {
  const { book, count, facts, orgName } = w
  const groups = [...Map.groupBy(f.overdueAt(facts, count.now.end), (c) => c.lead?.org ?? '')]
    .filter(([org]) => org !== '')
    .toSorted(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .slice(0, mostNamed)
  if (groups.length === 0) return [book.say('report.none-overdue', { count: overdueFigure(w) })]
  return groups.flatMap(([org, cases]) => {
    const [longest] = cases.toSorted((a, b) => (since(a, w) < since(b, w) ? -1 : 1))
    if (longest === undefined) return []
    return [
      book.say('report.org-overdue', {
        org: book.name(orgName(org)),
        count: count.count({
          value: cases.length,
          figure: both('超期未答复', 'overdue'),
          rule: both('按主办单位；列表是打开时的情况', 'by lead; the list is of the moment it is opened'),
          when: 'end',
          list: { overdue: 'true', org },
        }),
        number: count.caseNumber(longest.number, longest.id),
        hours: delayFigure(w, longest),
      }),
    ]
  })
}

const since = (c: f.CaseFact, { count }: Writing) => f.overdueSince(c, count.now.end) ?? ''

function delayFigure(w: Writing, c: f.CaseFact): Cited {
  const { count, calendar } = w
  return count.decimal({
    value: workingHoursLate(since(c, w), count.now.end, calendar(c.lead?.org)),
    figure: both('超期时长（工作小时）', 'delay in working hours'),
    rule: both('从到期到期末，按单位的工作日历', 'from the deadline to the end, on the office’s calendar'),
    when: 'end',
  })
}

export function categorySentences({ book, count, facts, period, categoryName }: Writing): Sentence[] {
  const tally = (span: f.Span) => {
    const groups = Map.groupBy(f.received(facts, span), (c) => c.category?.slice(0, 4) ?? '')
    return new Map([...groups].map(([code, cases]) => [code, cases.length]))
  }
  const [now, earlier] = [tally(count.now), tally(count.past)]
  const rose = [...now]
    .map(([code, n]) => ({ code, n, past: earlier.get(code) ?? 0 }))
    .filter(({ code, n, past }) => code !== '' && n - past >= leastToRise)
    .toSorted((a, b) => b.n - b.past - (a.n - a.past) || (a.code < b.code ? -1 : 1))
    .slice(0, mostNamed)
  if (rose.length === 0) return [book.say('report.no-category-rose', { least: count.threshold(leastToRise) })]
  const figure = both('收到诉求', 'appeals received')
  const rule = both('按提交时间和二级分类', 'by time of receipt and category of the second level')
  return rose.map(({ code, n, past }) => {
    const list = { from: period.from, to: period.to, category: code }
    const [a, b] = [
      count.count({ value: n, figure, rule, list }),
      count.count({ value: past, figure, rule, when: 'past' }),
    ]
    return book.say('report.category-rose', {
      category: book.name(categoryName(code)),
      count: a,
      before: b,
      change: count.change(a, b),
    })
  })
}

/** The highest rungs first, then the longest delays: by number, without a word of what was written. */
export function watchSentences(w: Writing): Sentence[] {
  const { book, count, facts, orgName, categoryName } = w
  const cases = f
    .overdueAt(facts, count.now.end)
    .toSorted((a, b) => rungAt(b, w) - rungAt(a, w) || (since(a, w) < since(b, w) ? -1 : 1))
    .slice(0, mostWatched)
  if (cases.length === 0) return [book.say('report.nothing-to-watch', { count: overdueFigure(w) })]
  return cases.map((c) => {
    const rung = rungAt(c, w)
    const named = {
      number: count.caseNumber(c.number, c.id),
      org: book.name(c.lead === null ? both('（尚未派单）', '(nobody yet)') : orgName(c.lead.org)),
      category: book.name(c.category === null ? both('未分类', 'no category yet') : categoryName(c.category)),
      hours: delayFigure(w, c),
    }
    if (rung === 0) return book.say('report.watch-new', named)
    const figure = both('升级级别', 'rung of the ladder')
    const rule = both('期末之前最后一次升级', 'the last escalation before the end')
    const list = { rung: String(rung) }
    return book.say('report.watch', {
      ...named,
      rung: count.count({ value: rung, figure, rule, when: 'end', list }),
    })
  })
}

/** The steps that were read reach back to the period before; an earlier rung stands in the case. */
function rungAt(c: f.CaseFact, { count }: Writing): number {
  const end = count.now.end.toISOString()
  const steps = c.steps.filter((s) => s.action === 'escalate' && s.rung !== null)
  const past = steps.filter((s) => s.at < end).map((s) => s.rung ?? 0)
  const [later] = steps.filter((s) => s.at >= end).toSorted((a, b) => (a.at < b.at ? -1 : 1))
  return past.at(-1) ?? (later?.rung != null ? later.rung - 1 : c.escalation)
}
