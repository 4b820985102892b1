import { z } from 'zod'

/** Where it is: any of the three may be missing; the more exact one wins. */
export const Where = z.object({
  /** Place path chosen from the list, such as 50/500107/500107103. */
  place: z.string().max(200).optional(),
  /** WGS-84. */
  point: z.object({ lon: z.number().min(73).max(136), lat: z.number().min(3).max(54) }).optional(),
  address: z.string().trim().max(200).optional(),
})
export type Where = z.infer<typeof Where>
