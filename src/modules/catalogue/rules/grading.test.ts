import { describe, expect, test } from 'vitest'
import { type DataLevel, dataLevels, type Impact } from '../contract/grading.ts'
import { Content } from '../contract/resource.ts'
import { shippedGrading } from '../register.ts'
import {
  type GradingFacts,
  gradedItems,
  highest,
  inheritedLines,
  isHigher,
  levelOf,
  linesOf,
  needsGrading,
  propose,
  reachOf,
  reviewDay,
} from './grading.ts'
import { identifierOf, namesOrganization } from './identifiers.ts'

const { table } = shippedGrading()

const content = (change: object = {}) =>
  Content.parse({
    name: '路灯',
    kind: 'department',
    classification: { class: '3', item: '07', subitem: '001', detail: '' },
    abstract: '路灯',
    format: '数据库',
    share: { type: 'unconditional' },
    openness: { type: 'open' },
    cycle: { every: 1, unit: 'month', graceHours: 24 },
    owner: { org: 'a', title: 'b', account: null },
    steward: { org: 'a', title: 'b', account: null },
    shape: 'records',
    items: [{ name: 'code', title: '编号', type: 'text', required: true, key: true }],
    ...change,
  })
const withItem = (item: object, change: object = {}) =>
  content({
    items: [...content().items, { name: 'extra', title: '其他', type: 'text', ...item }],
    ...change,
  })
const facts = (c: Content, change: Partial<GradingFacts> = {}): GradingFacts => ({
  content: c,
  rows: 0,
  sources: [],
  ...change,
})

test('levels are ordered, and of several the highest wins', () => {
  for (const [n, low] of dataLevels.entries())
    for (const high of dataLevels.slice(n + 1)) {
      expect(isHigher(high, low)).toBe(true)
      expect(highest([low, high, low])).toBe(high)
    }
  expect(highest([])).toBe('1')
})

describe('impact object × degree', () => {
  const expected: [Impact['object'], Impact['degree'], DataLevel][] = [
    ['national-security', 'extreme', 'core'],
    ['national-security', 'serious', 'core'],
    ['national-security', 'general', 'important'],
    ...(['economy', 'society', 'public-interest'] as const).flatMap((object): typeof expected => [
      [object, 'extreme', 'core'],
      [object, 'serious', 'important'],
      [object, 'general', '2'],
    ]),
    ...(['organization', 'person'] as const).flatMap((object): typeof expected => [
      [object, 'extreme', '4'],
      [object, 'serious', '3'],
      [object, 'general', '2'],
      [object, 'none', '1'],
    ]),
  ]
  test.each(expected)('%s, %s', (object, degree, level) => {
    expect(levelOf(table, { object, degree })).toBe(level)
  })
})

describe('floors', () => {
  test.each<[string, Content, Partial<GradingFacts>, DataLevel, string]>([
    ['sensitive personal information', withItem({ personal: 'health' }), {}, '4', 'floor-sensitive'],
    ['personal information', withItem({ personal: 'name' }), {}, '2', 'floor-personal'],
    [
      'conditionally shared',
      content({ share: { type: 'conditional', condition: '核验' } }),
      {},
      '2',
      'floor-conditional',
    ],
    ['not shared', content({ share: { type: 'none', condition: '法律依据' } }), {}, '4', 'floor-not-shared'],
    ['persons in millions', withItem({ personal: 'name' }), { rows: 1_000_000 }, '3', 'volume'],
    [
      'persons in tens of millions',
      withItem({ personal: 'name' }),
      { rows: 10_000_000 },
      'important',
      'volume',
    ],
  ])('%s', (_name, c, change, level, key) => {
    const items = c.items.map((i) => ({ name: i.name, object: 'person' as const, degree: 'none' as const }))
    const lines = linesOf(table, facts(c, change), items, [])
    expect(lines.map((l) => l.key)).toContain(key)
    expect(highest(lines.map((l) => l.level))).toBe(level)
  })

  test('many rows without a person are no reason', () => {
    expect(linesOf(table, facts(content(), { rows: 50_000_000 }), [], [])).toEqual([])
  })

  test('an item is never below what it holds, whatever the grader says', () => {
    const c = withItem({ personal: 'health' })
    const said = [{ name: 'extra', object: 'person' as const, degree: 'none' as const }]
    expect(gradedItems(table, c, said)[0]?.level).toBe('4')
  })

  test.each([
    ['the text', 'serious', 'none'],
    ['its English', 'none', 'serious'],
  ] as const)('a text and its English have one level, whichever is graded higher: %s', (_, zh, en) => {
    const texts = [
      { name: 'why', title: '说明', type: 'text', inEnglish: 'why_en' },
      { name: 'why_en', title: '说明（英文）', type: 'text' },
    ]
    const c = content({ items: [...content().items, ...texts] })
    const said = [
      { name: 'code', object: 'person', degree: 'none' },
      { name: 'why', object: 'person', degree: zh },
      { name: 'why_en', object: 'person', degree: en },
    ] as const
    const [code, why, english] = gradedItems(table, c, said).map((g) => g.level)
    expect(why).toBe(levelOf(table, { object: 'person', degree: 'serious' }))
    expect(english).toBe(why)
    expect(code).not.toBe(why)
  })
})

describe('what an item holds', () => {
  const check = (code: string) => ({
    rules: [{ id: 'check', title: '校验', severity: 'reject', kind: 'check-digit', item: 'extra', code }],
  })
  test.each([
    ['its own description', withItem({ personal: 'mobile' }), { kind: 'mobile', by: 'described' }],
    ['a check digit', withItem({}, check('id-card')), { kind: 'id-card', by: 'rule' }],
    ['its title', withItem({ title: '公民身份号码' }), { kind: 'id-card', by: 'title' }],
    ['nothing personal', withItem({ title: '灯杆编号' }), undefined],
    ['an organization', withItem({}, check('credit-code')), undefined],
  ])('known by %s', (_name, c, expected) => {
    const item = c.items[1] as Content['items'][number]
    expect(identifierOf(item, c.rules)).toEqual(expected)
    expect(namesOrganization(item, c.rules)).toBe(
      c.rules[0]?.kind === 'check-digit' && expected === undefined,
    )
  })
})

describe('a proposal', () => {
  test('nothing personal, open to all: level 1 without a reason', () => {
    expect(propose(table, facts(content()))).toMatchObject({ level: '1', lines: [] })
  })
  test('coverage raises the degree of harm to persons', () => {
    const place = {
      items: [
        ...content().items,
        { name: 'town', title: '镇街', type: 'place' },
        { name: 'n', title: '姓名', type: 'text', personal: 'name' },
      ],
    }
    const at = (places: string[]) =>
      content({ ...place, scope: { places, placeItem: 'town', timeItem: null, from: null } })
    expect(reachOf(at([]))).toBe('city')
    expect(reachOf(at(['50/500107']))).toBe('district')
    expect(reachOf(at(['50/500107/500107103']))).toBe('township')
    expect(propose(table, facts(at([]))).level).toBe('3')
    expect(propose(table, facts(at(['50/500107']))).level).toBe('2')
  })
  test('what is derived takes over the level of its highest source; an ungraded one says nothing', () => {
    const sources = [
      { name: '甲', level: '3' as const },
      { name: '乙', level: 'important' as const },
      { name: '丙', level: null },
    ]
    expect(propose(table, facts(content(), { sources })).level).toBe('important')
    expect(inheritedLines(facts(content(), { sources })).map((l) => l.values.source)).toEqual(['甲', '乙'])
  })
})

describe('a new grade is asked for', () => {
  const proposal = propose(table, facts(withItem({ personal: 'name' })))
  const graded = { level: proposal.level, items: proposal.items.map((i) => ({ ...i, level: '1' as const })) }
  test.each([
    ['nobody has graded', undefined, 'published', true],
    ['nothing changed', graded, 'published', false],
    ['the level is another', { ...graded, level: '4' as const }, 'published', true],
    ['an item is new', { ...graded, items: graded.items.slice(1) }, 'published', true],
    ['a source changed', graded, 'source', true],
  ] as const)('when %s', (_name, current, cause, expected) => {
    expect(needsGrading(current, proposal, cause)).toBe(expected)
  })
})

test.each([
  ['2026-11-29', 12, '2027-11-29'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2026-12-15', 1, '2027-01-15'],
])('%s and %i months is %s', (today, months, day) => {
  expect(reviewDay(today, months)).toBe(day)
})
