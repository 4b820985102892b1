import { distanceBetween } from '#kernel/geo/rules'
import type { Fact, PatternRule } from '../contract/pattern.ts'
import { isOwnGroup, meetsOf } from './groups.ts'

/** A pattern ready to be fed. */
export interface Pattern {
  readonly id: string
  readonly version: number
  readonly rule: PatternRule
  /** How much later than the group's newest a fact may come and still count. */
  readonly latenessMinutes: number
}

interface Kept {
  readonly fact: Fact
  /** The conditions that take it. */
  readonly meets: readonly number[]
  /** It may complete a match here; by distance a group holds facts of the cells around too, and those may not. */
  readonly own: boolean
  /** It has completed a match, and is told no second time. */
  told: boolean
}

/** What is kept of one group of a pattern: plain JSON, at most `mostFacts` facts of a condition. */
export interface PatternState {
  /** Newest fact by the time of the event. */
  newest: number | null
  /** By time, then by name. */
  facts: Kept[]
  /** Facts that came too late, or found no room. */
  lost: number
}

/** A pattern that came true. */
export interface Match {
  /** The fact that completed it, or that nothing followed: found again, the match has the same name. */
  readonly key: string
  readonly at: number
  readonly facts: readonly Fact[]
  readonly object: string
  readonly place: string | null
}

export const mostFacts = 100
const minute = 60_000

export function newPatternState(): PatternState {
  return { newest: null, facts: [], lost: 0 }
}

/**
 * Gives a group of a pattern one more fact. A match is named by its last fact f, and holds when facts of the window that
 * ends with f, f among them, meet the rule. So the matches do not depend on the order in which facts come, as long as none
 * comes later than allowed: an older fact makes those true that it was missing to. Changes the state.
 * @param group one of `groupsOf(rule, fact)`
 */
export function stepPattern(p: Pattern, group: string, state: PatternState, fact: Fact): Match[] {
  const late = p.latenessMinutes * minute
  const window = p.rule.window * minute
  const met = meetsOf(p.rule, fact)
  if (met.length === 0 || state.facts.some((k) => k.fact.id === fact.id)) return []
  if (state.newest !== null && fact.at < state.newest - late) {
    state.lost++
    return []
  }
  insert(state, { fact, meets: met, own: isOwnGroup(p.rule, fact, group), told: false })
  state.newest = Math.max(state.newest ?? fact.at, fact.at)
  const isAbsence = p.rule.combination.how === 'absence'
  const found = isAbsence
    ? absent(p, group, state, state.newest - late)
    : state.facts.flatMap((k) => {
        const isAfter = k.fact.at >= fact.at && k.fact.at <= fact.at + window
        return isAfter ? (complete(p, group, state, k) ?? []) : []
      })
  prune(state, state.newest - window - late)
  return found
}

/**
 * What has not followed by now.
 * @param now platform time in milliseconds; a fact may come as late as the pattern allows
 */
export function tickPattern(p: Pattern, group: string, state: PatternState, now: number): Match[] {
  if (p.rule.combination.how !== 'absence') return []
  return absent(p, group, state, now - p.latenessMinutes * minute)
}

/** When the group has to be ticked next, in platform time; null: never. */
export function dueOf(p: Pattern, state: PatternState): number | null {
  if (p.rule.combination.how !== 'absence') return null
  const next = state.facts.find((k) => !k.told && k.meets.includes(0) && k.own)
  return next === undefined ? null : next.fact.at + (p.rule.window + p.latenessMinutes) * minute
}

function insert(state: PatternState, kept: Kept): void {
  const { at, id } = kept.fact
  const isBefore = ({ fact: f }: Kept) => f.at < at || (f.at === at && f.id < id)
  const place = state.facts.findIndex((k) => !isBefore(k))
  state.facts.splice(place === -1 ? state.facts.length : place, 0, kept)
}

/** Keeps what may still count, and of each condition the newest. */
function prune(state: PatternState, from: number): void {
  const counts = new Map<number, number>()
  const kept: Kept[] = []
  for (const k of state.facts.toReversed()) {
    if (k.fact.at < from) continue
    const hasRoom = k.meets.some((i) => (counts.get(i) ?? 0) < mostFacts)
    if (!hasRoom) {
      state.lost++
      continue
    }
    for (const i of k.meets) counts.set(i, (counts.get(i) ?? 0) + 1)
    kept.push(k)
  }
  state.facts = kept.toReversed()
}

function isNear({ together }: PatternRule, a: Fact, b: Fact): boolean {
  if (together.by !== 'metres') return true
  return a.point !== null && b.point !== null && distanceBetween(a.point, b.point) <= together.metres
}

function complete(p: Pattern, group: string, state: PatternState, last: Kept): Match | undefined {
  if (last.told || !last.own) return undefined
  const from = last.fact.at - p.rule.window * minute
  // The newest first: they are what people look at.
  const others = state.facts
    .filter(
      (k) =>
        k !== last && k.fact.at >= from && k.fact.at <= last.fact.at && isNear(p.rule, k.fact, last.fact),
    )
    .toReversed()
  const met = meeting(p.rule, others, last)
  if (met === undefined) return undefined
  last.told = true
  return matchOf(p, group, last.fact, last.fact.at, met)
}

/** Facts that meet the rule, the last one among them; undefined: it is not met. */
function meeting({ combination: c }: PatternRule, others: readonly Kept[], last: Kept): Kept[] | undefined {
  if (c.how === 'any') return [last]
  if (c.how === 'all') return assign(c.conditions.length, others, last)
  if (c.how === 'sequence') return follow(c.conditions.length, others, last)
  if (c.how === 'absence') return undefined
  const all = [last, ...others]
  const counted = c.distinct ? firstOfEach(all) : all
  return counted.length >= c.times ? counted.slice(0, mostFacts) : undefined
}

function firstOfEach(all: readonly Kept[]): Kept[] {
  const seen = new Set([''])
  return all.filter(({ fact }) => !seen.has(fact.object) && seen.add(fact.object))
}

/** A fact of its own for each condition (augmenting paths), the last one taking part. */
function assign(conditions: number, others: readonly Kept[], last: Kept): Kept[] | undefined {
  for (const fixed of last.meets) {
    const takenBy = new Map<Kept, number>()
    const seek = (condition: number, tried: Set<Kept>): boolean =>
      others.some((k) => {
        if (!k.meets.includes(condition) || tried.has(k)) return false
        tried.add(k)
        const holder = takenBy.get(k)
        if (holder !== undefined && !seek(holder, tried)) return false
        takenBy.set(k, condition)
        return true
      })
    const rest = Array.from({ length: conditions }, (_, i) => i).filter((i) => i !== fixed)
    if (rest.every((i) => seek(i, new Set()))) return [last, ...takenBy.keys()]
  }
  return undefined
}

/** Backwards from the last condition, each time the latest fact before: if any chain fits the window, this one does. */
function follow(conditions: number, others: readonly Kept[], last: Kept): Kept[] | undefined {
  if (!last.meets.includes(conditions - 1)) return undefined
  const chain = [last]
  for (let i = conditions - 2; i >= 0; i--) {
    const next = chain.at(-1) as Kept
    const before = others.find((k) => k.meets.includes(i) && k.fact.at < next.fact.at)
    if (before === undefined) return undefined
    chain.push(before)
  }
  return chain
}

function absent(p: Pattern, group: string, state: PatternState, until: number): Match[] {
  const window = p.rule.window * minute
  return state.facts.flatMap((k) => {
    const end = k.fact.at + window
    if (k.told || !k.meets.includes(0) || end > until || !k.own) return []
    k.told = true
    const isFollowed = state.facts.some(
      ({ fact: f, meets: m }) =>
        m.includes(1) && f.at > k.fact.at && f.at <= end && isNear(p.rule, f, k.fact),
    )
    return isFollowed ? [] : [matchOf(p, group, k.fact, end, [k])]
  })
}

function matchOf(p: Pattern, group: string, last: Fact, at: number, met: readonly Kept[]): Match {
  const { by } = p.rule.together
  const isPlace = by !== 'object' && by !== 'metres'
  const isSeveral = isPlace && group === 'area'
  return {
    key: last.id,
    at,
    facts: met.map((k) => k.fact).toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)),
    // Several places have no path; another pattern of the kind may look at others.
    object: isSeveral ? `area ${p.id}` : isPlace ? group : last.object,
    place: isPlace && !isSeveral ? group : (last.place ?? null),
  }
}
