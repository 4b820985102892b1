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

/** What is said otherwise or only in part counts half of what is said plainly. */
const indirect = 0.5
/** Weight at which the score is one half: one keyword of four characters, said plainly. */
const half = 4

/**
 * The leaves that a text speaks of, best first. What counts for a leaf, in characters:
 * - each of its keywords (its own name is one) that the text holds: the keyword's length;
 * - a synonym of one: half the length;
 * - a run of characters shared with its keywords: half, times how rare each pair of characters is among the leaves
 *   (1 where one leaf alone has it, 0 where all have it), so that 路灯黑了 still finds 路灯不亮.
 * A word inside another of the same leaf counts once. The score w / (w + 4) lies in 0..1 and grows with every word:
 * one plain word of four characters gives 0.5, a lone shared pair at most 0.2. It ranks; it is no probability.
 */
export function matchIn(
  tree: readonly Category[],
  synonyms: readonly Synonym[],
  text: string,
  level1?: string,
): CategoryMatch[] {
  const plain = normalise(text)
  const meant = synonyms.filter((s) => plain.includes(s.say))
  const { profiles, rarity } = vocabularyOf(tree)
  return profiles
    .filter((leaf) => level1 === undefined || leaf.code.startsWith(level1))
    .flatMap((leaf) => {
      const found = wordsOf(leaf, plain, meant, rarity)
      if (found.size === 0) return []
      const weight = [...found.values()].reduce((sum, w) => sum + w, 0)
      const words = [...found].sort(([a, wa], [b, wb]) => wb - wa || a.localeCompare(b)).map(([word]) => word)
      return [{ code: leaf.code, score: weight / (weight + half), words }]
    })
    .sort((a, b) => b.score - a.score || a.code.localeCompare(b.code))
}

interface Profile {
  readonly code: string
  readonly keywords: readonly string[]
  readonly pairs: ReadonlySet<string>
}

interface Vocabulary {
  readonly profiles: readonly Profile[]
  /** Pair of characters → 0..1: how few leaves have it. */
  readonly rarity: ReadonlyMap<string, number>
}

/** A tree is read once and never changed, so that what is derived from it may stay. */
const vocabularies = new WeakMap<readonly Category[], Vocabulary>()

function vocabularyOf(tree: readonly Category[]): Vocabulary {
  const known = vocabularies.get(tree)
  if (known !== undefined) return known
  const profiles = leavesOf(tree).map(({ code, zh, keywords = [] }) => {
    const all = [zh, ...keywords].map(normalise)
    return { code, keywords: all, pairs: new Set(all.flatMap(pairsOf)) }
  })
  const counts = new Map<string, number>()
  for (const { pairs } of profiles) for (const pair of pairs) counts.set(pair, (counts.get(pair) ?? 0) + 1)
  const most = Math.log(Math.max(2, profiles.length))
  const rarity = new Map([...counts].map(([pair, n]) => [pair, 1 - Math.log(n) / most]))
  const vocabulary = { profiles, rarity }
  vocabularies.set(tree, vocabulary)
  return vocabulary
}

function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}

/** Neighbouring Chinese characters; letters and digits say nothing in pairs. */
function pairsOf(word: string): string[] {
  const pairs: string[] = []
  for (let i = 0; i + 2 <= word.length; i++) pairs.push(word.slice(i, i + 2))
  return pairs.filter((pair) => /^\p{Script=Han}{2}$/u.test(pair))
}

/** Word as the text has it → weight. */
function wordsOf(
  leaf: Profile,
  text: string,
  meant: readonly Synonym[],
  rarity: ReadonlyMap<string, number>,
): Map<string, number> {
  const found = new Map<string, number>()
  for (const k of leaf.keywords) if (text.includes(k)) found.set(k, k.length)
  for (const { say, means } of meant) {
    const common = means.flatMap((m) =>
      leaf.keywords.filter((k) => k.includes(m) || m.includes(k)).map((k) => Math.min(k.length, m.length)),
    )
    if (common.length > 0 && !found.has(say)) found.set(say, Math.max(...common) * indirect)
  }
  const whole = withoutInner(found)
  let rest = text
  for (const word of whole.keys()) rest = rest.replaceAll(word, '|')
  for (const [run, weight] of sharedRuns(rest, leaf.pairs, rarity)) whole.set(run, weight)
  return whole
}

function withoutInner(found: Map<string, number>): Map<string, number> {
  const words = [...found.keys()]
  return new Map(
    [...found].filter(([word]) => !words.some((other) => other !== word && other.includes(word))),
  )
}

/** Longest stretches whose pairs all belong to the leaf → weight; a pair counts at its first place only. */
function sharedRuns(
  text: string,
  pairs: ReadonlySet<string>,
  rarity: ReadonlyMap<string, number>,
): Map<string, number> {
  const runs = new Map<string, number>()
  const counted = new Set<string>()
  for (let i = 0; i + 2 <= text.length; i++) {
    let end = i
    let weight = 0
    while (end + 2 <= text.length && pairs.has(text.slice(end, end + 2))) {
      const pair = text.slice(end, end + 2)
      // A pair of two characters said in part: 2 × half × rarity.
      if (!counted.has(pair)) weight += 2 * indirect * (rarity.get(pair) ?? 0)
      counted.add(pair)
      end++
    }
    if (weight > 0) runs.set(text.slice(i, end + 1), weight)
    if (end > i) i = end
  }
  return runs
}
