import { createHash } from 'node:crypto'
import type { Algorithm } from '#kernel/decisions'
import { confidenceOf, foldText, type Hit } from '#models/retrieval'
import type { Citation } from './contract.ts'
import { type KnownPassage, type Library, retrievalSettings } from './register.ts'
import { extract } from './rules.ts'

export interface AnswerInput {
  /** Identifiers are masked before it comes here. */
  readonly question: string
}

export interface AnswerOutput {
  readonly passages: readonly string[]
  /** Of the index that was asked. */
  readonly stamp: string
}

export const answerCode = 'assistant.answer'
const shown = 3
/** The tail holds what synonyms added: of little weight in the search, of much for the choice of the sentence. */
const shownTerms = 60

const described = JSON.stringify({ retrieval: retrievalSettings, calibration: confidenceOf.toString() })
const hash = createHash('sha256').update(described).digest('hex')
/** A change of settings or calibration is another version, which a person approves anew. */
export const answerVersion = { version: hash.slice(0, 12), hash }

/** Which passages answer a question, and how surely the first one does: a registered algorithm. */
export function answerAlgorithm(library: Library): Algorithm<AnswerInput, AnswerOutput> {
  return {
    code: answerCode,
    name: '问一问检索',
    ...answerVersion,
    judge({ question }) {
      const { hits, confidence } = library.index.search(question, { limit: shown })
      return {
        output: { passages: hits.map((hit) => hit.id), stamp: library.stamp },
        confidence,
        explanation: { hits: hits.map(explained) },
      }
    },
  }
}

function explained({ id, score, coverage, terms }: Hit) {
  return { id, score, coverage, terms: terms.slice(0, shownTerms) }
}

/** The passages of a judgement as quotes, with the question's words marked. */
export function citationsOf(
  library: Library,
  explanation: unknown,
): { citations: Citation[]; words: string[] } {
  const { hits } = explanation as { hits: Pick<Hit, 'id' | 'terms'>[] }
  const citations = hits.flatMap(({ id, terms }) => {
    const passage = library.passages.get(id)
    return passage === undefined ? [] : [cite(passage, terms)]
  })
  const words = (hits[0]?.terms ?? []).filter((t) => t.term.length > 1).map((t) => t.term)
  return { citations, words: [...new Set(words)].slice(0, 6) }
}

function cite(passage: KnownPassage, terms: Hit['terms']): Citation {
  const { id, source, title, section, versionDate, text } = passage
  return { passage: id, source, title, section, versionDate, ...extract(text, terms, foldText) }
}
