import { createHash } from 'node:crypto'

/** A number from 0 to 1 that depends on nothing but its words, so that a replay goes the same way each time. */
export function chance(...words: readonly string[]): number {
  return createHash('sha256').update(words.join('\u0000')).digest().readUInt32BE(0) / 2 ** 32
}

export function pick<T>(from: readonly T[], ...words: readonly string[]): T | undefined {
  return from[Math.floor(chance(...words) * from.length)]
}
