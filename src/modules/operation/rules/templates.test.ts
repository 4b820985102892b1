import { describe, expect, test } from 'vitest'
import { Content } from '#modules/catalogue/contract'
import type { Grant } from '#modules/sharing/contract'
import { Template } from '../contract.ts'
import { chosen, closedGroups, faultsOfTemplate, itemsOfTemplate } from './templates.ts'

const content = Content.parse({
  name: '餐饮单位',
  kind: 'basic',
  classification: { class: '3', item: '07', subitem: '001', detail: '' },
  abstract: '餐饮服务单位',
  format: '数据库',
  share: { type: 'unconditional' },
  openness: { type: 'closed' },
  cycle: { every: 1, unit: 'day', graceHours: 1 },
  owner: { org: 'a', title: '科长', account: null },
  steward: { org: 'a', title: '科员', account: null },
  shape: 'records',
  items: [
    { name: 'code', title: '编号', type: 'text', required: true, key: true },
    { name: 'grade', title: '等级', type: 'text', values: ['A', 'B'] },
    { name: 'open', title: '营业', type: 'text', values: ['是', '否'] },
    { name: 'seats', title: '餐位', type: 'integer' },
    { name: 'place', title: '镇街', type: 'place' },
    { name: 'granted', title: '发证', type: 'date' },
    { name: 'phone', title: '电话', type: 'text' },
  ],
})
const grant = {
  purpose: 'operation',
  terms: {
    items: ['grade', 'open', 'seats', 'place', 'granted', 'phone'],
    masks: { phone: 'partial', granted: 'year' },
  },
} as unknown as Grant
const template = (change: object = {}) =>
  Template.parse({
    id: 't',
    title: '各等级家数',
    grant: '00000000-0000-4000-8000-000000000001',
    measure: { kind: 'count' },
    groupBy: [{ item: 'grade', by: 'value' }],
    parameters: [{ item: 'place', op: 'within', values: ['50/500107', '50/500106'] }],
    protection: { kind: 'min-group', least: 5 },
    ...change,
  })
const noise = { protection: { kind: 'noise', epsilon: 0.1 } }

describe('what cannot be answered safely', () => {
  test.each([
    ['not-granted', { groupBy: [{ item: 'code', by: 'value' }] }],
    ['no-number', { measure: { kind: 'sum', item: 'grade', lower: 0, upper: 1 } }],
    ['bounds', { measure: { kind: 'mean', item: 'seats', lower: 5, upper: 5 } }],
    ['masked', { where: [{ item: 'phone', op: '=', values: ['13800000000'] }] }],
    ['masked', { groupBy: [{ item: 'granted', by: 'value' }] }],
    ['no-time', { groupBy: [{ item: 'grade', by: 'year' }] }],
    ['no-place', { groupBy: [{ item: 'grade', by: 'county' }] }],
    ['open-groups', { ...noise, groupBy: [{ item: 'place', by: 'county' }] }],
    ['open-groups', { ...noise, groupBy: [{ item: 'seats', by: 'value' }] }],
  ])('%s', (key, change) => {
    expect(faultsOfTemplate(template(change), grant, content, 't').map((f) => f.key)).toEqual([
      `operation.fault.${key}`,
    ])
  })
  test.each([
    {},
    noise,
    { groupBy: [{ item: 'granted', by: 'year' }] },
    { groupBy: [{ item: 'place', by: 'township' }] },
  ])('nothing of %j', (change) => {
    expect(faultsOfTemplate(template(change), grant, content, 't')).toEqual([])
  })
  test('a grant for another purpose', () => {
    const other = { ...grant, purpose: 'supervision' } as Grant
    expect(faultsOfTemplate(template(), other, content, 't').map((f) => f.key)).toEqual([
      'operation.fault.purpose',
    ])
  })
})

test('choices are those that the template offers', () => {
  expect(chosen(template(), {})).toEqual([])
  expect(chosen(template(), { place: '50/500107' })).toEqual([
    { item: 'place', op: 'within', values: ['50/500107'] },
  ])
  expect(chosen(template(), { place: '50' })).toBeUndefined()
  expect(chosen(template(), { phone: '1' })).toBeUndefined()
})

test('groups of a noisy answer are all combinations of the lists', () => {
  const both = template({
    groupBy: [
      { item: 'grade', by: 'value' },
      { item: 'open', by: 'value' },
    ],
  })
  expect(closedGroups(both, content)).toHaveLength(4)
  expect(closedGroups(template({ groupBy: [] }), content)).toEqual([{}])
  expect(itemsOfTemplate(both)).toEqual(['grade', 'open', 'place'])
})
