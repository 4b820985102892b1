import fc from 'fast-check'
import { expect, it } from 'vitest'
import { contradictionsOf, groupEntities, type Judgement } from './index.ts'

const count = 10
const pair = fc.record({
  left: fc.nat(count - 1),
  right: fc.nat(count - 1),
  weight: fc.integer({ min: 0, max: 20 }),
})
const pairs = fc.array(pair, { maxLength: 25 }).map((all) => all.filter(({ left, right }) => left !== right))
const judgements = fc
  .array(fc.record({ left: fc.nat(count - 1), right: fc.nat(count - 1), same: fc.boolean() }), {
    maxLength: 8,
  })
  .map((all) => all.filter(({ left, right }) => left !== right))

const columns = (all: readonly { left: number; right: number; weight: number }[]) => ({
  left: all.map((p) => p.left),
  right: all.map((p) => p.right),
  weight: all.map((p) => p.weight),
})

/** Labels by walking along the links, without union-find. */
function walk(links: readonly { left: number; right: number }[]): number[] {
  const labels = Array.from({ length: count }, (_, k) => k)
  for (let round = 0; round < count; round++)
    for (const { left, right } of links) {
      const least = Math.min(labels[left] ?? 0, labels[right] ?? 0)
      labels[left] = least
      labels[right] = least
    }
  return labels
}

it('gives the connected components above the threshold', () => {
  fc.assert(
    fc.property(pairs, fc.integer({ min: 0, max: 20 }), (all, threshold) => {
      const { labels } = groupEntities(count, columns(all), { threshold })
      expect([...labels]).toEqual(walk(all.filter(({ weight }) => weight >= threshold)))
    }),
  )
})

it('obeys every judgement, or refuses those that contradict each other', () => {
  fc.assert(
    fc.property(pairs, judgements, (all, said) => {
      const last = new Map<string, Judgement>()
      for (const one of said) last.set([one.left, one.right].sort((a, b) => a - b).join('-'), one)
      const kept = [...last.values()]
      const same = walk(kept.filter((one) => one.same))
      const broken = kept.filter((one) => !one.same && same[one.left] === same[one.right])
      expect(contradictionsOf(said)).toEqual(broken)
      const group = () => groupEntities(count, columns(all), { threshold: 5, judgements: said })
      if (broken.length > 0) {
        expect(group).toThrow(RangeError)
        return
      }
      const { labels, heldApart } = group()
      for (const { left, right, same: isSame } of kept) expect(labels[left] === labels[right]).toBe(isSame)
      // Nothing is parted without a judgement: each link either holds or is named as held apart.
      for (const [n, { left, right, weight }] of all.entries())
        if (weight >= 5) expect(labels[left] === labels[right] || heldApart.includes(n)).toBe(true)
      for (const n of heldApart) expect(labels[all[n]?.left ?? 0]).not.toBe(labels[all[n]?.right ?? 0])
    }),
  )
})

it('knows the link on which an entity hangs: whole from there on, in pieces above', () => {
  fc.assert(
    fc.property(pairs, (all) => {
      for (const { records, weakestLink } of groupEntities(count, columns(all), { threshold: 0 }).entities) {
        const piecesFrom = (weight: number) => {
          const labels = walk(all.filter((one) => one.weight >= weight))
          return new Set(records.map((record) => labels[record])).size
        }
        expect(piecesFrom(weakestLink)).toBe(1)
        expect(piecesFrom(weakestLink + 1)).toBeGreaterThan(1)
      }
    }),
  )
})

it('does not depend on the order of the pairs', () => {
  fc.assert(
    fc.property(pairs, (all) => {
      const once = [...new Map(all.map((p) => [p.weight, p])).values()]
      const forward = groupEntities(count, columns(once), { threshold: 3 })
      const backward = groupEntities(count, columns([...once].reverse()), { threshold: 3 })
      expect(backward).toEqual(forward)
    }),
  )
})

it('reports a chain and how dense an entity is', () => {
  const chain = columns([
    { left: 0, right: 1, weight: 18 },
    { left: 1, right: 2, weight: 6 },
    { left: 2, right: 3, weight: 15 },
    { left: 5, right: 6, weight: 20 },
  ])
  const { chains, entities } = groupEntities(8, chain, { threshold: 5, chainBelow: 10 })
  expect(chains).toEqual([{ records: [0, 1, 2, 3], weakestLink: 6, density: 0.5 }])
  expect(entities.map(({ records }) => records)).toEqual([
    [0, 1, 2, 3],
    [5, 6],
  ])
})

it('unmerges at the weaker link, merges without one, and the last word counts', () => {
  const chain = columns([
    { left: 0, right: 1, weight: 18 },
    { left: 1, right: 2, weight: 6 },
  ])
  const labelsAfter = (...said: Judgement[]) => [
    ...groupEntities(4, chain, { threshold: 5, judgements: said }).labels,
  ]
  const parted = { left: 0, right: 2, same: false }
  expect(labelsAfter()).toEqual([0, 0, 0, 3])
  expect(labelsAfter(parted)).toEqual([0, 0, 2, 3])
  expect(labelsAfter(parted, { left: 2, right: 0, same: true })).toEqual([0, 0, 0, 3])
  expect(labelsAfter({ left: 2, right: 3, same: true })).toEqual([0, 0, 0, 0])
})
