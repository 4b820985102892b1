import { describe, expect, test } from 'vitest'
import { defaultSensitivity } from '#models/pii'
import { Content } from '../../catalogue/contract.ts'
import { shippedGrading } from '../../catalogue/register.ts'
import { describedKind, effectiveKinds, kindOfModel, modelOfKind, waitsForPerson } from './kinds.ts'

const content = Content.parse({
  name: '测试资源',
  kind: 'basic',
  classification: { class: '3', item: '07', subitem: '001', detail: '' },
  abstract: '用于测试',
  format: '数据库',
  share: { type: 'conditional', condition: '测试' },
  openness: { type: 'closed' },
  cycle: { every: 1, unit: 'day', graceHours: 1 },
  owner: { org: 'a', title: '科长', account: null },
  steward: { org: 'a', title: '科员', account: null },
  shape: 'records',
  items: [
    { name: 'id', title: '编号', type: 'text', required: true, key: true },
    { name: 'holder', title: '负责人', type: 'text', personal: 'name' },
    { name: 'sfz', title: '身份证号', type: 'text' },
    { name: 'note', title: '备注', type: 'text' },
  ],
})

test('kinds of the model and of the catalogue name each other', () => {
  expect(kindOfModel('idNumber')).toBe('id-card')
  expect(modelOfKind('birth-date')).toBe('birthDate')
  expect(kindOfModel('creditCode')).toBeUndefined()
  expect(modelOfKind('health')).toBeUndefined()
})

test('what a person confirmed counts; else what the catalogue describes', () => {
  expect(describedKind(content, 'sfz')).toBe('id-card')
  expect([...effectiveKinds(content, new Map())]).toEqual([
    ['holder', 'name'],
    ['sfz', 'id-card'],
  ])
  const confirmed = new Map([
    ['holder', null],
    ['note', 'health'],
  ] as const)
  expect([...effectiveKinds(content, confirmed)]).toEqual([
    ['sfz', 'id-card'],
    ['note', 'health'],
  ])
})

describe('a person should look', () => {
  const found = { kind: 'mobile', findings: [] } as const
  const nothing = { kind: null, findings: [] }
  test.each([
    ['found and not judged', found, null, null, true],
    ['found in free text', { kind: null, findings: [{ kind: 'name', count: 2 }] } as const, null, null, true],
    ['found and judged', found, { kind: null }, null, false],
    ['nothing found', nothing, null, null, false],
    ['described and not looked at', null, null, 'name', true],
    ['nothing known', null, null, null, false],
  ] as const)('%s', (_, proposal, confirmed, described, expected) => {
    expect(waitsForPerson(proposal as never, confirmed, described)).toBe(expected)
  })
})

test('the shipped grading table takes the same kinds to be sensitive as the search for them in values does', () => {
  const { sensitive } = shippedGrading().table
  const found = Object.entries(defaultSensitivity).flatMap(([model, sensitivity]) => {
    const kind = kindOfModel(model)
    return kind === undefined ? [] : [[kind, sensitivity] as const]
  })
  expect(found.filter(([kind, s]) => sensitive.includes(kind) !== (s === 'sensitive'))).toEqual([])
  expect(found.map(([kind]) => kind)).toContain('id-card')
})
