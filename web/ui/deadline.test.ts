import { expect, it } from 'vitest'
import { dueLevel } from './deadline.tsx'

const now = new Date('2025-03-04T10:00:00+08:00')

it.each([
  ['2025-03-04T09:59:59+08:00', 'over'],
  ['2025-03-04T10:00:00+08:00', 'soon'],
  ['2025-03-04T13:59:59+08:00', 'soon'],
  ['2025-03-04T14:00:00+08:00', 'fine'],
])('due %s is %s', (due, level) => {
  expect(dueLevel(now, new Date(due))).toBe(level)
})
