import { Worker } from 'node:worker_threads'
import type { LinkageKind, RunFigures, Step } from './contract.ts'

export interface ComputingInput {
  readonly kind: LinkageKind
  readonly records: readonly Readonly<Record<string, string>>[]
  readonly origins: Uint8Array
  readonly link: number
  readonly doubt: number
  readonly judgements: readonly { left: number; right: number; same: boolean }[]
  readonly mostDoubts: number
}

export interface ComputedDoubt {
  readonly left: number
  readonly right: number
  readonly weight: number
  readonly prior: number
  readonly steps: readonly Step[]
}

export interface Computed {
  /** Record → first record of its entity. */
  readonly labels: Int32Array
  readonly pairs: { readonly left: Int32Array; readonly right: Int32Array; readonly weight: Float64Array }
  readonly doubts: readonly ComputedDoubt[]
  readonly figures: Omit<RunFigures, 'seconds'>
}

const longestMs = 60 * 60_000

/** Links in a thread of its own: the process goes on serving. */
export async function compute(input: ComputingInput): Promise<Computed> {
  const thread = new Worker(new URL('./computing-thread.ts', import.meta.url), { workerData: input })
  const timer = setTimeout(() => void thread.terminate(), longestMs)
  try {
    return await new Promise((resolve, reject) => {
      thread.once('message', resolve)
      thread.once('error', reject)
      thread.once('exit', () => reject(new Error('The linking thread ended without an answer')))
    })
  } finally {
    clearTimeout(timer)
    await thread.terminate()
  }
}
