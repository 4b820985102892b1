import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { Refusal } from '#kernel/action'
import { listPosts } from '#kernel/cases'
import { dayOf } from '#kernel/clock'
import type { Database } from '#kernel/database'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Job, type Reaction } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import { findResource } from '#modules/catalogue'
import { mostTold } from './actions/tell.ts'
import { expireGrant, stopGrants, tellParties } from './actions.ts'
import type { Grant } from './contract.ts'
import { isOver, warningDue, warnings } from './rules.ts'
import { findGrant, listEnding } from './store.ts'

const namespace = '5a1f0b5e-2d0f-4a6e-9a54-8f8d3a9e7b10'
const dayMs = 86_400_000
/** One look takes so many; the next one comes within the hour. */
const mostAtOnce = 5000

const lookJob = defineJob({
  name: 'sharing.look',
  input: z.object({}).loose(),
  cron: '7 * * * *',
  run: (kernel) => lookAtGrants(kernel),
})

/** Each hour: what has run out ends; both sides hear a month, a week and a day before. */
export async function lookAtGrants(kernel: Kernel): Promise<void> {
  const now = kernel.clock.now()
  const until = new Date(now.getTime() + (warnings[0] + 1) * dayMs)
  for (const grant of await listEnding(kernel.app.db, until, mostAtOnce)) {
    if (isOver(grant, now)) {
      await kernel
        .execute(expireGrant, { actor: systemActor('sharing.look'), input: { id: grant.id } })
        .catch(unlessMeanwhile)
      continue
    }
    const due = grant.state === 'drafted' ? undefined : warningDue(grant, dayOf(now))
    // By its end: a grant that was given longer is warned of anew.
    if (due !== undefined) await tell(kernel, grant, 'ending', `${grant.terms.until}:${due}`)
  }
}

/** Somebody was faster: it is over already. */
function unlessMeanwhile(error: unknown): void {
  if (!(error instanceof Refusal && error.code === 'not-now')) throw error
}

const tellJob = defineJob({
  name: 'sharing.tell',
  input: z
    .object({ event: z.uuid(), grant: z.uuid(), what: z.enum(['suspended', 'resumed', 'ended']) })
    .loose(),
  async run(kernel, { event, grant: id, what }) {
    const grant = await findGrant(kernel.app.db, id)
    if (grant !== undefined) await tell(kernel, grant, what, event)
  },
})

const stopJob = defineJob({
  name: 'sharing.stop',
  input: z.object({ resource: z.uuid(), reason: z.enum(['resource-retired', 'resource-breaking']) }).loose(),
  async run(kernel, { resource, reason }) {
    await kernel.execute(stopGrants, { actor: systemActor('sharing.stop'), input: { resource, reason } })
  },
})

export const sharingJobs = [lookJob, tellJob, stopJob] as Job[]

export const sharingReactions: readonly Reaction[] = [
  ...(['suspended', 'resumed', 'ended'] as const).map(
    (what): Reaction => ({
      on: `grant.${what}`,
      job: 'sharing.tell',
      // A step of the request that it was given on is told by the request itself.
      input: (e) =>
        e.payload.request === undefined ? { event: e.id, grant: e.subject.id, what } : undefined,
    }),
  ),
  {
    on: 'catalogue.retired',
    job: 'sharing.stop',
    input: (e) => ({ resource: e.subject.id, reason: 'resource-retired' }),
  },
  {
    on: 'catalogue.published',
    job: 'sharing.stop',
    input: (e) =>
      e.payload.change === 'breaking' ? { resource: e.subject.id, reason: 'resource-breaking' } : undefined,
  },
]

type Told = 'ending' | 'suspended' | 'resumed' | 'ended'

/** @param cause one notice a cause and account, whatever runs twice */
async function tell(kernel: Kernel, grant: Grant, what: Told, cause: string): Promise<void> {
  const { db } = kernel.app
  const posts = await listPosts(db, { role: 'data-manager', orgs: [grant.provider, grant.consumer] }, '')
  const accounts = [...new Set(posts.map((p) => p.account))].sort().slice(0, mostTold)
  if (accounts.length === 0) return
  const resource = await findResource(db, grant.resource)
  const data = {
    resource: resource?.content.name ?? '',
    consumer: await nameOf(db, grant.consumer),
    until: grant.terms.until,
  }
  const wanted = accounts.map((account) => ({
    id: uuidv5(`${grant.id}:${what}:${cause}:${account}`, namespace),
    account,
    channel: 'in-app' as const,
    template: `grant.notice.${what}${reasonOf(grant, what)}`,
    data,
    subject: { type: 'grant', id: grant.id },
  }))
  const notices = await notYetTold(db, wanted)
  if (notices.length === 0) return
  await kernel.execute(tellParties, {
    actor: systemActor('sharing.tell'),
    input: { id: grant.id, notices },
  })
}

/** The job looks each hour: what was said already leaves no entry in the audit again. */
async function notYetTold<N extends { id: string }>(db: Database, notices: readonly N[]): Promise<N[]> {
  const ids = notices.map((n) => n.id)
  const rows = await db.selectFrom('notices').select('id').where('id', 'in', ids).execute()
  const told = new Set(rows.map((r) => r.id))
  return notices.filter((n) => !told.has(n.id))
}

/** Why the platform itself stopped it; what a person wrote stays out of notices. */
function reasonOf(grant: Grant, what: Told): '' | '.retired' | '.breaking' | '.expired' {
  if (what === 'suspended' && grant.reason === 'resource-retired') return '.retired'
  if (what === 'suspended' && grant.reason === 'resource-breaking') return '.breaking'
  return what === 'ended' && grant.reason === 'expired' ? '.expired' : ''
}

async function nameOf(db: Database, org: string): Promise<string> {
  const row = await db.selectFrom('organizations').select('zh').where('code', '=', org).executeTakeFirst()
  return row?.zh ?? org
}
