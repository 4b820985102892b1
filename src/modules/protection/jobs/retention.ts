import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Job, type Reaction } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import { findResource } from '#modules/catalogue'
import { countAllDue, deletePart, proposeDeletion } from '../actions.ts'
import { dueBefore } from '../rules.ts'
import { findRetention } from '../store.ts'
import { tables } from '../tables.ts'

const who = systemActor('protection.retention')

/** Every night: what has been kept long enough is proposed, or goes where the rule is automatic. */
const lookJob = defineJob({
  name: 'protection.retention',
  input: z.object({}).loose(),
  cron: '17 3 * * *',
  async run(kernel) {
    const rules = await tables(kernel.app.db).selectFrom('protection_retention').select('resource').execute()
    for (const { resource } of rules) await lookAt(kernel, resource)
  },
})

/** A rule that was just saved shows at once what it means. */
const lookAtJob = defineJob({
  name: 'protection.retention-of',
  input: z.object({ resource: z.uuid() }).loose(),
  run: (kernel, { resource }) => lookAt(kernel, resource),
})

async function lookAt(kernel: Kernel, id: string): Promise<void> {
  const { db } = kernel.app
  const resource = await findResource(db, id)
  const rule = await findRetention(db, id)
  if (resource === undefined || rule === undefined || rule.hold !== null) return
  const before = dueBefore(rule.months, kernel.clock.now())
  if ((await countAllDue(db, resource, { what: rule.what, before })) === 0) return
  await kernel
    .execute(proposeDeletion, { actor: who, input: { resource: id, before: before.toISOString() } })
    .catch((error: unknown) => {
      // One is open already, one took what was due, or a hold came between.
      if (!(error instanceof Refusal && error.code === 'not-now')) throw error
    })
}

const deleteJob = defineJob({
  name: 'protection.delete-due',
  input: z.object({ deletion: z.uuid() }).loose(),
  async run(kernel, { deletion }) {
    for (;;) {
      const part = await kernel
        .execute(deletePart, { actor: who, input: { id: deletion } })
        .catch((error: unknown) => {
          if (error instanceof Refusal && error.code === 'not-now') return { done: true }
          throw error
        })
      if (part.done) return
    }
  },
})

export const retentionJobs: Job[] = [lookJob, lookAtJob, deleteJob] as Job[]

export const retentionReactions: readonly Reaction[] = [
  { on: 'retention.saved', job: 'protection.retention-of', input: (e) => ({ resource: e.subject.id }) },
  {
    on: 'retention.deletion-confirmed',
    job: 'protection.delete-due',
    input: (e) => ({ deletion: e.payload.deletion }),
  },
]
