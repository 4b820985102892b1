import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caseWith } from '../case.fixture.ts'
import type { Case, CaseType } from '../define.ts'
import { bucketOf, hoursOf, quantile } from './buckets.ts'
import { type CountedStep, factsOf } from './facts.ts'

const type: CaseType = {
  type: 'appeal',
  prefix: 'SQ',
  states: ['submitted', 'classified', 'dispatched', 'disputed', 'answered', 'closed'],
  initial: 'submitted',
  final: ['closed'],
  clocks: ['answer'],
  actions: {},
  see: [],
  unmasked: [],
}

describe('what a case counts for', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 2, hour)).toISOString()
  const s = (action: string, hour: number, to: string, org: string | null = null) => ({
    action,
    at: at(hour),
    to,
    org,
  })
  const base = { createdAt: at(0), state: 'dispatched' } as const
  const rows: [string, Partial<Case>, CountedStep[], object][] = [
    [
      'a first dispatch that stayed',
      base,
      [s('dispatch', 2, 'dispatched', 'a')],
      { dispatched_right: 1, dispatch_minutes: 120 },
    ],
    [
      'one that was transferred',
      base,
      [s('dispatch', 2, 'dispatched', 'a'), s('transfer', 3, 'dispatched', 'b')],
      { dispatched: 1, transferred: 1 },
    ],
    [
      'one that was given back and came again',
      base,
      [
        s('dispatch', 2, 'dispatched', 'a'),
        s('giveBack', 3, 'classified'),
        s('dispatch', 4, 'dispatched', 'a'),
      ],
      { dispatched: 1, returned: 1 },
    ],
    [
      'a verdict that named the same organization',
      base,
      [
        s('dispatch', 2, 'dispatched', 'a'),
        s('dispute', 3, 'disputed'),
        s('arbitrate', 4, 'dispatched', 'a'),
      ],
      { dispatched_right: 1, disputed: 1 },
    ],
    [
      'closed and reopened',
      base,
      [s('close', 2, 'closed'), s('reopen', 30, 'dispatched')],
      { open_change: 0, reopened: 0 },
    ],
  ]
  test.each(rows)('%s', (name, change, steps, expected) => {
    const day = factsOf(type, caseWith(change), steps).days['2026-11-02'] ?? {}
    for (const [measure, n] of Object.entries(expected))
      expect([measure, day[measure as keyof typeof day] ?? 0]).toEqual([measure, n])
    if (name.startsWith('one that')) expect(day.dispatched_right).toBeUndefined()
  })

  test('an answer that never came counts as due and not as met', () => {
    const clock = {
      name: 'answer',
      startedAt: at(0),
      due: at(5),
      unit: 'hours',
      pausedAt: null,
      stoppedAt: null,
    } as const
    const day = (change: Partial<Case>) =>
      factsOf(type, caseWith({ ...base, ...change }), []).days['2026-11-02']
    expect(day({ clocks: [clock] })).toMatchObject({ due: 1 })
    expect(day({ clocks: [clock] })?.due_met).toBeUndefined()
    expect(day({ clocks: [{ ...clock, stoppedAt: at(4) }], answeredAt: at(4) })).toMatchObject({
      due: 1,
      due_met: 1,
    })
    expect(day({ clocks: [{ ...clock, stoppedAt: at(2) }] })?.due).toBeUndefined()
  })
})

describe('durations', () => {
  test('a bucket stands for its hours to 2.5 %', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.11, max: 20_000, noNaN: true }),
        (h) => Math.abs(hoursOf(bucketOf(h)) / h - 1) < 0.026,
      ),
    )
  })

  test('quantiles are read from the counts', () => {
    const hours = [1, 2, 3, 4, 5, 6, 7, 8, 9, 100]
    const counts = new Map(hours.map((h) => [bucketOf(h), 1]))
    expect(quantile(counts, 0.5)).toBeCloseTo(5, 0)
    expect(quantile(counts, 0.9)).toBeCloseTo(9, 0)
    expect(quantile(new Map(), 0.5)).toBeNull()
  })
})
