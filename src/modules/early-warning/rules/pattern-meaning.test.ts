import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distanceBetween } from '#kernel/geo'
import {
  type Combination,
  type Condition,
  type Fact,
  PatternRule,
  type Together,
} from '../contract/pattern.ts'
import { groupsOf, indexPatterns, meetsOf } from './groups.ts'
import { fact, hangu, jinfeng, keysOf, minute, pattern, when } from './pattern.fixture.ts'
import type { Pattern } from './pattern.ts'

/** Facts as hostile as they come: few kinds, minutes, objects and points, so that they meet. */
const anyFacts = fc
  .array(
    fc.record({
      kind: fc.constantFrom('gas', 'smoke', 'fire'),
      minutes: fc.integer({ min: 0, max: 60 }),
      object: fc.constantFrom('x', 'y', 'z'),
      place: fc.constantFrom(jinfeng, hangu),
      lon: fc.integer({ min: 0, max: 6 }),
      lat: fc.integer({ min: 0, max: 6 }),
    }),
    { maxLength: 9 },
  )
  .map((rows) =>
    rows.map(({ kind, minutes, object, place, lon, lat }, n) =>
      fact(`f${n}`, kind, minutes, {
        object,
        place,
        point: { lon: 106.3 + lon / 1000, lat: 29.6 + lat / 1000 },
      }),
    ),
  )
const anyConditions = fc.array(fc.constantFrom(when('gas'), when('smoke'), when('fire'), when('')), {
  minLength: 2,
  maxLength: 3,
})
const anyCombination: fc.Arbitrary<Combination> = fc.oneof(
  fc.record({ how: fc.constantFrom('all', 'any', 'sequence'), conditions: anyConditions }),
  fc.record({
    how: fc.constant('count' as const),
    conditions: anyConditions,
    times: fc.integer({ min: 2, max: 4 }),
    distinct: fc.boolean(),
  }),
  fc.record({
    how: fc.constant('absence' as const),
    conditions: anyConditions.map((c) => c.slice(0, 2)),
  }),
)
const anyTogether: fc.Arbitrary<Together> = fc.oneof(
  fc.record({ by: fc.constantFrom('area', 'district', 'township', 'object') }),
  fc.record({ by: fc.constant('metres' as const), metres: fc.constantFrom(120, 200, 500) }),
)

/** What a pattern means, by trying every choice of facts; it shares nothing with the engine but the conditions. */
function oracle(p: Pattern, facts: readonly Fact[]): string[] {
  const { combination: c, together } = p.rule
  const window = p.rule.window * minute
  const meets = (f: Fact, i: number) => {
    const condition = c.conditions[i] as Condition
    return condition.kind === '' || condition.kind === f.kind
  }
  const taken = (f: Fact) => c.conditions.some((_, i) => meets(f, i))
  const isTogether = (a: Fact, b: Fact) => {
    if (together.by === 'metres')
      return a.point !== null && b.point !== null && distanceBetween(a.point, b.point) <= together.metres
    if (together.by === 'object') return a.object === b.object
    return together.by !== 'township' || a.place === b.place
  }
  const choices = (pool: readonly Fact[], n: number): Fact[][] =>
    n === 0
      ? [[]]
      : pool.flatMap((f) =>
          choices(
            pool.filter((o) => o !== f),
            n - 1,
          ).map((rest) => [f, ...rest]),
        )
  const holds = (last: Fact): boolean => {
    if (!taken(last)) return false
    const near = facts.filter((f) => taken(f) && isTogether(f, last))
    if (c.how === 'absence')
      return meets(last, 0) && !near.some((f) => meets(f, 1) && f.at > last.at && f.at <= last.at + window)
    const pool = near.filter((f) => f.at <= last.at && f.at >= last.at - window)
    if (c.how === 'any') return true
    if (c.how === 'count')
      return (c.distinct ? new Set(pool.map((f) => f.object)).size : pool.length) >= c.times
    return choices(pool, c.conditions.length).some(
      (chosen) =>
        chosen.includes(last) &&
        chosen.every((f, i) => meets(f, i)) &&
        (c.how === 'all' || chosen.every((f, i) => i === 0 || f.at > (chosen[i - 1] as Fact).at)) &&
        (c.how === 'all' || chosen.at(-1) === last),
    )
  }
  return facts
    .filter(holds)
    .map((f) => f.id)
    .toSorted()
}

test('in whatever order facts come, the engine finds what the meaning says', () => {
  const cases = fc
    .record({
      facts: anyFacts,
      combination: anyCombination,
      together: anyTogether,
      window: fc.constantFrom(5, 20, 60),
    })
    .chain((of) =>
      fc.record({
        of: fc.constant(of),
        order: fc.shuffledSubarray(of.facts, { minLength: of.facts.length }),
      }),
    )
  let matched = 0
  fc.assert(
    fc.property(cases, ({ of, order }) => {
      const p = pattern({ ...of, lateness: 120 })
      const found = keysOf(p, order).toSorted()
      matched += found.length
      expect(found).toEqual(oracle(p, of.facts))
    }),
    { numRuns: 3000 },
  )
  expect(matched).toBeGreaterThan(3000)
})

test('a cell of the grid knows every fact near its own ones', () => {
  const point = fc.record({
    lon: fc.double({ min: 73, max: 135, noNaN: true }),
    lat: fc.double({ min: 18, max: 54, noNaN: true }),
  })
  const step = fc.double({ min: -1, max: 1, noNaN: true })
  fc.assert(
    fc.property(point, step, step, fc.integer({ min: 10, max: 50_000 }), (a, east, north, metres) => {
      const degree = metres / 111_195
      const b = {
        lon: a.lon + (east * degree) / Math.cos((a.lat * Math.PI) / 180),
        lat: a.lat + north * degree,
      }
      fc.pre(distanceBetween(a, b) <= metres)
      const { rule } = pattern({
        combination: { how: 'any', conditions: [when('gas'), when('smoke')] },
        together: { by: 'metres', metres },
      })
      const own = groupsOf(rule, fact('a', 'gas', 0, { point: a }))[0]
      expect(groupsOf(rule, fact('b', 'gas', 0, { point: b }))).toContain(own)
    }),
    { numRuns: 2000 },
  )
})

test('the index names every pattern that takes a fact', () => {
  const condition = fc.record({
    source: fc.constantFrom('signal', 'appeal', 'cap', 'warning'),
    kind: fc.constantFrom('', '01', '0103', 'gas'),
    where: fc.constantFrom(null, jinfeng, hangu),
    least: fc.constant(null),
  })
  const rules = fc.array(
    fc.record({
      conditions: fc.array(condition, { minLength: 2, maxLength: 3 }),
      place: fc.constantFrom('50', '50/500107', jinfeng),
    }),
    { minLength: 1, maxLength: 8 },
  )
  const some = fc.record({
    source: fc.constantFrom('signal', 'appeal', 'cap', 'warning'),
    kind: fc.constantFrom('', '01', '0103', '02', 'gas'),
    place: fc.constantFrom(null, '50', '50/500107', jinfeng, hangu, `${jinfeng}/500107104001`),
  })
  fc.assert(
    fc.property(rules, some, (made, of) => {
      const patterns = made.map(({ conditions, place }) => ({
        rule: PatternRule.parse({
          combination: { how: 'any', conditions },
          together: { by: 'area' },
          window: 5,
          places: [place],
        }),
      }))
      const { kind, ...rest } = of
      const one = fact('a', kind, 0, rest as Partial<Fact>)
      const named = new Set(indexPatterns(patterns).candidates(one))
      const taking = patterns.filter((p) => meetsOf(p.rule, one).length > 0)
      // A place of a condition outside of the pattern's is refused when it is saved.
      const savable = taking.filter((p) =>
        p.rule.combination.conditions.every(
          (c) => c.where === null || p.rule.places.some((place) => c.where?.startsWith(place)),
        ),
      )
      expect(savable.filter((p) => !named.has(p))).toEqual([])
    }),
    { numRuns: 1000 },
  )
})
