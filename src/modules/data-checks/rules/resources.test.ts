import { describe, expect, test } from 'vitest'
import type { GradingTable } from '#modules/catalogue/contract'
import type { FieldFact, GrantFact, ResourceFact, RetentionFact } from './facts.ts'
import { gradeMissing, levelBelowFloor, unjudgedFields, unmaskedFields, vacantPosts } from './resources.ts'
import { overdueRetention } from './retention.ts'

const today = '2027-06-01'
const field = (item: string, change: Partial<FieldFact> = {}): FieldFact => ({
  item,
  title: item,
  described: null,
  confirmed: undefined,
  found: null,
  ...change,
})
const resource: ResourceFact = {
  id: '22222222-2222-4222-8222-222222222222',
  code: '307001/000001',
  name: '餐饮服务单位',
  provider: 'gxq.market',
  publishedOn: '2027-05-30',
  owner: { org: 'gxq.market', title: '科长', holder: '张三' },
  steward: { org: 'gxq.market', title: '科员', holder: '李四' },
  level: '2',
  review: '2027-12-31',
  fields: [],
}
const table = {
  floors: { sensitive: '4', personal: '2', conditional: '2', 'not-shared': '4' },
  sensitive: ['health'],
} as unknown as GradingTable
const keys = (found: { lines: readonly { key: string }[] } | undefined) =>
  found?.lines.map((l) => l.key) ?? []
const nobody = { org: 'gxq.market', title: '科长', holder: null }

test.each<[string, Partial<ResourceFact>, string[]]>([
  ['both posts are held', {}, []],
  ['no owner', { owner: nobody }, ['vacant-owner']],
  ['no steward', { steward: nobody }, ['vacant-steward']],
  ['neither', { owner: nobody, steward: nobody }, ['vacant-owner', 'vacant-steward']],
])('posts: %s', (_, change, expected) => {
  expect(keys(vacantPosts({ ...resource, ...change }))).toEqual(expected)
})

test.each<[string, Partial<ResourceFact>, string[]]>([
  ['graded, review to come', {}, []],
  ['ungraded within the grace', { level: null, review: null, publishedOn: '2027-05-02' }, []],
  ['ungraded a day beyond the grace', { level: null, review: null, publishedOn: '2027-05-01' }, ['ungraded']],
  ['review today', { review: today }, []],
  ['review yesterday', { review: '2027-05-31' }, ['review-past']],
])('grades: %s', (_, change, expected) => {
  expect(keys(gradeMissing({ ...resource, ...change }, { graceDays: 30 }, today))).toEqual(expected)
})

test.each<[string, FieldFact[], ResourceFact['level'], string[]]>([
  ['nothing personal', [field('name')], '1', []],
  ['personal at its floor', [field('phone', { described: 'mobile' })], '2', []],
  ['personal below its floor', [field('phone', { described: 'mobile' })], '1', ['below-floor']],
  ['sensitive below its floor', [field('illness', { confirmed: 'health' })], '3', ['below-floor']],
  ['a person said that it is none', [field('phone', { described: 'mobile', confirmed: null })], '1', []],
  ['found only: that is another check', [field('phone', { found: 'mobile' })], '1', []],
  ['not graded at all', [field('illness', { confirmed: 'health' })], null, []],
  ['important data', [field('illness', { confirmed: 'health' })], 'important', []],
])('levels: %s', (_, fields, level, expected) => {
  expect(keys(levelBelowFloor({ ...resource, fields, level }, table))).toEqual(expected)
})

test.each<[string, FieldFact, string[]]>([
  ['nothing found', field('c1'), []],
  ['found, and nobody judged', field('c1', { found: 'id-card' }), ['unjudged-field']],
  ['found and confirmed', field('c1', { found: 'id-card', confirmed: 'id-card' }), []],
  ['found and denied by a person', field('c1', { found: 'id-card', confirmed: null }), []],
  ['found and described', field('c1', { found: 'id-card', described: 'id-card' }), []],
])('fields published: %s', (_, f, expected) => {
  expect(keys(unjudgedFields({ ...resource, fields: [f] }))).toEqual(expected)
})

describe('fields given', () => {
  const given = {
    id: '11111111-1111-4111-8111-111111111111',
    provider: 'gxq.market',
    consumer: 'gxq.civil',
    items: ['c1'],
    masks: {},
    clearReasons: [],
  } as unknown as GrantFact
  test.each<[string, Partial<GrantFact>, Partial<FieldFact>, string[]]>([
    ['personal in clear', {}, { described: 'id-card' }, ['given-clear']],
    ['found personal in clear', {}, { found: 'id-card' }, ['given-clear']],
    ['found, but a person denied it', {}, { found: 'id-card', confirmed: null }, []],
    ['masked', { masks: { c1: 'partial' } }, { described: 'id-card' }, []],
    ['with a reason on the request', { clearReasons: ['c1'] }, { described: 'id-card' }, []],
    ['not personal', {}, {}, []],
    ['not given', { items: ['other'] }, { described: 'id-card' }, []],
  ])('%s', (_, change, f, expected) => {
    const r = { ...resource, fields: [field('c1', f)] }
    expect(keys(unmaskedFields({ ...given, ...change }, r))).toEqual(expected)
  })
})

describe('terms of keeping', () => {
  const kept: RetentionFact = {
    resource: resource.id,
    name: resource.name,
    provider: resource.provider,
    hasPersonal: true,
    rule: { months: 12, hold: null, setOn: '2027-01-01' },
    heldRows: 0,
    open: null,
  }
  const rule = { months: 12, hold: '有未结的复议', setOn: '2027-05-01' }
  const open = { state: 'proposed', due: 9, since: '2027-05-18' } as const
  test.each<[string, Partial<RetentionFact>, string[]]>([
    ['a rule and nothing due', {}, []],
    ['personal information without a rule', { rule: null }, ['no-retention']],
    ['no rule, nothing personal', { rule: null, hasPersonal: false }, []],
    ['held with rows due', { rule, heldRows: 5 }, ['held']],
    ['held, nothing due', { rule, heldRows: 0 }, []],
    ['held lately', { rule: { ...rule, setOn: '2027-05-18' }, heldRows: 5 }, []],
    ['proposed within the days', { open }, []],
    ['proposed too long', { open: { ...open, since: '2027-05-17' } }, ['due-unconfirmed']],
    ['confirmed yesterday', { open: { ...open, state: 'confirmed', since: '2027-05-31' } }, []],
    [
      'confirmed and still there',
      { open: { ...open, state: 'confirmed', since: '2027-05-30' } },
      ['due-not-deleted'],
    ],
  ])('%s', (_, change, expected) => {
    expect(keys(overdueRetention({ ...kept, ...change }, { days: 14 }, today))).toEqual(expected)
  })
})
