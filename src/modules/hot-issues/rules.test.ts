import { expect, test } from 'vitest'
import { commonPlace, heatFrom, heatOf, issueName, matterWords, trendOf } from './rules.ts'

const day = 86_400_000
const t0 = Date.UTC(2026, 10, 1, 2)
const m = (person: string | null, days = 0, followers = 0) => ({ at: t0 + days * day, person, followers })

test.each([
  ['one person', [m('a')], 1],
  ['one person three times counts once', [m('a'), m('a', 1), m('a', 2)], 1],
  ['three people at once', [m('a'), m('b'), m('c')], 3],
  ['an anonymous message counts half', [m(null)], 0.5],
  ['anonymous messages of one day count three times at most', Array.from({ length: 9 }, () => m(null)), 1.5],
  ['after a half-life a person counts half', [m('a'), m('b', 14)], 1.5],
  ['ten followers at most', [m('a', 0, 40)], 3],
])('heat: %s', (_name, messages, expected) => {
  const { weight } = heatFrom(messages)
  expect(heatOf(weight, Math.max(...messages.map((x) => x.at)))).toBeCloseTo(expected, 6)
})

test('an issue is hot from the message that passed the threshold, and never for one person', () => {
  expect(heatFrom([m('a'), m('b'), m('c', 1), m('d', 2)]).hotAt).toBe(t0 + 2 * day)
  expect(heatFrom([m('a'), m('b'), m('c', 0.01)]).hotAt).toBe(t0 + 0.01 * day)
  expect(heatFrom([m('a'), m('a', 1), m('a', 2), m('a', 3)]).hotAt).toBeNull()
})

test('the trend compares a week with the one before', () => {
  const days = [...Array(14).fill(0), ...Array(7).fill(1), ...Array(7).fill(2)]
  expect(trendOf(days)).toEqual({ week: 14, weekBefore: 7, direction: 'rising' })
})

test('a name holds words of at least two members and no person', () => {
  const terms = [
    ['打桩', 5],
    ['王小红', 4],
    ['凤笙路', 3],
    ['投诉', 2],
    ['笙路', 1],
  ] as const
  const words = matterWords(
    terms,
    (w) => (w === '凤笙路' ? 1 : 2),
    (w) => w === '王小红',
    3,
  )
  expect(words).toEqual(['打桩', '笙路'])
})

test.each([
  ['road beside the place', '曾家镇', ['工地', '凤笙路', '施工'], '噪声', '曾家镇凤笙路：工地、施工'],
  [
    'one road only',
    '西永街道',
    ['西科大道', '停水', '西永大道', '水龙头'],
    '供水排水',
    '西永街道西科大道：停水、水龙头',
  ],
  ['one word says too little', '虎溪街道', ['宿舍'], '学校管理', '虎溪街道：学校管理（宿舍）'],
  ['no word', '走马镇', [], '农业补贴', '走马镇：农业补贴'],
  ['nothing but a road', '石板镇', ['石板正街'], '物业', '石板镇石板正街：物业'],
  ['no category yet', '曾家镇', ['打桩'], null, '曾家镇：打桩'],
  ['nothing at all', '', [], null, '—'],
] as const)('a name: %s', (_, place, words, category, name) => {
  expect(issueName(place, words, category)).toBe(name)
})

test('counts and stretches of time are no matter', () => {
  const all = ['三个', '两天', '一部', '电梯'].map((w, i) => [w, 9 - i] as const)
  expect(
    matterWords(
      all,
      () => 2,
      () => false,
      3,
    ),
  ).toEqual(['电梯'])
})

test('the place is the deepest that holds nine of ten', () => {
  expect(
    commonPlace([
      ['50/1/11', 9],
      ['50/2/21', 1],
    ]),
  ).toBe('50/1/11')
  expect(
    commonPlace([
      ['50/1/11', 5],
      ['50/1/12', 5],
    ]),
  ).toBe('50/1')
})
