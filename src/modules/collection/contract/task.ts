import { z } from 'zod'

export const taskReasons = ['late', 'quality', 'quarantine'] as const
/** Why a duty department is asked: nothing arrived in time, the score is low, rows wait too long for repair. */
export const TaskReason = z.enum(taskReasons)
export type TaskReason = z.infer<typeof TaskReason>

export const DataTaskDetails = z.object({
  resource: z.uuid(),
  code: z.string(),
  resourceName: z.string(),
  reasons: z.array(TaskReason).min(1),
  /** Since when it is late; null where that is no reason. */
  lateSince: z.iso.datetime().nullable(),
  score: z.number().nullable(),
  waiting: z.int(),
  /** Days within which it has to be in order again. */
  workingDays: z.int(),
  /** Days within which it has to be accepted. */
  acceptDays: z.int().optional(),
  report: z.object({ text: z.string(), at: z.iso.datetime() }).nullable(),
})
export type DataTaskDetails = z.infer<typeof DataTaskDetails>

export const OpenDataTask = z.object({ resource: z.uuid() })
export const ReportDataTask = z.object({ text: z.string().trim().min(5).max(2000) })
