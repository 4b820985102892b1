import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import { defineJob, type Reaction } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import { type openCase, react, skipChange } from './actions.ts'
import { callLimits } from './contract.ts'
import { actorOf } from './installing.ts'
import { ProgramFault } from './program/index.ts'
import { getScenario, isBehind, ownedByScenarios, type Run, runOf, runOfResource } from './store.ts'

type Open = ReturnType<typeof openCase>

const reactName = 'scenario.react'

/** Rows arrived, or a scenario runs again: its reactions and kinds of cases read on until they have had everything. */
export function reactJob(open: Open) {
  return defineJob({
    name: reactName,
    input: z.object({ resource: z.uuid().optional(), scenario: z.uuid().optional() }),
    concurrency: 2,
    batch: 1,
    async run(kernel, { resource, scenario }) {
      const { db } = kernel.app
      if (resource !== undefined) {
        const run = await runOfResource(db, resource)
        const [code] = [...(run?.resources ?? [])].find(([, id]) => id === resource) ?? []
        if (run !== undefined) await readOn(kernel, run, (r) => r === code, open)
      }
      if (scenario === undefined) return
      const s = await getScenario(db, scenario)
      for (const sandbox of [true, false]) {
        const run = await runOf(db, s, sandbox)
        if (run !== undefined) await readOn(kernel, run, () => true, open)
      }
    },
  })
}

export const reactingReactions: readonly Reaction[] = [
  {
    on: 'collection.delivered',
    job: reactName,
    input: (e) => ({ resource: e.subject.id }),
    among: ownedByScenarios,
  },
  ...['installed', 'published', 'resumed'].map(
    (event): Reaction => ({
      on: `scenario.${event}`,
      job: reactName,
      input: (e) => ({ scenario: e.subject.id }),
    }),
  ),
]

interface Kind {
  readonly kind: string
  readonly resource: string
}

/** In the manifest's order, and those before one first: what it reads of them is not older than its own changes. */
async function readOn(
  kernel: Kernel,
  run: Run,
  which: (resource: string) => boolean,
  open: Open,
): Promise<void> {
  const { program, caseTypes } = run.manifest
  const reactions = program?.reactions ?? []
  const last = reactions.findLastIndex((r) => which(r.resource))
  for (const { code, resource } of reactions.slice(0, last + 1)) {
    const id = run.resources.get(resource)
    if (id !== undefined) await readAll(kernel, run, code, id)
  }
  for (const { code: kind, opens } of caseTypes) {
    const resource = run.resources.get(opens.resource)
    if (resource !== undefined && which(opens.resource)) await openAll(kernel, run, { kind, resource }, open)
  }
}

const pollMs = 100
/** A long transaction of the server holds the feed back; after this the next delivery, or the job again, goes on. */
const patienceMs = 30_000

async function readAll(kernel: Kernel, run: Run, reaction: string, resource: string): Promise<void> {
  const asked = { code: run.s.code, sandbox: run.sandbox !== 0, reaction }
  let most: number = callLimits.batch
  // No batch of the size that the program failed on is tried again, until that is known to have been one change's fault.
  let roof: number = callLimits.batch
  await follow(kernel.app.db, resource, async () => {
    const done = await oneBatch(kernel, run, { ...asked, most })
    // Smaller and smaller, until the change that it fails on stands alone and is left out.
    if (done === 'failed') {
      roof = Math.max(1, Math.floor(most / 2))
      most = Math.max(1, Math.floor(most / 8))
    } else if (done === 'left-out') roof = callLimits.batch
    else if (typeof done !== 'string' && done.changes > 0) most = Math.min(roof, most * 2)
    return done === 'failed' || done === 'left-out' ? 'again' : done
  })
}

async function openAll(kernel: Kernel, run: Run, { kind, resource }: Kind, open: Open): Promise<void> {
  const input = { code: run.s.code, sandbox: run.sandbox !== 0, kind }
  await follow(kernel.app.db, resource, async () => {
    try {
      return await kernel.execute(open, { actor: actorOf(run.s), input })
    } catch (error) {
      // Suspended, retired or replaced meanwhile.
      if (error instanceof Refusal) return 'stopped'
      throw error
    }
  })
}

/** Reads a feed until nothing lies behind what was read, or its reader stops. */
async function follow(
  db: Kernel['app']['db'],
  resource: string,
  next: () => Promise<{ readonly changes: number; readonly position: string | null } | 'again' | 'stopped'>,
): Promise<void> {
  let until = performance.now() + patienceMs
  for (;;) {
    const done = await next()
    if (done === 'again') continue
    if (done === 'stopped' || done.position === null) return
    if (done.changes > 0) {
      until = performance.now() + patienceMs
      continue
    }
    if (!(await isBehind(db, resource, done.position))) return
    if (performance.now() > until) throw new Error(`the feed of ${resource} is held back`)
    await sleep(pollMs)
  }
}

type Batch =
  | { readonly changes: number; readonly position: string | null }
  | 'failed'
  | 'left-out'
  | 'stopped'

interface Asked {
  readonly code: string
  readonly sandbox: boolean
  readonly reaction: string
  readonly most: number
}

async function oneBatch(kernel: Kernel, run: Run, input: Asked): Promise<Batch> {
  const actor = actorOf(run.s)
  try {
    return await kernel.execute(react, { actor, input })
  } catch (error) {
    // Suspended, retired or replaced meanwhile, or its rows of the day are used up: a later delivery has it read on.
    if (error instanceof Refusal) return 'stopped'
    if (!(error instanceof ProgramFault) || error.position === null) throw error
    return input.most > 1 ? 'failed' : leaveOut(kernel, run, input, error)
  }
}

async function leaveOut(kernel: Kernel, run: Run, input: Asked, fault: ProgramFault): Promise<Batch> {
  const { code, sandbox, reaction } = input
  const problem = `${fault.kind} ${fault.message}`.slice(0, 1000)
  await kernel.execute(skipChange, {
    actor: actorOf(run.s),
    input: { code, sandbox, reaction, position: fault.position, problem },
  })
  return 'left-out'
}
