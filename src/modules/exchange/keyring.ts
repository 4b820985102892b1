import type { Database } from '#kernel/database'
import { type MasterKey, openSecret } from '#kernel/vault'
import type { Algorithm } from './contract.ts'
import { listPlatformKeys } from './queries/platform-keys.ts'
import { type Signer, signerOf, type Verifier, verifierOf } from './signing.ts'

/** The platform's key of one algorithm, opened. */
export interface OwnKey {
  readonly id: string
  readonly alg: Algorithm
  readonly signer: Signer
}

/** How long a process may go on signing with a key that another one replaced; former keys stay published. */
const keptMs = 10_000
/** Parsed keys of systems; a key's id is its hash, so an entry never changes. */
const mostParsed = 2000

export interface Keyring {
  own(alg: Algorithm): Promise<OwnKey>
  /** Forgets what it holds: after a rotation in this process. */
  renew(): void
  parsed(id: string, pem: string): Verifier
}

export function sealedIn(id: string) {
  return { column: 'exchange_platform_keys.sealed', owner: id }
}

/** Keys in memory: the platform's own, looked at anew every ten seconds, and those of callers, parsed once. */
export function createKeyring(db: () => Database, master: () => MasterKey, nowMs: () => number): Keyring {
  const verifiers = new Map<string, Verifier>()
  let held: { at: number; keys: Promise<Map<Algorithm, OwnKey>> } | undefined
  const load = async () => {
    const rows = await listPlatformKeys(db())
    const used = rows.filter((r) => r.retired_at === null)
    return new Map(
      used.map((r) => [
        r.alg,
        { id: r.id, alg: r.alg, signer: signerOf(r.alg, openSecret(master(), r.sealed, sealedIn(r.id))) },
      ]),
    )
  }
  return {
    async own(alg) {
      const now = nowMs()
      if (held === undefined || Math.abs(now - held.at) > keptMs) held = { at: now, keys: load() }
      const loading = held
      const keys = await loading.keys.catch((error: unknown) => {
        if (held === loading) held = undefined
        throw error
      })
      const key = keys.get(alg)
      if (key === undefined) throw new Error(`The platform has no key for ${alg}`)
      return key
    },
    renew() {
      held = undefined
    },
    parsed(id, pem) {
      const known = verifiers.get(id)
      if (known !== undefined) return known
      if (verifiers.size >= mostParsed) verifiers.clear()
      const made = verifierOf(pem)
      verifiers.set(id, made)
      return made
    },
  }
}
