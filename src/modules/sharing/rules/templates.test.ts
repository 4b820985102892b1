import { describe, expect, test } from 'vitest'
import { Content } from '#modules/catalogue/contract'
import { draftedTerms, suggestedMask, suggestedMasks } from './templates.ts'
import { faultsOfTerms, missingKeys } from './terms.ts'

const content = Content.parse({
  name: '餐饮服务单位',
  kind: 'basic',
  classification: { class: '3', item: '07', subitem: '001', detail: '' },
  abstract: '辖区内的餐饮服务单位',
  format: '数据库',
  share: { type: 'conditional', condition: '联合检查' },
  openness: { type: 'closed' },
  cycle: { every: 1, unit: 'day', graceHours: 12 },
  owner: { org: 'gxq.market', title: '科长', account: null },
  steward: { org: 'gxq.market', title: '科员', account: null },
  shape: 'records',
  items: [
    { name: 'licence', title: '许可证编号', type: 'text', required: true, key: true },
    { name: 'holder', title: '负责人', type: 'text', personal: 'name' },
    { name: 'born', title: '出生日期', type: 'date', personal: 'birth-date' },
    { name: 'place', title: '所在镇街', type: 'place', required: true },
    { name: 'granted', title: '发证日期', type: 'date' },
    { name: 'seats', title: '餐位数', type: 'integer' },
  ],
  scope: { places: [], placeItem: 'place', timeItem: null, from: null },
})
const town = { content, places: ['50/500107/500107104'], today: '2026-03-01' }

test.each([
  ['text', 'name', 'partial'],
  ['date', 'birth-date', 'year'],
  ['place', 'address', 'county'],
  ['integer', 'age', 'hide'],
  ['text', null, undefined],
] as const)('a mask for a %s that is %s', (type, personal, mask) => {
  expect(suggestedMask({ type, personal })).toBe(mask)
})

test('a personal item for which a reason was given stays clear; what was asked masked stays masked', () => {
  const asked = { items: ['holder', 'born', 'seats'], masks: { seats: 'hide' as const } }
  expect(suggestedMasks(asked, content.items, { holder: '核对身份' })).toEqual({
    born: 'year',
    seats: 'hide',
  })
})

describe('templates', () => {
  test('each fits the resource, and none gives a person in clear', () => {
    for (const terms of Object.values(draftedTerms(town))) {
      expect(terms === null ? [] : faultsOfTerms(terms, content)).toEqual([])
      for (const name of ['holder', 'born'])
        if (terms?.items.includes(name)) expect(terms.masks[name]).toBeDefined()
    }
  })
  test('own places: rows of the organization’s places alone, for a year', () => {
    expect(draftedTerms(town)['own-places']).toMatchObject({
      rows: [{ item: 'place', op: 'within', values: ['50/500107/500107104'] }],
      masks: { holder: 'partial', born: 'year' },
      from: '2026-03-01',
      until: '2027-03-01',
    })
  })
  test('the whole city is no place of one’s own; without a place item there is none', () => {
    expect(draftedTerms({ ...town, places: ['50'] })['own-places']).toBeNull()
    const placeless = { ...content, scope: { ...content.scope, placeItem: null } }
    expect(draftedTerms({ ...town, content: placeless })['own-places']).toBeNull()
  })
  test('statistics: no person, no key, days as years, places as counties', () => {
    expect(draftedTerms(town).statistics).toMatchObject({
      items: ['place', 'granted', 'seats'],
      masks: { place: 'county', granted: 'year' },
    })
  })
  test('a lookup has to name every key', () => {
    const lookup = draftedTerms(town).lookup
    if (lookup === null) throw new Error('the resource has a key')
    const equals = { item: 'licence', op: '=' as const, values: ['JY1'] }
    expect(missingKeys(lookup, content, [])).toEqual(['licence'])
    expect(missingKeys(lookup, content, [{ ...equals, op: '!=' }])).toEqual(['licence'])
    expect(missingKeys(lookup, content, [equals])).toEqual([])
  })
})
