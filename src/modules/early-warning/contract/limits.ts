import { z } from 'zod'
import { Level } from './watch.ts'

/** Within what time a warning of a level is to be noticed (minutes) and handled (hours); danger keeps no office hours. */
export const WarningLimit = z.object({
  acknowledgeMinutes: z.int().min(1).max(10_080),
  handleHours: z.int().min(1).max(2160),
})
export type WarningLimit = z.infer<typeof WarningLimit>

const byLevel = z.record(Level, WarningLimit)
export type WarningLimitsByLevel = z.infer<typeof byLevel>

/** What a leader saves: the version that was looked at, all four levels, and why. */
export const SaveWarningLimits = z
  .object({ version: z.int().min(0), limits: byLevel, reason: z.string().trim().min(4).max(500) })
  .meta({ id: 'SaveWarningLimits' })
export type SaveWarningLimits = z.infer<typeof SaveWarningLimits>

export const WarningLimits = z
  .object({
    version: z.int(),
    limits: byLevel,
    /** The last change; null as shipped. */
    changed: z.object({ at: z.iso.datetime(), by: z.string(), reason: z.string() }).nullable(),
    can: z.object({ save: z.boolean() }),
  })
  .meta({ id: 'WarningLimits' })
export type WarningLimits = z.infer<typeof WarningLimits>
