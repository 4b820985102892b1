import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WatchContent } from '../../src/modules/early-warning/contract.ts'
import { compileCount, Stream } from '../../src/modules/early-warning/index.ts'
import { createVisitCity, day, manyVisits, type VisitCity } from '../support/visits.ts'

/** A Monday, ten in the morning in Chongqing. */
const monday = new Date('2027-03-01T02:00:00Z')
const noon = (daysAgo: number) => monday.getTime() - daysAgo * day + 2 * 3_600_000

let city: VisitCity
let watch = { id: '', version: 0 }

/** Four years of three to seven visits a day with a rhythm of the year, and an outbreak that is long over. */
const past = (clinic: string) =>
  Array.from({ length: 4 * 365 }, (_, n) => {
    const daysAgo = 4 * 365 - n
    const usual = 4 + Math.round(Math.sin((daysAgo / 365) * 2 * Math.PI)) + ((n * 7) % 3)
    return { clinic, at: noon(daysAgo), visits: daysAgo === 40 ? 60 : usual }
  })

beforeAll(async () => {
  city = await createVisitCity(monday)
  await city.tell([...past('east'), ...past('west')])
  watch = await city.watch()
})
afterAll(() => city?.city.stop())

describe('how many in a day', () => {
  test('the past is history: its outbreak raises nothing, and its years are what a day is compared with', async () => {
    expect(await city.signalsOf(watch.id)).toEqual([])
    // States are saved some seconds after.
    const kept = () =>
      city.rowsOf(
        `select object, jsonb_array_length(state->'detector'->'counts') as days from series_states
          where watch = $1 order by object`,
        [watch.id],
      )
    await expect.poll(kept, { timeout: 60_000 }).toEqual([
      { object: 'east', days: 4 * 365 },
      { object: 'west', days: 4 * 365 },
    ])
  })

  test('a day is judged when it is over, and too many raise one warning', async () => {
    await city.tell([
      { clinic: 'east', at: noon(0), visits: 30 },
      { clinic: 'east', at: noon(0) + 3_600_000, visits: 9 },
      { clinic: 'west', at: noon(0), visits: 5 },
    ])
    await city.at(new Date('2027-03-01T15:59:00Z'))
    expect(await city.signalsOf(watch.id)).toEqual([])
    await city.at(new Date('2027-03-01T16:00:00Z'))
    await expect.poll(async () => (await city.warningsOf('east')).length).toBe(1)
    expect(await city.signalsOf(watch.id)).toEqual([
      {
        object: 'east',
        mark: 'count-2027-03-01',
        phase: 'onset',
        value: 39,
        level: 'orange',
        reason: 'outbreak',
      },
    ])
    expect((await city.warningsOf('east'))[0]).toMatchObject({ level: 'orange', peak: 39, unit: '人次' })
  })

  test('rows that come after the close correct the count; one day never raises twice', async () => {
    await city.tell([{ clinic: 'west', at: noon(0), visits: 40 }])
    await expect.poll(async () => (await city.warningsOf('west')).length).toBe(1)
    await city.tell([{ clinic: 'west', at: noon(0) + 60_000, visits: 40 }])
    const counted = async () =>
      (await city.people.officer.get(`/early-warning/watches/${watch.id}/series?object=west&hours=240`)).body
    await expect.poll(async () => (await counted()).points.at(-1)?.value).toBe(85)
    const marks = (await city.signalsOf(watch.id)).filter((s) => s.object === 'west')
    expect(marks.map((s) => [s.mark, s.value])).toEqual([['count-2027-03-01', 45]])
  })

  test('the series is drawn with what was expected and the bound, day by day', async () => {
    const { body } = await city.people.officer.get(
      `/early-warning/watches/${watch.id}/series?object=east&hours=240`,
    )
    expect(body).toMatchObject({ every: 'day', unit: '人次', rows: 10 })
    const last = body.points.at(-1)
    expect(last).toMatchObject({ at: '2027-03-01T15:59:59.999Z', value: 39, anomalous: true, lower: null })
    expect(last.expected).toBeGreaterThan(3)
    expect(last.expected).toBeLessThan(8)
    expect(last.upper).toBeGreaterThan(last.expected)
    expect(last.score).toBeGreaterThan(3)
    expect(body.points.slice(0, -1).some((p: { anomalous: boolean }) => p.anomalous)).toBe(false)
  })

  test('a day without rows is 0, and ends the anomaly', async () => {
    await city.at(new Date('2027-03-03T02:00:00Z'))
    const ends = async () => (await city.signalsOf(watch.id)).filter((s) => s.phase === 'end')
    await expect.poll(async () => (await ends()).length).toBe(2)
    expect((await ends())[0]).toMatchObject({ mark: 'count-2027-03-02-end', value: 0, level: null })
  })

  test('on the past it would have found the outbreak that is over', async () => {
    const tried = await city.people.officer.post('/early-warning/try', {
      content: { ...manyVisits, resource: city.resource },
      from: new Date(monday.getTime() - 60 * day).toISOString(),
      until: monday.toISOString(),
    })
    expect(tried.body).toMatchObject({ rows: 120, objects: 2, cut: false })
    const found = tried.body.warnings.map((w: { object: string; peak: number; until: string }) => [
      w.object,
      w.peak,
      w.until.slice(0, 10),
    ])
    const on = new Date(noon(40)).toISOString().slice(0, 10)
    expect(found).toEqual([
      ['east', 60, on],
      ['west', 60, on],
    ])
  })
})

test('what cannot work is refused', async () => {
  const refusal = async (change: object) =>
    (
      await city.people.officer.post('/early-warning/watches', {
        content: { ...manyVisits, resource: city.resource, ...change },
      })
    ).body
  expect(await refusal({ value: 'waiting' })).toMatchObject({ status: 400 })
  expect(await refusal({ silentMinutes: 60 })).toMatchObject({ status: 400 })
  expect(await refusal({ also: ['waiting'] })).toMatchObject({ status: 400 })
  expect(await refusal({ detector: { kind: 'threshold', parameters: {} } })).toMatchObject({ status: 400 })
  expect(await refusal({ count: null })).toMatchObject({ status: 400 })
})

test('a process that dies after it found an outbreak is followed by one that finds it not again', async () => {
  const { db } = city.city.platform.kernel.app
  const id = randomUUID()
  const content = WatchContent.parse({
    ...manyVisits,
    resource: city.resource,
    count: { every: 'week', sum: true },
  })
  const compiled = compileCount({ id, version: 1, content, changed_at: new Date('2027-03-03T00:00:00Z') })
  if (compiled === undefined) throw new Error('the watch did not compile')
  await city.rowsOf('delete from stream_cursors where resource = $1', [city.resource])
  const signals = async () => (await city.signalsOf(id)).map((s) => [s.object, s.mark, s.value, s.phase])
  const sunday = new Date('2027-03-07T16:00:00Z')
  const first = new Stream(db, city.resource, { counting: [compiled] })
  await first.next(new Date('2027-03-07T15:59:59Z'))
  expect(await signals()).toEqual([])
  await first.next(sunday)
  // For a whole week 39 is not many.
  expect(await signals()).toEqual([['west', 'count-2027-03-01', 85, 'onset']])
  // It dies: nothing was saved, and its lease runs out by the database's clock.
  await city.rowsOf(`update stream_cursors set until = to_timestamp(0) where resource = $1`, [city.resource])
  const second = new Stream(db, city.resource, { counting: [compiled] })
  await second.next(new Date(sunday.getTime() + day))
  await second.stop()
  await first.stop()
  expect(await signals()).toHaveLength(1)
  const [saved] = await city.rowsOf(
    `select state->'anomaly'->>'level' as level, state->'detector'->>'stepDays' as days, at from series_states
      where watch = $1 and object = 'west'`,
    [id],
  )
  expect(saved).toMatchObject({ level: 'orange', days: '7', at: sunday })
})
