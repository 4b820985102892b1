/** Two texts are near-duplicates from this Jaccard similarity of their 4-character pieces on. */
const SIMILAR = 0.5
/** … or when so much of the shorter one stands in the longer one (a repost with an addition). */
const CONTAINED = 0.8
const MIN_PIECES = 20
const MIN_SHARED = 8
/** Pieces of more texts than this (formulas of courtesy) find no candidates. */
const COMMON = 60

/**
 * Puts near-duplicate texts into one group, so that copies of a message cannot stand on both sides of a split.
 * Only Chinese characters are compared. Returns a group number per text; equal numbers, same message.
 */
export function groupNearDuplicates(texts: readonly string[]): Int32Array {
  const pieces = texts.map(piecesOf)
  const parents = Int32Array.from(texts, (_, index) => index)
  const holders = new Map<number, number[]>()
  pieces.forEach((own, index) => {
    for (const [other, shared] of countShared(own, index, holders)) {
      if (shared >= MIN_SHARED && isNearDuplicate(own, pieces[other] as Set<number>)) {
        parents[rootOf(parents, index)] = rootOf(parents, other)
      }
    }
  })
  return parents.map((_, index) => rootOf(parents, index))
}

function piecesOf(text: string): Set<number> {
  const characters = text.replace(/[^\u4e00-\u9fff]/g, '')
  const pieces = new Set<number>()
  for (let start = 0; start + 4 <= characters.length; start++) {
    let hash = 0
    for (let at = start; at < start + 4; at++) hash = (Math.imul(hash, 31) + characters.charCodeAt(at)) | 0
    pieces.add(hash)
  }
  return pieces
}

/** Earlier texts with the number of uncommon pieces they share; then enters this text as a holder. */
function countShared(own: Set<number>, index: number, holders: Map<number, number[]>): Map<number, number> {
  const shared = new Map<number, number>()
  for (const piece of own) {
    const others = holders.get(piece)
    if (!others) {
      holders.set(piece, [index])
      continue
    }
    if (others.length < COMMON) for (const other of others) shared.set(other, (shared.get(other) ?? 0) + 1)
    others.push(index)
  }
  return shared
}

function isNearDuplicate(a: Set<number>, b: Set<number>): boolean {
  const both = a.intersection(b).size
  const smaller = Math.min(a.size, b.size)
  return both >= SIMILAR * (a.size + b.size - both) || (smaller >= MIN_PIECES && both >= CONTAINED * smaller)
}

function rootOf(parents: Int32Array, index: number): number {
  let root = index
  while (parents[root] !== root) root = parents[root] as number
  parents[index] = root
  return root
}
