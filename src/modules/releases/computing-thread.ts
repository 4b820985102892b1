import { parentPort, workerData } from 'node:worker_threads'
import type { ComputingInput, Said } from './computing.ts'
import { computeRelease } from './solving.ts'

/** Runs in a thread of its own and answers once. */
const say = (said: Said) => parentPort?.postMessage(said)
say(computeRelease(workerData as ComputingInput, (progress) => say({ progress })))
