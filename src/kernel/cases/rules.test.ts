import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { calendar, caseWith, clockNamed, ctx, later, now } from './case.fixture.ts'
import { type ActionRow, type Case, type CaseClock, type CaseType, subjectOf } from './define.ts'
import { applyRow, extendClock, isOverdue, newHandler, nextDue, wasLate, withClock } from './rules.ts'

const type: CaseType = {
  type: 't',
  prefix: 'TT',
  states: ['open', 'closed'],
  initial: 'open',
  final: ['closed'],
  clocks: ['answer', 'accept'],
  actions: {},
  see: [],
  unmasked: [],
}
const row = (over: Partial<ActionRow> = {}): ActionRow => ({
  from: ['open'],
  who: [],
  input: z.object({}),
  visible: 'public',
  ...over,
})

describe('applyRow', () => {
  const running = caseWith({ clocks: [clockNamed('answer'), clockNamed('accept')] })
  const paused = caseWith({
    hold: { reason: 'r', since: later(-1) },
    clocks: [clockNamed('answer', { pausedAt: later(-1) }), clockNamed('accept', { stoppedAt: later(-1) })],
  })
  const rows: [string, ActionRow, Case, Partial<Case>][] = [
    [
      'without a target the state stays',
      row(),
      running,
      { state: 'open', clocks: running.clocks, closedAt: null },
    ],
    [
      'a stop ends the named clock alone',
      row({ stops: ['accept'] }),
      running,
      { clocks: [clockNamed('answer'), clockNamed('accept', { stoppedAt: later(0) })] },
    ],
    [
      'a start replaces the clock of the same name',
      row({ starts: ['accept'] }),
      running,
      { clocks: [clockNamed('answer'), clockNamed('accept', { startedAt: later(0), due: later(2) })] },
    ],
    [
      'a pause halts all that run',
      row({ pauses: true }),
      running,
      { clocks: running.clocks.map((k) => ({ ...k, pausedAt: later(0) })) },
    ],
    [
      'a pause leaves what has stopped',
      row({ pauses: true }),
      caseWith({ clocks: [clockNamed('answer', { stoppedAt: later(-1) })] }),
      { clocks: [clockNamed('answer', { stoppedAt: later(-1) })] },
    ],
    [
      'resuming shifts by the pause and lifts the hold',
      row({ resumes: true }),
      paused,
      {
        hold: null,
        clocks: [clockNamed('answer', { due: later(5) }), clockNamed('accept', { stoppedAt: later(-1) })],
      },
    ],
    [
      'a final state stops every clock and the hold',
      row({ to: 'closed' }),
      paused,
      {
        state: 'closed',
        hold: null,
        closedAt: later(0),
        clocks: [
          clockNamed('answer', { pausedAt: later(-1), stoppedAt: later(0) }),
          clockNamed('accept', { stoppedAt: later(-1) }),
        ],
      },
    ],
    [
      'closing again keeps the first time',
      row({ to: 'closed' }),
      caseWith({ closedAt: later(-5) }),
      { closedAt: later(-5) },
    ],
    [
      'leaving a final state opens again',
      row({ to: 'open' }),
      caseWith({ state: 'closed', closedAt: later(-5) }),
      { state: 'open', closedAt: null },
    ],
    ['a hold stays where nothing resumes', row(), paused, { hold: { reason: 'r', since: later(-1) } }],
  ]
  test.each(rows)('%s', (_name, given, before, expected) => {
    expect(applyRow(type, given, before, ctx)).toMatchObject({ ...expected, updatedAt: later(0) })
  })
})

describe('nextDue', () => {
  const rows: [string, CaseClock[], string | null][] = [
    ['nothing runs', [], null],
    [
      'the earliest of two',
      [clockNamed('a', { due: later(3) }), clockNamed('b', { due: later(1) })],
      later(1),
    ],
    [
      'a stopped clock does not count',
      [clockNamed('a', { due: later(1), stoppedAt: later(0) }), clockNamed('b', { due: later(3) })],
      later(3),
    ],
    ['nor does a paused one', [clockNamed('a', { pausedAt: later(0) })], null],
  ]
  test.each(rows)('%s', (_name, clocks, expected) => {
    expect(nextDue(caseWith({ clocks }))).toBe(expected)
  })
})

describe('isOverdue', () => {
  const rows: [string, CaseClock, boolean][] = [
    ['before its time', clockNamed('a'), false],
    ['at its very time', clockNamed('a', { due: later(0) }), false],
    ['after it', clockNamed('a', { due: later(-0.5) }), true],
    ['stopped in time', clockNamed('a', { due: later(-1), stoppedAt: later(-2) }), false],
    ['stopped late', clockNamed('a', { due: later(-2), stoppedAt: later(-1) }), true],
    ['paused in time', clockNamed('a', { due: later(-1), pausedAt: later(-2) }), false],
  ]
  test.each(rows)('%s', (_name, clock, expected) => {
    expect(isOverdue(clock, now)).toBe(expected)
  })
})

describe('wasLate', () => {
  const answered = { answeredAt: later(-1) }
  const late = { due: later(-2), stoppedAt: later(-1) }
  const rows: [string, Partial<Case>, boolean][] = [
    ['answered in time', { ...answered, clocks: [clockNamed('answer', { stoppedAt: later(-1) })] }, false],
    ['answered late', { ...answered, clocks: [clockNamed('answer', late)] }, true],
    ['accepted late, answered in time', { ...answered, clocks: [clockNamed('accept', late)] }, false],
    ['open and overdue', { clocks: [clockNamed('accept', { due: later(-1) })] }, true],
    ['open and in time', { clocks: [clockNamed('accept')] }, false],
    ['on hold', { clocks: [clockNamed('answer', { due: later(-1), pausedAt: later(-2) })] }, false],
    ['closed unanswered', { closedAt: later(0), clocks: [clockNamed('answer', late)] }, false],
  ]
  test.each(rows)('%s', (_name, over, expected) => {
    expect(wasLate(caseWith(over), now)).toBe(expected)
  })
})

test('withClock starts at now and ends after the limit', () => {
  expect(withClock([], 'answer', { amount: 1, unit: 'workingDays' }, ctx)).toEqual([
    {
      name: 'answer',
      startedAt: later(0),
      due: '2025-11-04T10:00:00.000Z',
      unit: 'workingDays',
      pausedAt: null,
      stoppedAt: null,
    },
  ])
})

describe('extendClock', () => {
  const by = { amount: 1, unit: 'workingDays' } as const
  const rows: [string, CaseClock, string][] = [
    [
      'counts from the due time',
      clockNamed('answer', { due: '2025-11-05T02:00:00.000Z' }),
      '2025-11-06T10:00:00.000Z',
    ],
    ['over a weekend', clockNamed('answer', { due: '2025-11-07T02:00:00.000Z' }), '2025-11-10T10:00:00.000Z'],
    ['not one that has stopped', clockNamed('answer', { stoppedAt: later(0) }), later(4)],
    ['not another', clockNamed('accept'), later(4)],
  ]
  test.each(rows)('%s', (_name, clock, due) => {
    expect(extendClock([clock], 'answer', by, calendar)[0]?.due).toBe(due)
  })
})

test('a subject names the applicant and the followers', () => {
  expect(subjectOf(caseWith({ followers: ['q'], co: [newHandler('b', now)] }))).toEqual({
    place: '50/500107',
    lead: 'a',
    co: ['b'],
    people: ['p'],
    followers: ['q'],
  })
  expect(subjectOf(caseWith({ applicant: null, lead: null })).people).toEqual([])
})
