import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { masks, type RowCondition, type Terms } from '../contract/terms.ts'
import { widenings } from './narrowing.ts'

const asked: Terms = {
  items: ['name', 'phone', 'place'],
  masks: { phone: 'partial' },
  rows: [{ item: 'place', op: 'within', values: ['50/500107'] }],
  from: '2026-01-01',
  until: '2026-12-31',
  callsPerDay: 100,
  rowsPerCall: 50,
  bulk: false,
}

describe('each way to give more than was asked', () => {
  test.each([
    ['items', { items: ['name', 'seats'] }],
    ['masks', { masks: {} }],
    ['masks', { masks: { phone: 'pseudonym' } }],
    ['rows', { rows: [] }],
    ['rows', { rows: [{ item: 'place', op: 'within', values: ['50'] }] }],
    ['from', { from: '2025-12-31' }],
    ['until', { until: '2027-01-01' }],
    ['callsPerDay', { callsPerDay: 101 }],
    ['rowsPerCall', { rowsPerCall: 51 }],
    ['bulk', { bulk: true }],
  ] as const)('%s %j', (path, change) => {
    expect(widenings(asked, { ...asked, ...change } as Terms).map((f) => f.path)).toEqual([path])
  })
  test('one row by its key is no leave to leaf through all', () => {
    expect(widenings({ ...asked, lookup: true }, asked).map((f) => f.path)).toEqual(['lookup'])
  })
  test('narrowing is no fault: fewer items, more masks, more conditions, less of all', () => {
    const given: Terms = {
      items: ['name', 'phone'],
      masks: { phone: 'hide', name: 'partial' },
      rows: [...asked.rows, { item: 'name', op: 'filled', values: [] }],
      from: '2026-02-01',
      until: '2026-06-30',
      callsPerDay: 1,
      rowsPerCall: 1,
      bulk: false,
      lookup: true,
    }
    expect(widenings(asked, given)).toEqual([])
  })
})

interface Row {
  readonly name: string
  readonly phone: string
  readonly place: string
}

/** What of a row arrives, in the plainest words: nothing, or a value each item. A mask is worse than the value. */
function seen(terms: Terms, row: Row): Record<string, string> | undefined {
  const holds = (c: RowCondition) => `${row[c.item as keyof Row]}/`.startsWith(`${c.values[0]}/`)
  if (!terms.rows.every(holds)) return undefined
  return Object.fromEntries(terms.items.map((i) => [i, terms.masks[i] ?? 'clear']))
}

test('what is accepted shows no row, item or mask that asking would not have shown', () => {
  const names = ['name', 'phone', 'place']
  const condition = fc
    .constantFrom('50', '50/500107', '50/500106')
    .map((p): RowCondition => ({ item: 'place', op: 'within', values: [p] }))
  const terms = fc
    .record({
      items: fc.subarray(names, { minLength: 1 }),
      masks: fc.dictionary(fc.constantFrom(...names), fc.constantFrom(...masks), { maxKeys: 2 }),
      rows: fc.array(condition, { maxLength: 2 }),
      callsPerDay: fc.constantFrom(1, 100),
      bulk: fc.boolean(),
    })
    .map((t): Terms => ({ ...asked, ...t }))
  const rows: Row[] = ['50', '50/500107', '50/500106', '50/500107/500107103'].map((place) => ({
    name: 'n',
    phone: 'p',
    place,
  }))
  const counted = { accepted: 0, refused: 0 }
  fc.assert(
    fc.property(terms, terms, (was, is) => {
      const accepted = widenings(was, is).length === 0
      counted[accepted ? 'accepted' : 'refused']++
      if (!accepted) return
      for (const row of rows) {
        const [before, after] = [seen(was, row), seen(is, row)]
        if (after === undefined) continue
        expect(before).toBeDefined()
        for (const [item, how] of Object.entries(after)) {
          expect(before).toHaveProperty(item)
          if (before?.[item] !== 'clear') expect(['hide', before?.[item]]).toContain(how)
        }
      }
      expect(is.callsPerDay).toBeLessThanOrEqual(was.callsPerDay)
      expect(was.bulk || !is.bulk).toBe(true)
    }),
    { numRuns: 20_000, seed: 7 },
  )
  expect(Math.min(counted.accepted, counted.refused)).toBeGreaterThan(100)
})
