import { seededRandom } from '#models/evaluation'
import { type BlockIndex, planBlocks } from './blocking.ts'
import { forEachCandidate, forEachPairOfKey } from './candidates.ts'
import { learnM } from './expectation.ts'
import type { LevelFigures, LinkageModel } from './model.ts'
import { type PatternCode, type Patterns, patternCode } from './patterns.ts'
import { type BlockingKey, type Comparison, fieldsOf, type LinkageSettings } from './settings.ts'
import { pairsOf, type Table } from './table.ts'
import { estimateU } from './unmatched.ts'

export interface TrainingOptions {
  readonly seed: number
  /** Random pairs for u; default 1,000,000. */
  readonly randomPairs?: number
  /** Pairs of one training key that teach m; whole blocks are drawn when there are more. Default 2,000,000. */
  readonly mostPairs?: number
  /** As for the plan; larger blocks are bounded. Default 1,000. */
  readonly mostPerBlock?: number
}

/** How a model was learned; for the register and for a person who doubts it. */
export interface TrainingReport {
  readonly randomPairs: number
  readonly certainPairs: number
  readonly sessions: readonly {
    readonly key: string
    readonly pairs: number
    /** Share of them that the model holds to be true pairs. */
    readonly matched: number
    readonly iterations: number
    readonly fields: readonly string[]
  }[]
  /** Fields that no training key left free: their m is the starting guess. */
  readonly untaught: readonly string[]
}

/**
 * Learns a model without labels, in Splink's order: the prior from keys that only true pairs share, u from random pairs,
 * m by expectation–maximisation with fixed u, one session a training key; of several sessions the median counts. The
 * same table, settings and seed give the same model.
 */
export function trainModel(
  table: Table,
  settings: LinkageSettings,
  options: TrainingOptions,
): { readonly model: LinkageModel; readonly report: TrainingReport } {
  const { comparisons } = settings
  for (const { field, frequency, levels } of comparisons)
    if (frequency !== undefined && levels[0]?.by !== 'exact')
      throw new RangeError(`${field}: a term frequency needs a first level „exact"`)
  const certainPairs = countCertain(table, settings, options)
  const prior = priorOf(certainPairs, settings.certain.recall, pairsOf(table))
  const random = seededRandom(options.seed)
  const { u, pairs } = estimateU(table, comparisons, options.randomPairs ?? 1_000_000, random)
  const sessions = settings.training.map((key) => runSession(table, comparisons, key, u, options))
  const m = comparisons.map((comparison, k) =>
    medianOf(
      sessions.flatMap((session) => (session.m[k] === undefined ? [] : [session.m[k]])),
      startingM(comparison),
    ),
  )
  const model: LinkageModel = {
    fields: settings.fields,
    comparisons: comparisons.map((comparison, k) => ({ ...comparison, figures: figuresOf(m[k], u[k]) })),
    prior,
  }
  const isTaught = (k: number) => sessions.some((session) => session.m[k] !== undefined)
  const untaught = comparisons.filter((_, k) => !isTaught(k)).map(({ field }) => field)
  return {
    model,
    report: { randomPairs: pairs, certainPairs, sessions: sessions.map(({ report }) => report), untaught },
  }
}

function figuresOf(m: readonly number[] = [], u: readonly number[] = []): LevelFigures[] {
  return m.map((share, level) => ({ m: share, u: u[level] ?? 1 }))
}

function countCertain(table: Table, { certain }: LinkageSettings, options: TrainingOptions): number {
  let count = 0
  const plan = planBlocks(table, certain.keys, sizeOf(options))
  forEachCandidate(table, plan, () => count++)
  return count
}

const sizeOf = ({ mostPerBlock }: TrainingOptions) => (mostPerBlock === undefined ? {} : { mostPerBlock })

/** Held below one half and above one pair in all, so that its odds are finite. */
function priorOf(certain: number, recall: number, all: number): number {
  return Math.min(0.5, Math.max(1, certain / recall) / Math.max(2, all))
}

interface Session {
  readonly m: readonly (readonly number[] | undefined)[]
  readonly report: TrainingReport['sessions'][number]
}

function runSession(
  table: Table,
  comparisons: readonly Comparison[],
  key: BlockingKey,
  u: readonly (readonly number[])[],
  options: TrainingOptions,
): Session {
  const used = new Set(key.parts.map(({ field }) => field))
  // A level that looks into a field of the key is decided by the key as well.
  const isFree = (comparison: Comparison) => fieldsOf(comparison).isDisjointFrom(used)
  const code = patternCode(table, comparisons, isFree)
  const patterns = patternsOfKey(table, key, code, options)
  const free = comparisons.map(isFree)
  const { m, matched, iterations } = learnM(patterns, code, comparisons.map(startingM), u, free)
  const fields = comparisons.filter((_, k) => free[k]).map(({ field }) => field)
  return {
    m: m.map((shares, k) => (free[k] ? shares : undefined)),
    report: { key: key.name, pairs: patterns.total, matched, iterations, fields },
  }
}

/** Nineteen of twenty agree fully, the rest is spread evenly. */
function startingM({ levels }: Comparison): number[] {
  const rest = 0.05 / levels.length
  return [0.95, ...levels.map(() => rest)]
}

function patternsOfKey(
  table: Table,
  key: BlockingKey,
  code: PatternCode,
  options: TrainingOptions,
): Patterns {
  const plan = planBlocks(table, [key], sizeOf(options))
  const index = plan.indexes[0] as BlockIndex
  const counts = new Float64Array(code.size)
  let total = 0
  forEachPairOfKey(
    table,
    plan,
    0,
    (left, right) => {
      const pattern = code.of(left, right)
      counts[pattern] = (counts[pattern] as number) + 1
      total++
    },
    blockSampler(index, plan.mostPerBlock, options),
  )
  return { counts, total }
}

/** Draws whole blocks by a hash of their number: the first ones would be those of the commonest values. */
function blockSampler(
  { starts }: BlockIndex,
  mostPerBlock: number,
  { seed, mostPairs = 2_000_000 }: TrainingOptions,
): (block: number) => boolean {
  let expected = 0
  for (let block = 0; block + 1 < starts.length; block++) {
    const records = (starts[block + 1] as number) - (starts[block] as number)
    expected += (records * Math.min(records - 1, mostPerBlock)) / 2
  }
  if (expected <= mostPairs) return () => true
  const share = mostPairs / expected
  return (block) => seededRandom(seed ^ Math.imul(block + 1, 0x9e3779b1))() < share
}

function medianOf(sessions: readonly (readonly number[])[], otherwise: readonly number[]): number[] {
  if (sessions.length === 0) return [...otherwise]
  const medians = otherwise.map((_, level) => {
    const sorted = sessions.map((shares) => shares[level] as number).sort((a, b) => a - b)
    const middle = sorted.length >> 1
    return sorted.length % 2 === 1
      ? (sorted[middle] as number)
      : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
  })
  const sum = medians.reduce((total, share) => total + share, 0)
  return medians.map((share) => share / sum)
}
