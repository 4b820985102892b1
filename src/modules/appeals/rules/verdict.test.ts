import { describe, expect, test } from 'vitest'
import type { Case, Dispute } from '#kernel/cases/define'
import { newHandler } from '#kernel/cases/rules'
import { caseWith, later, now } from '../../../kernel/cases/case.fixture.ts'
import { isUrgedNow, precedentOf } from './verdict.ts'

const dispute: Dispute = {
  from: 'a',
  reason: 'r',
  legalBasis: 'b',
  suggested: null,
  at: later(-1),
  backstop: 'a',
  verdict: null,
}

describe('precedentOf', () => {
  const verdict = { org: 'b', reason: 'r', at: later(0), precedent: 'district' } as const
  const settled = (over: Partial<Case>, precedent: 'none' | 'township' | 'district' | 'city' = 'district') =>
    caseWith({
      category: '010102',
      place: '50/500107/500107103',
      dispute: { ...dispute, verdict: { ...verdict, precedent } },
      ...over,
    })
  test.each([
    ['no dispute', caseWith({ category: '01' }), undefined],
    ['no verdict yet', caseWith({ category: '01', dispute }), undefined],
    ['not meant as an example', settled({}, 'none'), undefined],
    ['without a category nothing could be recognised', settled({ category: null }), undefined],
    ['in the township', settled({}, 'township'), '50/500107/500107103'],
    ['in the district', settled({}), '50/500107'],
    ['in the whole city', settled({}, 'city'), '50'],
    ['no further than what is known of the place', settled({ place: '50/500107' }, 'township'), '50/500107'],
  ])('%s', (_name, c, place) => {
    expect(precedentOf(c)?.place).toBe(place)
    if (place !== undefined)
      expect(precedentOf(c)).toMatchObject({ category: '010102', org: 'b', from: 'a', legalBasis: 'b' })
  })
})

describe('isUrgedNow', () => {
  const late = { ...newHandler('b', now, later(-24)), urgedAt: null }
  test.each([
    ['late and never reminded', [late], true],
    ['reminded a day ago', [{ ...late, urgedAt: later(-24) }], true],
    ['reminded this morning', [{ ...late, urgedAt: later(-12) }], false],
    ['in time', [newHandler('b', now, later(24))], false],
    ['answered', [{ ...late, answeredAt: later(0) }], false],
    ['no limit was set', [newHandler('b', now)], false],
    [
      'one of two',
      [
        { ...late, urgedAt: later(-12) },
        { ...late, org: 'd' },
      ],
      true,
    ],
  ])('%s', (_name, co, expected) => {
    expect(isUrgedNow({ co }, now)).toBe(expected)
  })
})
