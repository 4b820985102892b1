import type { Text } from '#kernel/reports/contract'
import type { Domain, Level, Verdict } from '../../contract.ts'
import { accuracyOf } from '../../rules/accuracy.ts'
import { boundsOf, type Period } from './period.ts'

/** A warning as a report counts it. Times are ISO instants. */
export interface WarningFact {
  readonly id: string
  readonly title: string
  readonly place: string
  /** The highest level that it ever had. */
  readonly level: Level
  readonly domain: Domain
  readonly state: string
  readonly lead: string | null
  readonly raisedAt: string
  readonly closedAt: string | null
  readonly noticedAt: string | null
  /** Account of who took notice. */
  readonly noticedBy: string | null
  readonly calmSince: string | null
  readonly due: string | null
  readonly verdict: Verdict | null
  readonly eventAt: string | null
}

export interface SilenceFact {
  /** The kind or the object that it names. */
  readonly what: string
  readonly place: string
  readonly until: string
  readonly held: number
}

/** What a report is written from. Warnings since the period before began, and all that are open. */
export interface ReportFacts {
  readonly warnings: readonly WarningFact[]
  /** Events of the period that no warning preceded. */
  readonly missed: number
  readonly silences: readonly SilenceFact[]
}

export interface Scope {
  readonly code: string
  readonly name: Text
  readonly places: readonly string[]
}

export function raisedIn(facts: ReportFacts, period: Pick<Period, 'from' | 'to'>): WarningFact[] {
  const { start, end } = boundsOf(period)
  return facts.warnings.filter((w) => isIn(w.raisedAt, start, end))
}

export function closedIn(facts: ReportFacts, period: Pick<Period, 'from' | 'to'>): WarningFact[] {
  const { start, end } = boundsOf(period)
  return facts.warnings.filter((w) => w.closedAt !== null && isIn(w.closedAt, start, end))
}

export function openAt(warnings: readonly WarningFact[], at: Date): WarningFact[] {
  const then = at.toISOString()
  return warnings.filter((w) => w.raisedAt < then && (w.closedAt === null || w.closedAt >= then))
}

export const isHigh = (w: WarningFact) => w.level === 'red' || w.level === 'orange'

export function accuracyIn(warnings: readonly WarningFact[], missed: number) {
  const ms = (at: string | null) => (at === null ? null : Date.parse(at))
  return accuracyOf(
    { watch: null, name: '', kind: 'all' },
    warnings.map((w) => ({
      verdict: w.verdict,
      raisedAt: Date.parse(w.raisedAt),
      eventAt: ms(w.eventAt),
      acknowledgedAt: ms(w.noticedAt),
    })),
    missed,
  )
}

function isIn(at: string, start: Date, end: Date): boolean {
  return at >= start.toISOString() && at < end.toISOString()
}
