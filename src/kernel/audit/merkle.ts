import { createHash } from 'node:crypto'

/** SM3 Merkle tree in the manner of RFC 6962: leaves and nodes are hashed with different prefixes. */

const empty = Buffer.alloc(0)

export function sm3(...parts: readonly (Buffer | string)[]): Buffer {
  const hash = createHash('sm3')
  for (const p of parts) hash.update(p)
  return hash.digest()
}

export function leafHash(content: string): Buffer {
  return sm3(Buffer.of(0), content)
}

function nodeHash(left: Buffer, right: Buffer): Buffer {
  return sm3(Buffer.of(1), left, right)
}

/** The largest power of two smaller than n. */
function split(n: number): number {
  return 2 ** (31 - Math.clz32(n - 1))
}

export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves
  if (first === undefined) return sm3(empty)
  if (leaves.length === 1) return first
  const k = split(leaves.length)
  return nodeHash(merkleRoot(leaves.slice(0, k)), merkleRoot(leaves.slice(k)))
}

/** One step of a proof: the sibling's hash and on which side it stands. */
export interface ProofStep {
  readonly side: 'left' | 'right'
  readonly hash: string
}

/** What a third party needs beside the root to see that leaf `index` is in the tree. */
export function merkleProof(leaves: readonly Buffer[], index: number): ProofStep[] {
  if (leaves.length <= 1) return []
  const k = split(leaves.length)
  if (index < k)
    return [...merkleProof(leaves.slice(0, k), index), step('right', merkleRoot(leaves.slice(k)))]
  return [...merkleProof(leaves.slice(k), index - k), step('left', merkleRoot(leaves.slice(0, k)))]
}

function step(side: ProofStep['side'], hash: Buffer): ProofStep {
  return { side, hash: hash.toString('hex') }
}

/** Recomputes the root from a leaf and its proof. */
export function rootFromProof(leaf: Buffer, proof: readonly ProofStep[]): Buffer {
  return proof.reduce((hash, s) => {
    const sibling = Buffer.from(s.hash, 'hex')
    return s.side === 'left' ? nodeHash(sibling, hash) : nodeHash(hash, sibling)
  }, leaf)
}
