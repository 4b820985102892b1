import { type Content, occurrenceWeight, readContent, visitTerms } from './terms.ts'
import { familyFactor, termFrequency } from './tfidf.ts'
import type { ClassifierModel } from './types.ts'
import { wordCutter } from './words.ts'

/** Known terms of a text with their TF-IDF values, and how many of its terms are not known. */
export interface Vector {
  readonly values: ReadonlyMap<number, number>
  readonly unknownShare: number
}

export function contentOf(model: ClassifierModel, text: string): Content {
  return readContent(text, wordCutter(model.header.settings.dictionary), model.stopWords)
}

export function vectorOf(model: ClassifierModel, content: Content): Vector {
  const { settings } = model.header
  const { minGram, maxGram, sublinear, wordShare } = settings
  const vector = new Map<number, number>()
  let met = 0
  let unknown = 0
  visitTerms(content, minGram, maxGram, (family, term, start) => {
    const known = (family === 'word' ? model.words : model.grams).get(term)
    met++
    if (known === undefined) {
      unknown++
      return
    }
    vector.set(known, (vector.get(known) ?? 0) + occurrenceWeight(start, settings))
  })
  const { wordCount } = model.header
  const squared = { word: 0, characters: 0 }
  for (const [term, count] of vector) {
    const value = termFrequency(count, sublinear) * (model.idf[term] as number)
    squared[term < wordCount ? 'word' : 'characters'] += value * value
    vector.set(term, value)
  }
  const wordFactor = familyFactor('word', squared.word, wordShare)
  const characterFactor = familyFactor('characters', squared.characters, wordShare)
  for (const [term, value] of vector) {
    vector.set(term, value * (term < wordCount ? wordFactor : characterFactor))
  }
  return { values: vector, unknownShare: met === 0 ? 1 : unknown / met }
}

export function weightOf(model: ClassifierModel, term: number, label: number): number {
  const stored = model.weights[term * model.header.labels.length + label] as number
  return stored * (model.header.scales[label] as number)
}

export function scoresOf(model: ClassifierModel, { values }: Vector): Float64Array {
  const { labels, scales, biases } = model.header
  const scores = new Float64Array(labels.length)
  for (const [term, value] of values) {
    const first = term * labels.length
    for (let label = 0; label < labels.length; label++) {
      scores[label] = (scores[label] as number) + value * (model.weights[first + label] as number)
    }
  }
  return scores.map((sum, label) => sum * (scales[label] as number) + (biases[label] as number))
}
