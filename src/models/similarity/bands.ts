import { hashOf, listTerms } from './terms.ts'

/**
 * Bands of a MinHash (Broder 1997): two texts that share a share s of their terms agree in at least one of 12 bands of
 * 3 with probability 1 - (1 - s³)¹²: .996 at .72, .80 at .5, .0003 at .03, which is what two messages share by chance.
 */
const bandCount = 12
const rowsPerBand = 3

/** Multipliers and offsets of the hash functions: any odd numbers do, as long as they stay the same. */
const functions = Array.from({ length: bandCount * rowsPerBand }, (_, n) => ({
  times: (Math.imul(n + 1, 0x9e3779b1) | 1) >>> 0,
  plus: Math.imul(n + 7, 0x85ebca6b) >>> 0,
}))

/** @returns one 32-bit number a band; equal numbers are what an index finds. Empty for a text without terms. */
export function bandsOf(text: string): number[] {
  const hashes = [...new Set(listTerms(text).map((t) => hashOf(t.term)))]
  if (hashes.length === 0) return []
  const least = functions.map(({ times, plus }) => {
    let smallest = 0xffffffff
    for (const hash of hashes) {
      const mixed = Math.imul(hash ^ (hash >>> 15), times) + plus
      const value = (mixed ^ (mixed >>> 13)) >>> 0
      if (value < smallest) smallest = value
    }
    return smallest
  })
  return Array.from({ length: bandCount }, (_, band) =>
    least
      .slice(band * rowsPerBand, (band + 1) * rowsPerBand)
      // The band's number is part of the hash, so that one index serves all bands.
      .reduce((hash, value) => Math.imul(hash ^ value, 0x01000193) ^ (hash >>> 7), band + 1),
  )
}
