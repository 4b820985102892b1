/**
 * Linking records: `node bench/linkage.ts [10000 100000 1000000]` (default 10000 100000). First FEBRL, the known answers
 * of others, then synthetic Chinese people at several sizes. Needs the reference data; says what it skips.
 */
import {
  bestThreshold,
  judgePairs,
  type PairFigures,
  planBlocks,
  probabilityOf,
  scorePairs,
  trainModel,
  weightOf,
} from '#models/linkage'
import {
  applyManualRule,
  applyNumberRule,
  type Febrl,
  type FebrlSet,
  febrlFolder,
  febrlSettings,
  hasFebrl,
  readFebrl,
} from './linkage/febrl.ts'
import { hasNames, run as runScale } from './linkage/scale.ts'

export async function run(sizes: readonly number[] = [10_000, 100_000]): Promise<void> {
  await runFebrl()
  if (hasNames()) await runScale(sizes)
  else console.log('SKIPPED the scale: no name frequencies (set REFERENCE_DATA)')
}

async function scoreFebrl({ table }: Febrl) {
  const { model } = trainModel(table, febrlSettings, { seed: 1 })
  return scorePairs(table, planBlocks(table, febrlSettings.blocking), model, { keepFrom: weightOf(0.001) })
}

/** The threshold with the best F1 on FEBRL 2, the model without labels on each set; 1 and 3 and 4 choose nothing. */
async function runFebrl(): Promise<void> {
  if (!hasFebrl('dataset2')) return console.log(`SKIPPED FEBRL: not in ${febrlFolder}`)
  const tuning = readFebrl('dataset2')
  const { threshold } = bestThreshold(await scoreFebrl(tuning), tuning.isSame, tuning.truth)
  console.log(`threshold p ≥ ${probabilityOf(threshold).toFixed(4)}: best F1 on FEBRL 2`)
  for (const set of ['dataset1', 'dataset2', 'dataset3', 'dataset4'] as const)
    await judgeFebrl(set, threshold)
}

async function judgeFebrl(set: FebrlSet, threshold: number): Promise<void> {
  const name = `FEBRL ${set.slice(-1)}`
  if (!hasFebrl(set)) return console.log(`SKIPPED ${name}: not in ${febrlFolder}`)
  const febrl = readFebrl(set)
  const pairs = await scoreFebrl(febrl)
  console.log(`${name}: ${febrl.table.count} records, ${febrl.truth} true pairs, ${pairs.compared} compared`)
  print('rule of the manual, > 3 of 6', applyManualRule(febrl))
  print('same number', applyNumberRule(febrl))
  print('Fellegi–Sunter, p ≥ 0.99', judgePairs(pairs, weightOf(0.99), febrl.isSame, febrl.truth))
  const role = set === 'dataset2' ? 'chosen here, no measure' : 'threshold from FEBRL 2'
  print(`Fellegi–Sunter, ${role}`, judgePairs(pairs, threshold, febrl.isSame, febrl.truth))
}

function print(name: string, { links, right, precision, recall, f1 }: PairFigures): void {
  console.log(
    `  ${name.padEnd(44)} ${links} links, ${links - right} wrong  P ${precision.toFixed(4)} R ${recall.toFixed(4)} F1 ${f1.toFixed(4)}`,
  )
}

if (import.meta.main) {
  const sizes = process.argv
    .slice(2)
    .map(Number)
    .filter((n) => n > 0)
  await run(sizes.length === 0 ? undefined : sizes)
}
