import { confidenceOf } from './confidence.ts'
import { Postings } from './postings.ts'
import { type QueryTerm, queryTerms } from './query.ts'
import { type Family, families, findTerms } from './terms.ts'
import type { Hit, Passage, RetrievalSettings, Search, SynonymEntry, TermScore } from './types.ts'

/** Chosen on the rows with an even hash of gov-faq-kaohsiung; see scripts/evaluate-retrieval.ts. */
export const defaultSettings: RetrievalSettings = {
  familyWeights: { word: 0.5, pair: 1, character: 0.5 },
  fieldWeights: {},
  k1: 1.2,
  b: 0.9,
  synonymWeight: 0.7,
}

export interface SearchOptions {
  readonly limit?: number
  /** Passages that are left out, such as those of another district. */
  readonly accepts?: (id: string) => boolean
}

interface Row {
  readonly id: string
  readonly passage: Passage
  readonly lengths: readonly number[]
}

/** The share of removed passages above which the index is built anew. */
const mostDead = 0.25

/**
 * BM25 over words, pairs and single characters, held in memory. A score is a sum over terms, so that each answer can
 * say which words found it. Adding and removing take effect at once.
 */
export class Retrieval {
  readonly #settings: RetrievalSettings
  #synonyms: readonly SynonymEntry[] = []
  #rows: (Row | undefined)[] = []
  #numbers = new Map<string, number>()
  #postings = new Map<string, Postings>()
  #totals = families.map(() => 0)
  #scores = new Float64Array(16)

  constructor(settings: RetrievalSettings = defaultSettings) {
    this.#settings = settings
  }

  get size(): number {
    return this.#numbers.size
  }

  setSynonyms(synonyms: readonly SynonymEntry[]): void {
    this.#synonyms = synonyms
  }

  /** Adds a passage, or replaces the one with the same id. */
  add(passage: Passage): void {
    this.remove(passage.id)
    const number = this.#rows.length
    const counts = this.#count(passage)
    const lengths = families.map(() => 0)
    for (const [key, count] of counts) {
      const family = familyOf(key)
      lengths[family] = (lengths[family] ?? 0) + count
      const postings = this.#postings.get(key) ?? new Postings()
      if (postings.length === 0) this.#postings.set(key, postings)
      postings.add(number, count)
    }
    this.#rows.push({ id: passage.id, passage, lengths })
    this.#numbers.set(passage.id, number)
    lengths.forEach((length, i) => {
      this.#totals[i] = (this.#totals[i] ?? 0) + length
    })
  }

  /** False where there was no such passage. */
  remove(id: string): boolean {
    const number = this.#numbers.get(id)
    const row = number === undefined ? undefined : this.#rows[number]
    if (number === undefined || row === undefined) return false
    for (const key of this.#count(row.passage).keys()) {
      const postings = this.#postings.get(key)
      if (postings !== undefined) postings.live--
    }
    row.lengths.forEach((length, i) => {
      this.#totals[i] = (this.#totals[i] ?? 0) - length
    })
    this.#rows[number] = undefined
    this.#numbers.delete(id)
    if (this.#rows.length > 100 && this.#numbers.size < this.#rows.length * (1 - mostDead)) this.#rebuild()
    return true
  }

  /** The best passages for a question, with the terms that found each, and how sure the first one is. */
  search(question: string, { limit = 5, accepts }: SearchOptions = {}): Search {
    const terms = queryTerms(question, this.#synonyms, this.#settings)
    const idf = (key: string) => inverseFrequency(this.#postings.get(key)?.live ?? 0, this.size)
    const touched = this.#accumulate(terms, idf)
    const best: [number, number][] = []
    for (const number of touched) {
      const score = this.#scores[number] ?? 0
      this.#scores[number] = 0
      const row = this.#rows[number]
      if (row === undefined || (best.length > limit && score <= (best.at(-1)?.[1] ?? 0))) continue
      if (accepts !== undefined && !accepts(row.id)) continue
      insert(best, [number, score], limit + 1)
    }
    const explained = best.map(([number, score]) => this.#explain(number, score, terms, idf))
    return { hits: explained.slice(0, limit), confidence: confidenceOf(explained) }
  }

  #accumulate(terms: readonly QueryTerm[], idf: (key: string) => number): number[] {
    if (this.#scores.length < this.#rows.length) this.#scores = new Float64Array(this.#rows.length * 2)
    const scores = this.#scores
    const touched: number[] = []
    for (const term of terms) {
      const postings = this.#postings.get(term.key)
      if (postings === undefined) continue
      const weight = term.weight * idf(term.key)
      for (let at = 0; at < postings.length; at++) {
        const number = postings.passage(at)
        const row = this.#rows[number]
        if (row === undefined) continue
        if (scores[number] === 0) touched.push(number)
        scores[number] =
          (scores[number] ?? 0) + weight * this.#saturated(row, term.family, postings.count(at))
      }
    }
    return touched
  }

  #saturated(row: Row, family: number, count: number): number {
    const { k1, b } = this.#settings
    const mean = (this.#totals[family] ?? 0) / Math.max(1, this.size)
    const length = mean === 0 ? 1 : (row.lengths[family] ?? 0) / mean
    return (count * (k1 + 1)) / (count + k1 * (1 - b + b * length))
  }

  #explain(number: number, score: number, terms: readonly QueryTerm[], idf: (key: string) => number): Hit {
    const row = this.#rows[number]
    if (row === undefined) throw new Error('a passage was removed while it was read')
    const counts = this.#count(row.passage)
    const parts: TermScore[] = []
    const held = new Set<string>()
    for (const term of terms) {
      const count = counts.get(term.key)
      if (count === undefined) continue
      for (const key of term.covers) held.add(key)
      parts.push({
        term: term.key.slice(1),
        family: families[term.family] ?? 'word',
        score: term.weight * idf(term.key) * this.#saturated(row, term.family, count),
        ...(term.because === undefined ? {} : { because: term.because }),
      })
    }
    return {
      id: row.id,
      score,
      coverage: coverageOf(terms, held, idf),
      terms: parts.sort((a, b) => b.score - a.score),
    }
  }

  #count({ fields }: Passage): Map<string, number> {
    const counts = new Map<string, number>()
    for (const [name, text] of Object.entries(fields)) {
      const weight = this.#settings.fieldWeights[name] ?? 1
      for (const { family, term } of findTerms(text)) {
        const key = keyOf(family, term)
        counts.set(key, (counts.get(key) ?? 0) + weight)
      }
    }
    return counts
  }

  #rebuild(): void {
    const kept = this.#rows.flatMap((row) => (row === undefined ? [] : [row.passage]))
    this.#rows = []
    this.#numbers = new Map()
    this.#postings = new Map()
    this.#totals = families.map(() => 0)
    for (const passage of kept) this.add(passage)
  }
}

/** A term's key carries its family in front, so that a word of two characters and the same pair stay apart. */
export function keyOf(family: Family, term: string): string {
  return families.indexOf(family) + term
}

const familyOf = (key: string): number => key.charCodeAt(0) - 48

function inverseFrequency(holding: number, size: number): number {
  return Math.log(1 + (size - holding + 0.5) / (holding + 0.5))
}

/** By pairs: words overlap them, and single characters are found everywhere. */
function coverageOf(
  terms: readonly QueryTerm[],
  held: ReadonlySet<string>,
  idf: (key: string) => number,
): number {
  let all = 0
  let found = 0
  for (const term of terms) {
    if (term.because !== undefined || term.family === families.indexOf('character')) continue
    const weight = idf(term.key)
    all += weight
    if (held.has(term.key)) found += weight
  }
  return all === 0 ? 0 : found / all
}

function insert(best: [number, number][], entry: [number, number], most: number): void {
  let at = best.length
  while (at > 0 && (best[at - 1]?.[1] ?? 0) < entry[1]) at--
  best.splice(at, 0, entry)
  if (best.length > most) best.pop()
}
