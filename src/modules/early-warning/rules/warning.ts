import type { Case } from '#kernel/cases/define'
import type { RuleContext } from '#kernel/cases/rules'
import type { Level, WarningDetails } from '../contract.ts'
import { compareLevels, higherLevel } from './level.ts'

export type Warning = Case<WarningDetails>

/** The signals of one object that wait, in short. */
export interface Gathered {
  readonly level: Level
  readonly count: number
  /** By the time of the event. */
  readonly from: Date
  readonly until: Date
  /** Of the values the furthest in the dangerous direction. */
  readonly peak: number | null
  /** What the newest that says anything says in words; null: none does. */
  readonly said: string | null
  /** The same in English, of the same signal. */
  readonly saidInEnglish: string | null
  /** The last one is the end of an anomaly. */
  readonly isOver: boolean
}

/** A warning that further signals joined: up at once, never down by a signal. */
export function joinSignals(c: Warning, g: Gathered, direction: 'above' | 'below', now: Date): Warning {
  const { saidInEnglish: _, ...others } = c.details
  const d = g.said === null ? c.details : others
  const level = higherLevel(d.level, g.level)
  const at = now.toISOString()
  const further = direction === 'above' ? Math.max : Math.min
  return {
    ...c,
    updatedAt: at,
    details: {
      ...d,
      level,
      levels: level === d.level ? d.levels : [...d.levels, { level, at, why: 'signals' }],
      since: earlier(d.since, g.from.toISOString()),
      lastAt: later(d.lastAt, g.until.toISOString()),
      peak: d.peak === null || g.peak === null ? (d.peak ?? g.peak) : further(d.peak, g.peak),
      ...saidOf(g),
      signals: d.signals + g.count,
      calmSince: null,
    },
  }
}

/** As the details of a warning hold it: of one signal in both languages, or nothing. */
export function saidOf({
  said,
  saidInEnglish,
}: Pick<Gathered, 'said' | 'saidInEnglish'>): Pick<WarningDetails, 'said' | 'saidInEnglish'> {
  if (said === null) return {}
  return { said, ...(saidInEnglish !== null && { saidInEnglish }) }
}

/** Nothing unusual for a while: one level down, and from the lowest to calm. A person closes it. */
export function calmDown(c: Warning, below: Level | null, now: Date): Warning {
  const at = now.toISOString()
  const d = c.details
  if (below === null) return { ...c, updatedAt: at, details: { ...d, calmSince: d.calmSince ?? at } }
  const levels = [...d.levels, { level: below, at, why: 'calm' }]
  return { ...c, updatedAt: at, details: { ...d, level: below, levels } }
}

export function gradeWarning(c: Warning, input: { level: Level; reason: string }, ctx: RuleContext): Warning {
  const { level, reason } = input
  const entry = { level, at: ctx.now.toISOString(), why: reason }
  return { ...c, details: { ...c.details, level, levels: [...c.details.levels, entry] } }
}

export function reportWarning(c: Warning, input: { text: string; cause: string }, ctx: RuleContext): Warning {
  return { ...c, details: { ...c.details, report: { ...input, at: ctx.now.toISOString() } } }
}

export function reworkWarning(c: Warning): Warning {
  return { ...c, answeredAt: null, details: { ...c.details, report: null } }
}

export function closeWarning(
  c: Warning,
  input: Pick<NonNullable<WarningDetails['verdict']>, 'verdict' | 'note' | 'eventAt'>,
  ctx: RuleContext,
): Warning {
  return { ...c, details: { ...c.details, verdict: { ...input, at: ctx.now.toISOString() } } }
}

interface Holding {
  readonly level: Level
  readonly object: string
  readonly place: string
  readonly exercise: boolean
}

/**
 * True when one warning holds another back: of a place around or the same object, and higher. An exercise holds back
 * exercises alone, so that no sandbox keeps a real warning from people, and is held back by exercises alone.
 */
export function inhibits(higher: Holding, lower: Holding): boolean {
  if (higher.exercise !== lower.exercise) return false
  if (compareLevels(higher.level, lower.level) <= 0) return false
  return (
    higher.object === lower.object ||
    lower.place === higher.object ||
    lower.place.startsWith(`${higher.object}/`)
  )
}

const earlier = (a: string, b: string) => (a < b ? a : b)
const later = (a: string, b: string) => (a > b ? a : b)
