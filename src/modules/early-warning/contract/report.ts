import { z } from 'zod'
import { Remark, ReportTable, Sentence, Source, Text } from '#kernel/reports/contract'
import { Domain, Level } from './watch.ts'

export const warningReportKinds = ['day', 'week', 'month', 'special'] as const
/** `special`: a period that a person chose. */
export const WarningReportKind = z.enum(warningReportKinds)
export type WarningReportKind = z.infer<typeof WarningReportKind>

export const warningSections = [
  'situation',
  'places',
  'high',
  'accuracy',
  'load',
  'silences',
  'outlook',
] as const

export const WarningReportSection = z
  .object({
    key: z.enum(warningSections),
    title: Text,
    sentences: z.array(Sentence),
    table: ReportTable.optional(),
  })
  .meta({ id: 'WarningReportSection' })
export type WarningReportSection = z.infer<typeof WarningReportSection>

/** Warnings of a place by their highest level, for the chart. */
export const PlaceBar = z.object({ place: z.string(), name: Text, counts: z.record(Level, z.int()) })
export type PlaceBar = z.infer<typeof PlaceBar>

export const WarningReportContent = z
  .object({
    title: Text,
    scopeName: Text,
    period: Text,
    at: z.iso.datetime(),
    /** Exercises and simulated readings instead of what is real: a report is of one or the other. */
    exercise: z.boolean(),
    sections: z.array(WarningReportSection),
    sources: z.array(Source),
    bars: z.array(PlaceBar),
    /** Names in the sentences, as they stand there in Chinese: another wording has to keep them. */
    names: z.array(z.string()),
  })
  .meta({ id: 'WarningReportContent' })
export type WarningReportContent = z.infer<typeof WarningReportContent>

const Day = z.iso.date()
const ScopeCode = z.string().regex(/^(\d{2}|\d{6}|\d{9}|area:[a-z0-9-]{1,40})$/)

/** A report of a past day, of the week from a Monday, of the month from its first day, or of chosen days. */
export const MakeWarningReport = z
  .object({
    scope: ScopeCode,
    kind: WarningReportKind,
    from: Day,
    /** The last day of a special report; the others know theirs. */
    to: Day.nullable().default(null),
    domain: Domain.nullable().default(null),
    exercise: z.boolean().default(false),
    /** Why it is made again; needed when there is one. */
    reason: z.string().trim().max(200).default(''),
  })
  .meta({ id: 'MakeWarningReport' })
export type MakeWarningReport = z.infer<typeof MakeWarningReport>

/** What the composer wrote, with whom it is for; only the program calls this, never a client with content of its own. */
export const KeepWarningReport = MakeWarningReport.extend({
  to: Day,
  places: z.array(z.string()).min(1).max(200),
  content: WarningReportContent,
})

export const WarningReportRow = z
  .object({
    id: z.uuid(),
    scope: z.string(),
    kind: WarningReportKind,
    from: Day,
    to: Day,
    domain: Domain.nullable(),
    exercise: z.boolean(),
    version: z.int(),
    madeAt: z.iso.datetime(),
    madeBy: z.string(),
    reason: z.string(),
    title: Text,
    signedBy: z.string().nullable(),
  })
  .meta({ id: 'WarningReportRow' })
export type WarningReportRow = z.infer<typeof WarningReportRow>

/** The Chinese sentences as a language model put them, in the order of the report; the original stays beside. */
export const Wording = z.object({
  model: z.string(),
  madeAt: z.iso.datetime(),
  madeBy: z.string(),
  sentences: z.array(z.string()),
})
export type Wording = z.infer<typeof Wording>
export const KeepWording = z.object({
  id: z.uuid(),
  model: z.string().max(200),
  sentences: z.array(z.string().max(2000)).min(1).max(300),
})

export const WarningReportView = WarningReportRow.extend({
  content: WarningReportContent,
  wording: Wording.nullable(),
  remarks: z.array(Remark),
  versions: z.array(
    z.object({ id: z.uuid(), version: z.int(), madeAt: z.iso.datetime(), reason: z.string() }),
  ),
  can: z.object({ sign: z.boolean(), make: z.boolean(), polish: z.boolean() }),
}).meta({ id: 'WarningReportView' })
export type WarningReportView = z.infer<typeof WarningReportView>

export const ListWarningReports = z.object({
  kind: WarningReportKind.optional(),
  scope: ScopeCode.optional(),
  exercise: z.stringbool().optional(),
  q: z.string().trim().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(10_000).default(0),
})
export type ListWarningReports = z.infer<typeof ListWarningReports>

export const WarningReportPage = z
  .object({
    /** The newest version of each. */
    rows: z.array(WarningReportRow),
    total: z.int(),
    /** Places of which the reader may read and ask for reports. */
    scopes: z.array(z.object({ code: z.string(), name: Text })),
    can: z.object({ make: z.boolean() }),
  })
  .meta({ id: 'WarningReportPage' })
export type WarningReportPage = z.infer<typeof WarningReportPage>

export const SignWarningReport = z.object({ id: z.uuid(), text: z.string().trim().max(500).default('') })
