import { sql } from 'kysely'
import { z } from 'zod'
import { type Case, findCase } from '#kernel/cases'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Job, type Reaction } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import { shippedWeights } from '#models/similarity'
import type { AppealActions } from '../actions.ts'
import type { AppealDetails } from '../contract.ts'
import { jointOf } from '../rules/joint.ts'

const Ref = z.object({ id: z.uuid(), trace: z.string().optional() })
type Ref = z.infer<typeof Ref>

/** What a merged case and its main case owe each other; each job looks at both as they are now, so that it may run twice. */
export const jointReactions: Reaction[] = [
  ...['appeal.merged', 'appeal.split', 'appeal.withdrawn'].map((on) => ({
    on,
    job: 'appeal.follow-main',
    input: (e: { subject: { id: string } }) => ({ id: e.subject.id }),
  })),
  ...['appeal.closed', 'appeal.closed-with-main', 'appeal.withdrawn'].map((on) => ({
    on,
    job: 'appeal.main-over',
    input: (e: { subject: { id: string } }) => ({ id: e.subject.id }),
  })),
]

export function jointJobs(actions: AppealActions): Job[] {
  return [followMainJob(actions), mainOverJob(actions), signMissingJob(actions)] as Job[]
}

type Joined = 'adopt' | 'release' | 'closeMerged' | 'split'

async function take(kernel: Kernel, actions: AppealActions, step: Joined, c: Case, input: object, ref: Ref) {
  await kernel.execute(actions.onCase[step] as never, {
    actor: systemActor('appeal.joint'),
    input: { id: c.id, version: c.version, ...input },
    trace: ref.trace,
  })
}

const read = (kernel: Kernel, id: string) => findCase<AppealDetails>(kernel.app.db, 'appeal', id)

/** The people of a merged case follow the main one; those of a case that was split off or withdrawn no longer do. */
function followMainJob(actions: AppealActions) {
  return defineJob({
    name: 'appeal.follow-main',
    input: Ref,
    async run(kernel, ref) {
      const c = await read(kernel, ref.id)
      if (c === undefined) return
      const { into, left } = jointOf(c)
      const isMerged = c.state === 'merged' && into !== null
      const main = await read(kernel, into?.main ?? left ?? c.id)
      if (main === undefined || main.id === c.id) return
      const isAdopted = jointOf(main).adopted.some((a) => a.case === c.id)
      if (isMerged && !isAdopted) {
        const people = [...(c.applicant === null ? [] : [c.applicant]), ...c.followers]
        await take(kernel, actions, 'adopt', main, { case: c.id, people }, ref)
      }
      if (!isMerged && isAdopted && c.state !== 'closed')
        await take(kernel, actions, 'release', main, { case: c.id }, ref)
      // The main case may have ended between the merge and this look.
      if (isMerged && main.closedAt !== null) await endWith(kernel, actions, main, c, ref)
    },
  })
}

/** A main case that closes closes what was merged into it; one that its applicant takes back gives it free. */
function mainOverJob(actions: AppealActions) {
  return defineJob({
    name: 'appeal.main-over',
    input: Ref,
    async run(kernel, ref) {
      const main = await read(kernel, ref.id)
      if (main === undefined || main.closedAt === null) return
      for (const { case: id } of jointOf(main).adopted) {
        const c = await read(kernel, id)
        if (c?.state === 'merged' && jointOf(c).into?.main === main.id)
          await endWith(kernel, actions, main, c, ref)
      }
    },
  })
}

async function endWith(kernel: Kernel, actions: AppealActions, main: Case, c: Case, ref: Ref): Promise<void> {
  if (main.state === 'withdrawn')
    await take(kernel, actions, 'split', c, { reason: '主诉求已由反映人撤回，本件恢复单独办理。' }, ref)
  else await take(kernel, actions, 'closeMerged', c, {}, ref)
}

const batch = 500
/** At most so many batches a look: a bulk load of a million is signed in a day, between other work. */
const mostBatches = 100

/** Each hour: appeals that came past the actions get the signature by which they are found. */
function signMissingJob(actions: AppealActions) {
  return defineJob({
    name: 'appeal.sign-missing',
    input: z.object({}).loose(),
    cron: '23 * * * *',
    async run(kernel) {
      for (let n = 0; n < mostBatches; n++) {
        const { rows } = await sql<{ id: string }>`
          select c.id from cases c left join appeal_signatures s
            on s.district = c.district and s.case_id = c.id and s.model = ${shippedWeights().version}
          where c.type = 'appeal' and s.case_id is null limit ${batch}`.execute(kernel.app.db)
        if (rows.length === 0) return
        await kernel.execute(actions.sign, {
          actor: systemActor('appeal.sign-missing'),
          input: { ids: rows.map((r) => r.id) },
        })
        if (rows.length < batch) return
      }
    },
  })
}
