import { fixed, type Point } from '../simulation/district.ts'
import type { Row } from '../simulation/people.ts'

/** km/h above which a truck drives, and tonnes by which its sensor may differ between two fixes of one load. */
const drivesAbove = 4
const sameLoad = 1.5
/** Where a fix was lost nobody knows what lay between; an empty truck reports every second minute. */
const mostMs = 130_000

/**
 * The simulation tells where a truck is once a minute; terminals report more often. Half way between two fixes on the road comes
 * a third, so that a map that is looked at shows it moving.
 */
export function denser(rows: readonly Row[]): Row[] {
  return rows.flatMap((row, n) => {
    const next = rows[n + 1]
    return next === undefined || !isOneDrive(row, next) ? [row] : [row, between(row, next)]
  })
}

const ms = (row: Row) => Date.parse(String(row.at))

function isOneDrive(a: Row, b: Row): boolean {
  return (
    a.vehicle === b.vehicle &&
    Number(a.speed) > drivesAbove &&
    Number(b.speed) > drivesAbove &&
    ms(b) - ms(a) <= mostMs &&
    (a.load === undefined) === (b.load === undefined) &&
    Math.abs(Number(a.load ?? 0) - Number(b.load ?? 0)) <= sameLoad
  )
}

function between(a: Row, b: Row): Row {
  const mean = (name: string) => (Number(a[name]) + Number(b[name])) / 2
  const [p, q] = [a.point as Point, b.point as Point]
  return {
    ...a,
    at: new Date(Math.round((ms(a) + ms(b)) / 2)).toISOString(),
    point: { lon: fixed((p.lon + q.lon) / 2), lat: fixed((p.lat + q.lat) / 2) },
    speed: Math.round(mean('speed')),
    ...(a.load === undefined ? {} : { load: Math.round(mean('load') * 10) / 10 }),
  }
}
