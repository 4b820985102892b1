import type { Fact, PatternContent, TriedPattern } from '../contract/pattern.ts'
import { groupsOf, meetsOf } from './groups.ts'
import {
  type Match,
  newPatternState,
  type Pattern,
  type PatternState,
  stepPattern,
  tickPattern,
} from './pattern.ts'

/** What a pattern would have found in facts of the past, by the same engine as in service. */
export function matchPast(p: Pattern, facts: readonly Fact[], until: number): Match[] {
  const states = new Map<string, PatternState>()
  const found: Match[] = []
  for (const fact of facts) {
    if (meetsOf(p.rule, fact).length === 0) continue
    for (const group of groupsOf(p.rule, fact)) {
      const state = states.get(group) ?? newPatternState()
      states.set(group, state)
      for (const m of stepPattern(p, group, state, fact)) found.push(m)
    }
  }
  for (const [group, state] of states) for (const m of tickPattern(p, group, state, until)) found.push(m)
  return found.toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
}

const mostFactsShown = 20

/**
 * Matches as the warnings that they would have made: of an object one, until so long after its last match that its level
 * would have fallen to calm.
 * @param verdicts what people said of the warnings to which facts belong, by id; one that was no false alarm makes it true
 */
export function episodesOf(
  matches: readonly Match[],
  { calmMinutes }: Pick<PatternContent, 'calmMinutes'>,
  verdicts: ReadonlyMap<string, string>,
): TriedPattern['warnings'] {
  const calmMs = calmMinutes * 60_000 * 4
  const all: { object: string; place: string | null; of: Match[] }[] = []
  const open = new Map<string, (typeof all)[number]>()
  for (const m of matches) {
    const current = open.get(m.object)
    const last = current?.of.at(-1)
    if (current !== undefined && last !== undefined && m.at - last.at <= calmMs) {
      current.of.push(m)
      continue
    }
    const fresh = { object: m.object, place: m.place, of: [m] }
    all.push(fresh)
    open.set(m.object, fresh)
  }
  return all.map(({ object, place, of }) => {
    const facts = [...new Map(of.flatMap((m) => m.facts).map((f) => [f.id, f])).values()]
    const said = facts.flatMap((f) => verdicts.get(f.warning ?? '') ?? [])
    return {
      object,
      place,
      from: new Date((of[0] as Match).at).toISOString(),
      until: new Date((of.at(-1) as Match).at).toISOString(),
      matches: of.length,
      judged: said.length === 0 ? 'unjudged' : said.some((v) => v !== 'false') ? 'true' : 'false',
      facts: facts.slice(0, mostFactsShown),
    }
  })
}
