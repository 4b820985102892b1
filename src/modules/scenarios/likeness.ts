import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  compareSignatures,
  decodeSignature,
  encodeSignature,
  loadWeights,
  sharedWords,
  signatureOf,
  type Weights,
} from '#models/similarity'
import { type Alike, forEverybody, withoutCommonplaces } from './rules.ts'

const file = fileURLToPath(new URL('../../../data/similarity/weights.bin', import.meta.url))

interface Model {
  readonly weights: Weights
  /** First letters of the SHA-256 of the weights: signatures of different weights must not be compared. */
  readonly version: string
}

let loaded: Model | undefined

/** The shipped term weights, read when the first text is compared. */
function model(): Model {
  loaded ??= readModel()
  return loaded
}

function readModel(): Model {
  const bytes = readFileSync(file)
  const version = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  return { weights: loadWeights(bytes), version }
}

/** What is compared of a need or an offer, without what points to a person. */
export function comparedText(title: string, text: string): string {
  return withoutCommonplaces(forEverybody(`${title}。${text}`))
}

/** The columns of an offer by which it is compared later. */
export function signatureColumns(text: string): { model: string; terms: Buffer } {
  const { weights, version } = model()
  return { model: version, terms: Buffer.from(encodeSignature(signatureOf(text, weights))) }
}

export interface Signed {
  readonly model: string
  readonly terms: Buffer
  readonly title: string
  readonly ability: string
}

/** How alike a text and each offer are, 0 to 1; one that was signed by other weights is signed anew for it. */
export function likenessTo(text: string): (offer: Signed) => number {
  const { weights, version } = model()
  const own = signatureOf(text, weights)
  return (offer) => {
    const other =
      offer.model === version
        ? decodeSignature(offer.terms)
        : signatureOf(comparedText(offer.title, offer.ability), weights)
    return compareSignatures(own, other)
  }
}

/** Phrases that both texts hold, the most telling first. */
export function wordsOfBoth(text: string, other: string): Alike['words'] {
  return sharedWords(text, other, model().weights).map(({ words }) => words)
}
