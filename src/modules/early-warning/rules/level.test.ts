import { expect, test } from 'vitest'
import type { WarningLimit } from '../contract.ts'
import { looserAbove } from './level.ts'

const limit = (acknowledgeMinutes: number, handleHours: number): WarningLimit => ({
  acknowledgeMinutes,
  handleHours,
})
const shipped = {
  blue: limit(120, 72),
  yellow: limit(30, 24),
  orange: limit(15, 8),
  red: limit(5, 2),
}

test.each([
  ['as shipped', {}, undefined],
  ['two levels with the same time', { red: shipped.orange }, undefined],
  ['more time to notice a higher level', { red: limit(16, 2) }, 'red'],
  ['more time to handle a higher level', { yellow: limit(30, 73) }, 'yellow'],
  ['the lowest one is named first', { yellow: limit(121, 24), red: limit(16, 2) }, 'yellow'],
])('%s', (_what, change, level) => {
  expect(looserAbove({ ...shipped, ...change })).toBe(level)
})
