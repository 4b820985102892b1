import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { findCase, listPosts } from '#kernel/cases'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Job, type Reaction } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import { queueAction } from '#kernel/notify'
import { dataCheck } from '../case.ts'
import type { DataCheck } from '../rules.ts'
import { findFinding } from '../store.ts'

/** One notice an event and account, whatever runs twice. */
const namespace = '3f6b7a52-0c0d-4a83-8f0e-6d3c5a9b1e27'

/** Tells the person whose reading it is, and whoever has to answer where that is no data manager. */
const tellJob = defineJob({
  name: 'data-checks.tell',
  input: z.object({ event: z.string(), case: z.uuid() }).loose(),
  async run(kernel, { event, case: id }) {
    const c = await findCase<DataCheck['details']>(kernel.app.db, dataCheck.type, id)
    const finding = c === undefined ? undefined : await findFinding(kernel.app.db, c.details.finding)
    if (c === undefined || finding === undefined) return
    if (finding.account !== null)
      await tell(kernel, event, finding.account, {
        template: 'data-check.notice.about-you',
        data: { day: finding.occasion },
        subject: { type: 'data-finding', id: finding.id },
      })
    for (const account of await answering(kernel, c, finding.account))
      await tell(kernel, event, account, {
        template: 'data-check.notice.judge',
        data: { number: c.number },
        subject: { type: dataCheck.type, id: c.id },
      })
  },
})

/** Supervisors where it is about a person; the authority where the organization has nobody. */
async function answering(kernel: Kernel, c: DataCheck, account: string | null): Promise<string[]> {
  const org = c.lead?.org
  if (org === undefined || (account === null && org === c.details.org)) return []
  const role = account === null ? 'data-authority' : 'supervisor'
  const posts = await listPosts(kernel.app.db, { role, orgs: [org] }, '')
  return [...new Set(posts.map((p) => p.account))].filter((a) => a !== account).sort()
}

interface Told {
  readonly template: string
  readonly data: Readonly<Record<string, string>>
  readonly subject: { readonly type: string; readonly id: string }
}

async function tell(kernel: Kernel, event: string, account: string, told: Told): Promise<void> {
  const id = uuidv5(`${event}:${account}:${told.template}`, namespace)
  await kernel.execute(queueAction, {
    actor: systemActor('data-checks.tell'),
    input: { id, account, channel: 'in-app', ...told },
  })
}

export const tellJobs: Job[] = [tellJob] as Job[]

export const tellReactions: readonly Reaction[] = [
  {
    on: 'data-check.submitted',
    job: 'data-checks.tell',
    input: (e) => ({ event: e.id, case: e.subject.id }),
  },
]
