import { z } from 'zod'

export const retentionCounts = ['time-item', 'last-change'] as const
export const retentionWhats = ['delete', 'anonymise'] as const

export const RetentionRule = z
  .object({
    months: z.int().min(1).max(1200),
    /** From the contract's time item, or from when the row last changed. */
    counts: z.enum(retentionCounts),
    /** Rows go; or their personal items go and the rest stays. What they were goes in both. */
    what: z.enum(retentionWhats),
    basis: z.string().trim().min(2).max(500),
    /** What is due goes without a person confirming it. */
    automatic: z.boolean(),
    /** Why nothing may leave now; null: no hold. */
    hold: z.string().trim().min(2).max(500).nullable(),
  })
  .meta({ id: 'RetentionRule' })
export type RetentionRule = z.infer<typeof RetentionRule>

export const SaveRetention = RetentionRule.extend({ id: z.uuid(), revision: z.int().min(0) })

export const ProposeDeletion = z.object({ resource: z.uuid(), before: z.iso.datetime() })
export const ConfirmDeletion = z.object({ id: z.uuid() })
export const DeletePart = z.object({ id: z.uuid() })

export const Deletion = z
  .object({
    id: z.uuid(),
    resource: z.uuid(),
    what: z.enum(retentionWhats),
    before: z.iso.datetime(),
    state: z.enum(['proposed', 'confirmed', 'done']),
    /** Rows that were due when it was proposed. */
    due: z.int(),
    rows: z.int(),
    history: z.int(),
    quarantined: z.int(),
    keysHash: z.string(),
    basis: z.string(),
    askedAt: z.iso.datetime(),
    confirmedAt: z.iso.datetime().nullable(),
    confirmedBy: z.string().nullable(),
    doneAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Deletion' })
export type Deletion = z.infer<typeof Deletion>

export const RetentionRow = z
  .object({
    resource: z.uuid(),
    name: z.string(),
    provider: z.string(),
    hasTime: z.boolean(),
    rule: RetentionRule.nullable(),
    revision: z.int(),
    /** What waits for a confirmation or is being done. */
    open: Deletion.nullable(),
    may: z.array(z.enum(['set', 'confirm'])),
  })
  .meta({ id: 'RetentionRow' })
export type RetentionRow = z.infer<typeof RetentionRow>

export const RetentionPage = z
  .object({ rows: z.array(RetentionRow), certificates: z.array(Deletion) })
  .meta({ id: 'RetentionPage' })
export type RetentionPage = z.infer<typeof RetentionPage>
