import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Job, type Reaction } from '#kernel/jobs/define'
import { queueAction } from '#kernel/notify'
import { pastTense } from './actions.ts'
import type { CaseType } from './define.ts'
import { findCase } from './store.ts'

const job = 'case.notify'
const namespace = '3c1c2c55-0a35-4d3c-8b8e-5f0e6a9a2b11'

/** Each public step of each case type tells the applicant, in the app and by text message. */
export function caseNoticeReactions(types: readonly CaseType[]): Reaction[] {
  return types.flatMap((type) => {
    const steps = Object.entries(type.actions).filter(
      ([, row]) => row.visible === 'public' && row.notify !== false,
    )
    const events = [`${type.type}.submitted`, ...steps.map(([name]) => pastTense(type.type, name))]
    return events.map((on) => ({
      on,
      job,
      input: (e) =>
        e.payload.applicant == null || e.payload.byApplicant === true
          ? undefined
          : {
              event: e.id,
              type: type.type,
              id: e.subject.id,
              action: e.payload.action,
              applicant: e.payload.applicant,
            },
    }))
  })
}

const NotifyInput = z.object({
  event: z.uuid(),
  type: z.string(),
  id: z.uuid(),
  action: z.string(),
  applicant: z.uuid(),
  trace: z.string().optional(),
})

/** Message keys are `<type>.notice.<action>`, filled with the number and the office; one event makes one notice a channel. */
export const caseNoticeJob = defineJob({
  name: job,
  input: NotifyInput,
  async run(kernel, { event, type, id, action, applicant, trace }) {
    const c = await findCase(kernel.app.db, type, id)
    if (c === undefined) return
    const org =
      c.lead === null
        ? undefined
        : await kernel.app.db
            .selectFrom('organizations')
            .select('zh')
            .where('code', '=', c.lead.org)
            .executeTakeFirst()
    for (const channel of ['in-app', 'sms'] as const)
      await kernel.execute(queueAction, {
        actor: systemActor(job),
        trace,
        input: {
          id: uuidv5(`${event}:${channel}`, namespace),
          person: applicant,
          channel,
          template: `${type}.notice.${action}`,
          data: { number: c.number, office: org?.zh ?? '' },
          subject: { type, id },
        },
      })
  },
}) as Job
