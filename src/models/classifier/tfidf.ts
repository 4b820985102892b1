import type { Corpus, CountedRow } from './corpus.ts'
import type { SparseRows } from './svm.ts'
import type { Family } from './terms.ts'
import type { TrainingOptions } from './types.ts'

/** The terms a model knows: `columns[t]` is the column of corpus term t, or −1. */
export interface Vocabulary {
  readonly columns: Int32Array
  /** Corpus term of each column: words first. */
  readonly chosen: Int32Array
  readonly wordCount: number
  /** Inverse document frequency of each column, raised to `idfPower`. */
  readonly idf: Float32Array
}

/** Smoothed inverse document frequency, ln((1 + messages) / (1 + with the term)) + 1, as in scikit-learn. */
export function inverseDocumentFrequency(messages: number, withTerm: number): number {
  return Math.log((1 + messages) / (1 + withTerm)) + 1
}

export function termFrequency(count: number, sublinear: boolean): number {
  return sublinear ? 1 + Math.log(count) : count
}

/** Factor that brings a family of squared length `squared` to its share of the message's unit length. */
export function familyFactor(family: Family, squared: number, wordShare: number): number {
  if (squared === 0) return 0
  return Math.sqrt((family === 'word' ? wordShare : 1 - wordShare) / squared)
}

/** Keeps terms of at least `minMessages` messages that are not mostly (half or more) parts of names. */
export function chooseTerms(
  corpus: Corpus,
  rows: Int32Array,
  { minMessages, idfPower }: Pick<TrainingOptions, 'minMessages' | 'idfPower'>,
): Vocabulary {
  const counts = countMessages(corpus, rows, (row) => row.terms)
  const inNames = countMessages(corpus, rows, (row) => row.named)
  const messages = new Set(rows.values().map((row) => corpus.messages[row])).size
  const kept = corpus.terms
    .map((_, term) => term)
    .filter((term) => {
      const count = counts[term] as number
      return count >= minMessages && (inNames[term] as number) * 2 < count
    })
  const words = kept.filter((term) => corpus.families[term] === 'word')
  const chosen = Int32Array.from([...words, ...kept.filter((term) => corpus.families[term] !== 'word')])
  const columns = new Int32Array(corpus.terms.length).fill(-1)
  chosen.forEach((term, column) => {
    columns[term] = column
  })
  const idf = Float32Array.from(
    chosen,
    (term) => inverseDocumentFrequency(messages, counts[term] as number) ** idfPower,
  )
  return { columns, chosen, wordCount: words.length, idf }
}

/** In how many messages each term stands; several rows of one message count once. */
function countMessages(
  corpus: Corpus,
  rows: Int32Array,
  termsOf: (row: CountedRow) => Iterable<number>,
): Int32Array {
  const counts = new Int32Array(corpus.terms.length)
  const lastSeen = new Int32Array(corpus.terms.length).fill(-1)
  const byMessage = rows.toSorted(
    (a, b) => (corpus.messages[a] as number) - (corpus.messages[b] as number) || a - b,
  )
  for (const row of byMessage) {
    const message = corpus.messages[row] as number
    for (const term of termsOf(corpus.rows[row] as CountedRow)) {
      if (lastSeen[term] === message) continue
      lastSeen[term] = message
      counts[term] = (counts[term] as number) + 1
    }
  }
  return counts
}

/** The given rows as TF-IDF vectors of length one, each family with its share. */
export function vectorise(
  corpus: Corpus,
  rows: Int32Array,
  vocabulary: Vocabulary,
  options: { readonly sublinear: boolean; readonly wordShare: number },
): SparseRows {
  const rowStarts = new Int32Array(rows.length + 1)
  const columns: number[] = []
  const values: number[] = []
  rows.forEach((row, index) => {
    appendRow(corpus.rows[row] as CountedRow, vocabulary, options, columns, values)
    rowStarts[index + 1] = columns.length
  })
  return {
    rowStarts,
    columns: Int32Array.from(columns),
    values: Float64Array.from(values),
    width: vocabulary.chosen.length,
  }
}

function appendRow(
  row: CountedRow,
  vocabulary: Vocabulary,
  options: { readonly sublinear: boolean; readonly wordShare: number },
  columns: number[],
  values: number[],
): void {
  const first = columns.length
  const squared = { word: 0, characters: 0 }
  row.terms.forEach((term, index) => {
    const column = vocabulary.columns[term] as number
    if (column < 0) return
    const value =
      termFrequency(row.counts[index] as number, options.sublinear) * (vocabulary.idf[column] as number)
    squared[column < vocabulary.wordCount ? 'word' : 'characters'] += value * value
    columns.push(column)
    values.push(value)
  })
  const wordFactor = familyFactor('word', squared.word, options.wordShare)
  const characterFactor = familyFactor('characters', squared.characters, options.wordShare)
  for (let at = first; at < columns.length; at++) {
    const isWord = (columns[at] as number) < vocabulary.wordCount
    values[at] = (values[at] as number) * (isWord ? wordFactor : characterFactor)
  }
}
