import { parentPort, workerData } from 'node:worker_threads'
import {
  explainPair,
  groupEntities,
  type LinkageModel,
  makeTable,
  outcomeOf,
  planBlocks,
  probabilityOf,
  type ScoredPairs,
  scorePairs,
  type Table,
  trainModel,
  weightOf,
} from '#models/linkage'
import type { Computed, ComputedDoubt, ComputingInput } from './computing.ts'
import { settingsOf } from './rules.ts'

/** Runs in a thread of its own: learns, compares, groups, explains what is doubtful, and answers once. */
const input = workerData as ComputingInput
const settings = settingsOf[input.kind]
const table = makeTable(settings.fields, input.records, { origin: (n) => input.origins[n] as number })
const { model } = trainModel(table, settings, { seed: 1 })
const plan = planBlocks(table, settings.blocking, { sortBy: 'name' })
const pairs = await scorePairs(table, plan, model, { keepFrom: weightOf(input.doubt), threads: 2 })
const threshold = weightOf(input.link)
const { judgements } = input
const grouped = groupEntities(table.count, pairs, { threshold, chainBelow: threshold + 1, judgements })
const doubtful = positionsOfDoubts(pairs)
const answer: Computed = {
  labels: grouped.labels,
  pairs: { left: pairs.left, right: pairs.right, weight: pairs.weight },
  doubts: doubtful.slice(0, input.mostDoubts).map((n) => doubtAt(table, model, pairs, n)),
  figures: {
    records: table.count,
    compared: pairs.compared,
    linked: pairs.weight.reduce((sum, w) => sum + Number(w >= threshold), 0),
    doubtful: doubtful.length,
    entities: grouped.entities.length,
    chains: grouped.chains.length,
    oversize: plan.oversize.length,
  },
}
parentPort?.postMessage(answer)

/** The most doubtful first: a person's word tells most where the odds are even. */
function positionsOfDoubts({ weight }: ScoredPairs): number[] {
  const limits = { link: input.link, doubt: input.doubt }
  const positions: number[] = []
  for (let n = 0; n < weight.length; n++)
    if (outcomeOf(probabilityOf(weight[n] as number), limits) === 'doubtful') positions.push(n)
  return positions.sort((a, b) => Math.abs(weight[a] as number) - Math.abs(weight[b] as number))
}

function doubtAt(all: Table, learned: LinkageModel, scored: ScoredPairs, n: number): ComputedDoubt {
  const [left, right] = [scored.left[n] as number, scored.right[n] as number]
  const e = explainPair(all, learned, left, right)
  return {
    left,
    right,
    weight: e.weight,
    prior: e.priorWeight,
    steps: e.fields.map((f) => ({
      field: f.field,
      level: f.level ?? null,
      weight: f.weight,
      frequencyWeight: f.frequencyWeight,
    })),
  }
}
