import { z } from 'zod'
import { precedentScopes } from '../define.ts'

/** Inputs of what can be done with a case of any type. */

const Reason = z.string().trim().min(2).max(1000)
const Org = z.string().min(1).max(100)

export const HoldInput = z.object({ reason: Reason })
export const NoInput = z.object({})
export const CommentInput = z.object({ text: z.string().trim().min(1).max(2000) })
export const ExtensionInput = z.object({ reason: Reason, days: z.int().min(1).max(60) })
export const DecideExtensionInput = z.object({
  approve: z.boolean(),
  reason: z.string().trim().max(1000).default(''),
})
export const ReasonInput = z.object({ reason: Reason })
export const TransferInput = z.object({ org: Org, reason: Reason })
export const AskCoInput = z.object({
  orgs: z.array(Org).min(1).max(10),
  workingDays: z.int().min(1).max(30),
  reason: Reason,
})
export const AnswerInput = z.object({ text: z.string().trim().min(5).max(5000) })
export const AssignInput = z.object({ assignee: z.uuid() })
export const AttachInput = z.object({
  files: z
    .array(z.string().regex(/^[0-9a-f]{64}$/))
    .min(1)
    .max(9),
})
export const RateInput = z.object({
  score: z.int().min(1).max(5),
  solved: z.boolean(),
  reason: z.string().trim().max(1000).default(''),
})

/** An officer who was told, as the timeline keeps it: by name, and why this one. */
export const ToldOfficer = z.object({
  account: z.uuid(),
  name: z.string().max(100),
  role: z.enum(['handler', 'data-manager', 'dispatcher', 'supervisor', 'leader']),
  /** `assignee` and `named` were named for the case; a `deputy` stands in for `absent`; `post`: holders of the role. */
  as: z.enum(['assignee', 'named', 'deputy', 'post']),
  absent: z.string().max(100).optional(),
})
export type ToldOfficer = z.infer<typeof ToldOfficer>

const Told = z.array(ToldOfficer).max(20).default([])
export const EscalateInput = z.object({ rung: z.int().min(1).max(3).optional(), told: Told })
export const RemindInput = z.object({ clock: z.string().max(40), told: Told })

/** Why it is not ours, and by which law or list: an objection without a basis is a delay. */
export const DisputeInput = z.object({
  reason: z.string().trim().min(5).max(1000),
  legalBasis: z.string().trim().min(2).max(500),
  suggested: Org.optional(),
})
const Precedent = z.enum(precedentScopes).default('none')
export const ArbitrateInput = z.object({ org: Org, reason: Reason, precedent: Precedent })
export const SettleInput = z.object({ org: Org.optional(), reason: Reason, precedent: Precedent })
