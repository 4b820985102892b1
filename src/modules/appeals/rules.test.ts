import { describe, expect, test } from 'vitest'
import { Refusal } from '#kernel/action/define'
import { newHandler } from '#kernel/cases/rules'
import type { WorkingCalendar } from '#kernel/clock/define'
import { type Actor, algorithmActor } from '#kernel/identity/define'
import type { UrgencyLimits } from './contract.ts'
import type { Appeal } from './rules.ts'
import * as rules from './rules.ts'

const now = new Date('2025-11-03T02:00:00.000Z')
const calendar: WorkingCalendar = {
  timezone: 'Asia/Shanghai',
  officeHours: [['09:00', '18:00']],
  weekend: [0, 6],
  holidays: {},
  makeupDays: {},
}
const officer: Actor = { kind: 'officer', id: 'o', name: 'o', person: null, posts: [] }
const resident: Actor = { kind: 'resident', id: 'p', name: 'p', person: 'p', posts: [] }
const algorithm = algorithmActor('appeal.category', 'a')
const ctxOf = (actor: Actor, org: string | null = null) => ({
  now,
  calendar,
  actor,
  org,
  limit: () => ({ amount: 1, unit: 'hours' as const }),
})
const days = (n: number) => new Date(now.getTime() - n * 86_400_000).toISOString()
const details = {
  proposal: null,
  classifiedBy: null,
  dispatchedBy: null,
  duty: null,
  source: null,
} as const

const dispute = {
  from: 'a',
  reason: 'r',
  legalBasis: 'b',
  suggested: null,
  at: days(1),
  backstop: 'a',
  verdict: null,
}

function appealWith(over: Partial<Appeal> = {}): Appeal {
  return {
    id: 'c',
    type: 'appeal',
    number: 'SQ1',
    district: '500107',
    place: '50/500107',
    point: null,
    address: null,
    state: 'submitted',
    version: 1,
    title: 't',
    channel: 'web',
    category: null,
    urgency: null,
    applicant: 'p',
    followers: [],
    lead: null,
    co: [],
    clocks: [],
    hold: null,
    extension: null,
    dispute: null,
    escalation: 0,
    supervised: false,
    reopened: 0,
    rating: null,
    files: [],
    createdAt: days(1),
    updatedAt: days(1),
    answeredAt: null,
    closedAt: null,
    details,
    ...over,
  }
}

describe('titleOf', () => {
  const rows: [string, string | undefined, string, string][] = [
    ['the title given', '路灯', '很长的内容。', '路灯'],
    ['an empty title is none', '', '楼道灯坏了。请维修。', '楼道灯坏了'],
    ['the first sentence', undefined, '楼道灯坏了！请维修', '楼道灯坏了'],
    ['the first line', undefined, '楼道灯坏了\n请维修', '楼道灯坏了'],
    ['at most thirty characters', undefined, '灯'.repeat(40), `${'灯'.repeat(29)}…`],
    ['thirty exactly', undefined, '灯'.repeat(30), '灯'.repeat(30)],
    ['characters outside the basic plane count once', undefined, '𠮷'.repeat(31), `${'𠮷'.repeat(29)}…`],
  ]
  test.each(rows)('%s', (_name, title, text, expected) => {
    expect(rules.titleOf({ title, text })).toBe(expected)
  })
})

describe('limitOf', () => {
  const row = (amount: number) =>
    ({
      dispatch: { amount, unit: 'hours' },
      accept: { amount, unit: 'hours' },
      answer: { amount, unit: 'hours' },
      arbitrate: { amount, unit: 'hours' },
    }) as const
  const limits: UrgencyLimits = { normal: row(4), critical: row(1) }
  const rows: [string, string | null, number][] = [
    ['its own grade', 'critical', 1],
    ['normal while none is known', null, 4],
    ['normal where the table lacks the grade', 'complex', 4],
  ]
  test.each(rows)('%s', (_name, urgency, amount) => {
    expect(rules.limitOf(limits)('answer', appealWith({ urgency })).amount).toBe(amount)
  })
  test('an unknown clock is a mistake of ours', () => {
    expect(() => rules.limitOf(limits)('x', appealWith())).toThrow('no limit for clock x')
  })
})

describe('what may become of an appeal', () => {
  const lead = newHandler('a', now)
  const dispatchInput = { org: 'a', note: '' }
  const rows: [string, () => Appeal, object | string][] = [
    [
      'classified by a person',
      () => rules.classify(appealWith(), { category: '0101', urgency: 'urgent' }, ctxOf(officer)),
      { category: '0101', urgency: 'urgent', details: { classifiedBy: 'person' } },
    ],
    [
      'classified by the algorithm',
      () => rules.classify(appealWith(), { category: '01', urgency: 'normal' }, ctxOf(algorithm)),
      { details: { classifiedBy: 'algorithm' } },
    ],
    [
      'no dispatch without a category',
      () => rules.dispatch(appealWith(), dispatchInput, ctxOf(officer)),
      'invalid',
    ],
    [
      'dispatch classifies in the same click',
      () =>
        rules.dispatch(
          appealWith(),
          { ...dispatchInput, category: '0101', urgency: 'critical' },
          ctxOf(officer),
        ),
      {
        category: '0101',
        urgency: 'critical',
        lead: { org: 'a' },
        details: { classifiedBy: 'person', dispatchedBy: 'person', duty: null },
      },
    ],
    [
      'dispatch without a grade is normal',
      () => rules.dispatch(appealWith({ category: '01' }), dispatchInput, ctxOf(officer)),
      { urgency: 'normal' },
    ],
    [
      'dispatch keeps the grade that is known',
      () => rules.dispatch(appealWith({ category: '01', urgency: 'complex' }), dispatchInput, ctxOf(officer)),
      { urgency: 'complex' },
    ],
    [
      'dispatch keeps who classified',
      () =>
        rules.dispatch(
          appealWith({ category: '01', details: { ...details, classifiedBy: 'person' } }),
          dispatchInput,
          ctxOf(algorithm),
        ),
      { details: { classifiedBy: 'person', dispatchedBy: 'algorithm' } },
    ],
    [
      'dispatch to a co-handler makes it the lead',
      () => rules.dispatch(appealWith({ category: '01', co: [lead] }), dispatchInput, ctxOf(officer)),
      { lead: { org: 'a' }, co: [] },
    ],
    [
      'returned: nobody leads, no duty',
      () =>
        rules.returnToDispatcher(
          appealWith({ lead, details: { ...details, duty: 'd', dispatchedBy: 'person' } }),
          {},
          ctxOf(officer),
        ),
      { lead: null, details: { duty: null, dispatchedBy: null } },
    ],
    [
      'a verdict is a person’s choice, by no duty',
      () =>
        rules.arbitrate(
          appealWith({ lead, dispute, details: { ...details, duty: 'd', dispatchedBy: 'algorithm' } }),
          { org: 'b', reason: 'r', precedent: 'none' },
          ctxOf(officer),
        ),
      { lead: { org: 'b', acceptedAt: null }, details: { duty: null, dispatchedBy: 'person' } },
    ],
    [
      'transferred by a person, by no duty',
      () =>
        rules.transfer(
          appealWith({ lead, details: { ...details, duty: 'd', dispatchedBy: 'algorithm' } }),
          { org: 'b' },
          ctxOf(officer),
        ),
      { lead: { org: 'b' }, details: { duty: null, dispatchedBy: 'person' } },
    ],
    [
      'not transferred to itself',
      () => rules.transfer(appealWith({ lead }), { org: 'a' }, ctxOf(officer)),
      'invalid',
    ],
    [
      'reopened on the last day',
      () => rules.reopen(appealWith({ closedAt: days(30) }), {}, ctxOf(resident)),
      { reopened: 1 },
    ],
    [
      'too late for a resident',
      () => rules.reopen(appealWith({ closedAt: days(30.01) }), {}, ctxOf(resident)),
      'not-now',
    ],
    [
      'not for an officer',
      () => rules.reopen(appealWith({ closedAt: days(90) }), {}, ctxOf(officer)),
      { reopened: 1 },
    ],
    [
      'counted from the answer while it is open',
      () => rules.reopen(appealWith({ answeredAt: days(31) }), {}, ctxOf(resident)),
      'not-now',
    ],
    [
      'counted from the closing once closed',
      () => rules.reopen(appealWith({ answeredAt: days(31), closedAt: days(24) }), {}, ctxOf(resident)),
      { reopened: 1 },
    ],
  ]
  test.each(rows)('%s', (_name, run, expected) => {
    if (typeof expected === 'string') expect(codeOf(run)).toBe(expected)
    else expect(run()).toMatchObject(expected)
  })
})

describe('closesAtOnce', () => {
  const rows: [string, [number, boolean] | null, boolean][] = [
    ['not rated', null, false],
    ['good and solved', [3, true], true],
    ['good and not solved', [5, false], false],
    ['bad though solved', [2, true], false],
  ]
  test.each(rows)('%s', (_name, rating, expected) => {
    const given = rating === null ? null : { score: rating[0], solved: rating[1], reason: '', at: days(0) }
    expect(rules.closesAtOnce(appealWith({ rating: given }))).toBe(expected)
  })
})

function codeOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'done'
}
