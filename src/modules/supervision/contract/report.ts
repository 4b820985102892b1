import { z } from 'zod'
import { Remark, Sentence, Source, Text } from '#kernel/reports/contract'

export { Remark, Sentence, Text } from '#kernel/reports/contract'

export const reportKinds = ['day', 'week'] as const
export const ReportKind = z.enum(reportKinds)
export type ReportKind = z.infer<typeof ReportKind>

export const sectionKeys = [
  'overview',
  'organizations',
  'categories',
  'lateness',
  'disputes',
  'satisfaction',
  'escalations',
  'watch',
] as const

export const Section = z
  .object({ key: z.enum(sectionKeys), title: Text, sentences: z.array(Sentence) })
  .meta({ id: 'ReportSection' })
export type Section = z.infer<typeof Section>

export const ReportContent = z
  .object({
    title: Text,
    scopeName: Text,
    period: Text,
    /** The instant that the figures describe. */
    at: z.iso.datetime(),
    /** The cases behind it are the demo city's. */
    simulated: z.boolean(),
    sections: z.array(Section),
    sources: z.array(Source),
  })
  .meta({ id: 'ReportContent' })
export type ReportContent = z.infer<typeof ReportContent>

const Day = z.iso.date()
const ScopeCode = z.string().regex(/^(\d{2}|\d{6}|\d{9}|area:[a-z0-9-]{1,40})$/)

export const ReportRow = z
  .object({
    id: z.uuid(),
    scope: z.string(),
    kind: ReportKind,
    from: Day,
    to: Day,
    version: z.int(),
    madeAt: z.iso.datetime(),
    madeBy: z.string(),
    reason: z.string(),
    title: Text,
    simulated: z.boolean(),
    signedBy: z.string().nullable(),
  })
  .meta({ id: 'ReportRow' })
export type ReportRow = z.infer<typeof ReportRow>

export const ReportView = ReportRow.extend({
  content: ReportContent,
  remarks: z.array(Remark),
  /** Every version of the same report, newest first. */
  versions: z.array(
    z.object({ id: z.uuid(), version: z.int(), madeAt: z.iso.datetime(), reason: z.string() }),
  ),
  can: z.object({ remark: z.boolean(), sign: z.boolean(), make: z.boolean() }),
}).meta({ id: 'ReportView' })
export type ReportView = z.infer<typeof ReportView>

export const ListReports = z.object({
  kind: ReportKind.optional(),
  scope: ScopeCode.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(60),
})

export const ReportScope = z.object({ code: z.string(), name: Text }).meta({ id: 'ReportScope' })
export type ReportScope = z.infer<typeof ReportScope>

export const ReportPage = z
  .object({
    /** The newest version of each. */
    rows: z.array(ReportRow),
    /** Places of which the reader may read and ask for reports. */
    scopes: z.array(ReportScope),
    can: z.object({ make: z.boolean() }),
  })
  .meta({ id: 'ReportPage' })
export type ReportPage = z.infer<typeof ReportPage>

/** A report of a past day, or of the week that begins on that Monday. */
export const MakeReport = z
  .object({
    scope: ScopeCode,
    kind: ReportKind,
    from: Day,
    /** Why it is made again; needed when there is one. */
    reason: z.string().trim().max(200).default(''),
  })
  .meta({ id: 'MakeReport' })
export type MakeReport = z.infer<typeof MakeReport>

export const SaveRemark = z.object({ id: z.uuid(), text: z.string().trim().min(2).max(2000) })
export const SignReport = z.object({ id: z.uuid(), text: z.string().trim().max(500).default('') })
