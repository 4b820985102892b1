import { z } from 'zod'

/** A word for a field of work, as people write it: 路灯, 物联感知. A telephone number is none. */
export const Tag = z
  .string()
  .trim()
  .min(1)
  .max(20)
  .regex(/^(?!.*\d{7})/)
/** Code path of a place, from the city down to the community. */
export const WishPlace = z.string().regex(/^\d{2}(\/\d{6}(\/\d{9}(\/\d{12})?)?)?$/)

const distinct = (values: readonly string[]) => [...new Set(values)]
export const Tags = z.array(Tag).min(1).max(8).transform(distinct)
export const WishPlaces = z.array(WishPlace).max(10).transform(distinct)
export const Why = z.string().trim().min(2).max(1000)

/** A list in one format for both kinds: what is looked for, how it is narrowed, where it is turned over. */
export const ListWishes = z.object({
  q: z.string().trim().max(100).optional(),
  tag: Tag.optional(),
  /** What is meant for this place, for one around it, or for one within it. */
  place: WishPlace.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(10_000).default(0),
})

/** A step that was taken, for officers: who and why. */
export const WishStep = z.object({
  at: z.iso.datetime(),
  action: z.string(),
  by: z.string(),
  reason: z.string(),
})
export type WishStep = z.infer<typeof WishStep>

export const WishRef = z.object({ id: z.uuid(), revision: z.int().min(1) })
export const WishMoved = z.object({ id: z.uuid(), revision: z.int() }).meta({ id: 'ScenarioWishMoved' })
