import { z } from 'zod'
import { ItemName } from '#modules/catalogue/contract'
import { Place } from './place.ts'

/** When a source is read, in Asia/Shanghai. */
export const Schedule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('manual') }),
  z.object({ kind: z.literal('every'), minutes: z.int().min(1).max(10_080) }),
  z.object({ kind: z.literal('daily'), at: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/) }),
])
export type Schedule = z.infer<typeof Schedule>

/** What one run may bring at most; more ends it with a reason, and what was taken stays. */
export const Limits = z.object({
  rows: z.int().min(1).max(10_000_000).default(1_000_000),
  megabytes: z.int().min(1).max(4096).default(512),
  seconds: z.int().min(1).max(7200).default(900),
})
export type Limits = z.infer<typeof Limits>

/** A field of the source and the item that it fills; a path with dots reaches into nested objects. */
export const Mapping = z.object({ from: z.string().min(1).max(300), item: ItemName })
export type Mapping = z.infer<typeof Mapping>

export const Settings = z.object({
  place: Place,
  /** Empty: fields are named as the items are. */
  mapping: z.array(Mapping).max(1000).default([]),
  /** `replace`: what a run does not bring is gone. */
  mode: z.enum(['merge', 'replace']).default('merge'),
  schedule: Schedule,
  limits: Limits.prefault({}),
  /** A replacement that loses more than this share of the last run's rows waits for a person. */
  mostLost: z.number().min(0).max(1).default(0.5),
})
export type Settings = z.infer<typeof Settings>

/** What is needed to begin where a run left off; each kind of place has its own. */
export const Position = z.record(z.string().max(40), z.union([z.string().max(2000), z.number(), z.null()]))
export type Position = z.infer<typeof Position>

/** Why something went wrong: the end of a message's key `pulls.error.…`, and what fills its places. */
export const Reason = z.object({
  key: z.string().max(60),
  values: z.record(z.string(), z.union([z.string().max(500), z.number()])).default({}),
})
export type Reason = z.infer<typeof Reason>

/** A file as its place showed it. */
export const FileMark = z.object({
  name: z.string().min(1).max(1000),
  size: z.int().min(0),
  modified: z.iso.datetime(),
  hash: z.string().max(64),
})
export type FileMark = z.infer<typeof FileMark>
