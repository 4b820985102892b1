import { z } from 'zod'
import { Level } from './watch.ts'

/** Why a signal was kept: an anomaly began, changed its level, lasted, or ended; or an object fell silent. */
export const Phase = z.enum(['onset', 'level', 'repeat', 'end', 'silent'])
export type Phase = z.infer<typeof Phase>

/** What became of a signal: it raised a warning, joined one, or a silence or a higher warning held it back. */
export const SettledAs = z.enum(['raised', 'joined', 'silenced', 'inhibited', 'below'])
export type SettledAs = z.infer<typeof SettledAs>

export const SignalView = z
  .object({
    at: z.iso.datetime(),
    phase: Phase,
    value: z.number().nullable(),
    expected: z.number().nullable(),
    lower: z.number().nullable(),
    upper: z.number().nullable(),
    score: z.number(),
    level: Level.nullable(),
    reason: z.string(),
    /** What the row says in words, of a watch that names the item; null: nothing. */
    said: z.string().nullable(),
    /** The same in English; null: the row does not say it in English. */
    saidInEnglish: z.string().nullable(),
    trace: z.record(z.string(), z.number()),
    /** Of several values judged together the one that is furthest from its own past; null: one value. */
    item: z.string().nullable(),
    settled: SettledAs.nullable(),
  })
  .meta({ id: 'Signal' })
export type SignalView = z.infer<typeof SignalView>

export const SeriesOf = z.object({
  id: z.uuid(),
  object: z.string().min(1).max(200),
  /** The warning on whose page it is drawn: whoever sees that may see its series. */
  warning: z.uuid().optional(),
  hours: z.coerce
    .number()
    .int()
    .min(1)
    .max(24 * 90)
    .default(24),
})

/** One point of a series as its detector saw it; the band is missing where the detector draws none. */
export const Point = z.object({
  at: z.iso.datetime(),
  value: z.number().nullable(),
  expected: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  score: z.number(),
  anomalous: z.boolean(),
})
export type Point = z.infer<typeof Point>

export const SeriesView = z
  .object({
    watch: z.uuid(),
    object: z.string(),
    unit: z.string(),
    /** The unit on English screens; missing: the same. */
    englishUnit: z.string().optional(),
    /** The period that is counted; null: each point is one row. */
    every: z.enum(['day', 'week']).nullable(),
    /** Titles of the items that are judged together, by which `trace.series` names one; fewer than two: one value alone. */
    items: z.array(z.string()),
    /** Thinned to at most a thousand, keeping each anomalous one. */
    points: z.array(Point),
    signals: z.array(SignalView),
    /** Rows in the period before thinning. */
    rows: z.int(),
    cut: z.boolean(),
    /** The newest rows that were not judged, because the time for it ran out; 0: all were. */
    unjudged: z.int(),
  })
  .meta({ id: 'Series' })
export type SeriesView = z.infer<typeof SeriesView>
