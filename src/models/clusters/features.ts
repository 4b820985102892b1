import { cleanText, cutWords, type Word, wordCutter } from '#models/classifier'
import type { Message } from './types.ts'

/** Characters read: what stands further down a long message is seldom what it is about. */
const mostRead = 600
const titleCounts = 2
const longestPair = 6

/**
 * Words of two characters or more, and each two neighbouring words as one term: names of estates and roads are in no
 * dictionary, and two words beside each other are what makes them.
 * @returns term → how often it stands there, the title's twice
 */
export function readTerms({
  title,
  text,
  where,
}: Pick<Message, 'title' | 'text' | 'where'>): Map<string, number> {
  const counts = new Map<string, number>()
  visit(title, titleCounts, counts)
  visit(text.slice(0, mostRead), 1, counts)
  const address = cleanText(where).replace(/\s+/g, '')
  if (address.length > 1) add(counts, address, 1)
  return counts
}

function visit(text: string, times: number, counts: Map<string, number>): void {
  const words = cutWords(cleanText(text), wordCutter())
  let before: Word | undefined
  for (const word of words) {
    if (word.word.length > 1) add(counts, word.word, times)
    if (before !== undefined && before.start + before.word.length === word.start) {
      const pair = before.word + word.word
      if (pair.length <= longestPair) add(counts, pair, times)
    }
    before = word
  }
}

function add(counts: Map<string, number>, term: string, times: number): void {
  counts.set(term, (counts.get(term) ?? 0) + times)
}
