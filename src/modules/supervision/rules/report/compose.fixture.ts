import type { Case, Handler } from '#kernel/cases/define'
import type { WorkingCalendar } from '#kernel/clock/define'
import { boundsOf, periodFrom } from '../period.ts'
import type { ReportInput } from './compose.ts'
import type { CaseFact } from './facts.ts'

export const calendar: WorkingCalendar = {
  timezone: 'Asia/Shanghai',
  officeHours: [
    ['09:00', '12:00'],
    ['14:00', '18:00'],
  ],
  weekend: [0, 6],
  holidays: {},
  makeupDays: {},
}

const period = periodFrom('day', '2025-09-30')
export const { start, end } = boundsOf(period)

type Given = Partial<Omit<CaseFact, 'lead' | 'co'>> & {
  readonly lead?: Pick<Handler, 'org'> | null
  readonly co?: readonly Pick<Handler, 'org' | 'due' | 'answeredAt'>[]
}

let n = 0

/** A case that came in long before the period, with nothing running. */
export function caseFact({ lead, co, ...over }: Given): CaseFact {
  n += 1
  return {
    id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    number: `SQ2025093${String(n).padStart(7, '0')}`,
    state: 'dispatched',
    category: '010203',
    createdAt: '2025-09-01T00:00:00.000Z',
    answeredAt: null,
    closedAt: null,
    lead: (lead === undefined ? { org: 'gxq.housing' } : lead) as Case['lead'],
    co: (co ?? []) as Case['co'],
    clocks: [],
    dispute: null,
    rating: null,
    escalation: 0,
    steps: [],
    ...over,
  }
}

const orgs: Readonly<Record<string, string>> = {
  'gxq.housing': '住建',
  'gxq.urban': '城管',
  'gxq.center': '中心12345',
}

export function inputOf(facts: readonly CaseFact[]): ReportInput {
  return {
    scope: { code: '500107', name: { zh: '九龙坡区', en: 'Jiulongpo' }, places: ['50/500107'] },
    period,
    facts,
    simulated: false,
    orgName: (code) => ({ zh: orgs[code] ?? code, en: orgs[code] ?? code }),
    categoryName: (code) => ({
      zh: code.startsWith('0102') ? '路灯' : code,
      en: code.startsWith('0102') ? 'lamps' : code,
    }),
    calendar: () => calendar,
  }
}
