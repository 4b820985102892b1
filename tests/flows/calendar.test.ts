import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDuration, systemClock } from '../../src/kernel/clock/index.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'

let city: TestPlatform
let admin: Client

beforeAll(async () => {
  city = await createTestPlatform()
  admin = await city.as('admin')
})
afterAll(() => city?.stop())

const monday = new Date('2028-03-06T10:00:00+08:00')
const due = (org?: string) =>
  addDuration(systemClock.calendar(org), monday, { amount: 1, unit: 'workingDays' }).toISOString()
const year = (over: object = {}) => ({
  status: 'official',
  source: '国务院办公厅关于 2028 年部分节假日安排的通知（测试）',
  holidays: [{ date: '2028-03-07', name: '测试假日' }],
  makeup: [{ date: '2028-03-11', name: '测试假日' }],
  version: 0,
  ...over,
})

test('anybody reads the calendar with sources and states; only an administrator may save', async () => {
  const { status, body } = await city.anonymous.get('/calendar')
  expect(status).toBe(200)
  expect(body).toMatchObject({ version: 0, savedAt: null, can: { save: false }, weekend: [0, 6] })
  expect(
    body.years.map((y: { year: number; status: string; origin: string }) => [y.year, y.status, y.origin]),
  ).toContainEqual([2027, 'provisional', 'published'])
  expect(body.years.every((y: { source: string }) => y.source.length > 10)).toBe(true)
  expect((await admin.get('/calendar')).body.can.save).toBe(true)
  expect((await city.anonymous.post('/calendar/years/2028', year())).status).toBe(401)
  expect((await (await city.as('dispatcher')).post('/calendar/years/2028', year())).status).toBe(403)
})

test.each([
  [
    'a day of another year',
    { holidays: [{ date: '2027-03-07', name: '某日' }], makeup: [] },
    'calendar.other-year',
  ],
  [
    'a day twice',
    {
      holidays: [
        { date: '2028-03-07', name: '某日' },
        { date: '2028-03-07', name: '某日' },
      ],
    },
    'calendar.repeated-day',
  ],
  ['a day off and worked', { holidays: [{ date: '2028-03-11', name: '某日' }] }, 'calendar.off-and-worked'],
  [
    'a make-up day that is worked anyway',
    { makeup: [{ date: '2028-03-08', name: '某日' }] },
    'calendar.makeup-on-workday',
  ],
  ['a day that does not exist', { holidays: [{ date: '2028-02-30', name: '某日' }] }, 'invalid_format'],
])('a year with %s is refused, and the day is named', async (_name, over, code) => {
  const answer = await admin.post('/calendar/years/2028', year(over))
  expect(answer.status).toBe(400)
  expect(answer.body.fields.map((f: { code: string }) => f.code)).toContain(code)
})

test('a saved year counts at once; a deadline set before stays; a stale editor is refused', async () => {
  const before = due()
  expect(before).toBe('2028-03-07T10:00:00.000Z')
  const saved = await admin.post('/calendar/years/2028', year())
  expect([saved.status, saved.body]).toEqual([200, { version: 1 }])
  expect(due()).toBe('2028-03-08T10:00:00.000Z')
  expect((await admin.post('/calendar/years/2028', year())).status).toBe(409)
  const { body } = await city.anonymous.get('/calendar')
  expect(body.years.find((y: { year: number }) => y.year === 2028)).toMatchObject({
    origin: 'office',
    status: 'official',
  })
})

test('a department keeps its own hours; an unknown one is refused', async () => {
  const office = (departments: object, version: number) => ({
    officeHours: [['09:00', '17:00']],
    weekend: [0, 6],
    departments,
    version,
  })
  const unknown = await admin.post('/calendar/office', office({ 'gxq.nobody': { weekend: [] } }, 1))
  expect([unknown.status, unknown.body.fields[0].path]).toEqual([400, 'departments.gxq.nobody'])
  expect(
    (await admin.post('/calendar/office', { ...office({}, 1), weekend: [0, 1, 2, 3, 4, 5, 6] })).status,
  ).toBe(400)
  const hall = { 'gxq.housing': { officeHours: [['08:00', '20:00']] } }
  expect((await admin.post('/calendar/office', office(hall, 1))).body).toEqual({ version: 2 })
  expect(due()).toBe('2028-03-08T09:00:00.000Z')
  expect(due('gxq.housing')).toBe('2028-03-08T12:00:00.000Z')
})

test('another process takes it over within five seconds, and the audit keeps before and after', async () => {
  const { db } = city.platform.kernel.app
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', 'clock.calendar')
    .executeTakeFirstOrThrow()
  const value = { ...(row.value as object), version: 3, office: null }
  await db
    .updateTable('settings')
    .set({ value: JSON.stringify(value) })
    .where('name', '=', 'clock.calendar')
    .execute()
  await expect
    .poll(() => due('gxq.housing'), { timeout: 60_000, interval: 100 })
    .toBe('2028-03-08T10:00:00.000Z')
  const entries = await db
    .selectFrom('audit_entries')
    .select(['action', 'change'])
    .where('subject_id', '=', 'clock.calendar')
    .execute()
  expect(entries.map((e) => e.action)).toEqual(['calendar.save-year', 'calendar.save-office'])
  expect(entries[0]?.change).toMatchObject({ before: null, after: { year: 2028 } })
})
