import type { WorkingCalendar } from '#kernel/clock/define'
import type { Case, CaseClock } from './define.ts'
import { newHandler, type RuleContext } from './rules.ts'

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
/** A Monday morning in Shanghai. */
export const now = new Date('2025-11-03T02:00:00.000Z')
export const ctx: RuleContext = { now, calendar, limit: () => ({ amount: 2, unit: 'hours' }) }
export const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString()

export const clockNamed = (name: string, over: Partial<CaseClock> = {}): CaseClock => ({
  name,
  startedAt: later(-1),
  due: later(4),
  unit: 'hours',
  pausedAt: null,
  stoppedAt: null,
  ...over,
})

export function caseWith(over: Partial<Case> = {}): Case {
  return {
    id: 'c',
    type: 't',
    number: 'TT1',
    district: '500107',
    place: '50/500107',
    point: null,
    address: null,
    state: 'open',
    version: 1,
    title: 't',
    channel: 'web',
    category: null,
    urgency: null,
    applicant: 'p',
    followers: [],
    lead: newHandler('a', now),
    co: [],
    clocks: [],
    hold: null,
    extension: null,
    dispute: null,
    escalation: 0,
    supervised: false,
    reopened: 0,
    rating: null,
    files: [],
    createdAt: later(-1),
    updatedAt: later(-1),
    answeredAt: null,
    closedAt: null,
    details: {},
    ...over,
  }
}
