import { v7 as uuidv7 } from 'uuid'
import { defineAction } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { access } from '../access.ts'
import { RetirePrecedent, SavePrecedent } from '../contract.ts'
import { precedentOf } from '../register.ts'
import { insertPrecedent, lockPrecedent, retirePrecedentRow, takeList } from '../store.ts'

/** A verdict becomes an example; a retry of the same verdict is answered by its key. */
export const savePrecedent = defineAction({
  name: 'duty.save-precedent',
  input: SavePrecedent,
  allow: access.savePrecedent,
  async run(tx, { input, now, authorise }) {
    authorise({})
    await takeList(tx, now)
    const id = uuidv7()
    await insertPrecedent(tx, { ...input, id })
    return {
      output: { id },
      subject: { type: 'duty-precedent', id },
      change: { before: null, after: input },
      events: [{ name: 'duty.precedent-saved', payload: { id, category: input.category, org: input.org } }],
    }
  },
})

/** Later cases follow the duty list again; the verdict itself stays with its case. */
export const retirePrecedent = defineAction({
  name: 'duty.retire-precedent',
  input: RetirePrecedent,
  allow: access.retirePrecedent,
  async run(tx, { input: { id, reason }, now, authorise }) {
    authorise({})
    await takeList(tx, now)
    const row = await lockPrecedent(tx, id)
    if (row === undefined) throw new Refusal('not-found', 'duty.precedent-not-found', { id })
    if (row.retired_at !== null) throw new Refusal('not-now', 'duty.is-retired', { id, available: [] })
    await retirePrecedentRow(tx, id, now, reason)
    return {
      output: { id },
      subject: { type: 'duty-precedent', id },
      change: { before: precedentOf(row), after: null, reason },
      events: [{ name: 'duty.precedent-retired', payload: { id, category: row.category, org: row.org } }],
    }
  },
})
