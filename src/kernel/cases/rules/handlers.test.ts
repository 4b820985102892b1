import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { grant } from '#kernel/access/define'
import type { Actor, Post, Role } from '#kernel/identity/define'
import { caseWith, later, now } from '../case.fixture.ts'
import { type ActionRow, availableActions, type Case, type CaseType } from '../define.ts'
import { actingOrg, newHandler, owedAnswers, owesAnswer } from '../rules.ts'

const place = '50/500107'
const post = (role: Role, org: string, places: string[] = ['50']): Post => ({ role, org, places })
const officer = (...posts: Post[]): Actor => ({ kind: 'officer', id: 'o', name: 'o', person: null, posts })
const open = newHandler('b', now)
const done = { ...open, answeredAt: later(-1) }

describe('owedAnswers', () => {
  const rows: [string, Case['co'], Actor, string[]][] = [
    ['asked and open', [open], officer(post('handler', 'b')), ['b']],
    ['answered already', [done], officer(post('handler', 'b')), []],
    ['another office', [open], officer(post('handler', 'a')), []],
    ['no handler there', [open], officer(post('supervisor', 'b')), []],
    ['no post', [open], officer(), []],
    ['two offices, one asked', [open], officer(post('handler', 'a'), post('handler', 'b')), ['b']],
  ]
  test.each(rows)('%s', (_name, co, actor, expected) => {
    expect(owedAnswers({ co }, actor)).toEqual(expected)
    expect(owesAnswer.holds(caseWith({ co }), actor)).toBe(expected.length > 0)
  })
})

const row = (over: Partial<ActionRow>): ActionRow => ({
  from: ['open'],
  who: [],
  input: z.object({}),
  visible: 'internal',
  ...over,
})
const answer = row({ who: [grant('handler', 'lead')] })
const comment = row({ who: [grant('handler', 'handler'), grant('supervisor', 'place')] })
const coAnswer = row({ who: [grant('handler', 'handler')], when: owesAnswer })

describe('actingOrg', () => {
  const both = officer(post('handler', 'b'), post('handler', 'a'))
  const coTwice = officer(post('handler', 'a'), post('handler', 'b'), post('handler', 'd'))
  const rows: [string, ActionRow, Actor, Case['co'], string | null][] = [
    ['the lead’s where only the lead may', answer, both, [open], 'a'],
    ['the lead’s where both may', comment, both, [open], 'a'],
    ['the co-handler’s for its answer', coAnswer, both, [open], 'b'],
    ['the co-handler’s that still owes it', coAnswer, coTwice, [done, newHandler('d', now)], 'd'],
    [
      'the one whose places cover it',
      comment,
      officer(post('supervisor', 'x', ['51']), post('supervisor', 'y')),
      [],
      'y',
    ],
    ['the first where none allows it', answer, officer(post('clerk', 'x'), post('clerk', 'y')), [], 'x'],
    ['none without a post', comment, officer(), [], null],
  ]
  test.each(rows)('%s', (_name, given, actor, co, expected) => {
    expect(actingOrg(given, caseWith({ place, co }), actor)).toBe(expected)
  })
})

test('what an office owes is offered to it alone', () => {
  const type: CaseType = {
    type: 't',
    prefix: 'TT',
    states: ['open'],
    initial: 'open',
    final: [],
    clocks: [],
    actions: { answer, comment, coAnswer },
    see: [],
    unmasked: [],
  }
  const can = (actor: Actor, co: Case['co']) => availableActions(type, caseWith({ co }), actor)
  expect(can(officer(post('handler', 'a')), [open])).toEqual(['answer', 'comment'])
  expect(can(officer(post('handler', 'b')), [open])).toEqual(['comment', 'coAnswer'])
  expect(can(officer(post('handler', 'b')), [done])).toEqual(['comment'])
})
