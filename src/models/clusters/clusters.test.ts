import { expect, test } from 'vitest'
import { bCubed } from '#models/evaluation'
import { Clusters, defaultSettings } from './index.ts'

const texts = [
  '工地半夜打桩，凤笙路居民睡不着',
  '凤笙路工地半夜还在打桩，吵得居民睡不着',
  '公交站台没有雨棚，下雨天等车淋湿',
]
const message = (n: number) => ({
  id: String(n),
  at: Date.UTC(2026, 0, 1) + n,
  title: '',
  text: texts[n] ?? '',
  where: '',
  topic: '',
  place: 'x',
})

test('alike messages join, and say by which terms; others start anew', () => {
  const clusters = new Clusters(defaultSettings)
  const placed = [0, 1, 2].map((n) => clusters.add(message(n)))
  expect(placed.map((p) => p.cluster)).toEqual(['0', '0', '2'])
  expect(placed[1]?.reasons.map((r) => r.term)).toContain('打桩')
})

test('what was stored and restored goes on the same', () => {
  const whole = new Clusters(defaultSettings)
  whole.add(message(0))
  const half = new Clusters(defaultSettings)
  const stored = whole.find('0')
  if (stored !== undefined) half.restore(stored)
  half.restoreCounts({ total: whole.total, terms: whole.takeCounted() })
  expect(half.add(message(1))).toEqual(whole.add(message(1)))
})

test('a member that is moved leaves nothing behind', () => {
  const clusters = new Clusters(defaultSettings)
  const { terms } = clusters.add(message(0))
  const before = clusters.find('0')
  const second = clusters.add(message(1))
  clusters.move({ terms: second.terms, at: message(1).at, place: 'x' }, '0', 'new')
  expect(clusters.find('0')).toMatchObject({ count: before?.count, places: before?.places })
  expect(terms.length).toBeGreaterThan(0)
  expect(clusters.find('new')?.count).toBe(1)
})

test('b-cubed: a foreign message costs precision, a parted group recall', () => {
  const groups = new Map([
    ['a', 'g'],
    ['b', 'g'],
  ])
  expect(
    bCubed(
      new Map([
        ['a', '1'],
        ['b', '1'],
        ['c', '1'],
      ]),
      groups,
    ).precision,
  ).toBeCloseTo(2 / 3)
  expect(
    bCubed(
      new Map([
        ['a', '1'],
        ['b', '2'],
      ]),
      groups,
    ).recall,
  ).toBe(0.5)
})
