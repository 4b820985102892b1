import { defineAction } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import { type Duty, RetireDuty, SaveDuty } from '../contract.ts'
import { dutyOf } from '../register.ts'
import { unknownOf } from '../rules.ts'
import {
  type ChangeOf,
  insertDuties,
  knownCodes,
  lockDuty,
  lockDutyAt,
  retireRow,
  takeList,
  updateDuty,
} from '../store.ts'

/** Creates a duty (version 0) or changes the version that the editor saw. */
export const saveDuty = defineAction({
  name: 'duty.save',
  input: SaveDuty,
  allow: access.save,
  async run(tx, { actor, input, now, authorise }) {
    authorise({})
    await takeList(tx, now)
    const { version: seen, reason, ...duty } = input
    const unknown = unknownOf(duty, await knownCodes(tx))
    if (unknown.length > 0)
      throw new Refusal('invalid', 'duty.unknown-codes', {
        fields: unknown.map((u) => ({ path: u.field, code: u.reason, message: u.code })),
      })
    const by = { actor, now, reason }
    const { before, version } = seen === 0 ? await create(tx, duty, by) : await change(tx, duty, seen, by)
    return {
      output: { id: duty.id, version },
      subject: { type: 'duty', id: duty.id },
      change: { before, after: duty, reason },
      events: [{ name: 'duty.saved', payload: { id: duty.id, category: duty.category, place: duty.place } }],
    }
  },
})

async function create(tx: Tx, duty: Duty, by: ChangeOf) {
  const other = await lockDuty(tx, duty.id)
  if (other !== undefined)
    throw new Refusal('conflict', 'duty.changed-meanwhile', { id: duty.id, current: other.version })
  await insertDuties(tx, [duty], by)
  return { before: null, version: 1 }
}

async function change(tx: Tx, duty: Duty, seen: number, by: ChangeOf) {
  const before = await lockDutyAt(tx, duty.id, seen)
  return { before: dutyOf(before), version: await updateDuty(tx, before, duty, by) }
}

/** Takes a duty out of force. The row stays, since cases were dispatched by it. */
export const retireDuty = defineAction({
  name: 'duty.retire',
  input: RetireDuty,
  allow: access.retire,
  async run(tx, { actor, input, now, authorise }) {
    authorise({})
    await takeList(tx, now)
    const { id, reason } = input
    const before = await lockDutyAt(tx, id, input.version)
    const replacedBy = input.replacedBy ?? null
    if (replacedBy !== null && !(replacedBy !== id && (await lockDuty(tx, replacedBy))?.active))
      throw new Refusal('invalid', 'duty.no-successor', { id, replacedBy })
    const version = await retireRow(tx, before, replacedBy, { actor, now, reason })
    return {
      output: { id, version },
      subject: { type: 'duty', id },
      change: { before: dutyOf(before), after: null, replacedBy, reason },
      events: [{ name: 'duty.retired', payload: { id, category: before.category, place: before.place } }],
    }
  },
})
