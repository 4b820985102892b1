import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import { CheckTable, DutyTable } from '../contract.ts'
import { tableFaults } from '../rules.ts'
import { checkSetting, dutySetting, readCheckTable, readDutyTable } from '../store.ts'

/** Saves which checks run, and by which limits. */
export const saveCheckTable = defineAction({
  name: 'data-check.save-table',
  input: CheckTable,
  allow: access.saveTable,
  async run(tx, { input, actor, now, authorise }) {
    authorise({})
    const before = await readCheckTable(tx)
    refuseChanged(before.version, input.version)
    const faults = tableFaults(input)
    if (faults.length > 0)
      throw new Refusal('invalid', 'data-check.table-faults', { faults: faults.join(', ') })
    const after = { ...input, version: input.version + 1 }
    await saveSetting(tx, checkSetting, after, { now, by: actor.id })
    return { output: after, subject: { type: 'setting', id: checkSetting }, change: { before, after } }
  },
})

/** Saves what each party answers for. */
export const saveDutyTable = defineAction({
  name: 'data-duty.save-table',
  input: DutyTable,
  allow: access.saveTable,
  async run(tx, { input, actor, now, authorise }) {
    authorise({})
    const before = await readDutyTable(tx)
    refuseChanged(before.version, input.version)
    const after = { ...input, version: input.version + 1 }
    await saveSetting(tx, dutySetting, after, { now, by: actor.id })
    return { output: after, subject: { type: 'setting', id: dutySetting }, change: { before, after } }
  },
})

function refuseChanged(current: number, seen: number): void {
  if (current !== seen) throw new Refusal('conflict', 'data-check.table-changed', { current })
}

async function saveSetting(
  tx: Tx,
  name: string,
  value: object,
  saved: { readonly now: Date; readonly by: string },
): Promise<void> {
  const row = { value: JSON.stringify(value), updated_at: saved.now, updated_by: saved.by }
  await tx
    .insertInto('settings')
    .values({ name, ...row })
    .onConflict((c) => c.column('name').doUpdateSet(row))
    .execute()
}
