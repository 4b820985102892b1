import { existsSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { seededRandom } from '#models/evaluation'
import {
  bestThreshold,
  countCandidates,
  type Entities,
  groupEntities,
  judgePairs,
  makeTable,
  type PairFigures,
  pairFigures,
  planBlocks,
  probabilityOf,
  scorePairs,
  trainModel,
  type Values,
  weightOf,
} from '#models/linkage'
import { shippedGazetteer } from '../addresses/labelled.ts'
import { departments, writeRecords } from './departments.ts'
import { makePeople, namesFolder, readNames } from './people.ts'
import { comparePlainly } from './plain.ts'
import { peopleSettings } from './settings.ts'

const threads = 2
/** The tuning set has people of its own: no figure is measured on it. */
const tuningSeed = 71
const measuredSeed = 73

/** Seconds on the clock, and of processor in all threads: the second holds on a busy machine too. */
type Phases = Record<string, { readonly wall: number; readonly processor: number }>

interface Population {
  readonly records: readonly Values[]
  readonly entities: Int32Array
  readonly origins: Uint8Array
  readonly truth: number
}

export const hasNames = (): boolean => existsSync(namesFolder)

function populate(size: number, seed: number): Population {
  const random = seededRandom(seed)
  const names = readNames()
  const records: Values[] = []
  const entities = new Int32Array(size)
  const origins = new Uint8Array(size)
  const people = makePeople(size, random, names)
  for (const { entity, origin, values } of writeRecords(people, random, names, shippedGazetteer())) {
    entities[records.length] = entity
    origins[records.length] = origin
    records.push(values)
    if (records.length === size) break
  }
  return { records, entities, origins, truth: pairsWithin(entities) }
}

function pairsWithin(labels: Int32Array): number {
  const sizes = new Map<number, number>()
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1)
  return [...sizes.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0)
}

async function timed<T>(phases: Phases, name: string, work: () => T | Promise<T>): Promise<T> {
  const started = performance.now()
  const before = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  phases[name] = { wall: (performance.now() - started) / 1000, processor: (user + system) / 1e6 }
  return result
}

async function link(population: Population) {
  const { records, origins, entities } = population
  const phases: Phases = {}
  const table = await timed(phases, 'columns', () =>
    makeTable(peopleSettings.fields, records, { origin: (n) => origins[n] ?? 0 }),
  )
  const { model } = await timed(phases, 'learning', () => trainModel(table, peopleSettings, { seed: 1 }))
  const plan = await timed(phases, 'blocks', () =>
    planBlocks(table, peopleSettings.blocking, { mostPerBlock: 500, sortBy: 'idNumber' }),
  )
  const pairs = await timed(phases, 'comparing', () =>
    scorePairs(table, plan, model, { keepFrom: weightOf(0.01), threads }),
  )
  const isSame = (left: number, right: number) => entities[left] === entities[right]
  return { table, model, plan, pairs, phases, isSame }
}

/** Chooses the threshold on people of their own, then measures each size with it. */
export async function run(sizes: readonly number[]): Promise<void> {
  const tuning = populate(10_000, tuningSeed)
  const tuned = await link(tuning)
  const { threshold } = bestThreshold(tuned.pairs, tuned.isSame, tuning.truth)
  console.log(
    `synthetic people of ${departments.length} departments (names by frequency, errors by table); threshold p ≥ ${probabilityOf(threshold).toFixed(4)}, best F1 on 10,000 records of other people`,
  )
  let before: number | undefined
  for (const size of sizes) before = await measure(size, threshold, before)
}

async function measure(size: number, threshold: number, before: number | undefined): Promise<number> {
  const started = performance.now()
  const population = populate(size, measuredSeed)
  const made = (performance.now() - started) / 1000
  const { table, model, plan, pairs, phases, isSame } = await link(population)
  const groups = await timed(phases, 'entities', () =>
    groupEntities(size, pairs, { threshold, chainBelow: threshold + 3 }),
  )
  const total = Object.values(phases).reduce((sum, { processor }) => sum + processor, 0)
  const wall = Object.values(phases).reduce((sum, one) => sum + one.wall, 0)
  const { memoryUsage, resourceUsage } = process
  console.log(
    `\n${size.toLocaleString('en')} records (made in ${made.toFixed(0)} s), ${new Set(population.entities).size.toLocaleString('en')} people, ${population.truth.toLocaleString('en')} true pairs`,
  )
  const seconds = Object.entries(phases)
    .map(([name, phase]) => `${name} ${phase.wall.toFixed(1)} (${phase.processor.toFixed(1)})`)
    .join(', ')
  const growth = before === undefined ? '' : `, ${(total / before).toFixed(1)} × the processor time before`
  console.log(
    `  seconds (of processor): ${seconds}; together ${wall.toFixed(1)} (${total.toFixed(1)})${growth}; load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores`,
  )
  const { wall: compareWall = 1, processor = 1 } = phases.comparing ?? {}
  console.log(
    `  ${pairs.compared.toLocaleString('en')} candidate pairs, ${rounded(pairs.compared / compareWall)} pairs/s on ${threads} threads, ${rounded(pairs.compared / processor)} a processor second; memory ${mega(memoryUsage().rss)} MB now, ${mega(resourceUsage().maxRSS * 1024)} MB at most`,
  )
  const left = plan.oversize.reduce((sum, block) => sum + block.pairs - block.compared, 0)
  console.log(
    `  ${plan.oversize.length} blocks bounded, ${left.toLocaleString('en')} of their pairs left out`,
  )
  print('pairs, threshold from the other people', judgePairs(pairs, threshold, isSame, population.truth))
  print('pairs, p ≥ 0.99', judgePairs(pairs, weightOf(0.99), isSame, population.truth))
  print('entities', judgeEntities(groups, population))
  console.log(`  ${groups.chains.length.toLocaleString('en')} entities hang on a weak link (to be looked at)`)
  if (size <= 100_000) {
    const { byKey } = countCandidates(table, plan)
    console.log(`  by key: ${plan.indexes.map(({ key }, k) => `${key.name} ${byKey[k]}`).join(', ')}`)
  }
  comparePlainly(population.records, plan, model, processor)
  return total
}

const rounded = (n: number) => Math.round(n).toLocaleString('en')
const mega = (bytes: number) => Math.round(bytes / 2 ** 20)

/** Pairs within the entities found, against those within people. */
function judgeEntities({ labels }: Entities, { entities, truth }: Population): PairFigures {
  const both = new Map<string, number>()
  for (const [record, label] of labels.entries()) {
    const name = `${label} ${entities[record]}`
    both.set(name, (both.get(name) ?? 0) + 1)
  }
  const right = [...both.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0)
  return pairFigures(pairsWithin(labels), right, truth)
}

function print(name: string, { links, precision, recall, f1 }: PairFigures): void {
  console.log(
    `  ${name}: ${links.toLocaleString('en')} links, P ${precision.toFixed(4)} R ${recall.toFixed(4)} F1 ${f1.toFixed(4)}`,
  )
}
