import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layOut } from './lineage-layout.ts'

const edge = (from: string, to: string) => ({ from, to })

test.each([
  ['one alone', ['a'], [], { a: [0, 0] }],
  ['a chain', ['a', 'b', 'c'], [edge('a', 'b'), edge('b', 'c')], { a: [0, 0], b: [1, 0], c: [2, 0] }],
  [
    'the longest way counts',
    ['a', 'b', 'c'],
    [edge('a', 'b'), edge('b', 'c'), edge('a', 'c')],
    { a: [0, 0], b: [1, 0], c: [2, 0] },
  ],
  [
    'near its sources',
    ['a', 'b', 'x', 'y'],
    [edge('b', 'x'), edge('a', 'y')],
    { a: [0, 0], b: [0, 1], x: [1, 1], y: [1, 0] },
  ],
])('%s', (_name, ids, edges, expected) => {
  const placed = Object.fromEntries(layOut(ids, edges).map((p) => [p.id, [p.column, p.row]]))
  expect(placed).toEqual(expected)
})

test('every edge leads right, and no two nodes share a place', () => {
  const graph = fc
    .integer({ min: 1, max: 15 })
    .chain((n) =>
      fc.tuple(
        fc.constant(Array.from({ length: n }, (_, i) => String(i))),
        fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1))),
      ),
    )
  fc.assert(
    fc.property(graph, ([ids, pairs]) => {
      const edges = pairs.filter(([a, b]) => a < b).map(([a, b]) => edge(String(a), String(b)))
      const at = new Map(layOut(ids, edges).map((p) => [p.id, p]))
      expect(edges.every((e) => (at.get(e.from)?.column ?? 0) < (at.get(e.to)?.column ?? 0))).toBe(true)
      expect(new Set([...at.values()].map((p) => `${p.column} ${p.row}`)).size).toBe(ids.length)
    }),
  )
})
