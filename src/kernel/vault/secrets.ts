import { createHmac, type KeyObject } from 'node:crypto'
import { VaultError } from './define.ts'
import type { MasterKey } from './master-key.ts'
import { decrypt, deriveKey, derivePair, encrypt, type KeyPair } from './sm.ts'

const ID_LENGTH = 4
const HASH_LENGTH = 16

/** Where a secret lives; bound into its tag, so that one moved to another account is refused. */
export type SecretContext = { column: string; owner: string }

/** Derived once: thousands of devices have a secret each, and deriving takes most of the time of opening one. */
const pairs = new WeakMap<KeyObject, KeyPair>()

function pairOf({ secret }: MasterKey): KeyPair {
  const pair = pairs.get(secret) ?? derivePair(secret, 'account secret')
  pairs.set(secret, pair)
  return pair
}

/**
 * Seals a secret of an account (not of a resident: those have keys of their own) under the master key. At a change
 * of the master key these have to be opened and sealed anew.
 */
export function sealSecret(master: MasterKey, plain: string, { column, owner }: SecretContext): Buffer {
  return Buffer.concat([
    Buffer.from(master.id, 'hex'),
    encrypt(pairOf(master), Buffer.from(plain, 'utf8'), [column, owner]),
  ])
}

/** Throws VaultError 'wrong-master-key' or 'tampered'. */
export function openSecret(master: MasterKey, sealed: Uint8Array, { column, owner }: SecretContext): string {
  const bytes = Buffer.from(sealed)
  const id = bytes.subarray(0, ID_LENGTH).toString('hex')
  if (id !== master.id)
    throw new VaultError('wrong-master-key', `sealed by master key ${id}, but ${master.id} is in use`)
  return decrypt(pairOf(master), bytes.subarray(ID_LENGTH), [column, owner]).toString('utf8')
}

/** HMAC-SM3 of a short secret, such as a code of six digits, whose plain hash could be found by trying them all. */
export function keyedHash(master: MasterKey, purpose: string, text: string): Buffer {
  const key = deriveKey(master.secret, `keyed hash ${purpose}`, 32)
  return createHmac('sm3', key).update(text, 'utf8').digest().subarray(0, HASH_LENGTH)
}
