import { z } from 'zod'
import { SignalView } from './signal.ts'
import { Domain, Kind, Level, SaidInEnglish } from './watch.ts'

const Time = z.iso.datetime()

export const verdicts = ['true', 'false', 'early', 'late'] as const
/** What a person says of a warning at its end: it was right, nothing was there, too early to act on, or after the event. */
export const Verdict = z.enum(verdicts)
export type Verdict = z.infer<typeof Verdict>

export const WarningDetails = z.object({
  /** What raised it: a watch, or a pattern where there is no resource. */
  watch: z.uuid(),
  watchName: z.string(),
  /** Name, unit and plan on English screens; missing: as in Chinese. */
  english: SaidInEnglish.optional(),
  kind: Kind,
  domain: Domain,
  resource: z.uuid().nullable(),
  object: z.string(),
  objectName: z.string(),
  unit: z.string(),
  level: Level,
  /** Each change of level with its cause: signals, calm, or a person. */
  levels: z.array(z.object({ level: Level, at: Time, why: z.string() })),
  /** First and last signal, by the time of the event. */
  since: Time,
  lastAt: Time,
  peak: z.number().nullable(),
  /** What the newest of its signals says in words; missing: none says anything. */
  said: z.string().optional(),
  /** The same in English; missing: that signal does not say it in English. */
  saidInEnglish: z.string().optional(),
  /** Signals so far. */
  signals: z.int(),
  /** Since when nothing unusual was seen any more. */
  calmSince: Time.nullable(),
  plan: z.string(),
  exercise: z.boolean(),
  report: z.object({ text: z.string(), cause: z.string(), at: Time }).nullable(),
  verdict: z
    .object({
      verdict: Verdict,
      note: z.string(),
      /** When the event itself happened, where one did: it gives the lead time. */
      eventAt: Time.nullable(),
      at: Time,
    })
    .nullable(),
})
export type WarningDetails = z.infer<typeof WarningDetails>

export const DispatchWarning = z.object({
  org: z.string().min(1).max(100),
  note: z.string().trim().max(1000).default(''),
})
export const WarningProgress = z.object({ text: z.string().trim().min(2).max(2000) })
export const ReportWarning = z.object({
  text: z.string().trim().min(5).max(5000),
  cause: z.string().trim().min(2).max(1000),
})
export const CloseWarning = z.object({
  verdict: Verdict,
  note: z.string().trim().min(2).max(1000),
  eventAt: Time.nullable().default(null),
})
export const GradeWarning = z.object({ level: Level, reason: z.string().trim().min(2).max(500) })

/** What the platform is asked to settle: the signals of one object of one watch that wait. */
export const SettleSignals = z.object({ watch: z.uuid(), object: z.string().min(1).max(200) })

/** A published CAP message that names the warning. */
export const AlertAboutWarning = z.object({
  warning: z.uuid(),
  alert: z.uuid(),
  headline: z.string().max(500),
  msgType: z.string().max(20),
  status: z.string().max(20),
})

/** What the board asks for, in each of its forms. */
export const WarningFilters = z.object({
  state: z.enum(['open', 'closed', 'any']).default('open'),
  level: Level.optional(),
  domain: Domain.optional(),
  kind: Kind.optional(),
  place: z.string().max(200).optional(),
  /** Several places, separated by commas: what a report is about. */
  within: z.string().max(4000).optional(),
  /** Days in Shanghai on which a warning was raised, both included. */
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
  /** The highest level that a warning ever had. */
  highest: Level.optional(),
  exercise: z.stringbool().optional(),
  watch: z.uuid().optional(),
  q: z.string().trim().max(80).optional(),
})
export type WarningFilters = z.infer<typeof WarningFilters>

export const ListWarnings = WarningFilters.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(10_000).default(0),
})

export const WarningRow = z
  .object({
    id: z.uuid(),
    number: z.string(),
    title: z.string(),
    /** Title and unit on English screens; missing: as in Chinese. */
    titleInEnglish: z.string().optional(),
    englishUnit: z.string().optional(),
    state: z.string(),
    version: z.int(),
    level: Level,
    domain: Domain,
    kind: Kind,
    object: z.string(),
    objectName: z.string(),
    place: z.string(),
    point: z.object({ lon: z.number(), lat: z.number() }).nullable(),
    lead: z.string().nullable(),
    since: Time,
    lastAt: Time,
    peak: z.number().nullable(),
    unit: z.string(),
    signals: z.int(),
    calmSince: Time.nullable(),
    due: Time.nullable(),
    exercise: z.boolean(),
    verdict: Verdict.nullable(),
  })
  .meta({ id: 'WarningRow' })
export type WarningRow = z.infer<typeof WarningRow>

export const WarningPage = z
  .object({
    rows: z.array(WarningRow),
    total: z.int(),
    /** Open ones by level, with the other filters. */
    byLevel: z.record(Level, z.int()),
  })
  .meta({ id: 'WarningPage' })
export type WarningPage = z.infer<typeof WarningPage>

/** Of one township its warnings, the highest level first: counts of all, rows of the first. */
export const WarningPlace = z.object({
  place: z.string(),
  total: z.int(),
  byLevel: z.record(Level, z.int()),
  rows: z.array(WarningRow),
})
export type WarningPlace = z.infer<typeof WarningPlace>

export const WarningPlaces = z
  .object({
    places: z.array(WarningPlace),
    /** Places that are left out. */
    more: z.int(),
  })
  .meta({ id: 'WarningPlaces' })
export type WarningPlaces = z.infer<typeof WarningPlaces>

export const EvidencePage = z
  .object({ signals: z.array(SignalView), more: z.boolean() })
  .meta({ id: 'WarningEvidence' })
export type EvidencePage = z.infer<typeof EvidencePage>

/** Signals of what it names do not raise a warning while it lasts; it has a reason, an owner and an end. */
export const SilenceInput = z
  .object({
    kind: Kind.nullable(),
    object: z.string().trim().min(1).max(200).nullable(),
    /** With everything below; null: everywhere that the officer's post reaches. */
    place: z.string().min(2).max(200),
    from: Time,
    until: Time,
    reason: z.string().trim().min(4).max(500),
  })
  .meta({ id: 'Silence' })
export type SilenceInput = z.infer<typeof SilenceInput>
export const EndSilence = z.object({ id: z.uuid() }).meta({ id: 'EndSilence' })
export const SilenceView = SilenceInput.extend({
  id: z.uuid(),
  owner: z.string(),
  ownerName: z.string(),
  endedAt: Time.nullable(),
  /** Signals that it held back. */
  held: z.int(),
}).meta({ id: 'SilenceView' })
export type SilenceView = z.infer<typeof SilenceView>
export const SilencePage = z.object({ rows: z.array(SilenceView) }).meta({ id: 'SilencePage' })

/** An event that no warning preceded: what recall is measured by. */
export const MissedEvent = z
  .object({
    kind: Kind,
    domain: Domain,
    place: z.string().min(2).max(200),
    at: Time,
    text: z.string().trim().min(4).max(1000),
  })
  .meta({ id: 'MissedEvent' })

export const AccuracyOf = z.object({
  from: z.iso.date(),
  until: z.iso.date(),
  /** Exercises and simulated data instead of what is real: never both in one figure. */
  exercise: z.stringbool().default(false),
  domain: Domain.optional(),
  place: z.string().max(200).optional(),
  within: z.string().max(4000).optional(),
})

/** How far warnings could be trusted, from what people said of them. Rates are null where nothing was judged. */
export const AccuracyRow = z.object({
  watch: z.uuid().nullable(),
  name: z.string(),
  /** Its name on English screens; missing: as in Chinese. */
  english: SaidInEnglish.pick({ name: true }).optional(),
  kind: Kind,
  raised: z.int(),
  judged: z.int(),
  true: z.int(),
  false: z.int(),
  early: z.int(),
  late: z.int(),
  missed: z.int(),
  precision: z.number().nullable(),
  recall: z.number().nullable(),
  /** Median hours from the warning to the event. */
  leadHours: z.number().nullable(),
  /** Median minutes until somebody took notice. */
  acknowledgeMinutes: z.number().nullable(),
})
export type AccuracyRow = z.infer<typeof AccuracyRow>
export const AccuracyView = z
  .object({
    rows: z.array(AccuracyRow),
    total: AccuracyRow,
    /** False alarms a day of the period, and officers who acknowledged in it. */
    falsePerDay: z.number(),
    officers: z.int(),
    byWeek: z.array(
      z.object({ week: z.iso.date(), raised: z.int(), judged: z.int(), precision: z.number().nullable() }),
    ),
  })
  .meta({ id: 'WarningAccuracy' })
export type AccuracyView = z.infer<typeof AccuracyView>
