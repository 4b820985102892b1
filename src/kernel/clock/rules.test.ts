import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCalendar } from './calendars.ts'
import { Duration, type DurationUnit, type WorkingCalendar } from './define.ts'
import { addDuration, isOfficeTime, isWorkingDay, remaining, shiftDue, workingMilliseconds } from './rules.ts'

const { city } = loadCalendar()
const hotline: WorkingCalendar = { ...city, officeHours: [['00:00', '24:00']], weekend: [], holidays: {} }
const at = (local: string) => new Date(`${local.replace(' ', 'T')}+08:00`)
const HOUR = 3_600_000

describe('isWorkingDay', () => {
  it.each([
    ['2025-01-26', true, 'make-up Sunday before Spring Festival'],
    ['2025-01-27', true, 'Monday before New Year’s Eve'],
    ['2025-01-28', false, 'New Year’s Eve, a holiday since 2025'],
    ['2025-02-04', false, 'last day of Spring Festival'],
    ['2025-02-05', true, 'first day after Spring Festival'],
    ['2025-02-08', true, 'make-up Saturday after Spring Festival'],
    ['2025-02-09', false, 'plain Sunday'],
    ['2025-09-28', true, 'make-up Sunday before National Day'],
    ['2025-10-06', false, 'Mid-Autumn within National Day'],
    ['2025-10-08', false, 'eighth day off'],
    ['2025-10-11', true, 'make-up Saturday after National Day'],
    ['2024-02-09', true, 'New Year’s Eve of 2024 was a working day'],
    ['2026-01-04', true, 'make-up Sunday'],
    ['2026-02-23', false, 'ninth day of Spring Festival'],
    ['2027-02-05', false, 'New Year’s Eve by statute'],
    ['2030-10-01', true, 'a Tuesday beyond the files: weekend only'],
  ])('%s → %s: %s', (day, working) => {
    expect(isWorkingDay(city, day)).toBe(working)
  })

  it.each(['2025-13-01', '2025-1-1', 'today'])('refuses %s', (day) => {
    expect(() => isWorkingDay(city, day)).toThrow(RangeError)
  })
})

describe('isOfficeTime', () => {
  it.each([
    ['2025-03-04 08:59', false],
    ['2025-03-04 09:00', true],
    ['2025-03-04 12:00', false],
    ['2025-03-04 13:59', false],
    ['2025-03-04 14:00', true],
    ['2025-03-04 18:00', false],
    ['2025-03-08 10:00', false],
    ['2025-01-26 10:00', true],
    ['2025-10-06 10:00', false],
  ])('%s → %s', (time, open) => {
    expect(isOfficeTime(city, at(time))).toBe(open)
  })
})

describe('addDuration', () => {
  const rows: [string, number, DurationUnit, string, string][] = [
    ['2025-03-04 10:00', 90, 'minutes', '2025-03-04 11:30', 'calendar minutes'],
    ['2025-03-07 17:30', 24, 'hours', '2025-03-08 17:30', 'calendar hours run on Saturday'],
    ['2025-03-07 17:30', 3, 'days', '2025-03-10 17:30', 'calendar days'],
    ['2025-03-04 10:00', 2, 'workingHours', '2025-03-04 12:00', 'to the end of the morning'],
    ['2025-03-04 10:00', 3, 'workingHours', '2025-03-04 15:00', 'across lunch'],
    ['2025-03-07 17:30', 4, 'workingHours', '2025-03-10 14:30', 'Friday 17:30 to Monday'],
    ['2025-03-04 08:00', 1, 'workingHours', '2025-03-04 10:00', 'before office hours'],
    ['2025-03-04 12:30', 1, 'workingHours', '2025-03-04 15:00', 'received at lunch'],
    ['2025-03-04 20:00', 1, 'workingHours', '2025-03-05 10:00', 'after office hours'],
    ['2025-03-08 11:00', 7, 'workingHours', '2025-03-10 18:00', 'Saturday, one whole day'],
    ['2025-01-24 17:00', 2, 'workingHours', '2025-01-26 10:00', 'on to a make-up Sunday'],
    ['2025-01-27 17:00', 2, 'workingHours', '2025-02-05 10:00', 'over Spring Festival'],
    ['2025-03-04 10:00', 0.5, 'workingHours', '2025-03-04 10:30', 'half an hour'],
    ['2025-03-04 10:00', 1, 'workingDays', '2025-03-05 18:00', 'the day of receipt is not counted'],
    ['2025-03-04 08:00', 1, 'workingDays', '2025-03-05 18:00', 'not even before office hours'],
    ['2025-03-07 17:59', 1, 'workingDays', '2025-03-10 18:00', 'Friday to Monday'],
    ['2025-03-08 10:00', 1, 'workingDays', '2025-03-10 18:00', 'received on Saturday'],
    ['2025-01-24 10:00', 1, 'workingDays', '2025-01-26 18:00', 'a make-up Sunday counts'],
    ['2025-01-24 10:00', 3, 'workingDays', '2025-02-05 18:00', 'Spring Festival 2025'],
    ['2025-02-07 10:00', 1, 'workingDays', '2025-02-08 18:00', 'a make-up Saturday counts'],
    ['2025-09-26 10:00', 5, 'workingDays', '2025-10-10 18:00', 'National Day with Mid-Autumn 2025'],
    ['2025-09-26 10:00', 6, 'workingDays', '2025-10-11 18:00', 'and its make-up Saturday'],
    ['2025-10-03 10:00', 1, 'workingDays', '2025-10-09 18:00', 'received on a holiday'],
    ['2025-12-31 10:00', 15, 'workingDays', '2026-01-22 18:00', 'over the turn of the year'],
    ['2025-03-04 10:00', 0, 'workingDays', '2025-03-04 10:00', 'nothing added'],
  ]
  it.each(rows)('%s + %d %s = %s: %s', (from, amount, unit, due) => {
    expect(addDuration(city, at(from), { amount, unit })).toEqual(at(due))
  })

  it('lets a desk that never closes work at night', () => {
    expect(addDuration(hotline, at('2025-03-08 23:00'), { amount: 4, unit: 'workingHours' })).toEqual(
      at('2025-03-09 03:00'),
    )
  })

  it('refuses what cannot be counted', () => {
    const closed = { ...city, weekend: [0, 1, 2, 3, 4, 5, 6] }
    expect(() => addDuration(closed, at('2028-01-01 10:00'), { amount: 1, unit: 'workingDays' })).toThrow()
    expect(() => addDuration(city, at('2025-03-04 10:00'), { amount: -1, unit: 'hours' })).toThrow(RangeError)
    expect(() => addDuration(city, at('2025-03-04 10:00'), { amount: 1.5, unit: 'workingDays' })).toThrow()
    expect(Duration.safeParse({ amount: 1.5, unit: 'workingDays' }).success).toBe(false)
  })
})

describe('shiftDue', () => {
  const rows: [string, string, string, DurationUnit, string, string][] = [
    [
      '2025-03-10 18:00',
      '2025-03-05 10:00',
      '2025-03-05 10:00',
      'workingDays',
      '2025-03-10 18:00',
      'no pause',
    ],
    [
      '2025-03-10 18:00',
      '2025-03-05 10:00',
      '2025-03-05 15:00',
      'workingDays',
      '2025-03-10 18:00',
      'same day',
    ],
    [
      '2025-03-10 18:00',
      '2025-03-05 10:00',
      '2025-03-07 10:00',
      'workingDays',
      '2025-03-12 18:00',
      'two days',
    ],
    [
      '2025-03-10 18:00',
      '2025-03-08 10:00',
      '2025-03-09 10:00',
      'workingDays',
      '2025-03-10 18:00',
      'a weekend',
    ],
    [
      '2025-03-10 18:00',
      '2025-03-10 10:00',
      '2025-03-15 10:00',
      'workingDays',
      '2025-03-17 18:00',
      'due day',
    ],
    [
      '2025-01-27 18:00',
      '2025-01-27 10:00',
      '2025-02-05 10:00',
      'workingDays',
      '2025-02-05 18:00',
      'festival',
    ],
    [
      '2025-03-10 15:00',
      '2025-03-07 17:00',
      '2025-03-10 10:00',
      'workingHours',
      '2025-03-10 17:00',
      '2 h held',
    ],
    [
      '2025-03-10 15:00',
      '2025-03-08 10:00',
      '2025-03-09 10:00',
      'workingHours',
      '2025-03-10 15:00',
      'no office',
    ],
    [
      '2025-03-10 15:00',
      '2025-03-08 10:00',
      '2025-03-08 12:00',
      'hours',
      '2025-03-10 17:00',
      'calendar time',
    ],
  ]
  it.each(rows)('due %s, held %s to %s (%s) → %s: %s', (due, paused, resumed, unit, expected) => {
    expect(shiftDue(city, at(due), at(paused), at(resumed), unit)).toEqual(at(expected))
  })

  it('refuses a pause that ends before it begins', () => {
    const [early, late] = [at('2025-03-04 10:00'), at('2025-03-05 10:00')]
    expect(() => shiftDue(city, late, late, early, 'hours')).toThrow(RangeError)
  })
})

describe('properties', () => {
  const instant = fc
    .integer({ min: at('2024-01-01 00:00').getTime(), max: at('2027-12-01 00:00').getTime() })
    .map((time) => new Date(time))
  const unit = fc.constantFrom<DurationUnit>('minutes', 'hours', 'days', 'workingHours', 'workingDays')
  const duration = fc.record({ amount: fc.integer({ min: 1, max: 120 }), unit })
  const calendar = fc.constantFrom(city, hotline)

  it('adding, then measuring, returns the amount', () => {
    fc.assert(
      fc.property(calendar, instant, duration, (c, from, d) => {
        expect(remaining(c, from, addDuration(c, from, d), d.unit)).toBeCloseTo(d.amount, 6)
      }),
    )
  })

  it('is monotone in the start and in the amount', () => {
    fc.assert(
      fc.property(calendar, instant, duration, fc.nat(400 * HOUR), (c, from, d, later) => {
        const due = addDuration(c, from, d).getTime()
        expect(addDuration(c, new Date(from.getTime() + later), d).getTime()).toBeGreaterThanOrEqual(due)
        expect(addDuration(c, from, { ...d, amount: d.amount + 1 }).getTime()).toBeGreaterThan(due)
      }),
    )
  })

  it('never sets a working deadline outside office hours', () => {
    const working = fc.constantFrom<DurationUnit>('workingHours', 'workingDays')
    fc.assert(
      fc.property(calendar, instant, fc.integer({ min: 1, max: 200 }), working, (c, from, amount, u) => {
        const due = addDuration(c, from, { amount, unit: u })
        // A deadline may be the end of a session, which is the last instant before it.
        expect(isOfficeTime(c, new Date(due.getTime() - 1))).toBe(true)
      }),
    )
  })

  it('gives back exactly the time on hold', () => {
    fc.assert(
      fc.property(calendar, instant, duration, fc.nat(900 * HOUR), fc.nat(900 * HOUR), (c, from, d, a, b) => {
        const due = addDuration(c, from, d)
        const paused = new Date(from.getTime() + a)
        const resumed = new Date(paused.getTime() + b)
        const moved = shiftDue(c, due, paused, resumed, d.unit)
        expect(shiftDue(c, due, paused, paused, d.unit)).toEqual(due)
        expect(moved.getTime()).toBeGreaterThanOrEqual(due.getTime())
        if (d.unit !== 'workingDays') {
          expect(remaining(c, resumed, moved, d.unit)).toBeCloseTo(remaining(c, paused, due, d.unit), 6)
        }
      }),
    )
  })

  it('never makes overdue by a pause what was in time', () => {
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 1, max: 20 }),
        fc.nat(300 * HOUR),
        fc.nat(900 * HOUR),
        (from, n, a, b) => {
          const due = addDuration(city, from, { amount: n, unit: 'workingDays' })
          const paused = new Date(from.getTime() + a)
          fc.pre(paused < due)
          const resumed = new Date(paused.getTime() + b)
          expect(shiftDue(city, due, paused, resumed, 'workingDays').getTime()).toBeGreaterThan(
            resumed.getTime(),
          )
        },
      ),
    )
  })

  it('measures office time additively', () => {
    fc.assert(
      fc.property(instant, instant, instant, (a, b, c) => {
        const direct = workingMilliseconds(city, a, c)
        expect(workingMilliseconds(city, a, b) + workingMilliseconds(city, b, c)).toBe(direct)
      }),
    )
  })
})
