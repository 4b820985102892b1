import { parentPort, workerData } from 'node:worker_threads'
import { type ScoreTask, scorePart } from './score.ts'

/** Runs in a thread of its own: compares its part of the blocks and hands the kept pairs over without a copy. */
const { table, plan, model, keepFrom, part } = workerData as ScoreTask
const pairs = scorePart(table, plan, model, keepFrom, part)
parentPort?.postMessage(pairs, [pairs.left.buffer, pairs.right.buffer, pairs.weight.buffer] as ArrayBuffer[])
