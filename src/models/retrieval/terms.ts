import { wordCutter } from '#models/classifier'
import { foldText } from './fold.ts'

/** Words of a dictionary, pairs of neighbouring characters, single characters. */
export const families = ['word', 'pair', 'character'] as const
export type Family = (typeof families)[number]

export interface FoundTerm {
  readonly family: Family
  readonly term: string
  /** Offset in the text, in UTF-16 units. */
  readonly start: number
}

const chinese = /[\u3400-\u9fff]/

/**
 * Every term of a text with its place. A run of Latin letters or digits is a word and never cut; Chinese stands as
 * words of two characters and more, as pairs and as single characters, so that a word that the dictionary lacks or
 * cuts elsewhere is still found.
 */
export function findTerms(text: string, extraWords: readonly string[] = []): FoundTerm[] {
  const folded = foldText(text)
  const found: FoundTerm[] = []
  for (const run of folded.matchAll(/[\u3400-\u9fff]+|[a-z0-9]+/g)) {
    const [piece] = run
    if (!chinese.test(piece)) found.push({ family: 'word', term: piece, start: run.index })
    else addChinese(found, piece, run.index, extraWords)
  }
  return found
}

function addChinese(found: FoundTerm[], piece: string, from: number, extraWords: readonly string[]): void {
  let start = from
  for (const word of wordCutter(extraWords).cut(piece, true)) {
    if (word.length > 1) found.push({ family: 'word', term: word, start })
    start += word.length
  }
  for (let at = 0; at < piece.length; at++) {
    found.push({ family: 'character', term: piece.charAt(at), start: from + at })
    if (at + 1 < piece.length) found.push({ family: 'pair', term: piece.slice(at, at + 2), start: from + at })
  }
}
