import { defineAction, Refusal } from '#kernel/action'
import { access } from '../access.ts'
import { SharingClocks } from '../contract.ts'
import { clocksSetting, readClocks } from '../store.ts'

/** Saves the statutory clocks by jurisdiction; open requests keep the deadline that they have. */
export const saveClocks = defineAction({
  name: 'sharing.save-clocks',
  input: SharingClocks,
  allow: access.saveClocks,
  async run(tx, { input, actor, now, authorise }) {
    authorise({})
    const before = await readClocks(tx)
    if (before.version !== input.version)
      throw new Refusal('conflict', 'sharing.clocks-changed', { current: before.version })
    const after: SharingClocks = { ...input, version: input.version + 1 }
    const saved = { value: JSON.stringify(after), updated_at: now, updated_by: actor.id }
    await tx
      .insertInto('settings')
      .values({ name: clocksSetting, ...saved })
      .onConflict((c) => c.column('name').doUpdateSet(saved))
      .execute()
    return { output: after, subject: { type: 'setting', id: clocksSetting }, change: { before, after } }
  },
})
