import { expect, test } from 'vitest'
import { Refusal } from '#kernel/action/define'
import { readKey } from './key.ts'

const refusal = 'invalid'
const rows: [string, string | string[] | undefined, string | undefined][] = [
  ['none', undefined, undefined],
  ['a key', 'appeal-1', 'appeal-1'],
  ['a hundred characters', 'k'.repeat(100), 'k'.repeat(100)],
  ['one more', 'k'.repeat(101), refusal],
  ['an empty one', '', refusal],
  ['a tab', 'a\tb', refusal],
  ['a NUL', 'a\u0000', refusal],
  ['a control character above ASCII', 'a\u0085b', refusal],
  ['several', ['a', 'b'], refusal],
]
test.each(rows)('%s', (_name, header, expected) => {
  const read = () => {
    try {
      return readKey(header)
    } catch (error) {
      return error instanceof Refusal ? error.code : String(error)
    }
  }
  expect(read()).toBe(expected)
})
