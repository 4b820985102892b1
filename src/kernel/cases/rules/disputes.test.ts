import { describe, expect, test } from 'vitest'
import { Refusal } from '#kernel/action/define'
import type { Actor } from '#kernel/identity/define'
import { caseWith, clockNamed, ctx, later, now } from '../case.fixture.ts'
import type { Case, Dispute } from '../define.ts'
import { disputes, lateParts, newHandler } from '../rules.ts'

const nobody = {} as Actor
const open: Dispute = {
  from: 'a',
  reason: '不属本局',
  legalBasis: '条例第三条',
  suggested: 'd',
  at: later(-1),
  backstop: 'b',
  verdict: null,
}
const settled: Dispute = { ...open, verdict: { org: 'a', reason: 'r', at: later(0), precedent: 'none' } }
const objection = { reason: '不属本局', legalBasis: '条例第三条' }
const verdict = (org: string) => ({ org, reason: 'r', precedent: 'none' as const })
const working = (over: Partial<Case> = {}) => caseWith({ lead: newHandler('b', now), dispute: open, ...over })

describe('rules', () => {
  const rows: [string, () => unknown, object | string][] = [
    [
      'the backstop handles meanwhile',
      () => disputes.dispute(caseWith(), { ...objection, suggested: 'd' }, ctx, 'b'),
      { lead: { org: 'b', acceptedAt: null }, dispute: { ...open, at: later(0) } },
    ],
    [
      'the backstop is no co-handler any more',
      () => disputes.dispute(caseWith({ co: [newHandler('b', now)] }), objection, ctx, 'b'),
      { lead: { org: 'b' }, co: [] },
    ],
    [
      'the first receiver where none is known',
      () => disputes.dispute(caseWith(), objection, ctx, null),
      { lead: { org: 'a' }, dispute: { backstop: 'a', suggested: null } },
    ],
    [
      'the backstop itself objects',
      () => disputes.dispute(caseWith(), objection, ctx, 'a'),
      { lead: { org: 'a' } },
    ],
    ['nobody leads', () => disputes.dispute(caseWith({ lead: null }), objection, ctx, 'b'), 'not-now'],
    [
      'suggesting oneself',
      () => disputes.dispute(caseWith(), { ...objection, suggested: 'a' }, ctx, 'b'),
      'invalid',
    ],
    [
      'the verdict names a third: it takes over',
      () => disputes.arbitrate(working({ co: [newHandler('d', now)] }), verdict('d'), ctx),
      { lead: { org: 'd', acceptedAt: null }, co: [], dispute: { verdict: { org: 'd', at: later(0) } } },
    ],
    [
      'the verdict names who objected',
      () => disputes.arbitrate(working(), verdict('a'), ctx),
      { lead: { org: 'a' }, dispute: { verdict: { org: 'a' } } },
    ],
    [
      'who handles already is upheld instead',
      () => disputes.arbitrate(working(), verdict('b'), ctx),
      'invalid',
    ],
    [
      'no open dispute',
      () => disputes.arbitrate(caseWith({ dispute: settled }), verdict('d'), ctx),
      'not-now',
    ],
    [
      'upheld: nothing moves',
      () => disputes.settle(working(), { reason: 'r', precedent: 'city' }, ctx),
      { lead: { org: 'b' }, dispute: { verdict: { org: 'b', precedent: 'city' } } },
    ],
    ['another one before the answer', () => disputes.settle(working(), verdict('d'), ctx), 'invalid'],
    [
      'another one after the answer: for the next case',
      () => disputes.settle(working({ answeredAt: later(0) }), verdict('d'), ctx),
      { lead: { org: 'b' }, dispute: { verdict: { org: 'd' } } },
    ],
    [
      'nobody left to uphold',
      () => disputes.settle(working({ lead: null }), { reason: 'r', precedent: 'none' }, ctx),
      'not-now',
    ],
  ]
  test.each(rows)('%s', (_name, run, expected) => {
    if (typeof expected === 'string') expect(codeOf(run)).toBe(expected)
    else expect(run()).toMatchObject(expected)
  })
})

test.each([
  ['never disputed', null, true],
  ['open', open, false],
  ['a verdict named the lead', settled, false],
  [
    'a verdict named another one, and the case was given to this one since',
    { ...settled, verdict: { ...settled.verdict, org: 'z' } as Dispute['verdict'] },
    true,
  ],
])('mayDispute: %s', (_name, dispute, expected) => {
  expect(disputes.mayDispute.holds(caseWith({ dispute }), nobody)).toBe(expected)
  expect(disputes.isDisputed.holds(caseWith({ dispute }), nobody)).toBe(dispute === open)
})

describe('lateParts', () => {
  const co = (over: object) => ({ ...newHandler('b', now, later(-2)), ...over })
  const answer = clockNamed('answer', { due: later(-1) })
  const lead = { org: 'a', part: 'lead', due: later(-1) }
  const late = { org: 'b', part: 'co', due: later(-2), waitedFor: [] }
  const rows: [string, Partial<Case>, object[]][] = [
    ['nobody has a clock', {}, []],
    ['all in time', { clocks: [clockNamed('answer')], co: [co({ due: later(2) })] }, []],
    ['a co-handler owes', { co: [co({})] }, [{ ...late, at: null }]],
    ['a co-handler came late', { co: [co({ answeredAt: later(-1) })] }, [{ ...late, at: later(-1) }]],
    ['a co-handler came in time', { co: [co({ answeredAt: later(-3) })] }, []],
    ['no limit was set for it', { co: [co({ due: null })] }, []],
    ['the lead alone', { clocks: [answer] }, [{ ...lead, at: null, waitedFor: [] }]],
    [
      'the lead, which waited for a co-handler',
      { clocks: [answer], co: [co({ answeredAt: later(0) })] },
      [
        { ...lead, at: null, waitedFor: ['b'] },
        { ...late, at: later(0) },
      ],
    ],
    [
      'the lead, whose co-handler was late but before the lead’s time',
      { clocks: [answer], co: [co({ due: later(-3), answeredAt: later(-2) })] },
      [
        { ...lead, at: null, waitedFor: [] },
        { ...late, due: later(-3), at: later(-2) },
      ],
    ],
    ['stopped in time', { clocks: [{ ...answer, stoppedAt: later(-2) }] }, []],
    [
      'stopped late',
      { clocks: [{ ...answer, stoppedAt: later(0) }] },
      [{ ...lead, at: later(0), waitedFor: [] }],
    ],
    ['paused in time', { clocks: [{ ...answer, pausedAt: later(-2) }] }, []],
    ['nobody leads', { clocks: [answer], lead: null }, []],
  ]
  test.each(rows)('%s', (_name, over, expected) => {
    expect(lateParts(caseWith(over), now)).toEqual(expected)
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
