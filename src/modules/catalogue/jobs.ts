import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import { decide } from '#kernel/decisions'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Job, type Reaction } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import { noteVolume, openGradeNeed } from './actions.ts'
import { decisionDistrict, gradingAlgorithm } from './algorithm.ts'
import { gradeCauses } from './contract/grading.ts'
import { gradingFacts, listGrades, readGradingTable } from './register.ts'
import { needsGrading, propose, reachable } from './rules.ts'
import { getResource, listEdges, listPublishedIds } from './store.ts'

const Regrade = z.object({
  resource: z.uuid(),
  cause: z.enum(gradeCauses),
  /** False: only what is made of the resource. */
  itself: z.boolean(),
  /** The event that asks; with the target it makes the key by which a need is opened once. */
  event: z.string(),
})

/** Proposes levels anew for a resource and for everything that is made of it, and asks people where they changed. */
const regradeJob = defineJob({
  name: 'catalogue.regrade',
  input: Regrade,
  async run(kernel, { resource, cause, itself, event }) {
    const { db } = kernel.app
    const { table } = await readGradingTable(db)
    const below = reachable(await listEdges(db), resource)
    for (const id of below) {
      const isSelf = id === resource
      if (isSelf && !itself) continue
      await regrade(kernel, {
        table,
        id,
        cause: isSelf ? cause : 'source',
        source: isSelf ? null : resource,
        event,
      })
    }
  },
})

/** Another table asks again for every grade that it would give otherwise. */
const regradeAllJob = defineJob({
  name: 'catalogue.regrade-all',
  input: z.object({ event: z.string() }),
  async run(kernel, { event }) {
    const { table } = await readGradingTable(kernel.app.db)
    for (const id of await listPublishedIds(kernel.app.db))
      await regrade(kernel, { table, id, cause: 'table', source: null, event })
  },
})

interface Asked {
  readonly table: Awaited<ReturnType<typeof readGradingTable>>['table']
  readonly id: string
  readonly cause: (typeof gradeCauses)[number]
  readonly source: string | null
  readonly event: string
}

/** Proposes a level for one resource and asks a person where it is needed; asked by the same event once. */
export async function regrade(kernel: Kernel, { table, id, cause, source, event }: Asked): Promise<void> {
  const { db } = kernel.app
  const target = await getResource(db, id)
  if (target.state !== 'published') return
  const facts = await gradingFacts(db, target)
  const proposal = propose(table, facts)
  const [current] = await listGrades(db, id)
  if (!needsGrading(current, proposal, cause)) return
  const decision = await recorded(kernel, table, facts, id)
  await kernel.execute(openGradeNeed, {
    actor: systemActor('catalogue.regrade'),
    input: { id, cause, source, proposal, decision },
    key: `regrade:${event}:${id}`,
  })
}

/** The judgement's record; null while no person has approved the version: the need is opened all the same. */
async function recorded(
  kernel: Kernel,
  table: Asked['table'],
  facts: Awaited<ReturnType<typeof gradingFacts>>,
  id: string,
): Promise<string | null> {
  try {
    const subject = { type: 'resource', id, district: decisionDistrict }
    return (await decide(kernel, gradingAlgorithm, { table, facts }, subject)).id
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-approved') return null
    throw error
  }
}

const volumeJob = defineJob({
  name: 'catalogue.volume',
  input: z.object({ resource: z.uuid(), by: z.int(), event: z.string() }),
  async run(kernel, { resource, by, event }) {
    await kernel.execute(noteVolume, {
      actor: systemActor('catalogue.volume'),
      input: { id: resource, by },
      key: `volume:${event}`,
    })
  },
})

export const catalogueJobs: Job[] = [regradeJob, regradeAllJob, volumeJob] as Job[]

const Delivered = z.object({ counts: z.object({ added: z.int(), removed: z.int() }) })

export const catalogueReactions: readonly Reaction[] = [
  ...(
    [
      ['catalogue.published', 'published', true],
      ['catalogue.linked', 'linked', true],
      ['catalogue.unlinked', 'linked', true],
      ['catalogue.graded', 'source', false],
    ] as const
  ).map(
    ([on, cause, itself]): Reaction => ({
      on,
      job: 'catalogue.regrade',
      input: (event) => ({ resource: event.subject.id, cause, itself, event: event.id }),
    }),
  ),
  {
    on: 'catalogue.grading-table-saved',
    job: 'catalogue.regrade-all',
    input: (event) => ({ event: event.id }),
  },
  {
    on: 'collection.delivered',
    job: 'catalogue.volume',
    input: (event) => {
      const found = Delivered.safeParse(event.payload)
      if (!found.success) return undefined
      const { added, removed } = found.data.counts
      return { resource: event.subject.id, by: added - removed, event: event.id }
    },
  },
]
