import { z } from 'zod'
import { Remark, Sentence, Source, Text } from '#kernel/reports/contract'

export const riskSections = [
  'resources',
  'personal',
  'grants',
  'exchanges',
  'assessments',
  'findings',
  'readings',
  'deletion',
] as const

export const RiskSection = z
  .object({
    key: z.enum(riskSections),
    title: Text,
    /** The law that asks for it. */
    basis: Text,
    sentences: z.array(Sentence),
  })
  .meta({ id: 'RiskReportSection' })
export type RiskSection = z.infer<typeof RiskSection>

export const RiskContent = z
  .object({
    title: Text,
    period: Text,
    at: z.iso.datetime(),
    simulated: z.boolean(),
    sections: z.array(RiskSection),
    sources: z.array(Source),
  })
  .meta({ id: 'RiskReportContent' })
export type RiskContent = z.infer<typeof RiskContent>

export const Year = z.coerce.number().int().min(2000).max(2200)

/** The report of a year, of one organization or, with an empty code, of the whole city. */
export const MakeRiskReport = z.object({
  org: z.string().max(100).default(''),
  year: Year,
  /** Why it is made again; needed when there is one. */
  reason: z.string().trim().max(200).default(''),
})
export type MakeRiskReport = z.infer<typeof MakeRiskReport>
export const KeepRiskReport = MakeRiskReport.extend({ content: RiskContent })

export const RiskReportRow = z
  .object({
    id: z.uuid(),
    org: z.string(),
    year: z.int(),
    version: z.int(),
    madeAt: z.iso.datetime(),
    madeBy: z.string(),
    reason: z.string(),
    title: Text,
    signedBy: z.string().nullable(),
    simulated: z.boolean(),
  })
  .meta({ id: 'RiskReportRow' })
export type RiskReportRow = z.infer<typeof RiskReportRow>

export const RiskReportView = RiskReportRow.extend({
  /** First day of the year, as documents are named. */
  from: z.iso.date(),
  content: RiskContent,
  remarks: z.array(Remark),
  versions: z.array(
    z.object({ id: z.uuid(), version: z.int(), madeAt: z.iso.datetime(), reason: z.string() }),
  ),
  can: z.object({ sign: z.boolean(), make: z.boolean() }),
}).meta({ id: 'RiskReportView' })
export type RiskReportView = z.infer<typeof RiskReportView>

export const ListRiskReports = z.object({
  org: z.string().max(100).optional(),
  year: Year.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})
export const RiskReportPage = z
  .object({
    rows: z.array(RiskReportRow),
    total: z.int(),
    /** Organizations of which the reader may make a report; empty code: the city. */
    scopes: z.array(z.string()),
  })
  .meta({ id: 'RiskReportPage' })
export type RiskReportPage = z.infer<typeof RiskReportPage>

export const SignRiskReport = z.object({ id: z.uuid(), text: z.string().trim().max(500).default('') })
