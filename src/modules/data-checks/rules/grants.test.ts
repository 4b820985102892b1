import { describe, expect, test } from 'vitest'
import type { AssessedFact, GrantFact } from './facts.ts'
import { missingAssessment, staleGrant, unusedGrant, wideGrant } from './grants.ts'

const today = '2027-06-01'
const grant: GrantFact = {
  id: '11111111-1111-4111-8111-111111111111',
  resource: '22222222-2222-4222-8222-222222222222',
  resourceName: '餐饮服务单位',
  provider: 'gxq.market',
  consumer: 'gxq.civil',
  purpose: 'assistance',
  state: 'active',
  items: ['name', 'phone', 'place'],
  masks: {},
  clearReasons: [],
  within: ['50/500107/500107103'],
  hasPlace: true,
  givenOn: '2027-03-01',
  until: '2028-03-01',
  callsPerDay: 10,
  rowsPerCall: 100,
  lastUse: '2027-05-30',
  usedItems: ['name', 'phone', 'place'],
  peakRows: 20,
  titles: { name: '名称', phone: '联系电话', place: '所在镇街' },
  consumerHolders: 1,
  consumerPlaces: ['50/500107'],
}
const keys = (found: { lines: readonly { key: string }[] } | undefined) =>
  found?.lines.map((l) => l.key) ?? []

describe('a grant that is not used', () => {
  test.each<[string, Partial<GrantFact>, string[]]>([
    ['used within the days', {}, []],
    ['last used on the very last day', { lastUse: '2027-03-03' }, []],
    ['a day longer ago', { lastUse: '2027-03-02' }, ['unused']],
    ['never used, given long ago', { lastUse: null, givenOn: '2027-03-02' }, ['never-used']],
    ['never used, given lately', { lastUse: null, givenOn: '2027-03-03' }, []],
    ['suspended: it gives nothing', { state: 'suspended', lastUse: '2026-01-01' }, []],
  ])('%s', (_, change, expected) => {
    expect(keys(unusedGrant({ ...grant, ...change }, { days: 90 }, today))).toEqual(expected)
  })

  test('the user answers for it', () => {
    const found = unusedGrant({ ...grant, lastUse: null, givenOn: '2027-01-01' }, { days: 90 }, today)
    expect(found).toMatchObject({ org: 'gxq.civil', subjectType: 'grant', subject: grant.id, occasion: '' })
    expect(found?.lines[0]?.values).toEqual({
      consumer: 'gxq.civil',
      since: '2027-01-01',
      days: '151',
      limit: '90',
    })
  })
})

describe('a stale grant', () => {
  test.each<[string, Partial<GrantFact>, string[], string | undefined]>([
    ['young and with a holder', {}, [], undefined],
    ['on the day of its review', { givenOn: '2026-06-01' }, [], undefined],
    ['a day after its review', { givenOn: '2026-05-31' }, ['review-of-grant'], 'gxq.civil'],
    ['nobody at the user: the provider answers', { consumerHolders: 0 }, ['consumer-vacant'], 'gxq.market'],
    [
      'both',
      { givenOn: '2026-01-01', consumerHolders: 0 },
      ['review-of-grant', 'consumer-vacant'],
      'gxq.market',
    ],
  ])('%s', (_, change, expected, org) => {
    const found = staleGrant({ ...grant, ...change }, { months: 12 }, today)
    expect(keys(found)).toEqual(expected)
    expect(found?.org).toBe(org)
  })
})

describe('an over-wide grant', () => {
  const limits = { days: 60, factor: 100 }
  test.each<[string, Partial<GrantFact>, string[]]>([
    ['everything used, quota fitting, own places', {}, []],
    ['an item that nobody asked for', { usedItems: ['name', 'place'] }, ['items-unused']],
    ['an unused item that is withheld', { usedItems: ['name', 'place'], masks: { phone: 'hide' } }, []],
    ['younger than the look-back', { usedItems: ['name'], givenOn: '2027-05-01' }, []],
    ['never used: that is another check', { usedItems: [], peakRows: 0 }, []],
    ['a quota just within the factor', { callsPerDay: 20 }, []],
    ['a quota beyond the factor', { callsPerDay: 21 }, ['quota-wide']],
    ['rows unknown: read at the desk alone', { callsPerDay: 1000, peakRows: 0 }, []],
    ['a place of others', { within: ['50/500107/500107103', '50/500106'] }, ['places-foreign']],
    ['no bound of places', { within: null }, ['places-all']],
    ['no bound, for a user of the whole city', { within: null, consumerPlaces: ['50'] }, []],
    ['no bound, in rows without places', { within: null, hasPlace: false }, []],
    ['a lookalike of the own place', { within: ['50/5001071'] }, ['places-foreign']],
    ['suspended', { state: 'suspended', within: null }, []],
  ])('%s', (_, change, expected) => {
    expect(keys(wideGrant({ ...grant, ...change }, limits, today))).toEqual(expected)
  })

  test('it names the items by their titles', () => {
    const found = wideGrant({ ...grant, usedItems: ['place'] }, limits, today)
    expect(found).toMatchObject({
      org: 'gxq.market',
      lines: [{ values: { items: '名称、联系电话', count: '2' } }],
    })
  })
})

describe('an assessment after PIPL art. 55', () => {
  const assessed: AssessedFact = {
    grant,
    triggers: ['provide'],
    need: 'remind',
    items: ['phone'],
    coveredUntil: '2027-12-31',
    judgedOn: '2027-01-01',
    ranOutOn: null,
    validMonths: 12,
  }
  test.each<[string, Partial<AssessedFact>, string[]]>([
    ['covered', {}, []],
    ['not covered, where the table reminds', { coveredUntil: null, judgedOn: null }, ['unassessed']],
    ['not covered, where the table blocks', { coveredUntil: null, need: 'block' }, ['unassessed']],
    ['not covered, where the table asks for none', { coveredUntil: null, need: 'none' }, []],
    ['run out', { coveredUntil: null, ranOutOn: '2027-05-31' }, ['assessment-over']],
    ['runs out within the days ahead', { coveredUntil: '2027-07-01' }, ['assessment-ends']],
    ['runs out a day later', { coveredUntil: '2027-07-02' }, []],
    ['older than its term', { judgedOn: '2026-05-31' }, ['assessment-old']],
    ['on the last day of its term', { judgedOn: '2026-06-01' }, []],
  ])('%s', (_, change, expected) => {
    expect(keys(missingAssessment({ ...assessed, ...change }, { aheadDays: 30 }, today))).toEqual(expected)
  })
})
