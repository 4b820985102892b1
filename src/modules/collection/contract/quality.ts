import { z } from 'zod'
import { dimensions } from '../rules/quality.ts'

const Share = z.number().min(0).max(1).nullable()
export const Shares = z.record(z.enum(dimensions), Share)

const Count = z.int().min(0)
export const MeasuresView = z
  .object({
    sent: Count,
    cells: Count,
    filled: Count,
    invalid: Count,
    inconsistent: Count,
    duplicates: Count,
    deliveries: Count,
    late: Count,
  })
  .meta({ id: 'QualityMeasures' })

const Weight = z.int().min(0).max(100)
/** Only the proportion matters. */
export const QualityWeights = z
  .object({
    completeness: Weight,
    validity: Weight,
    timeliness: Weight,
    uniqueness: Weight,
    consistency: Weight,
  })
  .refine((w) => Object.values(w).some((n) => n > 0), { message: 'one weight has to count' })
  .meta({ id: 'QualityWeights' })

export const GetQuality = z.object({
  id: z.uuid(),
  days: z.coerce.number().int().min(1).max(366).default(90),
})

/** A score with the numbers that it is made of, so that a reader can make it again. */
export const QualityFigure = z.object({
  measures: MeasuresView,
  shares: Shares,
  /** From 0 to 100; null where nothing arrived. */
  score: z.number().nullable(),
})
export type QualityFigure = z.infer<typeof QualityFigure>

export const QualityView = z
  .object({
    weights: QualityWeights,
    period: QualityFigure,
    /** Days on which something arrived, oldest first. */
    days: z.array(QualityFigure.extend({ day: z.iso.date() })),
  })
  .meta({ id: 'QualityView' })
export type QualityView = z.infer<typeof QualityView>

export const ListMonitor = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(100),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})

export const MonitorRow = z
  .object({
    id: z.uuid(),
    code: z.string(),
    name: z.string(),
    provider: z.string(),
    last: z.object({ at: z.iso.datetime(), sent: z.int(), quarantined: z.int() }).nullable(),
    /** When it is late; null where it is delivered irregularly. */
    due: z.iso.datetime().nullable(),
    isLate: z.boolean(),
    waiting: z.int(),
    score: z.number().nullable(),
    /** Scores of the last 30 days with deliveries, oldest first. */
    trend: z.array(z.number()),
    task: z.uuid().nullable(),
  })
  .meta({ id: 'CollectionMonitorRow' })
export type MonitorRow = z.infer<typeof MonitorRow>

/** Late ones first. */
export const MonitorPage = z
  .object({ rows: z.array(MonitorRow), total: z.int(), late: z.int(), waiting: z.int() })
  .meta({ id: 'CollectionMonitor' })
export type MonitorPage = z.infer<typeof MonitorPage>
