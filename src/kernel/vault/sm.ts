import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { VaultError } from './define.ts'

const VERSION = 1
const IV_LENGTH = 16
const TAG_LENGTH = 32
const BLOCK = 16
/** Version, IV, at least one padded block, tag. */
const SHORTEST = 1 + IV_LENGTH + BLOCK + TAG_LENGTH

/** Two keys of one purpose: SM4 for the content, HMAC-SM3 for the tag. KeyObject keeps them out of logs. */
export type KeyPair = { cipher: KeyObject; mac: KeyObject }

/** A key of `length` bytes for one purpose: HKDF (RFC 5869) over HMAC-SM3. */
export function deriveKey(secret: KeyObject, purpose: string, length: number): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sm3', secret, '', `zhizhi ${purpose}`, length)))
}

export function derivePair(secret: KeyObject, purpose: string): KeyPair {
  return {
    cipher: deriveKey(secret, `${purpose} cipher`, 16),
    mac: deriveKey(secret, `${purpose} mac`, 32),
  }
}

/** Each part behind its length, so that ('ab', 'c') and ('a', 'bc') are different bindings. */
function tagOf(mac: KeyObject, body: Buffer, binding: readonly string[]): Buffer {
  const hmac = createHmac('sm3', mac)
  const length = Buffer.alloc(4)
  for (const part of [...binding.map((text) => Buffer.from(text, 'utf8')), body]) {
    length.writeUInt32BE(part.length)
    hmac.update(length).update(part)
  }
  return hmac.digest()
}

/**
 * Encrypt-then-MAC: version byte | IV | SM4-CBC ciphertext | HMAC-SM3 tag. The tag covers everything before it
 * and the binding. SM4: GB/T 32907, SM3: GB/T 32905.
 */
export function encrypt(keys: KeyPair, plain: Buffer, binding: readonly string[]): Buffer {
  const iv = randomBytes(IV_LENGTH)
  const cipher = createCipheriv('sm4-cbc', keys.cipher, iv)
  const body = Buffer.concat([Buffer.of(VERSION), iv, cipher.update(plain), cipher.final()])
  return Buffer.concat([body, tagOf(keys.mac, body, binding)])
}

/** Checks the tag before it decrypts, so that nothing is learnt from padding. Throws VaultError 'tampered'. */
export function decrypt(keys: KeyPair, sealed: Uint8Array, binding: readonly string[]): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  const body = bytes.subarray(0, -TAG_LENGTH)
  const genuine =
    bytes.length >= SHORTEST &&
    body[0] === VERSION &&
    timingSafeEqual(tagOf(keys.mac, body, binding), bytes.subarray(-TAG_LENGTH))
  if (!genuine) throw new VaultError('tampered', 'the sealed value was changed, or belongs elsewhere')
  const decipher = createDecipheriv('sm4-cbc', keys.cipher, body.subarray(1, 1 + IV_LENGTH))
  return Buffer.concat([decipher.update(body.subarray(1 + IV_LENGTH)), decipher.final()])
}
