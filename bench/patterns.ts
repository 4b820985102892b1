/**
 * Patterns: `node bench/patterns.ts`. Facts a second through the engine and its index, in memory, with 10, 1,000 and 10,000
 * patterns over 12 kinds and 40 townships; beside it the same engine asking every pattern (no index).
 */

import { seededRandom } from '#models/evaluation'
import { type Fact, PatternRule } from '../src/modules/early-warning/contract.ts'
import {
  groupsOf,
  indexPatterns,
  meetsOf,
  newPatternState,
  type Pattern,
  type PatternState,
  stepPattern,
} from '../src/modules/early-warning/rules.ts'

const kinds = 12
const townships = 40
const facts = 2000
/** Asking every pattern is slow: fewer facts say enough. */
const factsOfAll = 50
const minute = 60_000
const hows = ['all', 'sequence', 'count', 'absence'] as const

const placeOf = (n: number) => `50/500107/5001071${String(n).padStart(2, '0')}`

function makePatterns(count: number, random: () => number): Pattern[] {
  const pick = (n: number) => Math.floor(random() * n)
  return Array.from({ length: count }, (_, n) => {
    const how = hows[n % hows.length] as (typeof hows)[number]
    const conditions = [pick(kinds), pick(kinds)].map((k) => ({ source: 'signal', kind: `kind-${k}` }))
    const rule = PatternRule.parse({
      combination: how === 'count' ? { how, conditions, times: 3 } : { how, conditions },
      window: 30,
      together: n % 2 === 0 ? { by: 'township' } : { by: 'metres', metres: 500 },
      places: [placeOf(pick(townships))],
    })
    return { id: `p${n}`, version: 1, rule, latenessMinutes: 10 }
  })
}

function makeFacts(count: number, random: () => number): Fact[] {
  return Array.from({ length: count }, (_, n) => {
    const township = Math.floor(random() * townships)
    return {
      id: `f${n}`,
      source: 'signal',
      kind: `kind-${Math.floor(random() * kinds)}`,
      object: `o${Math.floor(random() * 2000)}`,
      place: placeOf(township),
      point: { lon: 106.3 + township / 50 + random() / 100, lat: 29.5 + random() / 100 },
      at: n * 3000 + Math.floor(random() * 5 * minute),
      level: 'blue',
      exercise: false,
      warning: null,
    }
  })
}

function feed(
  all: readonly Fact[],
  candidates: (fact: Fact) => Iterable<Pattern>,
): { seconds: number; matches: number; asked: number; largest: number } {
  const states = new Map<string, PatternState>()
  let [matches, asked] = [0, 0]
  const from = performance.now()
  for (const fact of all)
    for (const p of candidates(fact)) {
      asked++
      if (meetsOf(p.rule, fact).length === 0) continue
      for (const group of groupsOf(p.rule, fact)) {
        const key = `${p.id} ${group}`
        const state = states.get(key) ?? newPatternState()
        states.set(key, state)
        matches += stepPattern(p, group, state, fact).length
      }
    }
  const seconds = (performance.now() - from) / 1000
  const largest = Math.max(...[...states.values()].map((s) => s.facts.length))
  return { seconds, matches, asked, largest }
}

export function run(): void {
  for (const count of [10, 1000, 10_000]) {
    const random = seededRandom(count)
    const patterns = makePatterns(count, random)
    const all = makeFacts(facts, random)
    const index = indexPatterns(patterns)
    feed(all.slice(0, 200), (f) => index.candidates(f))
    const indexed = feed(all, (f) => index.candidates(f))
    const few = all.slice(0, factsOfAll)
    const fewIndexed = feed(few, (f) => index.candidates(f))
    const every = feed(few, () => patterns)
    if (every.matches !== fewIndexed.matches) throw new Error('the index changes what matches')
    console.log(`${count} patterns`, {
      'facts/s': Math.round(facts / indexed.seconds),
      'asked a fact': Math.round((indexed.asked / facts) * 100) / 100,
      matches: indexed.matches,
      'largest state': indexed.largest,
      [`facts/s, first ${factsOfAll}`]: Math.round(factsOfAll / fewIndexed.seconds),
      'the same without index': Math.round(factsOfAll / every.seconds),
    })
  }
}

if (import.meta.main) run()
