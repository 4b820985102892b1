import { cutWords, wordCutter } from '#models/classifier'

/** A word or a pair of characters, and where it stands in the text; `end` is behind its last character. */
export interface Occurrence {
  readonly term: string
  readonly start: number
  readonly end: number
}

/**
 * The terms of a short Chinese message: words of two characters or more, each pair of neighbouring Chinese characters,
 * and runs of letters and digits. Words tell topics, pairs find names that no dictionary holds.
 */
export function listTerms(text: string): Occurrence[] {
  const plain = text.normalize('NFKC').length === text.length ? text.normalize('NFKC') : text
  return [...words(plain), ...pairs(plain)]
}

function* words(text: string): Generator<Occurrence> {
  const lower = text.toLowerCase()
  for (const { word, start } of cutWords(lower, wordCutter())) {
    const isWord = /^(?:\p{Script=Han}{2,}|[a-z0-9]{2,})$/u.test(word)
    if (isWord) yield { term: word, start, end: start + word.length }
  }
}

/** A word of two characters is a pair already; what both find is told apart by the sign in front. */
function* pairs(text: string): Generator<Occurrence> {
  for (const { 0: run, index } of text.matchAll(/\p{Script=Han}{2,}/gu)) {
    for (let at = 0; at + 2 <= run.length; at++)
      yield { term: `+${run.slice(at, at + 2)}`, start: index + at, end: index + at + 2 }
  }
}

/** 32-bit FNV-1a over the UTF-16 code units: terms are stored and compared as numbers. */
export function hashOf(term: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < term.length; at++) {
    const code = term.charCodeAt(at)
    hash = Math.imul(hash ^ (code & 0xff), 0x01000193)
    hash = Math.imul(hash ^ (code >>> 8), 0x01000193)
  }
  return hash >>> 0
}
