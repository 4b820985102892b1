import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Base32 alphabet of RFC 4648. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const PERIOD_MS = 30_000

export type TotpOptions = { digits?: number; algorithm?: 'sha1' | 'sha256' | 'sha512' }

export function encodeBase32(bytes: Uint8Array): string {
  let [bits, value, text] = [0, 0, '']
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET[(value >>> (bits - 5)) & 31]
  }
  return bits > 0 ? text + ALPHABET[(value << (5 - bits)) & 31] : text
}

/** Ignores blanks and padding. Throws RangeError for a character outside the alphabet. */
export function decodeBase32(text: string): Buffer {
  let [bits, value] = [0, 0]
  const bytes: number[] = []
  for (const character of text.toUpperCase().replace(/[\s=]/g, '')) {
    const digit = ALPHABET.indexOf(character)
    if (digit < 0) throw new RangeError('not base32')
    value = ((value << 5) | digit) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((value >>> bits) & 0xff)
    }
  }
  return Buffer.from(bytes)
}

/** A new secret of 160 bits in base32, as RFC 4226 recommends. */
export function createTotpSecret(): string {
  return encodeBase32(randomBytes(20))
}

/** The counter of RFC 6238 at an instant: 30-second steps since 1970. */
export function totpCounter(at: Date): number {
  return Math.floor(at.getTime() / PERIOD_MS)
}

/** The code of one counter (RFC 4226 section 5.3). */
export function totpCode(secret: Uint8Array, counter: number, options: TotpOptions = {}): string {
  const { digits = 6, algorithm = 'sha1' } = options
  const message = Buffer.alloc(8)
  message.writeBigUInt64BE(BigInt(counter))
  const mac = createHmac(algorithm, secret).update(message).digest()
  const offset = (mac.at(-1) ?? 0) & 0xf
  const number = mac.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

export type TotpCheck = {
  /** Steps of 30 s that the clock of the phone may be off, either way. */
  window?: number
  /** The counter last accepted for this account: it and all before it are refused, so a code works once. */
  lastCounter?: number
}

/** The counter that was used, to be stored as `lastCounter`; `undefined` when the code does not fit. */
export function verifyTotp(
  secret: string,
  code: string,
  now: Date,
  check: TotpCheck = {},
): number | undefined {
  const { window = 1, lastCounter = -1 } = check
  const given = Buffer.from(code.replace(/\s/g, ''))
  if (given.length !== 6) return undefined
  const key = decodeBase32(secret)
  const center = totpCounter(now)
  for (let counter = Math.max(center - window, lastCounter + 1, 0); counter <= center + window; counter++) {
    if (timingSafeEqual(Buffer.from(totpCode(key, counter)), given)) return counter
  }
  return undefined
}

/** The address that an authenticator app reads from a QR code. */
export function totpUri(secret: string, account: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=6&period=30`
}
