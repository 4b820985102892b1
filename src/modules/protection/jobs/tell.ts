import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { listPosts } from '#kernel/cases'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Job, type Reaction } from '#kernel/jobs'
import { queueAction } from '#kernel/notify'
import { findResource } from '#modules/catalogue'

/** One notice an event and account, whatever runs twice. */
const namespace = '8d0c2c0a-7d4a-4a59-9d2e-0b6a6f3b7e41'
/** More readers would not act sooner. */
const mostTold = 40

const Tell = z.object({
  event: z.string(),
  resource: z.uuid(),
  /** Organization whose data managers hear of it; null: the data authority of the provider's place. */
  org: z.string().nullable(),
  template: z.string(),
  subject: z.object({ type: z.string(), id: z.uuid() }),
})

/** Tells, in the app, whose turn it is. */
const tellJob = defineJob({
  name: 'protection.tell',
  input: Tell,
  async run(kernel, { event, resource: id, org, template, subject }) {
    const { db } = kernel.app
    const resource = await findResource(db, id)
    if (resource === undefined) return
    const place = await db
      .selectFrom('organizations')
      .select('places')
      .where('code', '=', resource.provider)
      .executeTakeFirst()
    const wanted =
      org === null
        ? ({ role: 'data-authority', orgs: null } as const)
        : ({ role: 'data-manager', orgs: [org] } as const)
    const posts = await listPosts(db, wanted, place?.places[0] ?? '')
    for (const account of [...new Set(posts.map((p) => p.account))].sort().slice(0, mostTold))
      await kernel.execute(queueAction, {
        actor: systemActor('protection.tell'),
        input: {
          id: uuidv5(`${event}:${account}`, namespace),
          account,
          channel: 'in-app',
          template,
          data: { resource: resource.content.name },
          subject,
        },
      })
  },
})

export const tellJobs: Job[] = [tellJob] as Job[]

const Assessed = z.object({ resource: z.uuid() })

export const tellReactions: readonly Reaction[] = [
  {
    on: 'assessment.submitted',
    job: 'protection.tell',
    input: (e) => ({
      event: e.id,
      ...Assessed.parse(e.payload),
      org: null,
      template: 'assessment.notice.submitted',
      subject: { type: 'assessment', id: e.subject.id },
    }),
  },
  ...(['approved', 'returned'] as const).map(
    (state): Reaction => ({
      on: `assessment.${state}`,
      job: 'protection.tell',
      input: (e) => ({
        event: e.id,
        ...Assessed.parse(e.payload),
        org: e.subject.co?.[0] ?? null,
        template: `assessment.notice.${state}`,
        subject: { type: 'assessment', id: e.subject.id },
      }),
    }),
  ),
  {
    on: 'retention.deletion-proposed',
    job: 'protection.tell',
    input: (e) => ({
      event: e.id,
      resource: e.subject.id,
      org: e.subject.lead ?? null,
      template: 'retention.notice.due',
      subject: { type: 'retention', id: e.subject.id },
    }),
  },
]
