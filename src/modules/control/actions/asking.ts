import { z } from 'zod'
import { defineAction, Refusal } from '#kernel/action'
import { access } from '../access.ts'
import { findRunning, getModel, modelSubject } from '../store.ts'

/** Somebody wants to know now rather than tonight: the running version judges anew, by a job. */
export const askJudging = defineAction({
  name: 'control.ask-judging',
  input: z.object({ id: z.uuid() }),
  allow: access.judge,
  async run(tx, { input, authorise }) {
    const model = await getModel(tx, input.id)
    authorise(modelSubject(model))
    const running = await findRunning(tx, model.id)
    if (running === undefined) throw new Refusal('not-now', 'control.not-running', {})
    return {
      output: { id: model.id, version: running.version },
      subject: modelSubject(model),
      change: { version: running.version },
      events: [{ name: 'control.judging-asked', payload: { model: model.id } }],
    }
  },
})
