import { z } from 'zod'
import { grant } from '#kernel/access/define'
import { defineQuery } from '#kernel/action'
import type { Database } from '#kernel/database'
import { type Algorithm, algorithmApproved } from '#kernel/decisions'
import { matchCategories, proposeUrgency, resolveDuty } from '#modules/duties'
import { resolveWhere } from '#modules/territory'
import type { CategoryInput, CategoryOutput } from './classifier.ts'
import { Urgency, Where } from './contract.ts'

export const SuggestAppeal = z
  .object({ text: z.string().max(5000), address: Where.shape.address, place: Where.shape.place })
  .meta({ id: 'SuggestAppeal' })
export type SuggestAppeal = z.infer<typeof SuggestAppeal>

export const Suggestion = z
  .object({
    /** Null where no approved version runs. */
    categories: z.array(z.object({ category: z.string(), confidence: z.number() })).nullable(),
    leaves: z.array(z.object({ category: z.string(), score: z.number(), words: z.array(z.string()) })),
    urgency: Urgency,
    urgencyWords: z.array(z.string()),
    place: z.string(),
    org: z.string().nullable(),
  })
  .meta({ id: 'Suggestion' })
export type Suggestion = z.infer<typeof Suggestion>

/** Candidates while an officer types. A read: it becomes a decision when the appeal is submitted. */
export function suggestQuery(
  classifier: (db: Database) => Promise<Algorithm<CategoryInput, CategoryOutput>>,
) {
  return defineQuery({
    name: 'appeal.suggest',
    input: SuggestAppeal,
    allow: [grant('clerk'), grant('dispatcher'), grant('grid-worker')],
    async run(tx, { input, authorise }): Promise<Suggestion> {
      authorise({})
      const algorithm = await classifier(tx)
      const approved = await algorithmApproved(tx, algorithm)
      const judged = approved ? await algorithm.judge({ text: input.text }) : null
      const best = judged?.output.category
      const leaves = matchCategories(input.text, best).slice(0, 5)
      const { urgency, because } = proposeUrgency(input.text, leaves[0]?.code ?? best ?? null)
      const where = resolveWhere({ place: input.place, address: input.address }, input.text)
      const duty = await resolveDuty(tx, leaves[0]?.code ?? best ?? null, where.place)
      return {
        categories:
          judged === null
            ? null
            : [
                { category: judged.output.category, confidence: judged.confidence },
                ...judged.output.alternatives,
              ],
        leaves: leaves.map((l) => ({ category: l.code, score: l.score, words: l.words })),
        urgency,
        urgencyWords: because,
        place: where.place,
        org: duty?.org ?? null,
      }
    },
  })
}
