import { expect, test } from 'vitest'
import { reasonsOf, type Standing } from './tasks.ts'

const now = new Date('2027-03-10T04:00:00Z')
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
  expect(reasonsOf({ ...well, ...standing }, now)).toEqual(reasons)
})
