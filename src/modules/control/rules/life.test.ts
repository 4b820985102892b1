import { expect, test } from 'vitest'
import type { WorkingCalendar } from '#kernel/clock/define'
import type { Level } from '../contract/subjects.ts'
import { careRefusal, careStateOn, defaultCareGroups, isCareUntil } from './care.ts'
import { alwaysForbidden, defaultForbidden, droppedFrom, forbiddenBy } from './forbidden.ts'
import { doubtsOf, effectOf, levelInForce } from './life.ts'
import { defaultMeasures, faultsOfMeasures, plannedMeasures } from './measures.ts'
import { dueDay, monthsLater } from './schedule.ts'
import { isIdentifier } from './subjects.ts'
import { contentOf, inputNamed, readOf } from './table.fixture.ts'
import { judgeTable } from './table.ts'
import { measured, withinMonths } from './values.ts'

test.each<[string, Level | null, Level, boolean, string[] | null, object]>([
  ['the same level', 'B', 'B', false, null, { kind: 'same' }],
  [
    'one step stricter, and the register lets it act',
    'B',
    'C',
    false,
    null,
    { kind: 'automatic', level: 'C' },
  ],
  ['two steps', 'B', 'D', false, null, { kind: 'propose', why: ['two-steps'] }],
  ['lighter', 'C', 'B', false, null, { kind: 'propose', why: ['lighter'] }],
  ['a first level', null, 'A', false, null, { kind: 'propose', why: ['first'] }],
  ['against a person’s word', 'B', 'C', true, null, { kind: 'propose', why: ['overridden'] }],
  [
    'the gate wants a person',
    'B',
    'C',
    false,
    ['never-automatic'],
    { kind: 'propose', why: ['never-automatic'] },
  ],
])('%s', (_name, level, judged, isOverridden, handedOver, expected) => {
  expect(effectOf({ level, isOverridden }, judged, handedOver)).toMatchObject(expected)
})

test('an override holds to the end of its last day', () => {
  const override = { level: 'D' as const, until: '2026-03-05' }
  expect(levelInForce('B', override, '2026-03-05')).toBe('D')
  expect(levelInForce('B', override, '2026-03-06')).toBe('B')
  expect(levelInForce(null, null, '2026-03-06')).toBeNull()
})

test('what is missing or stale makes a judgement doubtful', () => {
  const conditions = [{ input: 'n', op: '>' as const, values: ['1'] }]
  const content = contentOf({
    inputs: [inputNamed('n', { staleDays: 30 }), inputNamed('unused')],
    rows: [{ conditions, level: 'D', points: 0, note: '' }],
  })
  const on = (day: string, values: Record<string, number | null>) =>
    doubtsOf(content, judgeTable(content, readOf(values)), new Date(`${day}T00:00:00Z`))
  expect(on('2026-01-20', { n: 2 })).toEqual({ doubts: [], confidence: 1 })
  expect(on('2026-03-20', { n: 2 })).toEqual({ doubts: ['stale-value'], confidence: 0 })
  expect(on('2026-01-20', { n: null })).toEqual({ doubts: ['missing-value'], confidence: 0 })
})

const calendar: WorkingCalendar = {
  officeHours: [
    ['09:00', '12:00'],
    ['14:00', '18:00'],
  ],
  weekend: [0, 6],
  holidays: { '2026-05-01': '劳动节' },
  makeupDays: {},
} as unknown as WorkingCalendar

test.each<[string, { last: string | null; since: string; everyDays: number }, string]>([
  ['counted from the level', { last: null, since: '2026-03-02', everyDays: 30 }, '2026-04-01'],
  ['counted from the last one', { last: '2026-03-10', since: '2026-03-02', everyDays: 30 }, '2026-04-09'],
  ['a Sunday comes earlier', { last: null, since: '2026-03-02', everyDays: 90 }, '2026-05-29'],
  ['a holiday too', { last: null, since: '2026-04-01', everyDays: 30 }, '2026-04-30'],
  [
    'a stricter level asks for no day before it began',
    { last: '2025-01-01', since: '2026-03-02', everyDays: 30 },
    '2026-03-02',
  ],
])('%s', (_name, plan, expected) => {
  expect(dueDay(calendar, plan)).toBe(expected)
})

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-02-29', 12, '2029-02-28'],
  ['2026-03-02', 6, '2026-09-02'],
])('%s and %i months', (day, months, expected) => {
  expect(monthsLater(day, months)).toBe(expected)
})

const now = new Date('2026-03-02T02:00:00Z')
const rowAt = (day: string, data: object) => ({
  since: new Date(`${day}T00:00:00Z`),
  data: data as Record<string, unknown>,
})
const rows = [
  rowAt('2026-01-05', { n: 3, on: '2025-12-01' }),
  rowAt('2026-02-05', { n: '5', on: '2026-02-01' }),
]
test.each<[string, Parameters<typeof measured>[0], 'number' | 'text', typeof rows, unknown]>([
  ['count', { measure: 'count' }, 'number', rows, 2],
  ['count of nothing is 0', { measure: 'count' }, 'number', [], 0],
  ['sum', { measure: 'sum', item: 'n' }, 'number', rows, 8],
  ['most', { measure: 'most', item: 'n' }, 'number', rows, 5],
  ['least', { measure: 'least', item: 'n' }, 'number', rows, 3],
  ['least of nothing is not known', { measure: 'least', item: 'n' }, 'number', [], null],
  ['days since the latest', { measure: 'days-since', item: 'on' }, 'number', rows, 29],
  ['value of the row that changed last', { measure: 'value', item: 'n' }, 'number', rows, 5],
  ['as a text', { measure: 'value', item: 'n' }, 'text', rows, '5'],
  ['no row, no value', { measure: 'value', item: 'n' }, 'number', [], null],
])('%s', (_name, binding, type, given, expected) => {
  expect(measured(binding, type, given, now)).toBe(expected)
})

test('months leave older rows out, and rows without a date', () => {
  const binding = {
    kind: 'rows',
    resource: '',
    grant: null,
    match: 'x',
    measure: 'count',
    where: [],
    timeItem: 'on',
    months: 2,
  } as const
  const found = withinMonths({ ...binding, where: [] }, [...rows, rowAt('2026-02-05', { n: 1 })], now)
  expect(found.map((r) => r.data.n)).toEqual(['5'])
})

test.each<[string, { name: string; title: string; kind: string | null }, string | undefined]>([
  ['by its title', { name: 'c1', title: '民族', kind: null }, 'ethnicity'],
  ['by its name', { name: 'Party_Member', title: '字段', kind: null }, 'politics'],
  ['by its kind', { name: 'c1', title: '字段', kind: 'religion' }, 'religion'],
  ['health', { name: 'c1', title: '健康情况', kind: null }, 'health'],
  ['a person’s record', { name: 'c1', title: '有无前科', kind: null }, 'crime'],
  ['a telephone number', { name: 'c1', title: '字段', kind: 'mobile' }, 'person'],
  ['a care level', { name: 'care_level', title: '等级', kind: null }, 'care'],
  ['floor space', { name: 'area', title: '建筑面积', kind: null }, undefined],
  ['a fine of an enterprise', { name: 'penalties', title: '行政处罚次数', kind: null }, undefined],
])('forbidden: %s', (_name, item, expected) => {
  expect(forbiddenBy(defaultForbidden, item)?.code).toBe(expected)
})

test('the list may grow and never lose what always holds', () => {
  expect(droppedFrom(defaultForbidden)).toEqual([])
  for (const code of alwaysForbidden) {
    expect(droppedFrom({ rows: defaultForbidden.rows.filter((a) => a.code !== code) })).toEqual([code])
    const shortened = defaultForbidden.rows.map((a) =>
      a.code === code ? { ...a, words: a.words.slice(1) } : a,
    )
    expect(droppedFrom({ rows: shortened })).toEqual([code])
  }
})

test('measures: one a kind and level, each with what it needs', () => {
  expect(faultsOfMeasures(defaultMeasures)).toEqual([])
  const [first] = defaultMeasures.rows
  if (first === undefined) throw new Error('no measures')
  expect(faultsOfMeasures({ rows: [first, first] })).toHaveLength(1)
  expect(faultsOfMeasures({ rows: [{ ...first, everyDays: null }] })).toHaveLength(1)
  expect(plannedMeasures(defaultMeasures, 'enterprise', 'D').map((m) => m.measure)).toEqual([
    'inspection',
    'report',
    'training',
  ])
})

test.each([
  ['area', '50/500107/500107103', true],
  ['area', '500107103', false],
  ['enterprise', '91500999MA00000004', true],
  ['enterprise', '91500999MA00000005', false],
  ['facility', 'XF-000.1', true],
  ['facility', '设施', false],
] as const)('%s %s: %s', (kind, text, expected) => {
  expect(isIdentifier(kind, text)).toBe(expected)
})

const wish = {
  group: 'elder-alone',
  purpose: '每月上门看望',
  legalBasis: '老年人权益保障法',
  ground: { kind: 'duty' as const, law: '老年人权益保障法' },
  phone: '13900000000',
}
test.each<[string, object, boolean, string | undefined]>([
  ['everything there', {}, true, undefined],
  ['no such group', { group: 'offender' }, true, 'group-unknown'],
  ['no basis', { legalBasis: ' ' }, true, 'no-legal-basis'],
  ['no purpose', { purpose: '' }, true, 'no-purpose'],
  ['no ground', { ground: null }, true, 'no-ground'],
  ['a child without a guardian', { group: 'left-behind-child' }, true, 'child-needs-guardian'],
  ['nobody to tell', { phone: undefined }, true, 'nobody-told'],
  ['not assessed', {}, false, 'not-assessed'],
])('care: %s', (_name, change, isAssessed, expected) => {
  expect(careRefusal({ ...wish, ...change }, { groups: defaultCareGroups, isAssessed })).toBe(expected)
})

test('a care level holds a year at most, to the end of its last day', () => {
  expect(isCareUntil('2027-03-02', '2026-03-02')).toBe(true)
  expect(isCareUntil('2027-03-03', '2026-03-02')).toBe(false)
  expect(isCareUntil('2026-03-02', '2026-03-02')).toBe(false)
  expect(careStateOn('confirmed', '2026-03-02', '2026-03-02')).toBe('confirmed')
  expect(careStateOn('confirmed', '2026-03-02', '2026-03-03')).toBe('expired')
  expect(careStateOn('confirmed', null, '2026-03-03')).toBe('expired')
})
