import type { Sentence, Text } from '#kernel/reports/contract'
import { openBook } from '#kernel/reports/rules'
import { type Domain, levels, type PlaceBar, type WarningReportContent } from '../../contract.ts'
import { domainNames, kindNames, warningSentences, warningTitles } from '../../messages/report.ts'
import type { ReportFacts, Scope } from './facts.ts'
import { counting, type Subject } from './figures.ts'
import * as judged from './judged.ts'
import { periodText } from './period.ts'
import * as write from './sections.ts'

export interface Composing {
  readonly scope: Scope
  readonly subject: Subject
  readonly facts: ReportFacts
  readonly placeName: (path: string) => Text
  readonly orgName: (code: string) => Text
}

/** A report as data: sections of sentences, and the source of every number. Pure: the same facts, the same report. */
export function composeWarningReport(o: Composing): WarningReportContent {
  const { scope, subject } = o
  const opened = openBook(warningSentences)
  const names = new Set<string>()
  const book: typeof opened = {
    ...opened,
    name(shown) {
      names.add(shown.zh)
      return opened.name(shown)
    },
  }
  const w: write.Writing = { ...o, book, counting: counting(book, subject) }
  const section = (key: keyof typeof warningTitles, sentences: Sentence[]) => ({
    key,
    title: warningTitles[key],
    sentences,
  })
  const sections = [
    section('situation', write.situationSentences(w)),
    { key: 'places' as const, title: warningTitles.places, ...write.placeSection(w) },
    section('high', judged.highSentences(w)),
    section('accuracy', judged.accuracySentences(w)),
    section('load', judged.loadSentences(w)),
    section('silences', judged.silenceSentences(w)),
    section('outlook', judged.outlookSentences(w)),
  ]
  return {
    title: titleOf(o),
    scopeName: scope.name,
    period: periodText(subject.period),
    at: subject.at.toISOString(),
    exercise: subject.exercise,
    sections,
    sources: book.sources(),
    bars: barsOf(w),
    names: [...names],
  }
}

function barsOf(w: write.Writing): PlaceBar[] {
  return write.placesOf(w).map(({ place, raised }) => ({
    place,
    name: w.placeName(place),
    counts: Object.fromEntries(
      levels.map((l) => [l, raised.filter((r) => r.level === l).length]),
    ) as PlaceBar['counts'],
  }))
}

function titleOf({ scope, subject: { period, domain, exercise } }: Composing): Text {
  const kind = kindNames[period.kind]
  const of = domain === null ? { zh: '', en: '' } : domainNames[domain as Domain]
  return {
    zh: `${scope.name.zh}${of.zh}预警治理${kind.zh}${exercise ? '（演练和模拟数据）' : ''}`,
    en: `Early warning, ${kind.en}, ${scope.name.en}${domain === null ? '' : `, ${of.en}`}${exercise ? ' (exercises and simulated data)' : ''}`,
  }
}
