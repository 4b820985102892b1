import { type DemoWatch, generator, shared } from './shared.ts'

const day = 86_400_000
/** Three years and a month: the window of the third year is whole. */
const days = 3 * 365 + 30

interface DemoClinic {
  readonly id: string
  readonly place: string
  /** Visits of an ordinary day in the middle of the year's rhythm. */
  readonly usual: number
}

/** Invented; names say so. */
export const demoClinics: readonly DemoClinic[] = [
  { id: '模拟肠道门诊-金凤', place: '50/500107/500107104', usual: 7 },
  { id: '模拟肠道门诊-含谷', place: '50/500107/500107103', usual: 5 },
]

/** Planted: more visits on the latest days, the last one yesterday; where no higher warning holds it back. */
export const demoOutbreak = { clinic: '模拟肠道门诊-含谷', visits: [14, 23, 31] }
/** So many days ago it began. */
export const outbreakDaysAgo = demoOutbreak.visits.length

export interface DemoVisits {
  readonly clinic: string
  readonly at: string
  readonly place: string
  readonly visits: number
}

/** Daily visits for diarrhoea until yesterday, Poisson around a rhythm of the year with its height in summer. */
export function demoVisits(now: Date): DemoVisits[] {
  const today = Math.floor((now.getTime() + 8 * 3_600_000) / day)
  const random = generator(20_261_129)
  const rows: DemoVisits[] = []
  for (let back = days; back >= 1; back--) {
    const at = (today - back) * day + 4 * 3_600_000
    const season = 1 + 0.4 * Math.cos(((new Date(at).getUTCMonth() - 6) / 12) * 2 * Math.PI)
    for (const { id, place, usual } of demoClinics) {
      const ordinary = poisson(usual * season, random)
      const planted = id === demoOutbreak.clinic ? (demoOutbreak.visits[outbreakDaysAgo - back] ?? 0) : 0
      rows.push({ clinic: id, at: new Date(at).toISOString(), place, visits: Math.max(ordinary, planted) })
    }
  }
  return rows
}

/** Knuth, for small means. */
function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean)
  let count = -1
  for (let product = 1; product > limit; product *= random()) count++
  return count
}

export const demoVisitWatch: DemoWatch = {
  ...shared,
  name: '腹泻就诊异常增多（模拟）',
  kind: 'diarrhoea-visits',
  domain: 'public-health',
  value: 'visits',
  object: 'clinic',
  unit: '人次',
  count: { every: 'day', sum: true },
  where: null,
  detector: { kind: 'outbreak', parameters: { alpha: 0.001 } },
  gradedBy: 'score',
  direction: 'above',
  grades: [
    { level: 'blue', from: 1 },
    { level: 'yellow', from: 2 },
    { level: 'orange', from: 4 },
  ],
  calmMinutes: 3 * 1440,
  org: 'gxq.health',
  plan: '核实就诊人群的共同就餐和饮水；采样检测；会同市场监管部门检查相关餐饮单位。',
}

/** What the rows are, as the catalogue has it. */
export const demoVisitItems = [
  { name: 'clinic', title: '门诊', type: 'text', required: true },
  { name: 'at', title: '日期', type: 'time', required: true },
  { name: 'place', title: '镇街', type: 'place', required: true },
  { name: 'visits', title: '就诊人次', type: 'integer', required: true, least: '0' },
] as const
