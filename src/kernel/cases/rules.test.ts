import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import type { WorkingCalendar } from '#kernel/clock/define'
import {
  type ActionRow,
  type Case,
  type CaseClock,
  type CaseType,
  type Handler,
  subjectOf,
} from './define.ts'
import {
  applyRow,
  common,
  extendClock,
  isOverdue,
  newHandler,
  nextDue,
  type RuleContext,
  withClock,
} from './rules.ts'

const calendar: WorkingCalendar = {
  timezone: 'Asia/Shanghai',
  officeHours: [
    ['09:00', '12:00'],
    ['14:00', '18:00'],
  ],
  weekend: [0, 6],
  holidays: {},
  makeupDays: {},
}
/** A Monday morning in Shanghai. */
const now = new Date('2025-11-03T02:00:00.000Z')
const ctx: RuleContext = { now, calendar, limit: () => ({ amount: 2, unit: 'hours' }) }
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString()

const clockNamed = (name: string, over: Partial<CaseClock> = {}): CaseClock => ({
  name,
  startedAt: later(-1),
  due: later(4),
  unit: 'hours',
  pausedAt: null,
  stoppedAt: null,
  ...over,
})

function caseWith(over: Partial<Case> = {}): Case {
  return {
    id: 'c',
    type: 't',
    number: 'TT1',
    district: '500107',
    place: '50/500107',
    point: null,
    address: null,
    state: 'open',
    version: 1,
    title: 't',
    channel: 'web',
    category: null,
    urgency: null,
    applicant: 'p',
    followers: [],
    lead: newHandler('a', now),
    co: [],
    clocks: [],
    hold: null,
    extension: null,
    escalation: 0,
    supervised: false,
    reopened: 0,
    rating: null,
    files: [],
    createdAt: later(-1),
    updatedAt: later(-1),
    answeredAt: null,
    closedAt: null,
    details: {},
    ...over,
  }
}

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

describe('what can be done with any case', () => {
  const asked = (org: string, over: Partial<Handler> = {}): Handler => ({ ...newHandler(org, now), ...over })
  const extension = { reason: 'r', days: 2, at: later(-1) }
  const reason = { reason: 'r' }
  const rows: [string, () => Case, Partial<Case> | string][] = [
    [
      'hold says why and since when',
      () => common.hold(caseWith(), reason, ctx),
      { hold: { reason: 'r', since: later(0) } },
    ],
    [
      'an extension is noted',
      () => common.requestExtension(caseWith(), { reason: 'r', days: 2 }, ctx),
      { extension: { ...extension, at: later(0) } },
    ],
    [
      'one at a time',
      () => common.requestExtension(caseWith({ extension }), { reason: 'r', days: 2 }, ctx),
      'not-now',
    ],
    [
      'nothing to decide',
      () => common.decideExtension('answer')(caseWith(), { approve: true, reason: '' }, ctx),
      'not-now',
    ],
    [
      'refused: the clock stays',
      () =>
        common.decideExtension('answer')(
          caseWith({ extension, clocks: [clockNamed('answer')] }),
          { approve: false, reason: '' },
          ctx,
        ),
      { extension: null, clocks: [clockNamed('answer')] },
    ],
    [
      'granted: the clock moves',
      () =>
        common.decideExtension('answer')(
          caseWith({ extension, clocks: [clockNamed('answer')] }),
          { approve: true, reason: '' },
          ctx,
        ),
      { extension: null, clocks: [clockNamed('answer', { due: '2025-11-05T10:00:00.000Z' })] },
    ],
    ['supervise', () => common.supervise(caseWith(), reason, ctx), { supervised: true }],
    ['escalate by one', () => common.escalate(caseWith({ escalation: 1 }), {}, ctx), { escalation: 2 }],
    [
      'transfer drops the former office, its extension and its part as co-handler',
      () => common.transfer(caseWith({ co: [asked('b')], extension }), { org: 'b' }, ctx),
      { lead: asked('b'), co: [], extension: null },
    ],
    ['not to the same office', () => common.transfer(caseWith(), { org: 'a' }, ctx), 'invalid'],
    [
      'given back: nobody leads',
      () => common.giveBack(caseWith({ extension }), {}, ctx),
      { lead: null, extension: null },
    ],
    ['accept', () => common.accept(caseWith(), {}, ctx), { lead: asked('a', { acceptedAt: later(0) }) }],
    [
      'accept without a lead changes nothing',
      () => common.accept(caseWith({ lead: null }), {}, ctx),
      { lead: null },
    ],
    [
      'assign',
      () => common.assign(caseWith(), { assignee: 'x' }, ctx),
      { lead: asked('a', { assignee: 'x' }) },
    ],
    [
      'a co-handler is asked with a deadline',
      () => common.askCo(caseWith(), { orgs: ['b'], workingDays: 1, reason: 'r' }, ctx),
      { co: [asked('b', { due: '2025-11-04T10:00:00.000Z' })] },
    ],
    [
      'not while its answer is open',
      () => common.askCo(caseWith({ co: [asked('b')] }), { orgs: ['b'], workingDays: 1, reason: 'r' }, ctx),
      'invalid',
    ],
    [
      'nor the lead',
      () => common.askCo(caseWith(), { orgs: ['a'], workingDays: 1, reason: 'r' }, ctx),
      'invalid',
    ],
    [
      'again after its answer',
      () =>
        common.askCo(
          caseWith({ co: [asked('b', { answeredAt: later(-1) })] }),
          { orgs: ['b'], workingDays: 1, reason: 'r' },
          ctx,
        ),
      { co: [asked('b', { due: '2025-11-04T10:00:00.000Z' })] },
    ],
    [
      'a co-answer is its own',
      () => common.coAnswer(caseWith({ co: [asked('b'), asked('d')] }), { text: 'x' }, 'b', ctx),
      { co: [asked('b', { acceptedAt: later(0), answeredAt: later(0), answer: 'x' }), asked('d')] },
    ],
    [
      'answer',
      () => common.answer(caseWith({ extension }), { text: 'x' }, ctx),
      { answeredAt: later(0), extension: null, lead: asked('a', { answeredAt: later(0), answer: 'x' }) },
    ],
    [
      'attach once',
      () => common.attach(caseWith({ files: ['f'] }), { files: ['f', 'g'] }, ctx),
      { files: ['f', 'g'] },
    ],
    [
      'thirty files are enough',
      () =>
        common.attach(
          caseWith({ files: Array.from({ length: 30 }, (_, n) => `${n}`) }),
          { files: ['g'] },
          ctx,
        ),
      'too-large',
    ],
    [
      'rate',
      () => common.rate(caseWith(), { score: 4, solved: true, reason: '' }, ctx),
      { rating: { score: 4, solved: true, reason: '', at: later(0) } },
    ],
    [
      'reopen takes the answer and the rating back',
      () =>
        common.reopen(
          caseWith({
            answeredAt: later(-1),
            lead: asked('a', { answeredAt: later(-1) }),
            rating: { score: 1, solved: false, reason: '', at: later(-1) },
          }),
          {},
          ctx,
        ),
      { reopened: 1, rating: null, answeredAt: null, lead: asked('a') },
    ],
  ]
  test.each(rows)('%s', (_name, run, expected) => {
    if (typeof expected === 'string') expect(codeOf(run)).toBe(expected)
    else expect(run()).toMatchObject(expected)
  })
})

function codeOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof Refusal) return error.code
  }
  return 'done'
}

test('a subject names the applicant and the followers', () => {
  expect(subjectOf(caseWith({ followers: ['q'], co: [newHandler('b', now)] }))).toEqual({
    place: '50/500107',
    lead: 'a',
    co: ['b'],
    people: ['p', 'q'],
  })
  expect(subjectOf(caseWith({ applicant: null, lead: null })).people).toEqual([])
})
