import { describe, expect, it } from 'vitest'
import {
  fixedClock,
  formatDateTime,
  formatDuration,
  formatRelative,
  formatRemaining,
  loadCalendar,
} from './index.ts'

const { city, years, of } = loadCalendar()
const at = (local: string) => new Date(`${local.replace(' ', 'T')}+08:00`)

describe('formatRemaining', () => {
  it.each([
    [
      '2025-03-04 14:10',
      '2025-03-04 17:30',
      '还剩 3 小时 20 分（今天 17:30）',
      '3 h 20 min left (today 17:30)',
    ],
    ['2025-03-04 17:05', '2025-03-04 17:30', '还剩 25 分钟（今天 17:30）', '25 min left (today 17:30)'],
    ['2025-03-04 15:30', '2025-03-04 17:30', '还剩 2 小时（今天 17:30）', '2 h left (today 17:30)'],
    ['2025-03-04 20:00', '2025-03-05 18:00', '还剩 22 小时（明天 18:00）', '22 h left (tomorrow 18:00)'],
    [
      '2025-03-04 10:00',
      '2025-03-06 18:00',
      '还剩 2 个工作日（后天 18:00）',
      '2 working days left (Thu 6 Mar 18:00)',
    ],
    [
      '2025-03-04 10:00',
      '2025-03-11 18:00',
      '还剩 5 个工作日（3月11日 周二 18:00）',
      '5 working days left (Tue 11 Mar 18:00)',
    ],
    [
      '2025-12-30 10:00',
      '2026-01-05 18:00',
      '还剩 3 个工作日（2026年1月5日 18:00）',
      '3 working days left (5 Jan 2026 18:00)',
    ],
    ['2025-03-07 19:00', '2025-03-09 20:00', '还剩 2 天（后天 20:00）', '2 days left (Sun 9 Mar 20:00)'],
    ['2025-03-06 19:00', '2025-03-04 18:00', '已超期 2 天', 'overdue by 2 days'],
    ['2025-03-04 21:30', '2025-03-04 18:00', '已超期 3 小时 30 分', 'overdue by 3 h 30 min'],
    ['2025-03-04 18:00', '2025-03-04 18:00', '现在到期', 'due now'],
  ])('%s, due %s', (now, due, zh, en) => {
    expect(formatRemaining(at(now), at(due), 'zh', city)).toBe(zh)
    expect(formatRemaining(at(now), at(due), 'en', city)).toBe(en)
  })
})

describe('formatRelative', () => {
  it.each([
    ['2025-03-04 09:59:40', '刚刚', 'just now'],
    ['2025-03-04 09:57', '3 分钟前', '3 minutes ago'],
    ['2025-03-04 08:30', '1 小时前', '1 hour ago'],
    ['2025-03-01 10:00', '3 天前', '3 days ago'],
    ['2025-03-04 12:00', '2 小时后', 'in 2 hours'],
    ['2025-02-01 10:00', '2月1日 周六 10:00', 'Sat 1 Feb 10:00'],
    ['2024-02-01 10:00', '2024年2月1日 10:00', '1 Feb 2024 10:00'],
  ])('%s', (time, zh, en) => {
    expect(formatRelative(at('2025-03-04 10:00'), at(time), 'zh')).toBe(zh)
    expect(formatRelative(at('2025-03-04 10:00'), at(time), 'en')).toBe(en)
  })
})

describe('formatDuration', () => {
  it.each([
    [5, 'workingDays', '5 个工作日', '5 working days'],
    [1, 'workingHours', '1 个工作小时', '1 working hour'],
    [2, 'hours', '2 小时', '2 hours'],
    [0.25, 'hours', '15 分钟', '15 min'],
    [1.5, 'hours', '1 小时 30 分', '1 h 30 min'],
    [0.1, 'hours', '6 分钟', '6 min'],
    [0.5, 'days', '12 小时', '12 hours'],
    [1.5, 'days', '36 小时', '36 hours'],
    [0.51, 'days', '12 小时 14 分', '12 h 14 min'],
    [15, 'minutes', '15 分钟', '15 minutes'],
  ] as const)('%s %s', (amount, unit, zh, en) => {
    expect(formatDuration({ amount, unit }, 'zh')).toBe(zh)
    expect(formatDuration({ amount, unit }, 'en')).toBe(en)
  })
})

it('writes exact times and durations', () => {
  expect(formatDateTime(at('2025-10-09 00:05'), 'zh')).toBe('2025年10月9日 00:05')
  expect(formatDuration({ amount: 5, unit: 'workingDays' }, 'zh')).toBe('5 个工作日')
  expect(formatDuration({ amount: 1, unit: 'workingHours' }, 'en')).toBe('1 working hour')
})

describe('loadCalendar', () => {
  it('states the source of each year, in which no day is both off and worked', () => {
    expect(years.map((year) => year.year)).toEqual([2024, 2025, 2026, 2027])
    for (const year of years) {
      const off = year.holidays.map((holiday) => holiday.date)
      expect(new Set(off).size).toBe(off.length)
      expect(year.makeup.filter(({ date }) => off.includes(date))).toEqual([])
      expect(
        [...off, ...year.makeup.map(({ date }) => date)].every((d) => d.startsWith(`${year.year}-`)),
      ).toBe(true)
      expect(year.source).not.toBe('')
    }
  })

  it('puts make-up days on weekends only', () => {
    for (const { date } of years.flatMap((year) => year.makeup)) {
      expect([0, 6]).toContain(new Date(`${date}T00:00:00Z`).getUTCDay())
    }
  })

  it('falls back to the calendar of the city', () => {
    expect(of('nobody')).toBe(city)
    expect(of()).toBe(city)
  })
})

it('lets a fixed clock be moved', () => {
  const clock = fixedClock(at('2025-03-04 10:00'))
  clock.advance(60_000)
  expect(clock.now()).toEqual(at('2025-03-04 10:01'))
  clock.set(at('2025-03-05 10:00'))
  expect(clock.now()).toEqual(at('2025-03-05 10:00'))
})
