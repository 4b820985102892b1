import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Adjustment, ratesOf, type Sums, sumWithin } from './rates.ts'

const none = { objections: 0, findings: 0 }
const sums: Sums = { due: 10, due_met: 8, rated: 5, solved: 4, satisfied: 3 }
const one: Sums = { due: 1, due_met: 1, rated: 1, solved: 1, satisfied: 1 }
const late: Sums = { due: 1, rated: 1 }
const excluded = (of: Sums): Adjustment => ({ org: 'a', sums: of, how: 'excluded' })
const against = (of: Sums): Adjustment => ({ org: 'a', sums: of, how: 'against' })

test.each([
  ['as counted', sums, [], [8, 10, 4, 3, 5]],
  ['nothing counted', {}, [], [0, 0, 0, 0, 0]],
  ['a late and unsolved case taken out', sums, [excluded(late)], [8, 9, 4, 3, 4]],
  ['a good case taken out', sums, [excluded(one)], [7, 9, 3, 2, 4]],
  ['a good case that was none', sums, [against(one)], [7, 10, 3, 2, 5]],
  ['a bad case cannot become worse', sums, [against(late)], [8, 10, 4, 3, 5]],
  ['one of each', sums, [excluded(late), against(one)], [7, 9, 3, 2, 4]],
] as [string, Sums, Adjustment[], number[]][])(
  '%s',
  (_name, of, adjustments, [met, due, solved, satisfied, rated]) => {
    expect(ratesOf('a', of, adjustments, none)).toMatchObject({ met, due, solved, satisfied, rated })
  },
)

test('no share of nothing', () => {
  expect(ratesOf('a', {}, [], none)).toMatchObject({
    responseRate: null,
    solutionRate: null,
    satisfactionRate: null,
  })
  expect(ratesOf('a', one, [excluded(one)], none).solutionRate).toBeNull()
})

test('whatever is taken out or held against, a share lies between 0 and 1', () => {
  const flag = fc.integer({ min: 0, max: 1 })
  const facts = fc.tuple(flag, flag, flag, flag, flag).map(([due, met, rated, solved, satisfied]) => ({
    due,
    due_met: due * met,
    rated,
    solved: rated * solved,
    satisfied: rated * satisfied,
  }))
  const how = fc.constantFrom('counted', 'excluded', 'against')
  fc.assert(
    fc.property(fc.array(fc.tuple(facts, how), { maxLength: 30 }), (cases) => {
      const total: Record<string, number> = {}
      for (const [f] of cases) for (const [k, v] of Object.entries(f)) total[k] = (total[k] ?? 0) + v
      const adjustments = cases.flatMap(([f, h]): Adjustment[] =>
        h === 'counted' ? [] : [{ org: 'a', sums: f, how: h as Adjustment['how'] }],
      )
      const r = ratesOf('a', total, adjustments, none)
      for (const s of [r.responseRate, r.solutionRate, r.satisfactionRate])
        expect(s === null || (s >= 0 && s <= 1)).toBe(true)
      expect(r.rated).toBe(cases.filter(([f, h]) => h !== 'excluded' && f.rated === 1).length)
      expect(r.solved).toBe(cases.filter(([f, h]) => h === 'counted' && f.solved === 1).length)
    }),
  )
})

test('only days of the period count, its ends included', () => {
  const days = { '2026-03-01': { due: 1 }, '2026-03-02': { due: 1, rated: 1 }, '2026-03-04': { due: 1 } }
  expect(sumWithin(days, { from: '2026-03-01', to: '2026-03-03' })).toEqual({ due: 2, rated: 1 })
  expect(sumWithin(days, { from: '2026-03-05', to: '2026-03-06' })).toEqual({})
})
