import { describe, expect, test } from 'vitest'
import { Refusal } from '#kernel/action/define'
import { caseWith, clockNamed, ctx, later, now } from '../case.fixture.ts'
import type { Case, Handler } from '../define.ts'
import { common, newHandler } from '../rules.ts'

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
            escalation: 3,
            lead: asked('a', { answeredAt: later(-1) }),
            rating: { score: 1, solved: false, reason: '', at: later(-1) },
          }),
          {},
          ctx,
        ),
      { reopened: 1, rating: null, escalation: 0, answeredAt: null, lead: asked('a') },
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
