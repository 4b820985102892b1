import { createHash, randomBytes, randomInt } from 'node:crypto'

/** A one-time code of `length` decimal digits, 1 to 14, uniformly drawn. */
export function numericCode(length: number): string {
  if (!Number.isInteger(length) || length < 1 || length > 14)
    throw new RangeError(`no code of ${length} digits`)
  return String(randomInt(10 ** length)).padStart(length, '0')
}

/** What a session is known by: the token goes to the browser, only its hash is stored. */
export function createSessionToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashToken(token) }
}

/** SM3 in hex. Plain, without salt: a token of 256 random bits cannot be guessed from its hash. */
export function hashToken(token: string): string {
  return createHash('sm3').update(token, 'utf8').digest('hex')
}
