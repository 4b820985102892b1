import { createRequire } from 'node:module'
import { Jieba } from '@node-rs/jieba'

/** A word and where it starts in the text it was cut from. */
export interface Word {
  readonly word: string
  readonly start: number
}

const cutters = new Map<string, Jieba>()
// An import would read the 5 MB dictionary at start-up; this reads it when the first text is cut.
const require = createRequire(import.meta.url)

/** The cutter with the standard dictionary plus `extraWords`; built on first use and kept. */
export function wordCutter(extraWords: readonly string[] = []): Jieba {
  const key = extraWords.join('\n')
  const kept = cutters.get(key)
  if (kept) return kept
  const { dict }: { dict: Uint8Array } = require('@node-rs/jieba/dict.js')
  const cutter = Jieba.withDict(dict)
  // A high frequency makes the added word win over its parts (住建局 over 住 + 建局).
  if (extraWords.length > 0) cutter.loadDict(Buffer.from(extraWords.map((w) => `${w} 100000 nz\n`).join('')))
  cutters.set(key, cutter)
  return cutter
}

/** Cuts a cleaned text into words with their offsets; blanks are left out. */
export function cutWords(clean: string, cutter: Jieba): Word[] {
  const words: Word[] = []
  let start = 0
  for (const word of cutter.cut(clean, true)) {
    if (word.trim() !== '') words.push({ word, start })
    start += word.length
  }
  return words
}
