import { Worker } from 'node:worker_threads'
import type { PopulationGroup, SourceRow, Types } from './anonymising.ts'
import type { Problem, Progress, ReleasePlan, ReleaseResult } from './contract.ts'

export interface FormerInput {
  readonly release: string
  readonly number: string
  readonly title: string
  readonly plan: ReleasePlan
  readonly levels: readonly number[]
  /** Empty where no column could link the two: nothing is combined then. */
  readonly by: readonly string[]
  readonly rows: readonly SourceRow[]
}

export interface PopulationInput {
  readonly name: string
  readonly groups: readonly PopulationGroup[]
}

export interface ComputingInput {
  readonly plan: ReleasePlan
  readonly types: Types
  readonly rows: readonly SourceRow[]
  /** Chosen by a person; null: the best. */
  readonly levels: readonly number[] | null
  readonly former: readonly FormerInput[]
  /** Null: no population is compared. */
  readonly population: PopulationInput | null
}

export type Computed = Omit<ReleaseResult, 'asOf' | 'digest'>

/** What the thread says: how far it is, and once at the end the result or why there is none. */
export type Said =
  | { readonly progress: Progress }
  | { readonly problem: Problem }
  | { readonly computed: Computed }

/** A search that takes longer would keep a core from everything else; the plan has to be made smaller. */
const longestMs = 10 * 60_000

/**
 * Computes in a thread of its own: the process goes on serving.
 * @param wanted asked now and then; when it says no, the thread ends and the answer is undefined
 */
export async function compute(
  input: ComputingInput,
  onProgress: (progress: Progress) => void,
  wanted: () => Promise<boolean>,
): Promise<Computed | { readonly problem: Problem } | undefined> {
  const thread = new Worker(new URL('./computing-thread.ts', import.meta.url), { workerData: input })
  let watch: NodeJS.Timeout | undefined
  let limit: NodeJS.Timeout | undefined
  try {
    return await new Promise((resolve, reject) => {
      limit = setTimeout(
        () => resolve({ problem: { key: 'time', values: { minutes: String(longestMs / 60_000) } } }),
        longestMs,
      )
      watch = setInterval(() => {
        wanted().then((is) => {
          if (!is) resolve(undefined)
        }, reject)
      }, 1000)
      thread.on('message', (said: Said) => {
        if ('progress' in said) onProgress(said.progress)
        else resolve('computed' in said ? said.computed : said)
      })
      thread.once('error', reject)
      thread.once('exit', () => reject(new Error('The computing thread ended without an answer')))
    })
  } finally {
    clearTimeout(limit)
    clearInterval(watch)
    await thread.terminate()
  }
}
