import { cleanText, cutWords, wordCutter } from '#models/classifier'
import type { Message } from './types.ts'

/** Characters read: what stands further down a long message is seldom what it is about. */
const mostRead = 600
/** The topic counts as if it were said twice: it is what the words of one message are about together. */
const topicCounts = 2
/** Stands before the topic, so that it is no word of a text. */
export const topicMark = '#'

/** English words that stand in every message: rare where most write Chinese, and yet they tell nothing. */
const functionWords = new Set(
  (
    'the and have has had there with my was were in be been would which last our we for two of to is are it that on at ' +
    'not they this from but me you your all do did no can will as or an if so by when who he she his her their its am'
  ).split(' '),
)

/**
 * Words of two characters or more, the address as one term, and the topic.
 * @returns term → how often it stands there
 */
export function readTerms({
  title,
  text,
  where,
  topic,
}: Pick<Message, 'title' | 'text' | 'where' | 'topic'>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const part of [title, text.slice(0, mostRead)])
    for (const { word } of cutWords(cleanText(part), wordCutter()))
      if (word.length > 1 && !functionWords.has(word)) add(counts, word, 1)
  const address = cleanText(where).replace(/\s+/g, '')
  if (address.length > 1) add(counts, address, 1)
  if (topic !== '') add(counts, topicMark + topic, topicCounts)
  return counts
}

function add(counts: Map<string, number>, term: string, times: number): void {
  counts.set(term, (counts.get(term) ?? 0) + times)
}
