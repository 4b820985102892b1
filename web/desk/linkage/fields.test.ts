import { expect, it } from 'vitest'
import { translate } from '#kernel/i18n/define'
import { levelName } from '#models/linkage'
import { linkageKinds } from '#modules/linkage/contract'
import { settingsOf } from '../../../src/modules/linkage/fields.ts'
import { linkageFieldTexts } from '../messages/linkage-fields.ts'
import { comparisonLabel, fieldLabel, fieldsOf, levelText } from './fields.ts'

type Key = keyof typeof linkageFieldTexts
const sayIn = (locale: 'zh' | 'en') => (key: Key, values?: Readonly<Record<string, string | number>>) =>
  translate(linkageFieldTexts, key, locale, values)

it.each(linkageKinds)('every field of a %s has a name, and no more than these', (kind) => {
  expect([...fieldsOf[kind]].sort()).toEqual(settingsOf[kind].fields.map((f) => f.name).sort())
  for (const field of fieldsOf[kind])
    expect(fieldLabel(sayIn('zh'), kind, field)).toMatch(/^[\u4e00-\u9fff]+$/)
})

it.each(linkageKinds)('every level of a %s is said without a key of the code, and in English too', (kind) => {
  for (const { field, levels } of settingsOf[kind].comparisons)
    for (const level of [...levels.map(levelName), levelName(undefined), null]) {
      expect(levelText(sayIn('zh'), kind, field, level)).not.toMatch(/[a-z]/i)
      expect(levelText(sayIn('en'), kind, field, level)).not.toMatch(/[\u4e00-\u9fff：，]/)
    }
})

it('what is weighed together says which part agrees', () => {
  expect(comparisonLabel(sayIn('zh'), 'person', 'street')).toBe('住址和电话')
  expect(levelText(sayIn('zh'), 'person', 'street', '完全一致，township：完全一致')).toBe(
    '住址完全一致，街道乡镇完全一致',
  )
  expect(levelText(sayIn('en'), 'person', 'born', '相差 ≤ 1 处（对调算一处）')).toBe(
    'off by up to 1 character(s)',
  )
})
