import type { Point } from '#kernel/geo'
import { type DemoWatch, generator, shared } from './shared.ts'

const hour = 3_600_000

/** A simulated sensor: what it is called, its township, and how its values go without an incident. */
export interface DemoSensor {
  readonly id: string
  readonly kind: 'gas' | 'level' | 'pm25' | 'fever' | 'crowd'
  readonly place: string
  /** Value at an hour of the day, without noise. */
  readonly usual: (hourOfDay: number) => number
  /** Standard deviation of the noise. */
  readonly noise: number
}

/** Something that happens at a sensor: values are raised to at least this, hour by hour. */
export interface DemoIncident {
  readonly sensor: string
  /** Hours before now at which it begins. */
  readonly hoursAgo: number
  readonly values: readonly number[]
}

const jinfeng = '50/500107/500107104'
const hangu = '50/500107/500107103'
const daily = (low: number, high: number, peak: number) => (h: number) =>
  low + ((high - low) * (1 + Math.cos(((h - peak) / 24) * 2 * Math.PI))) / 2
const flat = (value: number) => () => value

const sensor = (
  id: string,
  kind: DemoSensor['kind'],
  place: string,
  usual: DemoSensor['usual'],
  noise: number,
): DemoSensor => ({ id, kind, place, usual, noise })

/** Every one of them is invented; names say so. */
export const demoSensors: readonly DemoSensor[] = [
  sensor('模拟燃气-金凤面馆', 'gas', jinfeng, flat(9), 1.5),
  sensor('模拟燃气-金凤火锅', 'gas', jinfeng, flat(12), 2),
  sensor('模拟燃气-含谷烧烤', 'gas', hangu, flat(8), 1.5),
  sensor('模拟水位-梁滩河1', 'level', hangu, flat(1.8), 0.04),
  sensor('模拟水位-梁滩河2', 'level', jinfeng, flat(2.1), 0.04),
  sensor('模拟空气-金凤', 'pm25', jinfeng, daily(22, 48, 8), 4),
  sensor('模拟空气-含谷', 'pm25', hangu, daily(24, 52, 8), 4),
  sensor('模拟发热门诊-东院', 'fever', jinfeng, daily(6, 16, 10), 1.2),
  sensor('模拟发热门诊-西院', 'fever', hangu, daily(6, 14, 10), 1.1),
  sensor('模拟客流-金凤广场', 'crowd', jinfeng, daily(40, 900, 19), 40),
]

/** Planted: each has to be found, and nothing else. */
export const demoIncidents: readonly DemoIncident[] = [
  { sensor: '模拟燃气-金凤火锅', hoursAgo: 5, values: [85, 230, 260, 90] },
  { sensor: '模拟水位-梁滩河1', hoursAgo: 9, values: [2.5, 3.2, 4.1, 4.6, 4.4, 3.8, 3.1, 2.6] },
  { sensor: '模拟空气-金凤', hoursAgo: 14, values: [120, 165, 170, 150, 118] },
  { sensor: '模拟发热门诊-东院', hoursAgo: 7, values: [34, 38, 41, 36] },
  { sensor: '模拟客流-金凤广场', hoursAgo: 3, values: [1900, 2300, 1850] },
  { sensor: '模拟燃气-金凤面馆', hoursAgo: 70, values: [60, 75] },
]

export const demoDays = 14

export interface DemoRow {
  readonly sensor: string
  readonly kind: string
  readonly at: string
  readonly place: string
  readonly position: Point | null
  readonly value: number
}

/** Two weeks of hourly values until now; the same for the same hour. A sensor without a point has none in its rows. */
export function demoRows(now: Date, points: ReadonlyMap<string, Point> = new Map()): DemoRow[] {
  const last = Math.floor(now.getTime() / hour) * hour
  const random = generator(20_261_101)
  const rows: DemoRow[] = []
  for (let back = demoDays * 24 - 1; back >= 0; back--) {
    const at = last - back * hour
    const hourOfDay = new Date(at + 8 * hour).getUTCHours()
    for (const s of demoSensors) {
      const usual = Math.max(0, s.usual(hourOfDay) + s.noise * normal(random))
      const planted = plantedAt(s.id, back)
      rows.push({
        sensor: s.id,
        kind: s.kind,
        at: new Date(at).toISOString(),
        place: s.place,
        position: points.get(s.id) ?? null,
        value: round(planted === undefined ? usual : Math.max(usual, planted)),
      })
    }
  }
  return rows
}

function plantedAt(id: string, hoursAgo: number): number | undefined {
  for (const i of demoIncidents) {
    const n = i.hoursAgo - hoursAgo
    if (i.sensor === id && n >= 0) {
      const value = i.values[n]
      if (value !== undefined) return value
    }
  }
  return undefined
}

const round = (value: number) => Math.round(value * 100) / 100

/** Box and Muller. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/**
 * A watch for each kind of sensor; all bounds are for showing. Those of PM2.5 are breakpoints that HJ 633-2012 gives for
 * daily means; here they are applied to hourly values, which that standard does not do: a demonstration only.
 */
export const demoWatches: readonly DemoWatch[] = [
  {
    ...shared,
    name: '餐饮燃气浓度（模拟）',
    kind: 'gas-leak',
    domain: 'work-safety',
    unit: 'ppm',
    where: { item: 'kind', equals: 'gas' },
    detector: { kind: 'threshold', parameters: { upper: 49, hysteresis: 5 } },
    gradedBy: 'value',
    direction: 'above',
    grades: [
      { level: 'blue', from: 50 },
      { level: 'orange', from: 200 },
      { level: 'red', from: 500 },
    ],
    org: 'gxq.emergency',
    plan: '关阀、开窗通风、疏散人员，严禁明火；通知燃气公司到场检测，合格后恢复供气。',
  },
  {
    ...shared,
    name: '河道水位（模拟）',
    kind: 'water-level',
    domain: 'work-safety',
    unit: 'm',
    where: { item: 'kind', equals: 'level' },
    detector: { kind: 'threshold', parameters: { upper: 3, hysteresis: 0.3 } },
    gradedBy: 'value',
    direction: 'above',
    grades: [
      { level: 'blue', from: 3 },
      { level: 'yellow', from: 3.6 },
      { level: 'orange', from: 4.2 },
      { level: 'red', from: 5 },
    ],
    org: 'gxq.water',
    plan: '通知沿河社区和工地，封闭亲水步道；巡查低洼地段，备好抽排设备，必要时转移人员。',
  },
  {
    ...shared,
    name: '空气质量异常（模拟）',
    kind: 'air-quality',
    domain: 'environment',
    unit: 'μg/m³',
    where: { item: 'kind', equals: 'pm25' },
    detector: { kind: 'seasonal', parameters: { fewest: 7, limit: 6 } },
    gradedBy: 'value',
    direction: 'above',
    grades: [
      { level: 'blue', from: 75 },
      { level: 'yellow', from: 115 },
      { level: 'orange', from: 150 },
      { level: 'red', from: 250 },
    ],
    org: 'gxq.ecology',
    plan: '排查周边工地、餐饮油烟和焚烧；会同城管检查渣土运输；视情发布健康提示。',
  },
  {
    ...shared,
    name: '发热门诊就诊异常（模拟）',
    kind: 'fever-visits',
    domain: 'public-health',
    unit: '人次',
    where: { item: 'kind', equals: 'fever' },
    detector: { kind: 'seasonal', parameters: { fewest: 10, limit: 8, leastSpread: 0.1 } },
    gradedBy: 'score',
    direction: 'above',
    grades: [
      { level: 'blue', from: 0.5 },
      { level: 'yellow', from: 0.65 },
      { level: 'orange', from: 0.8 },
    ],
    org: 'gxq.health',
    plan: '疾控部门核实病例的时间、地点和共同暴露；视情开展流行病学调查和采样。',
  },
  {
    ...shared,
    name: '广场客流（模拟）',
    kind: 'crowd',
    domain: 'public-order',
    unit: '人',
    where: { item: 'kind', equals: 'crowd' },
    detector: { kind: 'threshold', parameters: { upper: 1500, hysteresis: 100 } },
    gradedBy: 'value',
    direction: 'above',
    grades: [
      { level: 'blue', from: 1500 },
      { level: 'yellow', from: 2000 },
      { level: 'orange', from: 3000 },
    ],
    org: 'gxq.police',
    plan: '增派力量疏导，开启分流通道，必要时限流；通知轨道站点配合。',
  },
]
