import type { WorkingCalendar } from '#kernel/clock/define'
import { type Book, openBook } from '#kernel/reports/rules'
import type { ReportContent, Section, Sentence, Text } from '../../contract.ts'
import { reportMessages, sectionTitles } from '../../messages/report.ts'
import { boundsOf, type Period, periodText } from '../period.ts'
import type { Scope } from '../scopes.ts'
import type { CaseFact } from './facts.ts'
import { type Counting, counting } from './figures.ts'
import { categorySentences, organizationSentences, watchSentences } from './named.ts'
import {
  disputeSentences,
  escalationSentences,
  latenessSentences,
  overviewSentences,
  satisfactionSentences,
} from './sections.ts'

export interface ReportInput {
  readonly scope: Scope
  readonly period: Period
  readonly facts: readonly CaseFact[]
  /** The cases behind it are made up, as in the demo city. */
  readonly simulated: boolean
  readonly orgName: (code: string) => Text
  readonly categoryName: (code: string) => Text
  readonly calendar: (org?: string) => WorkingCalendar
}

/** What each section is written from. */
export interface Writing extends ReportInput {
  readonly book: Book<keyof typeof reportMessages>
  readonly count: Counting
}

/** A report as data: sections of sentences, and the source of every number in them. Pure: the same facts, the same report. */
export function composeReport(input: ReportInput): ReportContent {
  const book = openBook(reportMessages)
  const writing: Writing = { ...input, book, count: counting(book, input) }
  const section = (key: keyof typeof sectionTitles, sentences: readonly Sentence[]): Section => ({
    key,
    title: sectionTitles[key],
    sentences: [...sentences],
  })
  const sections = [
    section('overview', overviewSentences(writing)),
    section('organizations', organizationSentences(writing)),
    section('categories', categorySentences(writing)),
    section('lateness', latenessSentences(writing)),
    section('disputes', disputeSentences(writing)),
    section('satisfaction', satisfactionSentences(writing)),
    section('escalations', escalationSentences(writing)),
    section('watch', watchSentences(writing)),
  ]
  const { scope, period, simulated } = input
  const { end } = boundsOf(period)
  return {
    title: titleOf(scope, period, simulated),
    scopeName: scope.name,
    period: periodText(period),
    at: end.toISOString(),
    simulated,
    sections,
    sources: book.sources(),
  }
}

export function titleOf(
  scope: Pick<Scope, 'name'>,
  { kind }: Pick<Period, 'kind'>,
  simulated: boolean,
): Text {
  const zh = kind === 'day' ? '诉求办理日报' : '诉求办理周报'
  const en = kind === 'day' ? 'Daily report on appeals' : 'Weekly report on appeals'
  return {
    zh: `${scope.name.zh}${zh}${simulated ? '（模拟数据）' : ''}`,
    en: `${en}, ${scope.name.en}${simulated ? ' (simulated data)' : ''}`,
  }
}
