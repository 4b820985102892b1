import { expect, test } from 'vitest'
import { sourceRanges } from './contract.ts'

test.each([
  [[], ''],
  [[3], '3'],
  [[1, 2, 3, 5, 8, 7], '1–3 5 7–8'],
])('marks of %j', (numbers, wanted) =>
  expect(
    sourceRanges(numbers)
      .map((r) => r.text)
      .join(' '),
  ).toBe(wanted),
)
