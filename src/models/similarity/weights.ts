import { hashOf, listTerms } from './terms.ts'

/** How much a term tells, by its hash: the rarer in many messages, the more. */
export interface Weights {
  /** Inverse document frequency, natural logarithm; a term that was never counted has the largest. */
  of(hash: number): number
}

/** A term in fewer messages than this is as rare as one never seen; leaving it out keeps names out of the file. */
const fewest = 8
/** Steps of a natural-logarithm unit in the file's one byte: 25 reach up to one in 27,000. */
const stepsPerUnit = 25

/** Counts in how many texts each term stands. Only hashes and counts are kept: no text, no term. */
export function learnWeights(texts: readonly string[]): Uint8Array {
  const counts = new Map<number, number>()
  for (const text of texts)
    for (const hash of new Set(listTerms(text).map((t) => hashOf(t.term))))
      counts.set(hash, (counts.get(hash) ?? 0) + 1)
  const kept = [...counts].filter(([, n]) => n >= fewest).sort(([a], [b]) => a - b)
  const file = new Uint8Array(4 + kept.length * 5)
  const view = new DataView(file.buffer)
  view.setUint32(0, texts.length)
  kept.forEach(([hash, n], at) => {
    view.setUint32(4 + at * 4, hash)
    file[4 + kept.length * 4 + at] = Math.min(255, Math.round(Math.log(texts.length / n) * stepsPerUnit))
  })
  return file
}

/** Reads what `learnWeights` wrote. @throws RangeError when the file is not of this form */
export function loadWeights(file: Uint8Array): Weights {
  const size = (file.byteLength - 4) / 5
  if (!Number.isInteger(size) || size < 0) throw new RangeError('Not a file of term weights')
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const known = new Map<number, number>()
  for (let at = 0; at < size; at++)
    known.set(view.getUint32(4 + at * 4), (file[4 + size * 4 + at] ?? 0) / stepsPerUnit)
  const unknown = Math.log(view.getUint32(0) / (fewest / 2))
  return { of: (hash) => known.get(hash) ?? unknown }
}
