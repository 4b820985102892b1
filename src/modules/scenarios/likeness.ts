import {
  compareSignatures,
  decodeSignature,
  encodeSignature,
  sharedWords,
  shippedWeights,
  signatureOf,
} from '#models/similarity'
import { type Alike, forEverybody, withoutCommonplaces } from './rules.ts'

/** What is compared of a need or an offer, without what points to a person. */
export function comparedText(title: string, text: string): string {
  return withoutCommonplaces(forEverybody(`${title}。${text}`))
}

/** The columns of an offer by which it is compared later. */
export function signatureColumns(text: string): { model: string; terms: Buffer } {
  const { weights, version } = shippedWeights()
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
  const { weights, version } = shippedWeights()
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
  return sharedWords(text, other, shippedWeights().weights).map(({ words }) => words)
}
