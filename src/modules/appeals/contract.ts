import { z } from 'zod'
import { Duration } from '#kernel/clock/define'
import { Joint } from './contract/joint.ts'
import { Where } from './contract/where.ts'

export const Channel = z.enum(['web', 'wechat', 'phone', 'grid', 'enterprise', 'import', 'api'])
export type Channel = z.infer<typeof Channel>

export const Urgency = z.enum(['critical', 'urgent', 'normal', 'complex'])
export type Urgency = z.infer<typeof Urgency>

const Category = z.string().regex(/^\d{2}(\d{2}){0,2}$/)

export const SubmitAppeal = z
  .object({
    text: z.string().trim().min(5).max(20_000),
    title: z.string().trim().max(100).optional(),
    where: Where.default({}),
    channel: Channel.default('web'),
    anonymous: z.boolean().default(false),
    contact: z
      .object({
        name: z.string().trim().max(50).optional(),
        phone: z
          .string()
          .trim()
          .regex(/^1[3-9]\d{9}$|^0\d{2,3}-?\d{7,8}$/)
          .optional(),
      })
      .default({}),
    files: z
      .array(z.string().regex(/^[0-9a-f]{64}$/))
      .max(9)
      .default([]),
    /** Set by imports and other systems, so that a message is never taken in twice. */
    source: z
      .object({ system: z.string().max(50), id: z.string().max(100), at: z.iso.datetime().optional() })
      .optional(),
    /** A clerk who already knows says so; otherwise the classifier proposes. */
    category: Category.optional(),
    urgency: Urgency.optional(),
  })
  .meta({ id: 'SubmitAppeal' })
export type SubmitAppeal = z.infer<typeof SubmitAppeal>

/** What the resident keeps: number and id together open the public progress. */
export const Receipt = z
  .object({ id: z.uuid(), number: z.string(), state: z.string() })
  .meta({ id: 'Receipt' })
export type Receipt = z.infer<typeof Receipt>

export const ClassifyInput = z.object({
  category: Category,
  urgency: Urgency,
  /** The decision that proposed it, when an algorithm did. */
  decision: z.uuid().optional(),
})

export const DispatchInput = z.object({
  org: z.string().min(1).max(100),
  category: Category.optional(),
  urgency: Urgency.optional(),
  note: z.string().trim().max(1000).default(''),
  duty: z.string().max(100).optional(),
})

export const Proposal = z.object({
  decision: z.uuid(),
  category: z.string(),
  /** Level 2 and 3 by keywords: no labels exist that could measure it. */
  leaf: z.string().nullable(),
  leafWords: z.array(z.string()),
  urgency: Urgency,
  urgencyWords: z.array(z.string()),
  org: z.string().nullable(),
  duty: z.string().nullable(),
  /** Number of the case whose verdict it follows. */
  precedent: z.string().nullable().default(null),
  confidence: z.number(),
  terms: z.array(
    z.object({ term: z.string(), weight: z.number(), spans: z.array(z.tuple([z.int(), z.int()])) }),
  ),
  alternatives: z.array(z.object({ category: z.string(), confidence: z.number() })),
  /**
   * Why a person decides: what the register says (`rights`, `drift`, `never-automatic`, `below-threshold`), what the
   * classifier doubts (`two-close-classes`, `unknown-words`, `class-without-model`), or `no-department`. Null where
   * the proposal acts by itself.
   */
  handedOver: z
    .object({ reasons: z.array(z.string().max(40)).max(12), threshold: z.number().nullable() })
    .nullish(),
})
export type Proposal = z.infer<typeof Proposal>

export const ProposeInput = z.object({ proposal: Proposal })

export const HandleInput = z.object({ text: z.string().trim().min(2).max(2000) })

export const AppealDetails = z.object({
  proposal: Proposal.nullable(),
  classifiedBy: z.enum(['algorithm', 'person']).nullable(),
  dispatchedBy: z.enum(['algorithm', 'person']).nullable(),
  duty: z.string().nullable(),
  source: z.object({ system: z.string(), id: z.string() }).nullable(),
  /** Absent as long as nobody has joined or merged anything. */
  joint: Joint.optional(),
})
export type AppealDetails = z.infer<typeof AppealDetails>

export const UrgencyLimits = z.record(
  z.string(),
  z.object({ dispatch: Duration, accept: Duration, answer: Duration, arbitrate: Duration }),
)
export type UrgencyLimits = z.infer<typeof UrgencyLimits>

export * from './contract/joint.ts'
export * from './contract/similar.ts'
export * from './contract/where.ts'
