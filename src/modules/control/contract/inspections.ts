import { z } from 'zod'
import { MeasureKind } from './measures.ts'
import { Level, SubjectKind } from './subjects.ts'

const Text = z.string().trim().min(5).max(5000)
const Files = z
  .array(z.string().regex(/^[0-9a-f]{64}$/))
  .max(9)
  .default([])

export const InspectionFinding = z.object({
  text: z.string().trim().min(2).max(1000),
  serious: z.boolean().default(false),
})
export type InspectionFinding = z.infer<typeof InspectionFinding>

export const InspectionDetails = z.object({
  subject: z.uuid(),
  subjectName: z.string(),
  subjectKind: SubjectKind,
  identifier: z.string(),
  level: Level,
  measure: MeasureKind,
  /** Day by which it is due. */
  due: z.iso.date(),
  rectifyDays: z.int(),
  result: z.object({ text: z.string(), at: z.iso.datetime() }).nullable(),
  findings: z.array(InspectionFinding),
  followUps: z.array(z.object({ text: z.string(), at: z.iso.datetime(), resolved: z.boolean() })),
})
export type InspectionDetails = z.infer<typeof InspectionDetails>

/** Nothing was found, or what had to be handed in or taught was. */
export const PassInput = z.object({ text: Text, files: Files })
/** Findings, one a line on the screen; a line that begins with “!” or “！” is serious. */
export const ReportInput = z.object({
  text: Text,
  files: Files,
  findings: z.array(InspectionFinding).min(1).max(50),
})
export const FollowUpInput = z.object({ text: Text, files: Files })
