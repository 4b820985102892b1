import { z } from 'zod'
import { ItemName } from '#modules/catalogue/contract'
import { Purpose, RowCondition } from '#modules/sharing/contract'

/** What a read asks for, from the query string (GET) or the body (POST). The purpose has to be the granted one. */
export const ReadWish = z.object({
  purpose: Purpose,
  items: z.array(ItemName).min(1).max(500).optional(),
  where: z.array(RowCondition).max(20).default([]),
  after: z
    .string()
    .regex(/^\d{1,20}\.\d{1,20}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(10_000).default(50),
})
export type ReadWish = z.infer<typeof ReadWish>

export const ExchangePage = z
  .object({
    grant: z.uuid(),
    purpose: Purpose,
    rows: z.array(z.record(z.string(), z.unknown())),
    /** Position after which the next page begins; null at the end. */
    next: z.string().nullable(),
  })
  .meta({ id: 'ExchangePage' })
export type ExchangePage = z.infer<typeof ExchangePage>

/** A whole delivery of a grant with `bulk`; `after` the `until` of the last one makes it the changes since. */
export const DeliveryWish = z.object({
  purpose: Purpose,
  items: z.array(ItemName).min(1).max(500).optional(),
  where: z.array(RowCondition).max(20).default([]),
  after: z
    .string()
    .regex(/^\d{1,20}\.\d{1,20}$/)
    .optional(),
})
export type DeliveryWish = z.infer<typeof DeliveryWish>
