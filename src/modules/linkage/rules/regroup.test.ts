import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupEntities } from '#models/linkage'
import { regroup } from './regroup.ts'

test('records keep their numbers, and the smallest names the entity', () => {
  const pairs = [
    { left: 4, right: 9, weight: 5 },
    { left: 9, right: 12, weight: 2 },
  ]
  const labels = (judgements: { left: number; right: number; same: boolean }[]) =>
    Object.fromEntries(regroup([12, 4, 9], pairs, judgements, 3))
  expect(labels([])).toEqual({ 4: 4, 9: 4, 12: 12 })
  expect(labels([{ left: 4, right: 12, same: true }])).toEqual({ 4: 4, 9: 4, 12: 4 })
  expect(labels([{ left: 4, right: 9, same: false }])).toEqual({ 4: 4, 9: 9, 12: 12 })
  expect(labels([{ left: 4, right: 99, same: true }])).toEqual({ 4: 4, 9: 4, 12: 12 })
})

test('grouping an entity and another anew after one word gives what grouping all anew gives', () => {
  const edge = fc.record({ left: fc.nat(11), right: fc.nat(11), weight: fc.integer({ min: 0, max: 9 }) })
  fc.assert(
    fc.property(
      fc.uniqueArray(
        edge.filter((e) => e.left < e.right),
        { maxLength: 16, selector: (e) => `${e.left} ${e.right}` },
      ),
      fc.tuple(fc.nat(11), fc.nat(11)).filter(([a, b]) => a < b),
      fc.boolean(),
      (pairs, [a, b], same) => {
        const columns = {
          left: pairs.map((p) => p.left),
          right: pairs.map((p) => p.right),
          weight: pairs.map((p) => p.weight),
        }
        const all = (judgements: { left: number; right: number; same: boolean }[]) => [
          ...groupEntities(12, columns, { threshold: 5, judgements }).labels,
        ]
        const before = all([])
        const judgement = { left: a, right: b, same }
        const around = before.flatMap((label, n) => (label === before[a] || label === before[b] ? [n] : []))
        const anew = regroup(around, pairs, [judgement], 5)
        expect(before.map((label, n) => anew.get(n) ?? label)).toEqual(all([judgement]))
      },
    ),
    { numRuns: 500 },
  )
})
