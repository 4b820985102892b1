import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Category } from '../contract.ts'
import { findIn, matchIn, pathIn } from './categories.ts'

const tree: readonly Category[] = [
  {
    code: '01',
    zh: '城乡建设',
    en: 'Construction',
    children: [
      {
        code: '0101',
        zh: '市政设施',
        en: 'Facilities',
        children: [
          {
            code: '010101',
            zh: '井盖缺失',
            en: 'Manholes',
            keywords: ['井盖不见了', '井盖'],
            urgency: 'urgent',
          },
          { code: '010102', zh: '路灯', en: 'Lights', keywords: ['路灯不亮'], urgency: 'normal' },
        ],
      },
    ],
  },
  {
    code: '02',
    zh: '环境保护',
    en: 'Environment',
    children: [
      {
        code: '0201',
        zh: '噪声',
        en: 'Noise',
        children: [
          {
            code: '020101',
            zh: '广场舞噪声',
            en: 'Dancing',
            keywords: ['广场舞', '物业不作为'],
            urgency: 'complex',
          },
        ],
      },
    ],
  },
]

describe('categories', () => {
  it.each([
    ['01', ['01']],
    ['010102', ['01', '0101', '010102']],
    ['010199', []],
    ['99', []],
    ['', []],
  ])('path of %s', (code, path) => {
    expect(pathIn(tree, code).map((c) => c.code)).toEqual(path)
    expect(findIn(tree, code)?.code).toBe(path.at(-1))
  })

  const synonyms = [{ say: '坝坝舞', means: ['广场舞'] }]
  it.each([
    // a longer word hides the shorter one inside it: 5 characters, 5 / (5 + 4)
    ['plain', '井盖不见了，有人差点摔', undefined, [['010101', 5 / 9, ['井盖不见了']]]],
    [
      'two leaves, the heavier first',
      '路灯不亮，井盖响',
      undefined,
      [
        ['010102', 0.5, ['路灯不亮']],
        ['010101', 2 / 6, ['井盖']],
      ],
    ],
    ['blanks and full width are looked through', '路灯 不亮', undefined, [['010102', 0.5, ['路灯不亮']]]],
    ['a synonym counts half', '天天跳坝坝舞', undefined, [['020101', 1.5 / 5.5, ['坝坝舞']]]],
    // in this small tree every pair has one leaf: 物业, 不作 and 作为 give 1 each
    ['shared pairs count half', '物业根本不作为', undefined, [['020101', 3 / 7, ['不作为', '物业']]]],
    ['a lone shared pair', '路灯黑了', undefined, [['010102', 2 / 6, ['路灯']]]],
    ['a pair counts once', '灯不好，灯不好', undefined, [['010102', 1 / 5, ['灯不']]]],
    ['inside a level-1 category', '路灯不亮，广场舞吵', '02', [['020101', 3 / 7, ['广场舞']]]],
    ['nothing', '你好', undefined, []],
    ['empty', '', undefined, []],
  ] as const)('match: %s', (_name, text, level1, expected) => {
    const found = matchIn(tree, synonyms, text, level1)
    expect(found.map((m) => [m.code, m.score, m.words])).toEqual(expected)
  })

  it('scores stay in 0..1 and never fall when text is added', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'井盖不见了路灯亮广场舞物业作为很') }),
        fc.string(),
        (a, b) => {
          const score = (text: string) =>
            matchIn(tree, synonyms, text).find((m) => m.code === '010102')?.score ?? 0
          expect(score(a)).toBeLessThan(1)
          expect(score(`${a}。。。。${b}`)).toBeGreaterThanOrEqual(score(a))
        },
      ),
    )
  })
})
