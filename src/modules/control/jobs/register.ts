import { z } from 'zod'
import { proposeAlgorithm } from '#kernel/decisions'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Reaction } from '#kernel/jobs'
import { algorithmCode } from '../store.ts'

const Submitted = z.object({
  model: z.uuid(),
  version: z.string(),
  hash: z.string(),
  name: z.string(),
  aim: z.string(),
  owner: z.string(),
  figures: z.record(z.string(), z.unknown()),
})

/** A submitted version stands in the register as proposed; it judges nobody before a person approves it. */
export const registerJob = defineJob({
  name: 'control.register',
  input: Submitted,
  async run(kernel, { model, version, hash, name, aim, owner, figures }) {
    const input = {
      code: algorithmCode(model),
      version,
      hash,
      zh: `管控模型：${name}`.slice(0, 100),
      en: `Control model: ${name}`.slice(0, 100),
      purposeZh: aim.slice(0, 400),
      purposeEn: `Grades areas, enterprises or facilities by a decision table: ${aim}`.slice(0, 400),
      ownerOrg: owner,
      rights: false,
      automaticAbove: null,
      figures,
    }
    await kernel.execute(proposeAlgorithm, { actor: systemActor('control.register'), input })
  },
})

export const registerReactions: readonly Reaction[] = [
  { on: 'control.model-submitted', job: registerJob.name, input: ({ payload }) => ({ ...payload }) },
]
