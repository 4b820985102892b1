import { z } from 'zod'
import { CaseRow } from '#kernel/cases/contract'
import { Where } from './where.ts'

export const SimilarOpen = z
  .object({ text: z.string().trim().min(5).max(5000), where: Where.default({}) })
  .meta({ id: 'SimilarOpen' })
export type SimilarOpen = z.infer<typeof SimilarOpen>

/** What a neighbour may know of an open appeal: a masked title, the township, how far it is, how many wait for it. */
export const Neighbour = z
  .object({
    id: z.uuid(),
    version: z.int(),
    title: z.string(),
    place: z.string(),
    state: z.string(),
    days: z.int(),
    followers: z.int(),
    /** Shared words and where they stand in the title. */
    shared: z.array(z.object({ words: z.string(), spans: z.array(z.tuple([z.int(), z.int()])) })),
    /** `mine`: the reader reported it; `following`: joined already; `join`: may; `sign-in`: may after signing in. */
    reader: z.enum(['mine', 'following', 'join', 'sign-in']),
  })
  .meta({ id: 'Neighbour' })
export type Neighbour = z.infer<typeof Neighbour>

/** A similar appeal as an officer who may see it judges it. */
export const SimilarCase = z
  .object({
    row: CaseRow,
    score: z.number(),
    similarity: z.number(),
    place: z.enum(['same', 'near', 'elsewhere', 'unknown']),
    metres: z.int().nullable(),
    days: z.int(),
    /** True where the score says the same matter. */
    likely: z.boolean(),
    excerpt: z.string(),
    /** Shared words, how much they tell, and where they stand in the excerpt. */
    terms: z.array(
      z.object({ term: z.string(), weight: z.number(), spans: z.array(z.tuple([z.int(), z.int()])) }),
    ),
  })
  .meta({ id: 'SimilarCase' })
export type SimilarCase = z.infer<typeof SimilarCase>
