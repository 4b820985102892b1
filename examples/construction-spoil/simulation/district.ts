import { readFileSync } from 'node:fs'
import type { Row } from './people.ts'

/** Registers of an invented spoil trade over the real places of a district. Simulated: no site, enterprise or truck of it exists. */
export interface District {
  readonly sites: readonly Place[]
  readonly receivers: readonly Place[]
  readonly trucks: readonly Truck[]
  readonly routes: ReadonlyMap<string, Route>
  /** Rows by resource, as the registers are delivered. */
  readonly rows: Readonly<Record<string, readonly Row[]>>
  readonly townshipOf: (p: Point) => string
}

export interface Point {
  readonly lon: number
  readonly lat: number
}
export interface Place extends Point {
  readonly code: string
  /** Of a site: the receivers that it has routes to. */
  readonly to: readonly string[]
}
export interface Truck {
  readonly vehicle: string
  readonly driver: string
  readonly most: number
  readonly site: string
  readonly hasSensor: boolean
  /** How the sensor of the load is off, as a factor. */
  readonly gain: number
}
export interface Route {
  readonly line: readonly Point[]
  readonly metres: number
  readonly minutes: number
}

export interface Sizes {
  readonly sites: number
  readonly trucks: number
}

export const kilometre = { lon: 1 / 96.9, lat: 1 / 110.6 }
const district = '500107'
/** Townships in the valley west of the ridge, where the demo city lies. */
const codes = ['103', '104', '105', '106', '107', '108'].map((c) => `${district}${c}`)
const receiverUses = ['矿坑修复', '土方平衡', '回填利用', '烧结制品', '环境治理', '消纳填埋', '消纳填埋']
const perReceiver = 10

export function makeDistrict(random: () => number, sizes: Sizes): District {
  const townships = readTownships()
  const townshipOf = (p: Point) => nearest(townships, p).path
  const scatter = (spread: number): Point => {
    const t = townships[Math.floor(random() * townships.length)] as Township
    const off = () => (random() + random() - 1) * spread
    return { lon: t.lon + off() * kilometre.lon, lat: t.lat + off() * kilometre.lat }
  }
  const receivers = apart(Math.max(3, Math.round(sizes.sites / perReceiver)), 1.2, () => scatter(4)).map(
    (p, n): Place => ({ ...p, code: `R${pad(n + 1, 2)}`, to: [] }),
  )
  const sites = apart(sizes.sites, 0.55, () => scatter(3.5), receivers).map(
    (p, n): Place => ({
      ...p,
      code: `S${pad(n + 1, 3)}`,
      to: reachable(p, receivers, random),
    }),
  )
  const trucks = Array.from({ length: sizes.trucks }, (_, n): Truck => {
    const site = sites[n % sites.length] as Place
    return {
      vehicle: `V${pad(n + 1, 4)}`,
      driver: `D${pad(n + 1, 4)}`,
      most: [12, 15, 16, 18][Math.floor(random() * 4)] ?? 15,
      site: site.code,
      hasSensor: random() < 0.85,
      gain: 0.95 + random() * 0.1,
    }
  })
  const routes = new Map(
    sites.flatMap((s) =>
      s.to.map((code) => [
        `${s.code}-${code}`,
        makeRoute(s, receivers.find((r) => r.code === code) as Place, random),
      ]),
    ),
  )
  const made = { sites, receivers, trucks, routes, townshipOf }
  return { ...made, rows: registers(made) }
}

interface Township extends Point {
  readonly path: string
}

function readTownships(): Township[] {
  return readFileSync('data/territory/township-points.csv', 'utf8')
    .split('\n')
    .map((line) => line.split(','))
    .filter(([code = '']) => codes.includes(code))
    .map(([code, lon, lat]) => ({ path: `50/${district}/${code}`, lon: Number(lon), lat: Number(lat) }))
}

const pad = (n: number, width: number) => String(n).padStart(width, '0')
/** Kilometres on the flat. */
export const far = (a: Point, b: Point) =>
  Math.hypot((a.lon - b.lon) / kilometre.lon, (a.lat - b.lat) / kilometre.lat)
const nearest = <T extends Point>(all: readonly T[], p: Point): T =>
  all.reduce((best, t) => (far(t, p) < far(best, p) ? t : best))

function apart(count: number, kilometres: number, next: () => Point, others: readonly Point[] = []): Point[] {
  const found: Point[] = []
  for (let tries = 0; found.length < count; tries++) {
    const p = next()
    // A crowded district gives up some of the distance, never all of it.
    const least = tries > 20_000 ? kilometres / 1.3 : kilometres
    if ([...found, ...others].every((o) => far(o, p) > least)) found.push(p)
  }
  return found
}

/** Three of the receivers in the middle distance; the nearest ones are mostly full. */
function reachable(p: Point, receivers: readonly Place[], random: () => number): string[] {
  const sorted = receivers.toSorted((a, b) => far(p, a) - far(p, b))
  const middle = sorted.slice(Math.floor(sorted.length / 4), Math.max(3, Math.ceil(sorted.length * 0.75)))
  return middle
    .map((r) => ({ code: r.code, by: random() }))
    .sort((a, b) => a.by - b.by)
    .slice(0, 3)
    .map((r) => r.code)
}

function makeRoute(from: Point, to: Point, random: () => number): Route {
  const bend = (random() - 0.5) * 0.3
  const [dx, dy] = [to.lon - from.lon, to.lat - from.lat]
  const line = Array.from({ length: 9 }, (_, n): Point => {
    const part = n / 8
    const off = bend * Math.sin(Math.PI * part) + (n % 8 === 0 ? 0 : (random() - 0.5) * 0.04)
    return { lon: from.lon + dx * part - dy * off, lat: from.lat + dy * part + dx * off }
  })
  const kilometres = line.slice(1).reduce((sum, p, n) => sum + far(p, line[n] as Point), 0)
  return { line, metres: kilometres * 1000, minutes: Math.max(4, Math.round((kilometres / 30) * 60)) }
}

const permit = { permit: '（模拟）渝渣运', permit_until: '2028-12-31', state: '有效' }

function registers(d: Omit<District, 'rows'>): Record<string, Row[]> {
  const point = ({ lon, lat }: Point) => ({ lon: fixed(lon), lat: fixed(lat) })
  const at = (p: Point) => ({ place: d.townshipOf(p), point: point(p) })
  const hauliers = Math.max(3, Math.round(d.trucks.length / 75))
  const haulierOf = (n: number) => `H${pad((n % hauliers) + 1, 2)}`
  return {
    sites: d.sites.map((s) => ({
      code: s.code,
      name: `模拟工地${s.code.slice(1)}`,
      approval: `（模拟）渝渣核${s.code.slice(1)}`,
      approved: 500_000,
      until: '2028-12-31',
      builder: '模拟建设单位',
      contractor: '模拟施工单位',
      ...at(s),
      state: '有效',
    })),
    receivers: d.receivers.map((r, n) => ({
      code: r.code,
      name: `模拟${n % 7 > 4 ? '消纳场' : '利用场'}${r.code.slice(1)}`,
      approval: `（模拟）渝渣消${r.code.slice(1)}`,
      use: receiverUses[n % 7],
      classes: '工程渣土、工程泥浆',
      capacity: 2_000_000,
      filled: 100_000,
      ...at(r),
      state: '有效',
    })),
    hauliers: Array.from({ length: hauliers }, (_, n) => ({
      code: haulierOf(n),
      name: `模拟运输企业${n + 1}`,
      ...permit,
      vehicles: Math.ceil((d.trucks.length - n) / hauliers),
    })),
    vehicles: d.trucks.map((t, n) => ({
      vehicle: t.vehicle,
      plate: `渝D${pad(n + 1, 5)}`,
      haulier: haulierOf(n),
      haulier_name: `模拟运输企业${(n % hauliers) + 1}`,
      ...permit,
      max_load: t.most,
      device: `GPS${t.vehicle}`,
      has_sensor: t.hasSensor,
      place: `50/${district}`,
    })),
    drivers: d.trucks.map((t, n) => ({
      driver: t.driver,
      name: `模拟司机${n + 1}`,
      haulier: haulierOf(n),
      permit_until: permit.permit_until,
    })),
    routes: [...d.routes].map(([code, r]) => ({
      code,
      site: code.split('-')[0],
      receiver: code.split('-')[1],
      line: r.line.map((p) => `${fixed(p.lon)},${fixed(p.lat)}`).join(' '),
      from: '06:00',
      until: '22:00',
      minutes: r.minutes,
      place: d.townshipOf(r.line[0] as Point),
    })),
  }
}

export const fixed = (degrees: number) => Math.round(degrees * 1e5) / 1e5
