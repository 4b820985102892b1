import { createHmac, createSecretKey, randomBytes } from 'node:crypto'
import { type BlindIndexKind, type Revealed, type SealContext, VaultError } from './define.ts'
import type { MasterKey } from './master-key.ts'
import { decrypt, deriveKey, derivePair, encrypt, type KeyPair } from './sm.ts'

/** The keys of one person, held in memory only. */
export type PersonKey = KeyPair

const ID_LENGTH = 4
const DATA_KEY_LENGTH = 32
const INDEX_LENGTH = 16

/** A fresh data key, wrapped by the master key: what the database keeps. Deleting it destroys the person's data. */
export function createPersonKey(master: MasterKey): Buffer {
  return wrap(master, randomBytes(DATA_KEY_LENGTH))
}

function wrap(master: MasterKey, dataKey: Buffer): Buffer {
  return Buffer.concat([Buffer.from(master.id, 'hex'), encrypt(master.wrapping, dataKey, [master.id])])
}

function unwrap(master: MasterKey, wrapped: Uint8Array): Buffer {
  const bytes = Buffer.from(wrapped)
  const id = bytes.subarray(0, ID_LENGTH).toString('hex')
  if (id !== master.id) {
    throw new VaultError('wrong-master-key', `wrapped by master key ${id}, but ${master.id} is in use`)
  }
  return decrypt(master.wrapping, bytes.subarray(ID_LENGTH), [master.id])
}

/** Throws VaultError 'wrong-master-key' or 'tampered'. */
export function unwrapPersonKey(master: MasterKey, wrapped: Uint8Array): PersonKey {
  return derivePair(createSecretKey(unwrap(master, wrapped)), 'person data')
}

/** The same data key under another master key: rotation leaves sealed values as they are. */
export function rewrap(oldMaster: MasterKey, newMaster: MasterKey, wrapped: Uint8Array): Buffer {
  return wrap(newMaster, unwrap(oldMaster, wrapped))
}

/** Encrypts a value for one person and one column. Two seals of the same text differ. */
export function seal(key: PersonKey, plaintext: string, { column, personId }: SealContext): Buffer {
  return encrypt(key, Buffer.from(plaintext, 'utf8'), [column, personId])
}

/** Throws VaultError 'tampered' when a byte was changed, or the context or the key is another. */
export function open(key: PersonKey, sealed: Uint8Array, { column, personId }: SealContext): string {
  return decrypt(key, sealed, [column, personId]).toString('utf8')
}

/** Opens a value when the person's wrapped key is still there, and says so when it was destroyed. */
export function reveal(
  master: MasterKey,
  wrapped: Uint8Array | null | undefined,
  sealed: Uint8Array,
  context: SealContext,
): Revealed {
  if (!wrapped) return { state: 'destroyed' }
  return { state: 'readable', text: open(unwrapPersonKey(master, wrapped), sealed, context) }
}

/**
 * Finds a sealed value by equality without opening it: HMAC-SM3 of the normalised value, cut to 16 bytes, under
 * a key of its own per kind. Depends on the master key: after a rotation it has to be computed anew.
 */
export function blindIndex(master: MasterKey, kind: BlindIndexKind, normalisedValue: string): Buffer {
  const key = deriveKey(master.secret, `blind index ${kind}`, 32)
  return createHmac('sm3', key).update(normalisedValue, 'utf8').digest().subarray(0, INDEX_LENGTH)
}
