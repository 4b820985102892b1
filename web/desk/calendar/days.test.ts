import { describe, expect, it } from 'vitest'
import y2026 from '../../../data/calendar/2026.json'
import { readDays, readHours, weeksOf, writeDays, writeHours } from './days.ts'

describe('readDays', () => {
  it.each([
    ['2026-01-01 元旦', ['2026-01-01']],
    ['2026-02-27~2026-03-01 春节', ['2026-02-27', '2026-02-28', '2026-03-01']],
    ['2026-02-27 至 2026-02-28  春节', ['2026-02-27', '2026-02-28']],
    ['\n 2026-01-01 元旦 \n\n2026-05-01 劳动节\n', ['2026-01-01', '2026-05-01']],
    ['', []],
  ])('%j', (text, dates) => {
    const { days, wrong } = readDays(text)
    expect(wrong).toEqual([])
    expect(days.map((d) => d.date)).toEqual(dates)
  })

  it.each([
    '2026-01-01',
    '元旦',
    '2026-02-30 春节',
    '2026-03-02~2026-03-01 春节',
    '2026-01-01~2026-12-31 全年',
    '2026/1/1 元旦',
  ])('names the line of %j', (text) => {
    expect(readDays(`2026-01-01 元旦\n${text}`).wrong).toEqual([{ line: 2, text }])
  })

  it('reads back what it writes, with spans', () => {
    const text = writeDays(y2026.holidays)
    expect(readDays(text).days).toEqual(y2026.holidays)
    expect(text.split('\n').length).toBeLessThan(y2026.holidays.length)
  })
})

it('lays a month out from Monday to Sunday', () => {
  const weeks = weeksOf(2026, 2)
  expect(weeks[0]?.slice(5)).toEqual([null, '2026-02-01'])
  expect(weeks.flat().filter((d) => d !== null)).toHaveLength(28)
  expect(weeks.every((w) => w.length === 7)).toBe(true)
})

it('reads office hours', () => {
  expect(readHours('09:00-12:00 14:00-18:00')).toEqual([
    ['09:00', '12:00'],
    ['14:00', '18:00'],
  ])
  expect(readHours('9-12')).toBeUndefined()
  expect(writeHours([['00:00', '24:00']])).toBe('00:00-24:00')
})
