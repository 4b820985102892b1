import type { Sentence } from '#kernel/reports/contract'
import type { CheckName } from '../../contract/checks.ts'
import { checkMessages } from '../../messages/checks.ts'
import { both, type Counting } from './figures.ts'
import type { Writing } from './sections.ts'

/** Sentences about what the checks found, and the counts that other sections take from them. */

type Counts = Pick<Writing, 'facts'> & { readonly counting: Counting }
type Which = 'opened' | 'ended' | 'open' | 'settled' | 'closed' | 'excepted'

const figures: Readonly<Record<Which, { zh: string; en: string }>> = {
  opened: both('核查发现', 'findings'),
  ended: both('结案', 'findings over'),
  open: both('未结发现', 'open findings'),
  settled: both('原因消除而结案', 'ended with their cause'),
  closed: both('处理后结案', 'closed after work'),
  excepted: both('作为例外保留', 'kept as exceptions'),
}

/** Findings of some checks; each opens its list. */
export function findingCount(
  { facts, counting: { count, list } }: Counts,
  checks: readonly CheckName[] | null,
  which: Which,
) {
  const rows = facts.findings.filter((f) => checks === null || checks.includes(f.check))
  const isState = which === 'settled' || which === 'closed' || which === 'excepted'
  const value = rows
    .filter((f) => !isState || f.state === which)
    .reduce((sum, f) => sum + (isState ? f.ended : f[which as 'opened' | 'ended' | 'open']), 0)
  const check = checks?.join(',')
  const state = isState || which === 'open' ? which : undefined
  const span = spanOf(facts, which)
  return count({
    value,
    figure: figures[which],
    rule:
      which === 'open'
        ? both('成稿时尚未结案', 'not over when the report was made')
        : both('按发现或结案的日期', 'by the day of finding or ending'),
    when: which === 'open' ? 'now' : 'period',
    link: list('/data-checks', { view: 'findings', org: facts.org, check, state, ...span }),
  })
}

/** Filters of the list by the day of opening or of the end. */
function spanOf({ from, until }: Pick<Writing['facts'], 'from' | 'until'>, which: Which) {
  if (which === 'opened') return { from, until }
  return which === 'open' ? {} : { endedFrom: from, endedUntil: until }
}

const readings: readonly CheckName[] = ['reading-officer', 'reading-consumer']

export function findingSentences(w: Writing): Sentence[] {
  const { facts, book } = w
  const opened = findingCount(w, null, 'opened')
  const total = facts.findings.reduce((sum, f) => sum + f.opened + f.open + f.ended, 0)
  if (total === 0) return [book.say('risk.no-findings', { opened })]
  const checks = [...new Set(facts.findings.map((f) => f.check))].filter((c) => !readings.includes(c))
  return [
    book.say('risk.findings', {
      opened,
      settled: findingCount(w, null, 'settled'),
      closed: findingCount(w, null, 'closed'),
      excepted: findingCount(w, null, 'excepted'),
      open: findingCount(w, null, 'open'),
      late: w.counting.count({
        value: facts.late,
        figure: both('超期答复', 'answered late'),
        rule: both(
          '答复时已过时限，或已过时限尚未答复',
          'answered after its deadline, or past it and not answered',
        ),
        when: 'period',
        link: w.counting.list('/data-checks', {
          view: 'findings',
          org: facts.org,
          from: facts.from,
          until: facts.until,
          late: 'true',
        }),
      }),
    }),
    ...checks.map((check) =>
      book.say('risk.finding-line', {
        check: book.name(checkMessages[`data-check.name.${check}`]),
        opened: findingCount(w, [check], 'opened'),
        open: findingCount(w, [check], 'open'),
      }),
    ),
  ]
}

export function readingSentences(w: Writing): Sentence[] {
  return [
    w.book.say('risk.readings', {
      officers: findingCount(w, ['reading-officer'], 'opened'),
      consumers: findingCount(w, ['reading-consumer'], 'opened'),
      closed: findingCount(w, readings, 'ended'),
      open: findingCount(w, readings, 'open'),
    }),
  ]
}
