import type { Case } from '#kernel/cases/define'
import { disputes, dueBetween, lateParts, nextDue } from '#kernel/cases/rules'
import type { WorkingCalendar } from '#kernel/clock/define'
import type { OverdueWork, Overview, OverviewGroup } from '../contract.ts'
import { workingHoursLate } from './ladder.ts'

/** What the overview needs of an open case. */
export type OpenCase = Pick<
  Case,
  | 'id'
  | 'number'
  | 'state'
  | 'lead'
  | 'co'
  | 'clocks'
  | 'hold'
  | 'dispute'
  | 'escalation'
  | 'supervised'
  | 'rating'
  | 'answeredAt'
>

export const badScore = 2

const nothing: Omit<OverviewGroup, 'org'> = {
  hours: 0,
  today: 0,
  tomorrow: 0,
  overdue: 0,
  lateLead: 0,
  lateCo: 0,
  longest: null,
}

/** Open cases as supervisors look at them: by organization, worst first. */
export function overviewOf(
  cases: readonly OpenCase[],
  now: Date,
  calendar: (org?: string) => WorkingCalendar,
): Omit<Overview, 'capped' | 'work'> {
  const groups = new Map<string | null, OverviewGroup>()
  const add = (org: string | null, part: Partial<OverviewGroup>) =>
    groups.set(org, joined(groups.get(org) ?? { ...nothing, org }, part))
  for (const c of cases) {
    add(c.lead?.org ?? null, partOf(c, now, calendar))
    for (const late of lateParts(c, now))
      if (late.part === 'co' && late.at === null) add(late.org, { lateCo: 1 })
  }
  const rows = [...groups.values()].filter((g) =>
    [g.hours, g.today, g.tomorrow, g.overdue, g.lateCo].some((n) => n > 0),
  )
  const waiting = cases.filter((c) => disputes.openDispute(c as Case) !== null)
  const at = now.toISOString()
  return {
    at,
    groups: rows.toSorted(worstFirst),
    total: rows.reduce<Omit<OverviewGroup, 'org'>>(joined, nothing),
    disputes: {
      waiting: waiting.length,
      overdue: waiting.filter((c) =>
        c.clocks.some((k) => k.name === disputes.arbitrationClock && k.stoppedAt === null && k.due < at),
      ).length,
      oldest: waiting.map((c) => c.dispute?.at ?? at).toSorted()[0] ?? null,
    },
    rungs: [1, 2, 3].map((rung) => cases.filter((c) => c.escalation === rung).length) as Overview['rungs'],
    supervised: cases.filter((c) => c.supervised && c.answeredAt === null).length,
    badRatings: cases.filter((c) => c.state === 'rated' && (c.rating?.score ?? 5) <= badScore).length,
  }
}

function partOf(c: OpenCase, now: Date, calendar: (org?: string) => WorkingCalendar): Partial<OverviewGroup> {
  const due = nextDue(c as Case)
  if (due === null) return {}
  const at = new Date(due)
  if (at < now) {
    const workingHours = workingHoursLate(due, now, calendar(c.lead?.org))
    const isLead = lateParts(c, now).some((p) => p.part === 'lead' && p.at === null)
    return {
      overdue: 1,
      lateLead: isLead ? 1 : 0,
      longest: { id: c.id, number: c.number, due, workingHours },
    }
  }
  const isIn = (span: 'hours' | 'today' | 'tomorrow') => {
    const [from, to] = dueBetween(span, now)
    return at >= from && at < to ? 1 : 0
  }
  return { hours: isIn('hours'), today: isIn('today'), tomorrow: isIn('tomorrow') }
}

/** Sums, and of two delays the longer by its deadline: working hours of two calendars do not compare. */
function joined<G extends Omit<OverviewGroup, 'org'>>(a: G, b: Partial<OverviewGroup>): G {
  const sum = (name: keyof Omit<typeof nothing, 'longest'>) => a[name] + (b[name] ?? 0)
  const longest = [a.longest, b.longest ?? null].filter((l) => l !== null)
  return {
    ...a,
    hours: sum('hours'),
    today: sum('today'),
    tomorrow: sum('tomorrow'),
    overdue: sum('overdue'),
    lateLead: sum('lateLead'),
    lateCo: sum('lateCo'),
    longest: longest.toSorted((x, y) => (x.due < y.due ? -1 : 1))[0] ?? null,
  }
}

function worstFirst(a: OverviewGroup, b: OverviewGroup): number {
  return (
    b.overdue - a.overdue ||
    b.lateCo - a.lateCo ||
    b.today - a.today ||
    b.tomorrow - a.tomorrow ||
    ((a.org ?? '') < (b.org ?? '') ? -1 : 1)
  )
}

/** What the overview needs of an open case of another kind than an appeal. */
export type OpenWork = Pick<Case, 'id' | 'type' | 'number' | 'lead' | 'clocks' | 'hold' | 'escalation'>

const mostShown = 10

/** By kind, the most overdue first. */
export function workOf(
  cases: readonly OpenWork[],
  now: Date,
  calendar: (org?: string) => WorkingCalendar,
): OverdueWork[] {
  const [from, to] = dueBetween('today', now).map((d) => d.toISOString()) as [string, string]
  const kinds = Map.groupBy(cases, (c) => c.type)
  const rows = [...kinds].map(([type, all]): OverdueWork => {
    const dated = all.flatMap((c) => {
      const due = c.hold === null ? nextDue(c as Case) : null
      return due === null ? [] : [{ c, due }]
    })
    const late = dated
      .filter(({ due }) => due < now.toISOString())
      .toSorted((a, b) => (a.due < b.due ? -1 : 1))
    return {
      type,
      overdue: late.length,
      today: dated.filter(({ due }) => due >= from && due < to && due >= now.toISOString()).length,
      rungs: [1, 2, 3].map((rung) => all.filter((c) => c.escalation === rung).length) as OverdueWork['rungs'],
      cases: late.slice(0, mostShown).map(({ c, due }) => ({
        id: c.id,
        number: c.number,
        org: c.lead?.org ?? null,
        due,
        workingHours: workingHoursLate(due, now, calendar(c.lead?.org)),
        rung: c.escalation,
      })),
    }
  })
  return rows.toSorted((a, b) => b.overdue - a.overdue || (a.type < b.type ? -1 : 1))
}
