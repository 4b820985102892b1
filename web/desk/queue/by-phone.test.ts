import { expect, test } from 'vitest'
import { phoneIn } from './by-phone.ts'

test.each([
  ['13812345678', '13812345678'],
  [' 138 1234 5678', '13812345678'],
  ['138-1234-5678', '13812345678'],
  ['+8613812345678', '13812345678'],
  ['023-67012345', '02367012345'],
  ['1381234567', undefined],
  ['SQ20261129000293', undefined],
  ['路灯 13812345678', undefined],
  ['12345', undefined],
  ['', undefined],
])('%s is the number %s', (text, phone) => {
  expect(phoneIn(text)).toBe(phone)
})
