import { createHash } from 'node:crypto'
import { z } from 'zod'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Reaction } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import { computed, failRelease, moveRelease, publishRelease } from './actions.ts'
import { releasedRows, type SourceRow, solveAt, type Types } from './anonymising.ts'
import { compute, type FormerInput, type PopulationInput } from './computing.ts'
import type { Problem, Progress } from './contract.ts'
import { createReleasedFiles, filesOf } from './files.ts'
import { formerRefs, readPopulation, readRows, runOf } from './queries.ts'
import { releasedOf } from './rules.ts'

const actor = systemActor('release')
/** The table has to fit into memory several times over while it is searched. */
const mostRows = 100_000
/** Of so many former releases the rows are read again. */
const mostFormer = 5

const Run = z.object({ release: z.uuid(), run: z.uuid() })

/** Reads the rows, looks for the levels, compares with former releases. Cut off, it begins again. */
export const computeJob = defineJob({
  name: 'release.compute',
  input: Run,
  concurrency: 1,
  batch: 1,
  run: (kernel, ref) => guarded(kernel, ref, () => computeRun(kernel, ref)),
})

/** Writes the files of what was approved: the same rows at the same levels, or none. */
export const writeJob = defineJob({
  name: 'release.write',
  input: Run,
  concurrency: 1,
  batch: 1,
  run: (kernel, ref) => guarded(kernel, ref, () => writeRun(kernel, ref)),
})

/** What was withdrawn is gone from the disk too. */
export const dropJob = defineJob({
  name: 'release.drop',
  input: z.object({ release: z.uuid() }),
  run: (kernel, { release }) => createReleasedFiles(kernel.config.dataDir).drop(release),
})

type Ref = z.infer<typeof Run>

export const releaseReactions: readonly Reaction[] = [
  ...(
    [
      ['release.compute-asked', computeJob.name],
      ['release.approved', writeJob.name],
    ] as const
  ).map(([on, job]) => ({
    on,
    job,
    input: (event: Parameters<Reaction['input']>[0]) => ({
      release: event.subject.id,
      run: event.payload.run,
    }),
  })),
  { on: 'release.withdrawn', job: dropJob.name, input: (event) => ({ release: event.subject.id }) },
]

/** A problem ends a run with its reason; what nobody foresaw does too, and the log has more. */
async function guarded(kernel: Kernel, ref: Ref, work: () => Promise<Problem | undefined>): Promise<void> {
  let problem: Problem | undefined
  try {
    problem = await work()
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 500) : 'unknown'
    kernel.log.warn('A release could not be carried out', { ...ref, reason })
    problem = { key: 'failed', values: {} }
  }
  if (problem !== undefined)
    await kernel.execute(failRelease, { actor, input: { id: ref.release, run: ref.run, problem } })
}

async function computeRun(kernel: Kernel, ref: Ref): Promise<Problem | undefined> {
  const { run, plan, levels, items } = await kernel.ask(runOf, { actor, input: { id: ref.release } })
  if (run !== ref.run) return undefined
  const asOf = plan.asOf ?? kernel.clock.now().toISOString()
  const read = await readAll(kernel, ref, ref.release, asOf)
  if (read === undefined) return { key: 'rows', values: { most: String(mostRows) } }
  const former = await formerInputs(kernel, ref)
  if (former === undefined) return { key: 'former', values: { most: String(mostFormer) } }
  const population = plan.population == null ? null : await populationInput(kernel, ref, asOf)
  if (population !== null && 'key' in population) return population
  const wanted = async () => (await kernel.ask(runOf, { actor, input: { id: ref.release } })).run === ref.run
  const types: Types = new Map(items.map((i) => [i.name, i.type]))
  const answer = await compute(
    { plan, types, rows: read.rows, levels, former, population },
    (progress) => void move(kernel, ref, progress).catch(() => {}),
    wanted,
  )
  if (answer === undefined) return undefined
  if ('problem' in answer) return answer.problem
  const result = { ...answer, asOf, digest: read.digest }
  await kernel.execute(computed, { actor, input: { id: ref.release, run: ref.run, result } })
  return undefined
}

async function writeRun(kernel: Kernel, ref: Ref): Promise<Problem | undefined> {
  const { run, plan, result, items } = await kernel.ask(runOf, { actor, input: { id: ref.release } })
  if (run !== ref.run || result === null) return undefined
  const read = await readAll(kernel, ref, ref.release, result.asOf)
  // Rows that people had deleted since, or that arrived late, make another table than the one that was approved.
  if (read?.digest !== result.digest) return { key: 'changed', values: {} }
  await move(kernel, ref, { stage: 'writing', done: 0, all: null })
  const types: Types = new Map(items.map((i) => [i.name, i.type]))
  const solved = solveAt(plan, types, read.rows, result.chosen.levels)
  if (solved === undefined) return { key: 'changed', values: {} }
  const rows = releasedRows(plan, solved)
  const titles = new Map(items.map((i) => [i.name, i.title]))
  const columns = releasedOf(plan).map((c) => ({
    title: titles.get(c.item) ?? c.item,
    type: types.get(c.item) ?? 'text',
  }))
  const store = createReleasedFiles(kernel.config.dataDir)
  const files = []
  for (const { format, content } of await filesOf(columns, rows, plan.bom))
    files.push(await store.save(ref.release, format, content))
  const input = { id: ref.release, run: ref.run, files, rows: rows.length }
  await kernel.execute(publishRelease, { actor, input })
  return undefined
}

function move(kernel: Kernel, { release, run }: Ref, progress: Progress) {
  return kernel.execute(moveRelease, { actor, input: { id: release, run, progress } })
}

/** All rows of a release as of an instant with their digest; undefined when they are too many. */
async function readAll(
  kernel: Kernel,
  ref: Ref,
  release: string,
  asOf: string,
): Promise<{ rows: SourceRow[]; digest: string } | undefined> {
  const rows: SourceRow[] = []
  const hash = createHash('sha256')
  let after: string | undefined
  do {
    const page = await kernel.ask(readRows, { actor, input: { id: release, asOf, ...(after && { after }) } })
    for (const row of page.rows) {
      rows.push(row)
      hash.update(`${JSON.stringify([row.key, ...row.values])}\n`)
    }
    if (rows.length > mostRows) return undefined
    await move(kernel, ref, { stage: 'reading', done: rows.length, all: null })
    after = page.next ?? undefined
  } while (after !== undefined)
  return { rows, digest: hash.digest('hex') }
}

async function populationInput(kernel: Kernel, ref: Ref, asOf: string): Promise<PopulationInput | Problem> {
  const read = await kernel.ask(readPopulation, { actor, input: { id: ref.release, asOf } })
  if (read === undefined) return { key: 'population-gone', values: {} }
  const { name, groups } = read
  return groups === undefined ? { key: 'population-large', values: { name } } : { name, groups }
}

async function formerInputs(kernel: Kernel, ref: Ref): Promise<FormerInput[] | undefined> {
  const refs = await kernel.ask(formerRefs, { actor, input: { id: ref.release } })
  if (refs.filter((f) => f.by.length > 0).length > mostFormer) return undefined
  const inputs: FormerInput[] = []
  for (const { asOf, ...f } of refs) {
    const read = f.by.length === 0 ? { rows: [] } : await readAll(kernel, ref, f.release, asOf)
    if (read === undefined) return undefined
    inputs.push({ ...f, rows: read.rows })
  }
  return inputs
}
