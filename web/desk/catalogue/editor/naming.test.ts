import { expect, test } from 'vitest'
import { Item } from '#modules/catalogue/contract'
import { withEnglish, withLabel, withValues } from './naming.ts'

const grade = Item.parse({ name: 'grade', title: '等级', type: 'text', values: ['A', 'B'] })

test('a title in English is given and taken away', () => {
  const named = withEnglish(grade, 'Grade')
  expect(named.english).toBe('Grade')
  expect(withEnglish(named, ' ')).toEqual(grade)
})

test('each value is called something in either language, and nothing is kept of what is emptied', () => {
  const named = withLabel(withLabel(grade, 'A', 'en', 'Excellent'), 'A', 'zh', '优秀')
  const both = withLabel(named, 'B', 'en', 'Good')
  expect(both.labels).toEqual({ A: { zh: '优秀', en: 'Excellent' }, B: { en: 'Good' } })
  expect(Item.parse(both)).toEqual(both)
  const without = withLabel(both, 'A', 'zh', '')
  expect(without.labels).toEqual({ A: { en: 'Excellent' }, B: { en: 'Good' } })
  expect(withLabel(withLabel(without, 'A', 'en', ''), 'B', 'en', ' ')).toEqual(grade)
})

test('a value that is gone takes its name along', () => {
  const named = withLabel(withLabel(grade, 'A', 'en', 'Excellent'), 'B', 'en', 'Good')
  expect(withValues(named, ['B', 'C'])).toEqual({
    ...grade,
    values: ['B', 'C'],
    labels: { B: { en: 'Good' } },
  })
  expect(withValues(named, [])).toEqual({ ...grade, values: [] })
})
