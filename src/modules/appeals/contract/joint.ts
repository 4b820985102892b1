import { z } from 'zod'

/** What a neighbour adds who joins; may be empty. */
export const JoinInput = z.object({ text: z.string().trim().max(500).default('') })

export const MergeInput = z.object({ main: z.uuid(), reason: z.string().trim().min(2).max(1000) })

const most = 20_000
export const AdoptInput = z.object({ case: z.uuid(), people: z.array(z.uuid()).max(most) })
export const ReleaseInput = z.object({ case: z.uuid() })

/** Who follows this case, which cases are merged into it, and into which it is. */
export const Joint = z.object({
  /** Person ids of who joined by themselves. */
  joined: z.array(z.string()),
  /** Cases merged into this one, with their applicants and followers. */
  adopted: z.array(z.object({ case: z.string(), people: z.array(z.string()) })),
  /** The main case, and the state in which this one was merged. */
  into: z.object({ main: z.string(), state: z.string() }).nullable(),
  /** The main case from which it was last split. */
  left: z.string().nullable(),
})
export type Joint = z.infer<typeof Joint>
