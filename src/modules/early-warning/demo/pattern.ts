import type { PatternContent } from '../contract.ts'

/** Two of the planted incidents come together in one township: gas in a restaurant, and soon after a full square. */
export const demoPattern: PatternContent = {
  name: '燃气异常后人群聚集（模拟）',
  kind: 'gas-in-crowd',
  domain: 'work-safety',
  level: 'red',
  combination: {
    how: 'sequence',
    conditions: [
      { source: 'signal', kind: 'gas-leak', least: 'orange', where: null },
      { source: 'signal', kind: 'crowd', least: null, where: null },
    ],
  },
  window: 180,
  together: { by: 'township' },
  places: ['50/500107/500107103', '50/500107/500107104'],
  latenessMinutes: 60,
  calmMinutes: 180,
  org: 'gxq.emergency',
  plan: '先疏散广场人群再排查燃气；封控周边路口，严禁明火，燃气公司和消防同步到场。',
  exercise: true,
}
