import type { Jieba } from '@node-rs/jieba'
import { cleanText } from './text.ts'
import type { TrainingRow } from './types.ts'
import { cutWords } from './words.ts'

const MIN_RAW_ROWS = 5

/**
 * Learns which words the cutters of the presegmented rows struck: those that many raw messages hold and
 * (almost) no presegmented one does. No label is looked at. Without rows of both kinds there are none.
 */
export function learnStopWords(rows: readonly TrainingRow[], cutter: Jieba, ratio: number): string[] {
  const raw = rows.filter((row) => !row.presegmented)
  const cut = rows.filter((row) => row.presegmented)
  if (ratio <= 0 || raw.length === 0 || cut.length === 0) return []
  const rawCounts = countRows(raw, (text) => cutWords(cleanText(text), cutter).map((word) => word.word))
  const cutCounts = countRows(cut, (text) => text.split(' ').map((word) => cleanText(word).trim()))
  const stops: string[] = []
  for (const [word, count] of rawCounts) {
    const expected = (count / raw.length) * cut.length
    if (count >= MIN_RAW_ROWS && (cutCounts.get(word) ?? 0) < ratio * expected) stops.push(word)
  }
  return stops.sort()
}

function countRows(rows: readonly TrainingRow[], wordsOf: (text: string) => string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) {
    for (const word of new Set(wordsOf(row.text))) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}
