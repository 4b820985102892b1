import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import type { Clock } from '#kernel/clock'
import { dayOf } from '#kernel/clock/rules'
import { type Algorithm, decide, type Judgement } from '#kernel/decisions'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Reaction } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import { gatherValues, takeJudgement } from '../actions/judging.ts'
import { levelActionsOf } from '../actions/levels.ts'
import type { ModelContent, ReadValue, Trace } from '../contract.ts'
import { doubtsOf, judgeTable } from '../rules.ts'
import { algorithmCode, findModelOf, listOverdueOverrides } from '../store.ts'
import { tables } from '../tables.ts'

const actor = systemActor('control.judge')
const mostOverrides = 10_000

const Judge = z.object({ model: z.uuid(), only: z.uuid().optional() }).loose()

/** Judges what a running model judges: all of its subjects, or one. Values that are as they were are passed over. */
export function judgeJob(clock: Clock) {
  return defineJob({
    name: 'control.judge',
    input: Judge,
    concurrency: 1,
    batch: 1,
    run: (kernel, { model, only }) => judgeAll(kernel, clock, model, only),
  })
}

export async function judgeAll(
  kernel: Kernel,
  clock: Clock,
  model: string,
  only: string | undefined,
): Promise<void> {
  const take = takeJudgement(clock)
  let after: string | undefined
  for (;;) {
    const asked = {
      model,
      ...(after === undefined ? {} : { after }),
      ...(only === undefined ? {} : { only }),
    }
    const page = await kernel.execute(gatherValues, { actor, input: asked }).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      // A grant that ended or a count that is gone: nobody is judged, and levels stay as they are.
      kernel.log.warn('control: inputs could not be read', { model, reason: error.message })
      return undefined
    })
    if (page?.running === undefined || page.subjects.length === 0) return
    const { running } = page
    for (const s of page.subjects.filter((x) => x.judged !== x.hash)) {
      const algorithm = algorithmOf(model, page.model.name, running, kernel.clock.now())
      const subject = { type: 'control-subject', id: s.id, district: s.district }
      const decision = await decide(kernel, algorithm, s.values, subject)
      await kernel.execute(take, {
        actor,
        input: {
          id: s.id,
          model,
          name: page.model.name,
          version: running.version,
          hash: s.hash,
          trace: decision.output.trace,
          decision: { id: decision.id, district: decision.district },
          handedOver: decision.handedOver === null ? null : [...decision.handedOver.reasons],
        },
        key: `control:${decision.id}`,
      })
    }
    after = page.subjects.at(-1)?.id
  }
}

interface Running {
  readonly version: string
  readonly hash: string
  readonly content: ModelContent
}

/** A version of a table as the register knows it. */
export function algorithmOf(
  model: string,
  name: string,
  { version, hash, content }: Running,
  now: Date,
): Algorithm<Record<string, ReadValue>, { level: string; trace: Trace }> {
  return {
    code: algorithmCode(model),
    name,
    version,
    hash,
    judge(values): Judgement<{ level: string; trace: Trace }> {
      const trace = judgeTable(content, values)
      const { doubts, confidence } = doubtsOf(content, trace, now)
      return {
        output: { level: trace.level, trace },
        confidence,
        explanation: trace,
        label: trace.level,
        doubts,
      }
    },
  }
}

/** Each night: overrides that ran out end, and every running model judges anew. */
export function nightlyJob(clock: Clock) {
  return defineJob({
    name: 'control.nightly',
    input: z.object({}).loose(),
    cron: '23 2 * * *',
    async run(kernel) {
      const { look } = levelActionsOf(clock)
      for (const id of await listOverdueOverrides(kernel.app.db, dayOf(kernel.clock.now()), mostOverrides))
        await kernel.execute(look, { actor: systemActor('control.nightly'), input: { id } })
      const models = await tables(kernel.app.db)
        .selectFrom('control_models')
        .select('id')
        .orderBy('id')
        .execute()
      for (const { id } of models) await judgeAll(kernel, clock, id, undefined)
    },
  })
}

const Approved = z.object({ code: z.string() })
const About = z.object({ owner: z.string(), kind: z.enum(['area', 'enterprise', 'facility']) })

/** A version was approved, somebody asked, or what an input counts has changed. */
export const judgeReactions: readonly Reaction[] = [
  {
    on: 'algorithm.approved',
    job: 'control.judge',
    input: ({ payload }) => {
      const model = /^control\.model\.(.{36})$/.exec(Approved.parse(payload).code)?.[1]
      return model === undefined ? undefined : { model }
    },
  },
  { on: 'control.judging-asked', job: 'control.judge', input: ({ payload }) => ({ ...payload }) },
  {
    on: 'control.inspection-settled',
    job: 'control.judge-subject',
    input: ({ subject, payload }) => ({ ...About.parse(payload), only: subject.id }),
  },
  {
    on: 'control.subject-saved',
    job: 'control.judge-subject',
    input: ({ subject, payload }) => ({ ...About.parse(payload), only: subject.id }),
  },
]

/** Judges one subject by the model of its owner and kind, where there is one. */
export function judgeSubjectJob(clock: Clock) {
  return defineJob({
    name: 'control.judge-subject',
    input: About.extend({ only: z.uuid() }),
    async run(kernel, { owner, kind, only }) {
      const model = await findModelOf(kernel.app.db, owner, kind)
      if (model !== undefined) await judgeAll(kernel, clock, model.id, only)
    },
  })
}
