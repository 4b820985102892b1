import { type Entry, entryText } from '#kernel/audit/rules'
import { fromHex, hex, sm3 } from './sm3.ts'

/** As GET /audit/:seq/proof answers it; `at` comes as text. */
export interface EntryProof {
  readonly entry: Omit<Entry, 'at'> & { readonly at: string }
  readonly proof: readonly { readonly side: 'left' | 'right'; readonly hash: string }[]
  readonly seal: { readonly no: number; readonly root: string; readonly hash: string }
}

/** Recomputes on this device, from the entry's own words, the root that the seal shows; trusts nothing but the seal. */
export function isProven({ entry, proof, seal }: EntryProof): boolean {
  const text = entryText({ ...entry, at: new Date(entry.at) })
  const leaf = sm3(join(Uint8Array.of(0), new TextEncoder().encode(text)))
  const root = proof.reduce((hash, step) => {
    const sibling = fromHex(step.hash)
    const pair = step.side === 'left' ? join(sibling, hash) : join(hash, sibling)
    return sm3(join(Uint8Array.of(1), pair))
  }, leaf)
  return hex(root) === seal.root
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const out = new Uint8Array(a.length + b.length)
  out.set(a)
  out.set(b, a.length)
  return out
}
