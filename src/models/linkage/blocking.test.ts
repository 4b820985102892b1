import fc from 'fast-check'
import { expect, it } from 'vitest'
import { partOf, planBlocks } from './blocking.ts'
import { countCandidates, forEachCandidate } from './candidates.ts'
import { makeTable, pairsOf } from './index.ts'
import type { BlockingKey, Field, KeyPart } from './settings.ts'

const fields: readonly Field[] = [
  { name: 'name', kind: 'text' },
  { name: 'born', kind: 'date' },
  { name: 'town', kind: 'text' },
]
const keys: readonly BlockingKey[] = [
  { name: 'name', parts: [{ field: 'name', take: 'value' }] },
  {
    name: 'year and town',
    parts: [
      { field: 'born', take: 'year' },
      { field: 'town', take: 'value' },
    ],
  },
  { name: 'first character', parts: [{ field: 'name', take: 'prefix', length: 1 }] },
]

it.each<[KeyPart, string, string]>([
  [{ field: 'name', take: 'value' }, '王建国', '王建国'],
  [{ field: 'name', take: 'prefix', length: 1 }, '王建国', '王'],
  [{ field: 'name', take: 'suffix', length: 2 }, '王建国', '建国'],
  [{ field: 'name', take: 'suffix', length: 4 }, '王建国', ''],
  [{ field: 'born', take: 'year' }, '20010312', '2001'],
  [{ field: 'born', take: 'month-day' }, '20010312', '0312'],
  [{ field: 'name', take: 'soundex' }, 'Robert', 'R163'],
  [{ field: 'name', take: 'sorted-characters' }, '国王', '国王'],
  [{ field: 'name', take: 'sorted-characters' }, '王国', '国王'],
])('%j takes from %s %s', (part, value, taken) => expect(partOf(value, part)).toBe(taken))

const records = fc.array(
  fc.record({
    name: fc.constantFrom('', 'a', 'ab', 'b', 'bc'),
    born: fc.constantFrom('', '20010101', '20010202', '20020202'),
    town: fc.constantFrom('', 'x', 'y'),
    source: fc.constantFrom('tax', 'health'),
  }),
  { maxLength: 40 },
)
const kind = fc.constantFrom('within' as const, 'between' as const)

it('finds each pair that shares a key, once, however the blocks are divided', () => {
  fc.assert(
    fc.property(records, kind, fc.integer({ min: 1, max: 3 }), (rows, pairs, of) => {
      const table = makeTable(fields, rows, { pairs, origin: (n) => (rows[n]?.source === 'tax' ? 0 : 1) })
      const plan = planBlocks(table, keys)
      const found: string[] = []
      for (let part = 0; part < of; part++)
        forEachCandidate(table, plan, (a, b) => found.push(`${a}-${b}`), { part, of })
      const expected: string[] = []
      for (const [b, right] of rows.entries())
        for (const [a, left] of rows.slice(0, b).entries()) {
          if (pairs === 'between' && left.source === right.source) continue
          const shares =
            (left.name !== '' && left.name[0] === right.name[0]) ||
            (left.born !== '' &&
              left.town !== '' &&
              left.town === right.town &&
              left.born.slice(0, 4) === right.born.slice(0, 4))
          if (shares) expected.push(`${a}-${b}`)
        }
      expect(found.sort()).toEqual(expected.sort())
      expect(countCandidates(table, plan).total).toBe(expected.length)
    }),
  )
})

it('bounds a large block, compares neighbours in it, and says what it left out', () => {
  fc.assert(
    fc.property(records, fc.integer({ min: 1, max: 8 }), (rows, mostPerBlock) => {
      const table = makeTable(fields, rows)
      const whole = countCandidates(table, planBlocks(table, keys, { mostPerBlock: 1000 }))
      const plan = planBlocks(table, keys, { mostPerBlock, sortBy: 'born' })
      const { byKey, total } = countCandidates(table, plan)
      for (const [k, key] of keys.entries()) {
        const left = plan.oversize
          .filter((block) => block.key === key.name)
          .reduce((sum, { pairs, compared }) => sum + pairs - compared, 0)
        expect(byKey[k]).toBe((whole.byKey[k] ?? 0) - left)
      }
      const seen = new Set<string>()
      forEachCandidate(table, plan, (a, b) => seen.add(`${a}-${b}`))
      expect(seen.size).toBe(total)
    }),
  )
})

it('names the values of a bounded block', () => {
  const rows = ['b', 'a', 'c', 'd'].map((town) => ({ name: '张伟', town }))
  const plan = planBlocks(makeTable(fields, rows), keys.slice(0, 1), { mostPerBlock: 2, sortBy: 'town' })
  expect(plan.oversize).toEqual([{ key: 'name', values: ['张伟'], records: 4, pairs: 6, compared: 3 }])
  const found: string[] = []
  forEachCandidate(makeTable(fields, rows), plan, (a, b) => found.push(`${a}-${b}`))
  expect(found).toEqual(['0-1', '0-2', '2-3'])
})

it('counts the pairs that could be compared at all', () => {
  const rows = Array.from({ length: 5 }, () => ({ name: 'a' }))
  expect(pairsOf(makeTable(fields, rows))).toBe(10)
  expect(pairsOf(makeTable(fields, rows, { pairs: 'between', origin: (n) => (n < 2 ? 0 : 1) }))).toBe(6)
})
