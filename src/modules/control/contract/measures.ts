import { z } from 'zod'
import { Level, SubjectKind } from './subjects.ts'

export const measureKinds = ['inspection', 'report', 'training', 'notice'] as const
/** 检查、报送、培训、告知. The first three open tasks in time; a notice is sent when the level takes effect. */
export const MeasureKind = z.enum(measureKinds)
export type MeasureKind = z.infer<typeof MeasureKind>

export const Measure = z.object({
  kind: SubjectKind,
  level: Level,
  measure: MeasureKind,
  /** Days from one to the next; null for a notice. */
  everyDays: z.int().min(1).max(3650).nullable(),
  /** What is to be done, for whoever does it. */
  text: z.string().trim().min(2).max(500),
})
export type Measure = z.infer<typeof Measure>

export const MeasureTable = z
  .object({
    version: z.int().min(0),
    rows: z.array(Measure).max(200),
    /** Days before the due day on which the task is opened. */
    openDays: z.int().min(0).max(60),
    /** Working days to put findings right. */
    rectifyDays: z.int().min(1).max(90),
  })
  .meta({ id: 'ControlMeasures' })
export type MeasureTable = z.infer<typeof MeasureTable>

export const MeasureTableView = z
  .object({ table: MeasureTable, may: z.boolean() })
  .meta({ id: 'ControlMeasuresView' })
export type MeasureTableView = z.infer<typeof MeasureTableView>
