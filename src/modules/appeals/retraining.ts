import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { Database } from '#kernel/database'
import {
  type Disposed,
  findApproved,
  listDisposed,
  listJudges,
  proposeAlgorithm,
  recordRetraining,
} from '#kernel/decisions'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Job } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import { maskText } from '#kernel/vault/rules'
import { readVersion } from '#models/classifier'
import type { PairedGain, SelectiveReport } from '#models/evaluation'
import { loadCategories } from '#modules/duties'
import { categoryCode } from './classifier.ts'
import type { ModelShelf } from './models.ts'
import { leastNewRows, reasonToSkip, type SkipReason } from './rules/retraining.ts'
import { registerEntry } from './seed.ts'

/** A message with the class that a person gave it. */
export interface CorrectedRow {
  readonly text: string
  readonly label: string
  readonly at: string
}

export interface RetrainingInput {
  readonly base: Uint8Array
  readonly rows: readonly CorrectedRow[]
  /** Calendar date. */
  readonly on: string
  readonly threshold: number | null
}

interface VersionFigures {
  readonly macroF1: number
  readonly accuracy: number
  /** At the threshold in force. */
  readonly coverage: number
  readonly risk: number
}

/** The candidate beside the version in force, on the same held-out rows. */
export interface RetrainingReport {
  readonly from: string
  readonly taught: number
  readonly heldOut: number
  /** Time of the newest row; only what comes later counts as new for the next candidate. */
  readonly until: string
  readonly before: VersionFigures
  readonly after: VersionFigures
  readonly accuracyGain: PairedGain
  readonly macroF1Gain: PairedGain
  readonly selective: SelectiveReport
}

/** The newest rows that a candidate may learn from; bounds the thread's memory and time. */
const mostRows = 4000
/** A thread that has not answered by then is ended. */
const longestMs = 15 * 60_000

const Given = z.object({ text: z.string().min(1).max(25_000) })
const Final = z.object({ category: z.string().min(2) })
const Past = z.object({ retraining: z.object({ until: z.string() }) })

/**
 * Each night: what officers made of the proposals adapts a copy of the version in force, which enters the register as
 * proposed, beside its figures. Nothing here approves a version.
 */
export function retrainJob(shelf: ModelShelf): Job {
  return defineJob({
    name: 'algorithm.retrain',
    input: z.object({}).loose(),
    cron: '17 2 * * *',
    async run(kernel) {
      const { db } = kernel.app
      const inForce = await findApproved(db, categoryCode)
      const base = inForce === undefined ? undefined : await shelf.read(inForce.hash)
      if (inForce === undefined || base === undefined) return
      const rows = rowsOf(await listDisposed(db, categoryCode, mostRows))
      const { until, isWaiting } = await pastCandidates(db)
      const newRows = rows.filter(({ at }) => at > until).length
      const skipped = reasonToSkip({ newRows, isWaiting })
      if (skipped !== undefined) return record(kernel, inForce.version, newRows, skipped)
      const on = kernel.clock.now().toISOString().slice(0, 10)
      const { file, report } = await train({ base, rows, on, threshold: inForce.automaticAbove })
      if (report.accuracyGain.gain <= 0) return record(kernel, inForce.version, newRows, 'no-gain')
      await shelf.save(file)
      const proposed = await propose(kernel, file, report, inForce.automaticAbove)
      await record(kernel, inForce.version, newRows, null, proposed)
    },
  }) as Job
}

/** Labelled by the person's level-1 class. Identifiers are masked before anything learns; no sentence leaves the thread. */
function rowsOf(disposed: readonly Disposed[]): CorrectedRow[] {
  const names = new Map(loadCategories().map((c) => [c.code, c.zh]))
  return disposed.flatMap(({ input, final, at }) => {
    const given = Given.safeParse(input)
    const settled = Final.safeParse(final)
    const label = settled.success ? names.get(settled.data.category.slice(0, 2)) : undefined
    if (!given.success || label === undefined) return []
    return [{ text: maskText(given.data.text, 'full').text, label, at: at.toISOString() }]
  })
}

async function pastCandidates(db: Database): Promise<{ until: string; isWaiting: boolean }> {
  const versions = await db
    .selectFrom('algorithms')
    .select(['status', 'figures'])
    .where('code', '=', categoryCode)
    .execute()
  const candidates = versions.flatMap(({ status, figures }) => {
    const past = Past.safeParse(figures)
    return past.success ? [{ status, until: past.data.retraining.until }] : []
  })
  return {
    until:
      candidates
        .map(({ until }) => until)
        .sort()
        .at(-1) ?? '',
    isWaiting: candidates.some(({ status }) => status === 'proposed'),
  }
}

async function train(input: RetrainingInput): Promise<{ file: Uint8Array; report: RetrainingReport }> {
  const thread = new Worker(new URL('./retraining-thread.ts', import.meta.url), { workerData: input })
  const timer = setTimeout(() => void thread.terminate(), longestMs)
  try {
    return await new Promise((resolve, reject) => {
      thread.once('message', resolve)
      thread.once('error', reject)
      thread.once('exit', () => reject(new Error('The retraining thread ended without an answer')))
    })
  } finally {
    clearTimeout(timer)
    await thread.terminate()
  }
}

async function propose(
  kernel: Kernel,
  file: Uint8Array,
  { selective, ...report }: RetrainingReport,
  automaticAbove: number | null,
): Promise<string> {
  const hash = readVersion(file)
  const version = hash.slice(0, 12)
  const figures = {
    n: report.heldOut,
    'macro-F1': Number(report.after.macroF1.toFixed(4)),
    retraining: report,
    selective,
  }
  const input = { ...registerEntry, version, hash, automaticAbove, figures }
  await kernel.execute(proposeAlgorithm, { actor: systemActor('algorithm.retrain'), input })
  return version
}

async function record(
  kernel: Kernel,
  version: string,
  rows: number,
  reason: SkipReason | null,
  proposed: string | null = null,
): Promise<void> {
  const input = {
    code: categoryCode,
    version,
    outcome: reason === null ? ('proposed' as const) : ('skipped' as const),
    reason,
    rows,
    needed: reason === 'too-few-rows' ? leastNewRows : null,
    proposed,
    judges: await listJudges(kernel.app.db),
  }
  await kernel.execute(recordRetraining, { actor: systemActor('algorithm.retrain'), input })
}
