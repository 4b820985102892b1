import { far, kilometre, type Point, type Truck } from './district.ts'

/** Where a truck is in one minute, how fast, and with what in it; as it is, before any device measures it. */
export interface Moment {
  readonly minute: number
  readonly point: Point
  readonly speed: number
  readonly load: number
}

export interface Stop {
  /** Part of the way. */
  readonly after: number
  readonly minutes: number
  /** Tonnes that are left after it. */
  readonly load?: number
  /** Degrees beside the road. */
  readonly aside?: number
}
export interface Detour {
  readonly from: number
  readonly until: number
  /** Kilometres beside the road. */
  readonly aside: number
}

/** Along a line at so many metres a minute, with stops and a detour. */
export function drive(
  line: readonly Point[],
  {
    begin,
    pace,
    load,
    stops = [],
    detour,
  }: {
    readonly begin: number
    readonly pace: number
    readonly load: number
    readonly stops?: readonly Stop[]
    readonly detour?: Detour | undefined
  },
): Moment[] {
  const metres = lengths(line)
  const whole = metres.at(-1) ?? 0
  const left = [...stops].sort((a, b) => a.after - b.after)
  const moments: Moment[] = []
  let [minute, done, now] = [begin, 0, load]
  while (done < whole) {
    const stop = left[0]
    if (stop !== undefined && done >= stop.after * whole) {
      left.shift()
      const point = shifted(
        line,
        pointAt(line, metres, done),
        (stop.aside ?? 0) + asideAt(detour, done / whole),
      )
      for (let n = 0; n < stop.minutes; n++) {
        // What is tipped falls in the middle of the stop.
        if (stop.load !== undefined && n >= Math.floor(stop.minutes / 2)) now = stop.load
        moments.push({ minute: minute++, point, speed: 0, load: now })
      }
      if (stop.load !== undefined) now = stop.load
    }
    done += pace
    const point = pointAt(line, metres, Math.min(done, whole))
    moments.push({
      minute: minute++,
      point: shifted(line, point, asideAt(detour, done / whole)),
      speed: (pace * 60) / 1000,
      load: now,
    })
  }
  return moments
}

const asideAt = (detour: Detour | undefined, part: number) =>
  detour !== undefined && part >= detour.from && part <= detour.until ? detour.aside : 0

/** Standing at a place while the load goes from one to the other. */
export function stand(point: Point, begin: number, minutes: number, from: number, to: number): Moment[] {
  return Array.from({ length: minutes }, (_, n) => ({
    minute: begin + n,
    point,
    speed: 0,
    load: minutes === 1 ? to : from + ((to - from) * n) / (minutes - 1),
  }))
}

function lengths(line: readonly Point[]): number[] {
  const found = [0]
  for (let n = 1; n < line.length; n++)
    found.push((found[n - 1] as number) + far(line[n] as Point, line[n - 1] as Point) * 1000)
  return found
}

function pointAt(line: readonly Point[], metres: readonly number[], done: number): Point {
  const n = Math.max(
    1,
    metres.findIndex((m) => m >= done),
  )
  const [a, b] = [line[n - 1] as Point, line[n] as Point]
  const part =
    (done - (metres[n - 1] as number)) / Math.max(1, (metres[n] as number) - (metres[n - 1] as number))
  return { lon: a.lon + (b.lon - a.lon) * part, lat: a.lat + (b.lat - a.lat) * part }
}

/** So many kilometres to the left of the line as a whole. */
function shifted(line: readonly Point[], p: Point, aside: number): Point {
  const [a, b] = [line[0] as Point, line.at(-1) as Point]
  const [x, y] = [(b.lon - a.lon) / kilometre.lon, (b.lat - a.lat) / kilometre.lat]
  const length = Math.hypot(x, y) || 1
  return {
    lon: p.lon - (y / length) * aside * kilometre.lon,
    lat: p.lat + (x / length) * aside * kilometre.lat,
  }
}

/** What the devices of a truck say of it: positions that jump, silence now and then, a sensor with noise and false zeros. */
export function measured(
  moments: readonly Moment[],
  truck: Truck,
  random: () => number,
): { readonly minute: number; readonly point: Point; readonly speed: number; readonly load?: number }[] {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const silentFrom = random() < 0.02 ? Math.floor(random() * moments.length) : Number.POSITIVE_INFINITY
  const silentUntil = silentFrom + 5 + Math.floor(random() * 11)
  return moments.flatMap((m, n) => {
    const isEmpty = m.load < 2 && m.speed > 0
    // An empty truck reports every second minute; one fix in fifty is lost.
    if ((isEmpty && m.minute % 2 === 1) || random() < 0.02 || (n >= silentFrom && n < silentUntil)) return []
    const metresOff = random() < 0.01 ? 90 : 12
    const point = {
      lon: m.point.lon + ((normal() * metresOff) / 1000) * kilometre.lon,
      lat: m.point.lat + ((normal() * metresOff) / 1000) * kilometre.lat,
    }
    const speed = Math.max(0, m.speed + (m.speed > 0 ? normal() * 4 : Math.abs(normal()) * 0.6))
    if (!truck.hasSensor) return [{ minute: m.minute, point, speed }]
    const load = random() < 0.0008 ? 0 : Math.max(0, m.load * truck.gain + normal() * 0.4)
    return [{ minute: m.minute, point, speed, load }]
  })
}
