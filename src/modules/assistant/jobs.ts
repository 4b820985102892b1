import { z } from 'zod'
import { type Case, findCase } from '#kernel/cases'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Job, type Reaction } from '#kernel/jobs'
import { forgetConversations, offerAnswer } from './actions.ts'

const leastScore = 4

/** An appeal that its writer rated solved: the answer waits, masked, for an officer's permission. Anonymous ones never. */
const offerJob = defineJob({
  name: 'assistant.offer-answer',
  input: z.object({ id: z.uuid(), trace: z.string().optional() }),
  async run(kernel, { id, trace }) {
    const appeal = await findCase(kernel.app.db, 'appeal', id)
    if (appeal === undefined || !isExemplary(appeal)) return
    const text = appeal.lead?.answer ?? ''
    const day = appeal.answeredAt?.slice(0, 10)
    if (text.length < 20 || day === undefined) return
    await kernel.execute(offerAnswer, {
      actor: systemActor('assistant.offer-answer'),
      input: { caseId: id, district: appeal.district, title: appeal.title.slice(0, 200), text, day },
      key: `offer:${id}`,
      trace,
    })
  },
})

function isExemplary({ rating, applicant }: Case): boolean {
  if (applicant === null || rating === null) return false
  return rating.solved && rating.score >= leastScore
}

const forgetJob = defineJob({
  name: 'assistant.forget',
  input: z.object({}).loose(),
  cron: '41 3 * * *',
  async run(kernel) {
    await kernel.execute(forgetConversations, { actor: systemActor('assistant.forget'), input: {} })
  },
})

export const assistantJobs = [offerJob, forgetJob] as Job[]

export const reactions: Reaction[] = [
  { on: 'appeal.rated', job: 'assistant.offer-answer', input: (e) => ({ id: e.subject.id }) },
]
