import type { BlindIndexKind, Revealed, SealContext } from './define.ts'
import { blindIndex, createPersonKey, reveal, seal, unwrapPersonKey } from './envelope.ts'
import { type MasterKey, type MasterKeyOptions, openMasterKey } from './master-key.ts'

/** The vault as the rest of the program sees it: the master key stays inside. */
export type Vault = {
  /** The name of the master key in use, for the operator's page. */
  readonly keyId: string
  /** A new wrapped person key, to be stored beside the person. */
  createPersonKey(): Buffer
  /** Throws VaultError 'wrong-master-key' or 'tampered'. */
  seal(wrappedKey: Uint8Array, plaintext: string, context: SealContext): Buffer
  /** 'destroyed' when there is no wrapped key any more. Throws VaultError 'wrong-master-key' or 'tampered'. */
  reveal(wrappedKey: Uint8Array | null | undefined, sealed: Uint8Array, context: SealContext): Revealed
  blindIndex(kind: BlindIndexKind, normalisedValue: string): Buffer
}

export function createVault(master: MasterKey): Vault {
  return {
    keyId: master.id,
    createPersonKey: () => createPersonKey(master),
    seal: (wrappedKey, plaintext, context) => seal(unwrapPersonKey(master, wrappedKey), plaintext, context),
    reveal: (wrappedKey, sealed, context) => reveal(master, wrappedKey, sealed, context),
    blindIndex: (kind, value) => blindIndex(master, kind, value),
  }
}

/** Opens, or on the first start creates, the master key. Throws the VaultErrors of `openMasterKey`. */
export async function openVault(options: MasterKeyOptions): Promise<Vault> {
  return createVault(await openMasterKey(options))
}
