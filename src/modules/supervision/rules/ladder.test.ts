import { expect, test } from 'vitest'
import type { Case, CaseClock } from '#kernel/cases/define'
import type { WorkingCalendar } from '#kernel/clock/define'
import { defaultPolicy } from '../contract.ts'
import { approachingClock, leastSpan, nextRung, rungNow, workingHoursLate } from './ladder.ts'

/** The National Day holiday of 2025: 1 to 8 October off, 28 September and 11 October worked. */
const calendar: WorkingCalendar = {
  timezone: 'Asia/Shanghai',
  officeHours: [
    ['09:00', '12:00'],
    ['14:00', '18:00'],
  ],
  weekend: [0, 6],
  holidays: Object.fromEntries(
    ['01', '02', '03', '04', '05', '06', '07', '08'].map((d) => [`2025-10-${d}`, '国庆节']),
  ),
  makeupDays: { '2025-09-28': '国庆节', '2025-10-11': '国庆节' },
}
const at = (local: string) => new Date(`${local.replace(' ', 'T')}:00+08:00`)
const local = (d: Date | undefined) =>
  d === undefined ? '' : new Date(d.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
const clock = (from: string, due: string, over: Partial<CaseClock> = {}): CaseClock => ({
  name: 'answer',
  startedAt: at(from).toISOString(),
  due: at(due).toISOString(),
  unit: 'workingDays',
  pausedAt: null,
  stoppedAt: null,
  ...over,
})
const late = (urgency: string | null, escalation: number, over: Partial<Case> = {}) => ({
  urgency,
  escalation,
  hold: null,
  clocks: [clock('2025-09-26 09:00', '2025-09-30 18:00')],
  ...over,
})

test.each([
  ['the handler at once', late('normal', 0), 1, '2025-09-30 18:00'],
  ['the supervisor after a working day, past the holiday', late('normal', 1), 2, '2025-10-09 18:00'],
  ['the leader after two', late('normal', 2), 3, '2025-10-10 18:00'],
  ['a complex one, three: the make-up Saturday counts', late('complex', 2), 3, '2025-10-11 18:00'],
  ['an urgent one after four office hours of the first day', late('urgent', 1), 2, '2025-10-09 15:00'],
  ['a critical one by the clock on the wall', late('critical', 1), 2, '2025-09-30 19:00'],
  ['a critical one in the holiday night', late('critical', 2), 3, '2025-09-30 22:00'],
  ['without a grade as normal', late(null, 1), 2, '2025-10-09 18:00'],
])('%s', (_, c, rung, when) => {
  const next = nextRung(c, defaultPolicy, calendar)
  expect([next?.rung, local(next?.at)]).toEqual([rung, when])
  expect(rungNow(c, defaultPolicy, calendar, at(when))).toBeNull()
  expect(rungNow(c, defaultPolicy, calendar, new Date(at(when).getTime() + 1))).toBe(rung)
})

test.each([
  ['at the top', late('normal', 3)],
  ['on hold', late('normal', 0, { hold: { reason: 'r', since: '' } })],
  ['when nothing runs', late('normal', 0, { clocks: [] })],
  [
    'when the clock has stopped',
    late('normal', 0, {
      clocks: [
        clock('2025-09-26 09:00', '2025-09-30 18:00', { stoppedAt: at('2025-09-29 10:00').toISOString() }),
      ],
    }),
  ],
])('no rung %s', (_, c) => expect(nextRung(c, defaultPolicy, calendar)).toBeNull())

const watched = (k: CaseClock, hold: Case['hold'] = null) => ({ clocks: [k], hold })
const week = clock('2025-09-26 09:00', '2025-10-10 18:00')
const four = clock('2025-09-30 09:00', '2025-09-30 15:00', { name: 'dispatch', unit: 'workingHours' })
const seven = clock('2025-09-30 09:30', '2025-10-07 09:30', { unit: 'days' })
const night = clock('2025-09-30 22:00', '2025-10-01 00:00', { unit: 'hours' })
const quarter = clock('2025-09-30 09:00', '2025-09-30 09:15', { name: 'accept', unit: 'minutes' })

// Of the week's 42 working hours (26, 28 to 30 September, 9 and 10 October) a fifth is 8.4.
test.each([
  ['a week: not in the holiday, however near', week, '2025-10-08 23:00', false],
  ['a week: before four fifths are used', week, '2025-10-09 14:30', false],
  ['a week: when four fifths are used', week, '2025-10-09 16:40', true],
  ['four hours: not at its start', four, '2025-09-30 09:01', false],
  ['four hours: when half is used', four, '2025-09-30 11:00', true],
  ['a quarter of an hour: before half', quarter, '2025-09-30 09:07', false],
  ['a quarter of an hour: after half', quarter, '2025-09-30 09:08', true],
  ['seven days that end in the holiday: not on its first morning', seven, '2025-09-30 14:44', false],
  ['seven days that end in the holiday: before it begins', seven, '2025-09-30 14:45', true],
  ['a night without office hours: when half is used', night, '2025-09-30 23:01', true],
  ['not what has run out', quarter, '2025-09-30 09:15', false],
  ['not twice', { ...four, remindedAt: at('2025-09-30 11:00').toISOString() }, '2025-09-30 11:30', false],
  [
    'not what is paused',
    { ...four, pausedAt: at('2025-09-30 10:00').toISOString() },
    '2025-09-30 11:30',
    false,
  ],
  [
    'not what is done',
    { ...four, stoppedAt: at('2025-09-30 10:00').toISOString() },
    '2025-09-30 11:30',
    false,
  ],
])('a reminder of %s', (_, k, now, isDue) =>
  expect(approachingClock(watched(k), defaultPolicy, calendar, at(now)) !== null).toBe(isDue),
)

test('no reminder on hold, and of two clocks the one that ends first', () => {
  const now = at('2025-09-30 14:30')
  expect(approachingClock(watched(four, { reason: 'r', since: '' }), defaultPolicy, calendar, now)).toBeNull()
  const both = {
    hold: null,
    clocks: [{ ...four, name: 'later', due: at('2025-09-30 15:30').toISOString() }, four],
  }
  expect(approachingClock(both, defaultPolicy, calendar, now)?.name).toBe('dispatch')
})

test('what a search may leave out is never due', () => {
  for (const [grade, limits] of Object.entries(defaultPolicy.rungs))
    for (const [escalation, limit] of limits.entries()) {
      const next = nextRung(late(grade, escalation), defaultPolicy, calendar)
      expect((next?.at.getTime() ?? 0) - at('2025-09-30 18:00').getTime()).toBeGreaterThanOrEqual(
        leastSpan(limit),
      )
    }
})

test('a delay is counted in working hours', () => {
  expect(workingHoursLate(at('2025-09-30 18:00').toISOString(), at('2025-10-09 10:30'), calendar)).toBe(1.5)
})
