import { defineAction, Refusal } from '#kernel/action'
import { access, careAccess } from '../access.ts'
import { CareGroups, ForbiddenList, MeasureTable } from '../contract.ts'
import { droppedFrom, faultsOfMeasures } from '../rules.ts'
import {
  forbiddenSetting,
  groupsSetting,
  measuresSetting,
  readCareGroups,
  readForbidden,
  readMeasures,
  saveTable,
} from '../store.ts'

/** What each level brings with it: an office's own table. Plans follow by a job. */
export const saveMeasures = defineAction({
  name: 'control.save-measures',
  input: MeasureTable,
  allow: access.saveMeasures,
  async run(tx, { input, actor, now, authorise }) {
    authorise({})
    const faults = faultsOfMeasures(input)
    if (faults.length > 0)
      throw new Refusal('invalid', 'control.faults', { faults: faults.map((f) => ({ ...f, values: {} })) })
    const before = await readMeasures(tx)
    const after = await saveTable(tx, measuresSetting, { before, after: input, actor: actor.id, now })
    return {
      output: after,
      subject: { type: 'setting', id: measuresSetting },
      change: { before, after },
      events: [{ name: 'control.measures-saved', payload: { version: after.version } }],
    }
  },
})

/** Attributes that no model may read. What the constitution and the mission name cannot be taken off. */
export const saveForbidden = defineAction({
  name: 'control.save-forbidden',
  input: ForbiddenList,
  allow: access.saveForbidden,
  async run(tx, { input, actor, now, authorise }) {
    authorise({})
    const dropped = droppedFrom(input)
    if (dropped.length > 0) throw new Refusal('forbidden', 'control.forbidden-shortened', { dropped })
    const before = await readForbidden(tx)
    const after = await saveTable(tx, forbiddenSetting, { before, after: input, actor: actor.id, now })
    return { output: after, subject: { type: 'setting', id: forbiddenSetting }, change: { before, after } }
  },
})

/** Groups that may be cared for, each with its law and the resource whose processing was assessed. */
export const saveCareGroups = defineAction({
  name: 'care.save-groups',
  input: CareGroups,
  allow: careAccess.saveGroups,
  async run(tx, { input, actor, now, authorise }) {
    authorise({})
    const codes = input.rows.map((g) => g.code)
    if (new Set(codes).size < codes.length)
      throw new Refusal('invalid', 'care.group-twice', { field: 'rows' })
    const before = await readCareGroups(tx)
    const after = await saveTable(tx, groupsSetting, { before, after: input, actor: actor.id, now })
    return { output: after, subject: { type: 'setting', id: groupsSetting }, change: { before, after } }
  },
})
