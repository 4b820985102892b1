import { defineQuery } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import { getResource } from '#modules/catalogue'
import { access } from '../access.ts'
import { type DraftedTerms, DraftTerms } from '../contract.ts'
import { draftedTerms } from '../rules.ts'

/** What each template makes of a resource for an organization, to begin a request with. */
export const draftTerms = defineQuery({
  name: 'sharing.drafts',
  input: DraftTerms,
  allow: access.apply,
  async run(tx, { input, now, authorise }): Promise<DraftedTerms> {
    authorise({ co: [input.consumer] })
    const { content } = await getResource(tx, input.resource)
    const org = await tx
      .selectFrom('organizations')
      .select('places')
      .where('code', '=', input.consumer)
      .executeTakeFirst()
    return draftedTerms({ content, places: org?.places ?? [], today: dayOf(now) })
  },
})
