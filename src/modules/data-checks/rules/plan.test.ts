import { describe, expect, test } from 'vitest'
import type { Case } from '#kernel/cases/define'
import type { Observed } from '../contract/checks.ts'
import { rungDue } from './case.ts'
import { type Known, planOf } from './plan.ts'
import { defaultCheckTable, limitFaults, tableFaults } from './table.ts'

const today = '2027-06-01'
const line = { key: 'never-used', values: {}, link: null }
const seen: Observed = {
  check: 'grant-unused',
  subjectType: 'grant',
  subject: 'g1',
  name: '餐饮服务单位',
  org: 'gxq.civil',
  resource: null,
  account: null,
  occasion: '',
  lines: [line],
}
const known: Known = {
  id: 'f1',
  case: 'c1',
  check: 'grant-unused',
  subjectType: 'grant',
  subject: 'g1',
  occasion: '',
  state: 'open',
  exceptedUntil: null,
  lines: [line],
  simulated: false,
}
const reading = { ...seen, check: 'reading-officer', subjectType: 'account', occasion: today } as const
const read = { ...known, check: 'reading-officer', subjectType: 'account', occasion: today } as const

describe('what a look changes', () => {
  test.each<[string, Observed[], Known[], { open: number; refresh: number; settle: number }]>([
    ['something new', [seen], [], { open: 1, refresh: 0, settle: 0 }],
    ['open already', [seen], [known], { open: 0, refresh: 0, settle: 0 }],
    ['of another subject', [{ ...seen, subject: 'g2' }], [known], { open: 1, refresh: 0, settle: 1 }],
    ['gone', [], [known], { open: 0, refresh: 0, settle: 1 }],
    ['gone, planted for the demo', [], [{ ...known, simulated: true }], { open: 0, refresh: 0, settle: 0 }],
    [
      'of a check that did not run',
      [],
      [{ ...known, check: 'retention' }],
      { open: 0, refresh: 0, settle: 0 },
    ],
    [
      'an exception in force, on its last day',
      [seen],
      [{ ...known, state: 'excepted', exceptedUntil: today }],
      { open: 0, refresh: 0, settle: 0 },
    ],
    [
      'an exception that is over',
      [seen],
      [{ ...known, state: 'excepted', exceptedUntil: '2027-05-31' }],
      { open: 1, refresh: 0, settle: 0 },
    ],
    [
      'closed as done, and still so',
      [seen],
      [{ ...known, state: 'closed' }],
      { open: 1, refresh: 0, settle: 0 },
    ],
    [
      'open, with another line',
      [{ ...seen, lines: [line, { ...line, key: 'unused' }] }],
      [known],
      { open: 0, refresh: 1, settle: 0 },
    ],
    [
      'open, with a day more on the same line',
      [{ ...seen, lines: [{ ...line, values: { days: '92' } }] }],
      [known],
      { open: 0, refresh: 0, settle: 0 },
    ],
    [
      'a day that was answered for',
      [reading],
      [{ ...read, state: 'closed' }],
      { open: 0, refresh: 0, settle: 0 },
    ],
    [
      'a later day',
      [{ ...reading, occasion: '2027-06-02' }],
      [{ ...read, state: 'closed' }],
      { open: 1, refresh: 0, settle: 0 },
    ],
    [
      'a later day while one is open',
      [{ ...reading, occasion: '2027-06-02' }],
      [read],
      { open: 0, refresh: 1, settle: 0 },
    ],
    ['what happened is never gone by itself', [], [read], { open: 0, refresh: 0, settle: 0 }],
  ])('%s', (_, observed, held, expected) => {
    const plan = planOf(observed, held, ['grant-unused', 'reading-officer'], today)
    expect({ open: plan.open.length, refresh: plan.refresh.length, settle: plan.settle.length }).toEqual(
      expected,
    )
  })
})

describe('the ladder', () => {
  const due = '2027-06-01T00:00:00.000Z'
  const clock = {
    name: 'answer',
    startedAt: due,
    due,
    unit: 'workingDays',
    pausedAt: null,
    stoppedAt: null,
  } as const
  const rung = (escalation: number, at: string, clocks: Case['clocks'] = [clock]) =>
    rungDue({ clocks, escalation }, [0, 5, 15], new Date(at))
  test.each<[string, number, string, number | null]>([
    ['in time', 0, '2027-05-31T23:59:59Z', null],
    ['at the deadline', 0, due, 1],
    ['the supervisor not yet', 1, '2027-06-05T23:59:59Z', null],
    ['the supervisor', 1, '2027-06-06T00:00:00Z', 2],
    ['the leader', 2, '2027-06-16T00:00:00Z', 3],
    ['nobody above', 3, '2027-12-01T00:00:00Z', null],
  ])('%s', (_, escalation, at, expected) => expect(rung(escalation, at)).toBe(expected))
  test('an answered check climbs no more', () => {
    expect(rung(0, '2027-12-01T00:00:00Z', [{ ...clock, stoppedAt: due }])).toBeNull()
  })
})

describe('the table of limits', () => {
  test('what is shipped can be saved', () => expect(tableFaults(defaultCheckTable)).toEqual([]))
  test.each<[string, Record<string, number>, string[]]>([
    ['right', { days: 90 }, []],
    ['missing', {}, ['days']],
    ['unknown', { days: 90, hours: 3 }, ['hours']],
    ['too small', { days: 6 }, ['days']],
    ['too large', { days: 731 }, ['days']],
    ['no number', { days: Number.NaN }, ['days']],
  ])('limits: %s', (_, limits, expected) => expect(limitFaults('grant-unused', limits)).toEqual(expected))
  test('a check twice, a ladder that does not climb', () => {
    const [first, ...rest] = defaultCheckTable.rows
    if (first === undefined) throw new Error('no rows')
    const doubled = { ...defaultCheckTable, rows: [first, first, ...rest.slice(1)] }
    expect(tableFaults(doubled)).toEqual(['vacant-post'])
    expect(tableFaults({ ...defaultCheckTable, ladderDays: [3, 3, 9] })).toEqual(['ladderDays'])
  })
})
