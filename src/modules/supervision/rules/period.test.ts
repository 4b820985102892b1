import { expect, test } from 'vitest'
import type { WorkingCalendar } from '#kernel/clock/define'
import { before, boundsOf, isReportable, periodFrom, periodsDue } from './period.ts'
import { type Scope, widestScopes } from './scopes.ts'

const calendar: WorkingCalendar = {
  timezone: 'Asia/Shanghai',
  officeHours: [['09:00', '18:00']],
  weekend: [0, 6],
  holidays: Object.fromEntries(
    ['01', '02', '03', '04', '05', '06', '07', '08'].map((d) => [`2025-10-${d}`, '国庆节']),
  ),
  makeupDays: { '2025-09-28': '国庆节', '2025-10-11': '国庆节' },
}
const due = (today: string) => periodsDue(today, calendar).map((p) => `${p.kind} ${p.from}`)

test.each([
  ['an ordinary day: the day before', '2025-11-05', ['day 2025-11-04']],
  [
    'a Monday: the weekend’s days too, and the week',
    '2025-11-03',
    ['day 2025-10-31', 'day 2025-11-01', 'day 2025-11-02', 'week 2025-10-27'],
  ],
  ['a Saturday: nothing', '2025-11-01', []],
  ['a holiday: nothing', '2025-10-06', []],
  [
    'the first day after it: all its days, and the week before',
    '2025-10-09',
    [
      ...Array.from({ length: 9 }, (_, n) => `day ${n === 0 ? '2025-09-30' : `2025-10-0${n}`}`),
      'week 2025-09-29',
    ],
  ],
  ['the second: no week again', '2025-10-10', ['day 2025-10-09']],
  ['a make-up Saturday: the day before', '2025-10-11', ['day 2025-10-10']],
  [
    'a make-up Sunday is of its own week: the Saturday off has its report',
    '2025-09-28',
    ['day 2025-09-26', 'day 2025-09-27'],
  ],
])('%s', (_, today, wanted) => expect(due(today)).toEqual(wanted))

test.each([
  ['day', '2025-10-08', true],
  ['day', '2025-10-09', false],
  ['week', '2025-09-29', true],
  ['week', '2025-09-30', false],
  ['week', '2025-10-06', false],
] as const)('a %s from %s can be reported on 9 October: %s', (kind, from, can) =>
  expect(isReportable(kind, from, '2025-10-09')).toBe(can),
)

test('a week has seven days in Shanghai and one before it', () => {
  const week = periodFrom('week', '2025-09-29')
  expect([week.to, before(week).from]).toEqual(['2025-10-05', '2025-09-22'])
  expect(boundsOf(week).end.toISOString()).toBe('2025-10-05T16:00:00.000Z')
})

const scope = (code: string, ...places: string[]): Scope => ({ code, name: { zh: code, en: code }, places })
const scopes = [
  scope('50', '50'),
  scope('500106', '50/500106'),
  scope('500107', '50/500107'),
  scope('area:x', '50/500106/500106016', '50/500107/500107103'),
  scope('500107103', '50/500107/500107103'),
]
test.each([
  ['the city', ['50'], ['50']],
  ['a district', ['50/500107'], ['500107']],
  ['a management area', ['50/500107/500107103', '50/500106/500106016'], ['area:x']],
  ['a district and the rest of an area', ['50/500107', '50/500106/500106016'], ['500107', 'area:x']],
  ['part of an area: its township alone', ['50/500107/500107103'], ['500107103']],
  ['nothing', [], []],
  ['a lookalike', ['50/50010'], []],
])('the widest of %s', (_, places, wanted) =>
  expect(
    widestScopes(places, scopes)
      .map((s) => s.code)
      .toSorted(),
  ).toEqual(wanted),
)
