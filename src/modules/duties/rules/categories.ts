import type { Category, CategoryMatch, Synonym } from '../contract.ts'

/** The category with this code, on any level. */
export function findIn(tree: readonly Category[], code: string): Category | undefined {
  return pathIn(tree, code).find((c) => c.code === code)
}

/** From level 1 down to the category; empty when the tree does not hold it. */
export function pathIn(tree: readonly Category[], code: string): Category[] {
  const next = tree.find((c) => code.startsWith(c.code))
  if (next === undefined) return []
  if (next.code === code) return [next]
  const below = pathIn(next.children ?? [], code)
  return below.length === 0 ? [] : [next, ...below]
}

export function leavesOf(tree: readonly Category[]): Category[] {
  return tree.flatMap((c) =>
    c.children === undefined || c.children.length === 0 ? [c] : leavesOf(c.children),
  )
}

/** Every category of every level. */
export function allOf(tree: readonly Category[]): Category[] {
  return tree.flatMap((c) => [c, ...allOf(c.children ?? [])])
}

/** A word said otherwise, or with other words between its characters, counts half of one said plainly. */
const indirect = 0.5
/** Shortest keyword whose characters may lie apart: two or three scattered characters say nothing. */
const scatterFrom = 4
/** Characters of the text that may lie between those of a keyword, as 根本 in 物业（根本）不作为. */
const scatterGap = 4
/** Weight at which the score is one half: one keyword of four characters, said plainly. */
const half = 4

/**
 * The leaves that a text speaks of, best first. Each keyword (the leaf's own name is one) gives its length in
 * characters when the text holds it; half of it when the text says a synonym, or holds its characters in order with
 * at most four others between. A word inside another of the same leaf counts once. The score w / (w + 4) lies in
 * 0..1 and grows with every word: one plain word of four characters gives 0.5. It ranks; it is no probability.
 */
export function matchIn(
  tree: readonly Category[],
  synonyms: readonly Synonym[],
  text: string,
  level1?: string,
): CategoryMatch[] {
  const plain = normalise(text)
  const meant = synonyms.filter((s) => plain.includes(s.say))
  return leavesOf(tree)
    .filter((leaf) => level1 === undefined || leaf.code.startsWith(level1))
    .flatMap((leaf) => {
      const found = wordsOf(leaf, plain, meant)
      if (found.size === 0) return []
      const weight = [...found.values()].reduce((sum, w) => sum + w, 0)
      const words = [...found].sort(([a, wa], [b, wb]) => wb - wa || a.localeCompare(b)).map(([word]) => word)
      return [{ code: leaf.code, score: weight / (weight + half), words }]
    })
    .sort((a, b) => b.score - a.score || a.code.localeCompare(b.code))
}

function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}

/** Word as the text has it → weight. */
function wordsOf(leaf: Category, text: string, meant: readonly Synonym[]): Map<string, number> {
  const keywords = [leaf.zh, ...(leaf.keywords ?? [])]
  const found = new Map<string, number>()
  const note = (word: string, weight: number) => found.set(word, Math.max(found.get(word) ?? 0, weight))
  for (const k of keywords) {
    if (text.includes(k)) note(k, k.length)
    else if (k.length >= scatterFrom && isScattered(text, k)) note(k, k.length * indirect)
  }
  for (const s of meant) {
    const common = s.means.flatMap((m) =>
      keywords.filter((k) => k.includes(m) || m.includes(k)).map((k) => Math.min(k.length, m.length)),
    )
    if (common.length > 0) note(s.say, Math.max(...common) * indirect)
  }
  return withoutInner(found)
}

function withoutInner(found: Map<string, number>): Map<string, number> {
  const words = [...found.keys()]
  return new Map(
    [...found].filter(([word]) => !words.some((other) => other !== word && other.includes(word))),
  )
}

/** True when the characters of the keyword appear in order within its length and the gap allowed. */
function isScattered(text: string, keyword: string): boolean {
  const first = keyword.charAt(0)
  for (let start = text.indexOf(first); start !== -1; start = text.indexOf(first, start + 1)) {
    const end = start + keyword.length + scatterGap
    let at = start
    for (let i = 1; i < keyword.length && at !== -1; i++) at = text.indexOf(keyword.charAt(i), at + 1)
    if (at === -1) return false
    if (at < end) return true
  }
  return false
}
