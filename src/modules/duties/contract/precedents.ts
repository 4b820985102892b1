import { z } from 'zod'

/**
 * A verdict on a disputed duty that later cases follow: in this place, this organization answers for this category,
 * whatever the duty list says for a wider one. The list stays as it is; whoever keeps it sees what disagrees.
 */
export const Precedent = z
  .object({
    id: z.uuid(),
    category: z.string(),
    /** Place path; with everything below. */
    place: z.string(),
    org: z.string(),
    /** Who objected. */
    from: z.string(),
    reason: z.string(),
    legalBasis: z.string(),
    case: z.object({ id: z.uuid(), number: z.string() }),
    decidedAt: z.iso.datetime(),
    decidedBy: z.string(),
    retiredAt: z.iso.datetime().nullable(),
    retiredReason: z.string().nullable(),
  })
  .meta({ id: 'DutyPrecedent' })
export type Precedent = z.infer<typeof Precedent>

export const ListPrecedents = z.object({
  category: z.string().max(20).optional(),
  org: z.string().max(100).optional(),
  retired: z.stringbool().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})

export const PrecedentPage = z
  .object({ rows: z.array(Precedent), total: z.int() })
  .meta({ id: 'DutyPrecedentPage' })
export type PrecedentPage = z.infer<typeof PrecedentPage>

export const SavePrecedent = Precedent.omit({ id: true, retiredAt: true, retiredReason: true })

export const RetirePrecedent = z.object({ id: z.uuid(), reason: z.string().trim().min(2).max(500) })
