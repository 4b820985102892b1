import { hashOf, listTerms } from './terms.ts'
import type { Weights } from './weights.ts'

/** Words that two texts share, and where they stand in the second; `spans` are offsets, the end is behind the last. */
export interface SharedWords {
  readonly words: string
  readonly weight: number
  readonly spans: readonly (readonly [number, number])[]
}

/** A term that every tenth message holds says nothing of two that share it. */
const tellingFrom = Math.log(10)

/** What two texts have in common, the most telling first: neighbouring shared terms are joined into one phrase. */
export function sharedWords(first: string, second: string, weights: Weights, most = 8): SharedWords[] {
  const known = new Set(listTerms(first).map((t) => t.term))
  const marks = new Float64Array(second.length)
  for (const { term, start, end } of listTerms(second)) {
    const weight = weights.of(hashOf(term))
    if (!known.has(term) || weight < tellingFrom) continue
    for (let at = start; at < end; at++) marks[at] = Math.max(marks[at] ?? 0, weight)
  }
  const found = new Map<string, { weight: number; spans: [number, number][] }>()
  for (const [start, end] of runsOf(marks)) {
    const words = second.slice(start, end)
    const entry = found.get(words) ?? {
      weight: marks.slice(start, end).reduce((sum, w) => sum + w, 0),
      spans: [],
    }
    entry.spans.push([start, end])
    found.set(words, entry)
  }
  return [...found]
    .map(([words, entry]) => ({ words, ...entry }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, most)
}

function* runsOf(marks: Float64Array): Generator<[number, number]> {
  let start = -1
  for (let at = 0; at <= marks.length; at++) {
    const isMarked = (marks[at] ?? 0) > 0
    if (isMarked && start < 0) start = at
    if (!isMarked && start >= 0) {
      yield [start, at]
      start = -1
    }
  }
}
