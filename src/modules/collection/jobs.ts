import { z } from 'zod'
import type { Action } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { findCase } from '#kernel/cases'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Job, type Reaction } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import { findResource, listPublished } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import type { LimitsAt } from './actions.ts'
import { dataTask } from './case.ts'
import { readPlaces, readStandings } from './queries/standing.ts'
import { reasonsOf, type Standing } from './rules.ts'
import { tables } from './tables.ts'

export interface TaskSteps {
  readonly open: Action
  readonly settle: Action
  readonly limitsAt: LimitsAt
}

const who = systemActor('collection.look')
const pageSize = 200

/** Every five minutes: what is late, poor or stuck becomes its department's task; what is in order again ends it. */
export function collectionJobs(steps: TaskSteps): Job[] {
  const look = defineJob({
    name: 'collection.look',
    input: z.object({}).loose(),
    cron: '*/5 * * * *',
    run: (kernel) => lookAtAll(kernel, steps),
  })
  const lookAgain = defineJob({
    name: 'collection.look-again',
    input: z.object({ resource: z.uuid() }).loose(),
    async run(kernel, input) {
      const resource = await findResource(kernel.app.db, input.resource)
      if (resource !== undefined) await lookAt(kernel, steps, [resource])
    },
  })
  return [look, lookAgain] as Job[]
}

/** What arrived or was repaired may end a task at once. */
export const collectionReactions: readonly Reaction[] = ['collection.delivered', 'collection.repaired'].map(
  (on) => ({ on, job: 'collection.look-again', input: (event) => ({ resource: event.subject.id }) }),
)

export async function lookAtAll(kernel: Kernel, steps: TaskSteps): Promise<void> {
  const resources = await listPublished(kernel.app.db)
  for (let at = 0; at < resources.length; at += pageSize)
    await lookAt(kernel, steps, resources.slice(at, at + pageSize))
}

async function lookAt(kernel: Kernel, steps: TaskSteps, resources: readonly Resource[]): Promise<void> {
  const { db } = kernel.app
  const now = kernel.clock.now()
  const standings = await readStandings(db, resources, now)
  const rows = await tables(db).selectFrom('data_tasks').selectAll().execute()
  const places = await readPlaces(db, [...new Set(resources.map((r) => r.provider))])
  const limitsOf = await steps.limitsAt(db)
  const tasks = new Map(rows.map((r) => [r.resource, r.task]))
  for (const r of resources) {
    const standing = standings.get(r.id)?.standing
    const task = tasks.get(r.id)
    if (standing === undefined) continue
    const limits = limitsOf(places.get(r.provider) ?? '50')
    const isInOrder = r.state !== 'published' || reasonsOf(standing, limits, now).length === 0
    if (task === undefined && !isInOrder) await openOne(kernel, steps, r, standing)
    if (task !== undefined && isInOrder) await settleOne(kernel, steps, task)
  }
}

async function openOne(kernel: Kernel, steps: TaskSteps, r: Resource, s: Standing): Promise<void> {
  await kernel
    .execute(steps.open, { actor: who, input: { resource: r.id } })
    .catch((error: unknown) => waitFor(kernel, error, { resource: r.id, standing: s }))
}

async function settleOne(kernel: Kernel, steps: TaskSteps, task: string): Promise<void> {
  const c = await findCase(kernel.app.db, dataTask.type, task)
  if (c === undefined) return
  await kernel
    .execute(steps.settle, {
      actor: who,
      input: { id: c.id, version: c.version },
      key: `settle:${c.id}:${c.version}`,
    })
    .catch((error: unknown) => waitFor(kernel, error, { task }))
}

/** Somebody was faster: the next look sees what they did. */
function waitFor(kernel: Kernel, error: unknown, about: object): void {
  if (!(error instanceof Refusal)) throw error
  kernel.log.info(`data task waits for the next look: ${error.message}`, about)
}
