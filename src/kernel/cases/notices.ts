import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { defineAction } from '#kernel/action'
import type { Database } from '#kernel/database'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Job, type Reaction } from '#kernel/jobs/define'
import { QueueNotice, queueAction, queueNotice } from '#kernel/notify'
import { pastTense } from './actions.ts'
import type { ActionRow, Case, CaseType } from './define.ts'
import { findCase } from './store.ts'

const job = 'case.notify'
const followersJob = 'case.notify-followers'
const namespace = '3c1c2c55-0a35-4d3c-8b8e-5f0e6a9a2b11'
/** In the app and by text message each; more in one transaction would hold its rows too long. */
const followersAtOnce = 100

/** Each public step of each case type tells the applicant and the followers, in the app and by text message. */
export function caseNoticeReactions(types: readonly CaseType[]): Reaction[] {
  return types.flatMap((type) => {
    const steps = Object.entries<ActionRow>(type.actions).filter(
      ([, row]) => row.visible === 'public' && row.notify !== false,
    )
    const events = [`${type.type}.submitted`, ...steps.map(([name]) => pastTense(type.type, name))]
    return [
      ...events.map(applicantReaction),
      ...(type.outline === undefined ? [] : steps.map(([name, row]) => followersReaction(type, name, row))),
    ]
  })
}

function applicantReaction(on: string): Reaction {
  return {
    on,
    job,
    input: (e) =>
      e.payload.applicant == null || e.payload.byApplicant === true
        ? undefined
        : {
            event: e.id,
            type: e.subject.type,
            id: e.subject.id,
            action: e.payload.action,
            applicant: e.payload.applicant,
          },
  }
}

/** Of what the applicant does followers hear only what moves the case: it may end what they wait for. */
function followersReaction(type: CaseType, action: string, row: ActionRow): Reaction {
  return {
    on: pastTense(type.type, action),
    job: followersJob,
    input: ({ id: event, subject, payload }) =>
      (subject.followers ?? []).length === 0 || (payload.byApplicant === true && row.to === undefined)
        ? undefined
        : { event, type: type.type, id: subject.id, action, followers: subject.followers },
  }
}

const Told = z.object({
  event: z.uuid(),
  type: z.string(),
  id: z.uuid(),
  action: z.string(),
  trace: z.string().optional(),
})

/** Message keys are `<type>.notice.<action>`, filled with the number and the office; one event makes one notice a channel. */
export const caseNoticeJob = defineJob({
  name: job,
  input: Told.extend({ applicant: z.uuid() }),
  async run(kernel, { event, type, id, action, applicant, trace }) {
    const c = await findCase(kernel.app.db, type, id)
    if (c === undefined) return
    const data = await noticeData(kernel.app.db, c)
    for (const channel of ['in-app', 'sms'] as const)
      await kernel.execute(queueAction, {
        actor: systemActor(job),
        trace,
        input: {
          id: uuidv5(`${event}:${channel}`, namespace),
          person: applicant,
          channel,
          template: `${type}.notice.${action}`,
          data,
          subject: { type, id },
        },
      })
  },
}) as Job

/** The notices of a batch of followers in one transaction and one audit entry. */
const tellFollowers = defineAction({
  name: 'case.tell-followers',
  input: z.object({
    id: z.uuid(),
    type: z.string(),
    notices: z
      .array(QueueNotice)
      .min(1)
      .max(2 * followersAtOnce),
  }),
  allow: [{ who: 'system', scope: 'anywhere' }],
  async run(tx, { input, now, authorise }) {
    authorise({})
    const events = []
    for (const notice of input.notices) events.push(...(await queueNotice(tx, notice, now)))
    const change = { template: input.notices[0]?.template, told: events.length }
    return { output: events.length, subject: { type: input.type, id: input.id }, change, events }
  },
})

/** Message keys are `<type>.followed.<action>`. Those who followed when the step was taken; who left since is left alone. */
export const followersNoticeJob = defineJob({
  name: followersJob,
  input: Told.extend({ followers: z.array(z.uuid()) }),
  async run(kernel, { event, type, id, action, followers, trace }) {
    const c = await findCase(kernel.app.db, type, id)
    if (c === undefined) return
    const data = await noticeData(kernel.app.db, c)
    const told = followers.filter((person) => c.followers.includes(person))
    for (let at = 0; at < told.length; at += followersAtOnce) {
      const notices = told.slice(at, at + followersAtOnce).flatMap((person) =>
        (['in-app', 'sms'] as const).map((channel) => ({
          id: uuidv5(`${event}:${channel}:${person}`, namespace),
          person,
          channel,
          template: `${type}.followed.${action}`,
          data,
          subject: { type, id },
        })),
      )
      await kernel.execute(tellFollowers, {
        actor: systemActor(followersJob),
        trace,
        input: { id, type, notices },
      })
    }
  },
}) as Job

async function noticeData(db: Database, c: Case): Promise<Record<string, string>> {
  const org =
    c.lead === null
      ? undefined
      : await db
          .selectFrom('organizations')
          .select(['zh', 'en'])
          .where('code', '=', c.lead.org)
          .executeTakeFirst()
  return { number: c.number, office: org?.zh ?? '', ...(org === undefined ? {} : { 'office.en': org.en }) }
}
