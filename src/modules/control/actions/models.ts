import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { defineAction, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import { access } from '../access.ts'
import { ModelRef, SaveModel } from '../contract.ts'
import { checkTable } from '../rules.ts'
import { findModelOf, hashOf, lockModel, modelSubject, registerStates } from '../store.ts'
import { tables } from '../tables.ts'
import { refuseUnfit } from './check.ts'

/** A model as its owner draws it up. What runs stays as it is until a new version is approved. */
export const saveModel = defineAction({
  name: 'control.save-model',
  input: SaveModel,
  allow: access.saveModel,
  async run(tx, { input, now, authorise }) {
    authorise({ lead: input.owner })
    const { content } = input
    const before =
      input.id === undefined ? undefined : await lockModel(tx, { id: input.id, revision: input.revision })
    if (before !== undefined) authorise(modelSubject(before))
    const owner = before?.owner ?? input.owner
    const other = await findModelOf(tx, owner, content.kind)
    if (other !== undefined && other.id !== before?.id)
      throw new Refusal('conflict', 'control.model-twice', { existing: other.id, kind: content.kind })
    if (before !== undefined && before.kind !== content.kind)
      throw new Refusal('invalid', 'control.kind-fixed', { field: 'content.kind' })
    await refuseUnfit(tx, owner, content)
    const id = before?.id ?? uuidv7()
    const revision = (before?.revision ?? 0) + 1
    const { hash, version } = hashOf(content)
    const isSame = before?.hash === hash
    const row = {
      revision,
      content: JSON.stringify(content),
      hash,
      version,
      saved_at: now,
      ...(isSame ? {} : { backtest: null }),
    }
    await tables(tx)
      .insertInto('control_models')
      .values({ id, owner, kind: content.kind, backtest: null, ...row })
      .onConflict((c) => c.column('id').doUpdateSet(row))
      .execute()
    return {
      output: { id, revision, version },
      subject: modelSubject({ id, owner }),
      change: { before: before?.content ?? null, after: content },
      events: [{ name: 'control.model-saved', payload: { name: content.name, version } }],
    }
  },
})

/** Keeps on record who tried to have a model read what no model may read; the draft itself was refused. */
export const noteRefusedInput = defineAction({
  name: 'control.note-refused-input',
  input: z.object({
    owner: z.string().max(100),
    model: z.string().max(200),
    inputs: z
      .array(
        z.object({
          input: z.string(),
          item: z.string(),
          attribute: z.string(),
          legalBasis: z.string(),
          path: z.string(),
        }),
      )
      .min(1)
      .max(20),
  }),
  allow: access.saveModel,
  async run(_tx, { input, authorise }) {
    authorise({ lead: input.owner })
    return {
      output: { noted: input.inputs.length },
      subject: { type: 'control-model', id: 'refused', lead: input.owner },
      change: { model: input.model, refused: input.inputs },
      events: [{ name: 'control.input-refused', payload: { owner: input.owner, inputs: input.inputs } }],
    }
  },
})

/**
 * Hands a back-tested draft to the register, where a person approves or refuses it. What the check of the table found
 * goes along, so that the judge sees it.
 */
export const submitModel = defineAction({
  name: 'control.submit-model',
  input: ModelRef,
  allow: access.saveModel,
  async run(tx, { input, now, authorise }) {
    const model = await lockModel(tx, input)
    authorise(modelSubject(model))
    await refuseUnfit(tx, model.owner, model.content)
    const { backtest } = model
    if (backtest === null) throw new Refusal('not-now', 'control.not-tested', {})
    if (dayOf(new Date(backtest.at)) !== dayOf(now))
      throw new Refusal('not-now', 'control.test-old', { day: dayOf(new Date(backtest.at)) })
    const state = (await registerStates(tx, [model])).get(model.id)?.state
    if (state !== 'draft')
      throw new Refusal('not-now', 'control.submitted-already', { version: model.version })
    const content = JSON.stringify(model.content)
    await tables(tx)
      .insertInto('control_versions')
      .values({ model: model.id, version: model.version, content, at: now })
      .onConflict((c) => c.columns(['model', 'version']).doNothing())
      .execute()
    const { changes: _, ...figures } = backtest
    return {
      output: { id: model.id, version: model.version },
      subject: modelSubject(model),
      change: { version: model.version, backtest: figures },
      events: [
        {
          name: 'control.model-submitted',
          payload: {
            model: model.id,
            version: model.version,
            hash: model.hash,
            name: model.content.name,
            aim: model.content.aim,
            owner: model.owner,
            figures: { backtest: figures, findings: checkTable(model.content) },
          },
          subject: modelSubject(model),
        },
      ],
    }
  },
})
