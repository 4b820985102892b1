import type { Jieba } from '@node-rs/jieba'
import { cleanText } from './text.ts'
import type { FeatureSettings } from './types.ts'
import { cutWords, type Word } from './words.ts'

/** What is left of a message once blanks and stop words are struck, with the way back to the original. */
export interface Content {
  /** The remaining characters, joined. */
  readonly characters: string
  /** Offset in the original text of each remaining character. */
  readonly origins: Int32Array
  /** The remaining words; `start` counts in `characters`. */
  readonly words: readonly Word[]
}

export type Family = 'word' | 'characters'

/** Receives one occurrence of a term; `start` counts in the content's characters. */
export type TermVisitor = (family: Family, term: string, start: number) => void

/**
 * Striking the stop words and joining the rest gives raw messages and messages that others have already cut
 * the same look, so that both can teach one model.
 */
export function readContent(text: string, cutter: Jieba, stopWords: ReadonlySet<string>): Content {
  const kept: Word[] = []
  const words: Word[] = []
  let length = 0
  for (const word of cutWords(cleanText(text), cutter)) {
    if (stopWords.has(word.word)) continue
    kept.push(word)
    words.push({ word: word.word, start: length })
    length += word.word.length
  }
  const origins = new Int32Array(length)
  let at = 0
  for (const { word, start } of kept) {
    for (let offset = 0; offset < word.length; offset++) origins[at++] = start + offset
  }
  return { characters: words.map((word) => word.word).join(''), origins, words }
}

/** Visits every word, then every character n-gram from `minGram` to `maxGram`. */
export function visitTerms(content: Content, minGram: number, maxGram: number, visit: TermVisitor): void {
  for (const { word, start } of content.words) visit('word', word, start)
  const { characters } = content
  for (let size = minGram; size <= maxGram; size++) {
    for (let start = 0; start + size <= characters.length; start++) {
      visit('characters', characters.slice(start, start + size), start)
    }
  }
}

/** How many times one occurrence of a term that starts at `start` counts. */
export function occurrenceWeight(
  start: number,
  { openingLength, openingWeight }: Pick<FeatureSettings, 'openingLength' | 'openingWeight'>,
): number {
  return start < openingLength ? openingWeight : 1
}

/** The stretches of the original text that a term covers; struck words between its characters part them. */
export function originalSpans(content: Content, start: number, length: number): [number, number][] {
  const spans: [number, number][] = []
  for (let at = start; at < start + length; at++) {
    const origin = content.origins[at] as number
    const last = spans.at(-1)
    if (last && last[1] === origin) last[1] = origin + 1
    else spans.push([origin, origin + 1])
  }
  return spans
}
