import { randomBytes } from 'node:crypto'

/** Whole random numbers from 0 to `limit` − 1, each equally likely. */
export type RandomSource = (limit: bigint) => bigint

/** From the operating system's cryptographic generator, by rejection: no remainder bias. The default everywhere here. */
export const secureRandom: RandomSource = (limit) => {
  if (limit < 1n) throw new RangeError(`random below ${limit}`)
  const bits = (limit - 1n).toString(2).length
  const bytes = Math.ceil(bits / 8)
  const surplus = BigInt(bytes * 8 - bits)
  for (;;) {
    const drawn = BigInt(`0x${randomBytes(bytes).toString('hex')}`) >> surplus
    if (drawn < limit) return drawn
  }
}

/** Numbers in [0, 1) as a source: for tests and replays, never for a release. */
export function predictableRandom(uniform: () => number): RandomSource {
  return (limit) => {
    let drawn = 0n
    // Twice as many bits as the limit has: the bias is below 2^-32 of the limit.
    for (let have = 1n; have < limit * limit * 0x100000000n; have *= 0x10000n)
      drawn = drawn * 0x10000n + BigInt(Math.floor(uniform() * 0x10000))
    return drawn % limit
  }
}
