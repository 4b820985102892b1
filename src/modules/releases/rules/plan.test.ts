import { describe, expect, test } from 'vitest'
import { Content } from '#modules/catalogue/contract'
import { type ReleaseHierarchy, ReleasePlan } from '../contract.ts'
import { hierarchyFaults, levelCount, usualHierarchies } from './hierarchies.ts'
import { faultsOfPlan, type PlanFacts } from './plan.ts'
import { proposeColumns, proposePerson } from './proposal.ts'
import { heldTogether, mayStep, stepsOf, unseen } from './states.ts'

const content = Content.parse({
  name: '老人名单',
  kind: 'basic',
  classification: { class: '3', item: '07', subitem: '001', detail: '' },
  abstract: '辖区独居老人',
  format: '数据库',
  share: { type: 'conditional' },
  openness: { type: 'conditional' },
  cycle: { every: 1, unit: 'day', graceHours: 1 },
  owner: { org: 'a', title: '科长', account: null },
  steward: { org: 'a', title: '科员', account: null },
  shape: 'records',
  items: [
    { name: 'file', title: '档案编号', type: 'text', required: true, key: true },
    { name: 'name', title: '姓名', type: 'text' },
    { name: 'id_number', title: '身份证号', type: 'text' },
    { name: 'born', title: '出生日期', type: 'date' },
    { name: 'town', title: '所在镇街', type: 'place' },
    { name: 'age', title: '年龄', type: 'integer' },
    { name: 'visits', title: '上门次数', type: 'integer' },
    { name: 'health', title: '健康情况', type: 'text' },
    { name: 'belief', title: '信仰', type: 'text' },
    { name: 'sex', title: '性别', type: 'text', values: ['男', '女'] },
    { name: 'note', title: '备注', type: 'text' },
    { name: 'at', title: '坐标', type: 'point' },
  ],
})
const kinds = new Map([
  ['name', 'name'],
  ['id_number', 'id-card'],
  ['born', 'birth-date'],
  ['health', 'health'],
  ['belief', 'religion'],
])
const facts: PlanFacts = { content, kinds, level: '3', today: '2026-11-29' }
const town = { role: 'quasi', item: 'town', hierarchy: { kind: 'places', steps: ['district'] } }
const plan = (change: object = {}) =>
  ReleasePlan.parse({
    title: '老人结构',
    about: '供研究',
    columns: [town],
    k: 5,
    suppression: 0.05,
    audience: { kind: 'open' },
    reason: '开放计划',
    until: '2099-12-31',
    ...change,
  })
const keys = (change: object, other: Partial<PlanFacts> = {}) =>
  faultsOfPlan(plan(change), { ...facts, ...other }).map((f) => f.key.replace('releases.fault.', ''))
const idCard = (hierarchy: object, least: number) => ({ role: 'quasi', item: 'id_number', hierarchy, least })

describe('what may not be released so', () => {
  test.each<[string[], object, Partial<PlanFacts>?]>([
    [[], {}],
    [['unknown-item'], { columns: [town, { role: 'plain', item: 'nobody' }] }],
    [['item-twice'], { columns: [town, { role: 'plain', item: 'sex' }, { role: 'plain', item: 'sex' }] }],
    [['no-quasi'], { columns: [{ role: 'plain', item: 'sex' }] }],
    [['no-quasi', 'nothing-left'], { columns: [{ role: 'identifier', item: 'sex' }] }],
    [['identifier-plain'], { columns: [town, { role: 'plain', item: 'name' }] }],
    [
      ['identifier-plain'],
      { columns: [town, { role: 'sensitive', item: 'id_number', diversity: { kind: 'distinct', l: 2 } }] },
    ],
    [['identifier-without-hierarchy'], { columns: [town, idCard({ kind: 'whole' }, 1)] }],
    [['identifier-exact'], { columns: [town, idCard({ kind: 'id-card' }, 0)] }],
    [[], { columns: [town, idCard({ kind: 'id-card' }, 1)] }],
    [['least'], { columns: [town, idCard({ kind: 'id-card' }, 5)] }],
    [['point'], { columns: [town, { role: 'plain', item: 'at' }] }],
    [['hierarchy-type'], { columns: [{ ...town, hierarchy: { kind: 'bands', widths: [5] } }] }],
    [['person-released'], { columns: [town, { role: 'plain', item: 'note' }], person: 'note' }],
    [['unknown-item'], { person: 'nobody' }],
    [[], { person: 'id_number' }],
    [['small-k'], { k: 4 }],
    [[], { k: 3, audience: { kind: 'named', recipient: 'x', purpose: '研究', agreement: '一号' } }],
    [['until-past'], { until: '2026-11-29' }],
    [['level'], {}, { level: 'important' }],
    [['level'], {}, { level: 'core' }],
    [['closed'], {}, { content: { ...content, openness: { type: 'closed', condition: '' } } }],
  ])('%j', (expected, change, other = {}) => expect(keys(change, other)).toEqual(expected))

  test('more combinations than a search can look at', () => {
    const columns = content.items
      .filter((i) => i.type === 'text' && !kinds.has(i.name))
      .map((i) => ({
        role: 'quasi',
        item: i.name,
        hierarchy: { kind: 'prefix', keeps: [8, 7, 6, 5, 4, 3, 2, 1] },
      }))
    const many = [...columns, { ...town, hierarchy: { kind: 'prefix', keeps: [8, 7, 6, 5, 4, 3, 2, 1] } }]
    const born = {
      role: 'quasi',
      item: 'born',
      hierarchy: { kind: 'days', steps: ['month', 'quarter', 'half', 'year'] },
    }
    expect(keys({ columns: [...many, born] })).toEqual(['too-many-levels'])
  })
})

test.each<[string[], ReleaseHierarchy, string]>([
  [[], { kind: 'bands', widths: [5, 10, 20] }, 'integer'],
  [['not-coarser'], { kind: 'bands', widths: [10, 15] }, 'integer'],
  [['not-coarser'], { kind: 'bands', widths: [10, 10] }, 'integer'],
  [['not-coarser'], { kind: 'days', steps: ['year', 'month'] }, 'date'],
  [['not-coarser'], { kind: 'places', steps: ['city', 'district'] }, 'place'],
  [['not-coarser'], { kind: 'prefix', keeps: [3, 3] }, 'text'],
  [['hierarchy-type'], { kind: 'days', steps: ['year'] }, 'text'],
])('each level is coarser than the last: %j', (faults, h, type) =>
  expect(hierarchyFaults(h, type as never)).toEqual(faults),
)

test('what is offered for a type fits it', () => {
  for (const type of ['text', 'integer', 'decimal', 'boolean', 'date', 'time', 'place'] as const)
    for (const h of usualHierarchies(type)) {
      expect(hierarchyFaults(h, type)).toEqual([])
      expect(levelCount(h)).toBeGreaterThanOrEqual(2)
    }
})

test('what is proposed for each item, and why', () => {
  const proposed = proposeColumns({ content, kinds, sensitive: ['health', 'religion'], kept: new Map() })
  expect(proposed.map((p) => [p.column.item, p.column.role, p.why])).toEqual([
    ['file', 'identifier', 'key'],
    ['name', 'identifier', 'direct'],
    ['id_number', 'identifier', 'direct'],
    ['born', 'quasi', 'birth'],
    ['town', 'quasi', 'place'],
    ['age', 'quasi', 'age'],
    ['visits', 'plain', 'figure'],
    ['health', 'sensitive', 'sensitive'],
    ['belief', 'identifier', 'never'],
    ['sex', 'plain', 'closed-list'],
    ['note', 'identifier', 'free-text'],
    ['at', 'identifier', 'point'],
  ])
  expect(proposePerson(kinds)).toBe('id_number')
  const columns = proposed.map((p) => p.column)
  expect(faultsOfPlan(plan({ columns }), facts)).toEqual([])
})

test.each([
  ['edit', ['draft', 'computed']],
  ['cancel', ['computing']],
  ['submit', ['computed']],
  ['approve', ['submitted']],
  ['withdraw', ['published']],
] as const)('%s in %j alone', (step, states) => {
  const all = ['draft', 'computing', 'computed', 'submitted', 'writing', 'published', 'withdrawn'] as const
  expect(all.filter((s) => mayStep(step, s))).toEqual(states)
})

test('steps are those of the state and of the reader', () => {
  const nobody = { own: false, judge: false, withdraw: false, fetch: false }
  expect(stepsOf('computed', false, { ...nobody, own: true })).toEqual(['edit', 'compute', 'submit'])
  expect(stepsOf('submitted', false, { ...nobody, judge: true })).toEqual(['judge'])
  expect(stepsOf('published', false, { ...nobody, withdraw: true, fetch: true })).toEqual([
    'withdraw',
    'fetch',
  ])
  expect(stepsOf('published', true, { ...nobody, fetch: true })).toEqual([])
  expect(stepsOf('draft', false, nobody)).toEqual([])
})

test('former releases that one holder may have beside the new one', () => {
  const named = (recipient: string) =>
    ({ kind: 'named', recipient, purpose: '研究', agreement: '一号' }) as const
  const former = [
    { id: 'open', audience: { kind: 'open' } as const },
    { id: 'a', audience: named('a') },
    { id: 'b', audience: named('b') },
  ]
  expect(heldTogether({ kind: 'open' }, former).map((f) => f.id)).toEqual(['open', 'a', 'b'])
  expect(heldTogether(named('a'), former).map((f) => f.id)).toEqual(['open', 'a'])
  const combinations = [{ release: 'open' }] as never
  expect(unseen({ combinations }, former).map((f) => f.id)).toEqual(['a', 'b'])
})
