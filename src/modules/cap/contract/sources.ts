import { z } from 'zod'

/** Why something could not be read: the end of a message key, and what fills its places. */
export const Reason = z.object({
  key: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Reason = z.infer<typeof Reason>

const PlacePath = z.string().regex(/^\d{2}(\/[\dA-Z]{6,15}){0,4}$/)

/** A feed of others. `places`: what it speaks of, for messages that name no division themselves. */
export const SaveSource = z
  .object({
    id: z.uuid().optional(),
    /** Of the state that the form was opened with; needed for a change. */
    revision: z.int().optional(),
    name: z.string().trim().min(2).max(100),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .refine((u) => new URL(u).username === '' && new URL(u).password === ''),
    places: z.array(PlacePath).max(50).default([]),
    everyMinutes: z.int().min(1).max(1440).default(5),
    timeoutSeconds: z.int().min(1).max(60).default(20),
    enabled: z.boolean().default(true),
    /** A bearer token; absent keeps the one that is there, null takes it away. */
    secret: z.string().min(1).max(2000).nullable().optional(),
  })
  .meta({ id: 'SaveCapSource' })
export type SaveSource = z.infer<typeof SaveSource>

export const SourceRef = z.object({ id: z.uuid() })
export const SourceSaved = z.object({ id: z.uuid(), revision: z.int() })

export const entryStates = ['waiting', 'done', 'dead', 'dismissed'] as const

const EntryView = z.object({
  key: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  state: z.enum(entryStates),
  tries: z.int(),
  reason: Reason.nullable(),
  seenAt: z.string(),
})
export type EntryView = z.infer<typeof EntryView>

export const SourceRow = z.object({
  id: z.uuid(),
  name: z.string(),
  url: z.string(),
  places: z.array(z.string()),
  everyMinutes: z.int(),
  timeoutSeconds: z.int(),
  enabled: z.boolean(),
  hasSecret: z.boolean(),
  simulated: z.boolean(),
  revision: z.int(),
  failures: z.int(),
  error: Reason.nullable(),
  nextRunAt: z.string().nullable(),
  lastRunAt: z.string().nullable(),
  lastGoodAt: z.string().nullable(),
  /** Messages that the last reading brought. */
  lastNew: z.int().nullable(),
  waiting: z.int(),
  dead: z.int(),
})
export type SourceRow = z.infer<typeof SourceRow>

export const SourceList = z
  .object({ rows: z.array(SourceRow), may: z.object({ manage: z.boolean() }) })
  .meta({ id: 'CapSourceList' })
export type SourceList = z.infer<typeof SourceList>

/** One source with what waits or was given up, newest first. */
export const SourceView = SourceRow.extend({
  entries: z.array(EntryView),
  may: z.object({ manage: z.boolean() }),
}).meta({ id: 'CapSourceView' })
export type SourceView = z.infer<typeof SourceView>

/** A dead letter is read again at once, or let go. */
export const SettleEntry = z.object({
  id: z.uuid(),
  key: z.string().min(1).max(500),
  how: z.enum(['again', 'dismiss']),
})
