import { describe, expect, test } from 'vitest'
import { orderOf, reasonsOf, type Wish, withoutCommonplaces } from './fitting.ts'

const town = '50/500107/500107104'
const need: Wish = { tags: ['路灯', 'IoT'], places: [town] }
const offer = (change: Partial<Wish>): Wish => ({ tags: ['养老'], places: [], ...change })
const nothing = { text: 0, words: [] }

describe('why an offer fits a need', () => {
  test.each<[string, Partial<Wish>, { text: number; words: string[] }, unknown[]]>([
    ['nothing in common', {}, nothing, []],
    ['a tag, however it is written', { tags: ['ｉｏｔ'] }, nothing, [{ kind: 'tags', tags: ['IoT'] }]],
    ['words in common', {}, { text: 0.3, words: ['路灯故障'] }, [{ kind: 'words', words: ['路灯故障'] }]],
    ['words of texts that are hardly alike', {}, { text: 0.01, words: ['路灯故障'] }, []],
    ['the place alone', { places: [town] }, nothing, []],
    [
      'a place within the need’s',
      { tags: ['路灯'], places: [`${town}/500107104001`] },
      nothing,
      [
        { kind: 'tags', tags: ['路灯'] },
        { kind: 'place', places: [`${town}/500107104001`] },
      ],
    ],
    [
      'a place around the need’s, and one elsewhere',
      { tags: ['路灯'], places: ['50/500107', '50/500106'] },
      nothing,
      [
        { kind: 'tags', tags: ['路灯'] },
        { kind: 'place', places: ['50/500107'] },
      ],
    ],
    [
      'another township of the district; a code that begins alike is no part of the place',
      { tags: ['路灯'], places: ['50/500107/500107103', '50/5001071'] },
      nothing,
      [
        { kind: 'tags', tags: ['路灯'] },
        { kind: 'district', places: ['50/500107/500107103'] },
      ],
    ],
  ])('%s', (_, change, alike, reasons) => {
    expect(reasonsOf(need, offer(change), alike)).toEqual(reasons)
  })

  test('a phrase within another is not named beside it', () => {
    const words = ['电表读数', '电表', '熄灭']
    expect(reasonsOf(need, offer({}), { text: 1, words })).toEqual([
      { kind: 'words', words: ['电表读数', '熄灭'] },
    ])
  })

  test('at most five phrases are named', () => {
    const words = ['一盏', '二盏', '三盏', '四盏', '五盏', '六盏']
    expect(reasonsOf(need, offer({}), { text: 1, words })).toEqual([
      { kind: 'words', words: words.slice(0, 5) },
    ])
  })
})

describe('the order of offers', () => {
  test.each<[string, [Partial<Wish>, number], [Partial<Wish>, number]]>([
    ['two tags before one', [{ tags: ['路灯', 'IoT'] }, 0], [{ tags: ['路灯'] }, 0]],
    ['all tags before a like text', [{ tags: ['路灯', 'IoT'] }, 0], [{}, 0.9]],
    ['a text more alike before one less', [{}, 0.4], [{}, 0.3]],
    ['of two alike the one that runs there', [{ places: [town] }, 0.3], [{ places: ['50/500106'] }, 0.3]],
    ['there before the same district', [{ places: [town] }, 0.3], [{ places: ['50/500107/500107103'] }, 0.3]],
    ['the district before elsewhere', [{ places: ['50/500107/500107103'] }, 0.3], [{}, 0.3]],
  ])('%s', (_, [first, a], [second, b]) => {
    expect(orderOf(need, offer(first), a)).toBeGreaterThan(orderOf(need, offer(second), b))
  })
})

test('what everybody writes is struck, and its neighbours do not grow together', () => {
  expect(withoutCommonplaces('希望建设智慧路灯平台')).toBe('，，，路灯，')
  expect(withoutCommonplaces('路系统灯')).not.toContain('路灯')
})
