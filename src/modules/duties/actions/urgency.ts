import { defineAction } from '#kernel/action'
import { access } from '../access.ts'
import { UrgencyLimits } from '../contract.ts'
import { defaultLimits } from '../reference.ts'
import { forgetLimits, urgencySetting } from '../register.ts'

/** Saves the limits of all grades. Clocks that run already keep the limit that they were started with. */
export const saveUrgency = defineAction({
  name: 'duties.save-urgency',
  input: UrgencyLimits,
  allow: access.saveUrgency,
  async run(tx, { actor, input, now, authorise }) {
    authorise({})
    const row = await tx
      .selectFrom('settings')
      .select('value')
      .where('name', '=', urgencySetting)
      .forUpdate()
      .executeTakeFirst()
    const saved = { value: JSON.stringify(input), updated_at: now, updated_by: actor.id }
    await tx
      .insertInto('settings')
      .values({ name: urgencySetting, ...saved })
      .onConflict((c) => c.column('name').doUpdateSet(saved))
      .execute()
    forgetLimits()
    return {
      output: input,
      subject: { type: 'setting', id: urgencySetting },
      change: { before: row?.value ?? defaultLimits(), after: input },
      events: [{ name: 'duty.urgency-saved', payload: {} }],
    }
  },
})
