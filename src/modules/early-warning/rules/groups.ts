import { isWithin } from '#kernel/access/define'
import type { Condition, Fact, PatternRule } from '../contract/pattern.ts'
import { compareLevels } from './level.ts'

/** How many parts of a place path make a place of this size. */
const partsOf = { district: 2, township: 3, community: 4, grid: 5 } as const
/** Metres of a degree of latitude on a sphere of the mean Earth radius (IUGG). */
const metresOfDegree = (6_371_008.8 * Math.PI) / 180

/** True when a fact is of a place; an alert for a larger area holds for every place within it. */
function isThere(fact: Fact, place: string): boolean {
  if (fact.place === null) return false
  return isWithin(fact.place, [place]) || (fact.source === 'cap' && isWithin(place, [fact.place]))
}

/** True when a condition takes the fact. */
export function meets(c: Condition, fact: Fact): boolean {
  if (c.source !== fact.source) return false
  const isKind = c.source === 'appeal' ? fact.kind.startsWith(c.kind) : c.kind === '' || fact.kind === c.kind
  if (!isKind || (c.where !== null && !isThere(fact, c.where))) return false
  return c.least === null || (fact.level !== null && compareLevels(fact.level, c.least) >= 0)
}

/** Which conditions of a rule take the fact; none where it lies outside of what the rule looks at. */
export function meetsOf(rule: PatternRule, fact: Fact): number[] {
  if (!rule.places.some((place) => isThere(fact, place))) return []
  return rule.combination.conditions.flatMap((c, i) => (meets(c, fact) ? [i] : []))
}

/**
 * The groups to which a fact goes, its own one first: facts of one match are in one group. By distance the groups are
 * cells of a grid, and a fact goes to those around its own as well, so that each cell knows all its facts' neighbours.
 * Empty: nothing says where it belongs.
 */
export function groupsOf(rule: PatternRule, fact: Fact): string[] {
  const { together } = rule
  if (together.by === 'area') return [areaOf(rule)]
  if (together.by === 'object') return fact.object === '' ? [] : [fact.object]
  if (together.by === 'metres') return fact.point === null ? [] : cellsAround(fact.point, together.metres)
  const parts = fact.place?.split('/') ?? []
  const size = partsOf[together.by]
  return parts.length < size ? [] : [parts.slice(0, size).join('/')]
}

/** The one group of everything where a pattern looks: its place, where that is one. */
export function areaOf({ places: [first, ...others] }: PatternRule): string {
  return first === undefined || others.length > 0 ? 'area' : first
}

/**
 * Cells as high as the distance, and in each row so wide as the distance is at the row's edge nearer to the pole; a fact
 * goes to every cell that a circle of this radius around it may touch.
 */
function cellsAround({ lon, lat }: Position, metres: number): string[] {
  const height = metres / metresOfDegree
  const row = Math.floor(lat / height)
  const widthOf = (r: number) => widthOfRow(r, height)
  const own = cellOf({ lon, lat }, metres)
  const reach = Math.max(widthOf(row - 1), widthOf(row), widthOf(row + 1))
  const cells = [row - 1, row, row + 1].flatMap((r) => {
    const width = widthOf(r)
    const from = Math.floor((lon - reach) / width)
    const until = Math.floor((lon + reach) / width)
    return Array.from({ length: until - from + 1 }, (_, n) => `${r},${from + n}`)
  })
  return [own, ...cells.filter((c) => c !== own)]
}

type Position = NonNullable<Fact['point']>

function widthOfRow(row: number, height: number): number {
  const edge = Math.min(89, Math.max(Math.abs(row * height), Math.abs((row + 1) * height)))
  return height / Math.cos((edge * Math.PI) / 180)
}

function cellOf({ lon, lat }: Position, metres: number): string {
  const height = metres / metresOfDegree
  const row = Math.floor(lat / height)
  return `${row},${Math.floor(lon / widthOfRow(row, height))}`
}

/** True when a fact may complete a match in this one of its groups. */
export function isOwnGroup({ together }: PatternRule, fact: Fact, group: string): boolean {
  return together.by !== 'metres' || (fact.point !== null && cellOf(fact.point, together.metres) === group)
}

/** Patterns by what their conditions ask for, so that a fact meets only those that may take it. */
export interface PatternIndex<P> {
  /** Patterns of which some condition may take the fact, each once; the conditions themselves are still to be looked at. */
  candidates(fact: Fact): Iterable<P>
}

/** Indexed by source, kind and place: what a fact costs grows with the patterns about its kind and place, not with all. */
export function indexPatterns<P extends { readonly rule: PatternRule }>(
  patterns: readonly P[],
): PatternIndex<P> {
  const by = new Map<string, P[]>()
  for (const p of patterns) {
    const keys = p.rule.combination.conditions.flatMap((c) => {
      const places = c.where === null ? p.rule.places : [c.where]
      return (c.source === 'cap' ? [''] : places).map((place) => keyOf(c.source, c.kind, place))
    })
    for (const key of new Set(keys)) {
      const known = by.get(key)
      if (known === undefined) by.set(key, [p])
      else known.push(p)
    }
  }
  return {
    candidates(fact) {
      const found = new Set<P>()
      for (const place of placesOver(fact))
        for (const kind of kindsOver(fact))
          for (const p of by.get(keyOf(fact.source, kind, place)) ?? []) found.add(p)
      return found
    },
  }
}

const keyOf = (source: string, kind: string, place: string) => `${source}|${kind}|${place}`

function placesOver({ source, place }: Fact): string[] {
  if (source === 'cap') return ['']
  const parts = place?.split('/') ?? []
  return parts.map((_, n) => parts.slice(0, n + 1).join('/'))
}

function kindsOver({ source, kind }: Fact): string[] {
  if (source !== 'appeal') return kind === '' ? [''] : ['', kind]
  return Array.from({ length: kind.length + 1 }, (_, n) => kind.slice(0, n))
}
