import { z } from 'zod'
import { ItemName } from '#modules/catalogue/contract'
import { Purpose } from '#modules/sharing/contract'
import { PersonalKind } from './kinds.ts'

/** How well the platform knows who asks: a telephone number proven by a code, or an ID card that an officer has seen. */
export const IdentityLevel = z.enum(['phone', 'identity'])
export type IdentityLevel = z.infer<typeof IdentityLevel>

export const VerifyIdentity = z.object({
  phone: z
    .string()
    .trim()
    .regex(/^1[3-9]\d{9}$/),
  idNumber: z.string().trim().min(15).max(20),
})

export const OwnItem = z.object({
  item: ItemName,
  title: z.string(),
  kind: PersonalKind.nullable(),
  /** Null where nothing is held or nothing may be shown. */
  value: z.string().nullable(),
  shown: z.enum(['clear', 'masked', 'hidden', 'empty']),
})
export type OwnItem = z.infer<typeof OwnItem>

export const OwnRow = z.object({
  /** Names the row in a request; it says nothing to anybody else. */
  ref: z.string(),
  since: z.iso.datetime(),
  items: z.array(OwnItem),
})
export type OwnRow = z.infer<typeof OwnRow>

/** An organization that may see or saw rows of the resource of which one is the reader's. */
export const Reader = z.object({
  consumer: z.string(),
  purpose: Purpose,
  use: z.string(),
  legalBasis: z.string(),
  /** Titles of items given; masked ones are marked. */
  items: z.array(z.object({ title: z.string(), masked: z.boolean() })),
  state: z.enum(['drafted', 'active', 'suspended', 'ended']),
  from: z.iso.date(),
  until: z.iso.date(),
  days: z.array(z.object({ day: z.iso.date(), calls: z.int(), rows: z.int(), reads: z.int() })),
})
export type Reader = z.infer<typeof Reader>

export const OwnResource = z.object({
  id: z.uuid(),
  name: z.string(),
  provider: z.string(),
  /** What it is held for, as the catalogue says. */
  about: z.string(),
  /** Law by which it is kept; empty: the provider has not said. */
  legalBasis: z.string(),
  /** Months for which it is kept; null: the provider has not said. */
  months: z.int().nullable(),
  rows: z.array(OwnRow),
  readers: z.array(Reader),
})
export type OwnResource = z.infer<typeof OwnResource>

export const OwnData = z
  .object({ level: IdentityLevel, resources: z.array(OwnResource) })
  .meta({ id: 'OwnData' })
export type OwnData = z.infer<typeof OwnData>

export const SubjectEntry = z.object({
  key: z.string(),
  item: ItemName,
  kind: z.enum(['idNumber', 'phone']),
  index: z.string().regex(/^[0-9a-f]{32}$/),
})
export type SubjectEntry = z.infer<typeof SubjectEntry>

/** A page of the change feed as the index takes it in. */
export const SaveSubjects = z.object({
  id: z.uuid(),
  from: z.string().max(60).nullable(),
  to: z.string().max(60),
  signature: z.string().max(20_000),
  /** All keys of the page: what they were indexed by before goes. */
  keys: z.array(z.string()).max(10_000),
  entries: z.array(SubjectEntry).max(50_000),
})
