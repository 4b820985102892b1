import type { Sentence, Text } from '#kernel/reports/contract'
import { openBook } from '#kernel/reports/rules'
import type { RiskContent, RiskSection } from '../../contract/report.ts'
import { riskMessages, sectionTitles } from '../../messages/report.ts'
import type { RiskFacts } from './facts.ts'
import { counting, periodOf } from './figures.ts'
import { findingSentences, readingSentences } from './findings.ts'
import * as write from './sections.ts'

/** The yearly report as data: sections of sentences, and the source of every number. Pure: the same facts, the same report. */
export function composeRiskReport(facts: RiskFacts, simulated: boolean): RiskContent {
  const book = openBook(riskMessages)
  const w: write.Writing = { facts, book, counting: counting(book, facts) }
  const section = (key: RiskSection['key'], sentences: readonly Sentence[]): RiskSection => ({
    key,
    title: sectionTitles[key].title,
    basis: sectionTitles[key].basis,
    sentences: [...sentences],
  })
  const sections = [
    section('resources', write.resourceSentences(w)),
    section('personal', write.personalSentences(w)),
    section('grants', write.grantSentences(w)),
    section('exchanges', write.exchangeSentences(w)),
    section('assessments', write.assessmentSentences(w)),
    section('findings', findingSentences(w)),
    section('readings', readingSentences(w)),
    section('deletion', write.deletionSentences(w)),
  ]
  return {
    title: titleOf(facts, simulated),
    period: periodOf(facts),
    at: facts.at,
    simulated,
    sections,
    sources: book.sources(),
  }
}

function titleOf({ orgName, year }: Pick<RiskFacts, 'orgName' | 'year'>, simulated: boolean): Text {
  return {
    zh: `${orgName.zh}${year}年度数据安全风险评估报告${simulated ? '（模拟数据）' : ''}`,
    en: `Data security risk report ${year}, ${orgName.en}${simulated ? ' (simulated data)' : ''}`,
  }
}
