import { expect, test } from 'vitest'
import { caseTexts } from '../messages/case.ts'
import { isReason, reasons } from './details.ts'

test('each reason why a person decides has a sentence in both languages; a code of later has none and is left out', () => {
  for (const reason of reasons) {
    expect(isReason(reason)).toBe(true)
    const { zh, en } = caseTexts[`person.${reason}`]
    expect(zh.endsWith('。') && en.endsWith('.')).toBe(true)
  }
  expect(isReason('unheard-of')).toBe(false)
})
