import { expect, test } from 'vitest'
import { newSeries, takeArrival } from './series.ts'

const hour = 3_600_000
const arrival = (at: number, since?: number) => ({
  mark: `m-${at}`,
  at,
  value: 1,
  ...(since === undefined ? {} : { since }),
})

test('a time more than two hours ahead of the arrival is counted, and makes nothing late that comes after it', () => {
  const series = newSeries(null)
  expect(takeArrival(series, arrival(10 * hour, 10 * hour), 0)).toEqual([arrival(10 * hour)])
  expect(takeArrival(series, arrival(34 * hour, 10 * hour), 0)).toEqual([])
  expect(series).toMatchObject({ late: 1, newest: 10 * hour, seen: 10 * hour })
  expect(takeArrival(series, arrival(11 * hour, 11 * hour), 0)).toEqual([arrival(11 * hour)])
  expect(takeArrival(series, arrival(13 * hour, 11 * hour), 0)).toEqual([arrival(13 * hour)])
  expect(series.late).toBe(1)
})

test('what is older than what the detector saw is late; within the lateness it is put in its place', () => {
  const series = newSeries(null)
  const out = [5, 3, 8, 1, 20].flatMap((at) => takeArrival(series, arrival(at, at), 4))
  expect(out.map((a) => a.at)).toEqual([3, 5, 8])
  expect(series).toMatchObject({ late: 1, newest: 20, seen: 8 })
  expect(series.waiting.map((a) => a.at)).toEqual([20])
})
