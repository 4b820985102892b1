import { expect, test } from 'vitest'
import { type DataTask, reasonsOf, type Standing, taskLimit } from './tasks.ts'

const now = new Date('2027-03-10T04:00:00Z')
const limits = { score: 80, waitingDays: 7, taskAccept: 1, taskWork: 3 }
const well: Standing = { lateFrom: null, score: null, waiting: 0, waitingSince: null }

test.each<[string, Partial<Standing>, string[]]>([
  ['never late, nothing known', {}, []],
  ['in time to the instant', { lateFrom: now }, []],
  ['late', { lateFrom: new Date('2027-03-10T03:59:59Z') }, ['late']],
  ['a score at the limit', { score: 80 }, []],
  ['a score below it', { score: 79.9 }, ['quality']],
  ['rows that wait for a week', { waiting: 3, waitingSince: new Date('2027-03-03T04:00:00Z') }, []],
  ['rows that wait longer', { waiting: 3, waitingSince: new Date('2027-03-03T03:59:59Z') }, ['quarantine']],
  [
    'everything at once',
    { lateFrom: new Date('2027-03-01'), score: 0, waiting: 1, waitingSince: new Date('2027-01-01') },
    ['late', 'quality', 'quarantine'],
  ],
])('%s', (_name, standing, reasons) => {
  expect(reasonsOf({ ...well, ...standing }, limits, now)).toEqual(reasons)
})

test('the limits are those of the office', () => {
  const standing = { ...well, score: 90, waiting: 1, waitingSince: new Date('2027-03-07T04:00:00Z') }
  expect(reasonsOf(standing, limits, now)).toEqual([])
  expect(reasonsOf(standing, { ...limits, score: 95, waitingDays: 2 }, now)).toEqual([
    'quality',
    'quarantine',
  ])
})

test.each([
  ['accept', { acceptDays: 2, workingDays: 5 }, 2],
  ['answer', { acceptDays: 2, workingDays: 5 }, 5],
  ['accept', { workingDays: 5 }, 1],
])('the clock %s of a task with %o runs %i working days', (clock, details, amount) => {
  expect(taskLimit(clock, { details } as DataTask)).toEqual({ amount, unit: 'workingDays' })
})
