import { hashOf, listTerms } from './terms.ts'
import type { Weights } from './weights.ts'

/** What is kept of a text to compare it with others: its telling terms as hashes in rising order, with their weights. */
export interface Signature {
  readonly hashes: Uint32Array
  readonly weights: Uint16Array
}

/** More terms blur what a message is about: 48 were better than 32 and 64 on the half of the pairs that settings may see. */
const mostTerms = 48
/** The title or the plea stands in front and says what it is about. */
const opening = { characters: 60, weight: 2 }
/** Rare terms tell more than in proportion; chosen on the same half. */
const rarity = 1.5
/** The heaviest weight of a text in its signature. */
const full = 65_535

/** @param text title and message, joined by a full stop. */
export function signatureOf(text: string, weights: Weights): Signature {
  const top = [...weightedTerms(text, weights)].sort(([, a], [, b]) => b - a).slice(0, mostTerms)
  const heaviest = top[0]?.[1] ?? 1
  const sorted = top.toSorted(([a], [b]) => a - b)
  return {
    hashes: Uint32Array.from(sorted, ([hash]) => hash),
    weights: Uint16Array.from(sorted, ([, weight]) => Math.round((weight / heaviest) * full)),
  }
}

function weightedTerms(text: string, weights: Weights): Map<number, number> {
  const all = new Map<number, number>()
  for (const { term, start } of listTerms(text)) {
    const hash = hashOf(term)
    const weight = weights.of(hash) ** rarity * (start < opening.characters ? opening.weight : 1)
    if (weight > (all.get(hash) ?? 0)) all.set(hash, weight)
  }
  return all
}

/** Cosine of the two, from 0 (nothing in common) to 1 (the same terms); symmetric; 0 when one is empty. */
export function compareSignatures(a: Signature, b: Signature): number {
  let product = 0
  for (let i = 0, j = 0; i < a.hashes.length && j < b.hashes.length; ) {
    const left = a.hashes[i] ?? 0
    const right = b.hashes[j] ?? 0
    if (left === right) product += (a.weights[i++] ?? 0) * (b.weights[j++] ?? 0)
    else if (left < right) i++
    else j++
  }
  return product === 0 ? 0 : product / (lengthOf(a) * lengthOf(b))
}

function lengthOf({ weights }: Signature): number {
  return Math.sqrt(weights.reduce((sum, w) => sum + w * w, 0))
}

/** Six bytes a term, as it is stored. */
export function encodeSignature({ hashes, weights }: Signature): Uint8Array {
  const bytes = new Uint8Array(hashes.length * 6)
  const view = new DataView(bytes.buffer)
  hashes.forEach((hash, at) => {
    view.setUint32(at * 4, hash)
  })
  weights.forEach((weight, at) => {
    view.setUint16(hashes.length * 4 + at * 2, weight)
  })
  return bytes
}

/** @throws RangeError when the bytes are no signature */
export function decodeSignature(bytes: Uint8Array): Signature {
  const size = bytes.byteLength / 6
  if (!Number.isInteger(size)) throw new RangeError('Not a signature')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    hashes: Uint32Array.from({ length: size }, (_, at) => view.getUint32(at * 4)),
    weights: Uint16Array.from({ length: size }, (_, at) => view.getUint16(size * 4 + at * 2)),
  }
}
