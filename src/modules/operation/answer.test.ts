import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { predictableRandom } from '#models/anonymity'
import { type GroupFigure, withLeastRows, withNoise } from './answer.ts'

const figure = (name: string, rows: number, around = rows, steps = 0n): GroupFigure => ({
  group: { name },
  rows,
  around,
  steps,
})
const names = (rows: readonly { group: Readonly<Record<string, string | null>> }[]) =>
  rows.map((r) => r.group.name)

describe('groups of at least five rows', () => {
  test.each<[string, GroupFigure[], string[]]>([
    ['all large', [figure('a', 5), figure('b', 9)], ['a', 'b']],
    ['two small ones go alone', [figure('a', 4), figure('b', 1), figure('c', 5)], ['c']],
    [
      'a single small one takes the smallest other with it',
      [figure('a', 4), figure('b', 7), figure('c', 6)],
      ['b'],
    ],
    ['the only group', [figure('a', 4)], []],
    [
      'the difference to all would be four',
      [figure('a', 96, 100), figure('b', 96, 101), figure('c', 9)],
      ['b'],
    ],
    ['nobody is beside the choice', [figure('a', 50, 50)], ['a']],
  ])('%s', (_, figures, kept) => {
    const output = withLeastRows(figures, { kind: 'count' }, 5, 1)
    expect(names(output.rows)).toEqual(kept)
    expect(output.suppressed).toBe(figures.length - kept.length)
  })
  test('sums and means are of the values brought into the bounds', () => {
    const f = [figure('a', 8, 8, 20n)]
    const bounds = { item: 'x', lower: 0, upper: 10 }
    expect(withLeastRows(f, { kind: 'sum', ...bounds }, 5, 0.1).rows[0]?.value).toBe(2)
    expect(withLeastRows(f, { kind: 'mean', ...bounds }, 5, 0.1).rows[0]?.value).toBe(0.25)
  })
  test('no group is told that is smaller, or whose difference is', () => {
    const group = fc.tuple(fc.nat(40), fc.nat(40)).map(([rows, more]) => figure('', rows, rows + more))
    fc.assert(
      fc.property(fc.array(group, { maxLength: 8 }), fc.integer({ min: 3, max: 20 }), (figures, least) => {
        const numbered = figures.map((f, n) => ({ ...f, group: { name: String(n) } }))
        const { rows, suppressed } = withLeastRows(numbered, { kind: 'count' }, least, 1)
        expect(rows.length + suppressed).toBe(figures.length)
        expect(suppressed).not.toBe(figures.length > 1 ? 1 : -1)
        for (const r of rows) {
          const f = numbered[Number(r.group.name)]
          expect(r.value).toBeGreaterThanOrEqual(least)
          const beside = (f?.around ?? 0) - (f?.rows ?? 0)
          expect(beside === 0 || beside >= least).toBe(true)
        }
      }),
    )
  })
})

/** The same fractions at every run (Lehmer). */
function fractions(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

test('noise: every group that may be is spoken of, with its margin; means stay in their bounds', () => {
  const options = { epsilon: 0.5, step: 1, random: predictableRandom(fractions(7)) }
  const counts = withNoise([figure('a', 100), figure('b', 0)], { kind: 'count' }, options)
  expect(names(counts.rows)).toEqual(['a', 'b'])
  expect(counts.rows.every((r) => Number.isInteger(r.value) && (r.margin ?? 0) > 0)).toBe(true)
  const far = Array.from({ length: 200 }, () => figure('a', 3, 3, 30n))
  const means = withNoise(far, { kind: 'mean', item: 'x', lower: 0, upper: 10 }, options)
  expect(means.rows.every((r) => r.value >= 0 && r.value <= 10)).toBe(true)
})
