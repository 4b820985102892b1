/**
 * The least lossy anonymous table: `node bench/anonymity.ts`. Adult (30,162 rows) with 3 to 9 quasi-identifiers and with its rows
 * doubled and quadrupled (copies with other ages, so that they do not collapse), beside grouping every combination of
 * levels in the same run. Without the Adult data it says so and prints nothing.
 */
import { availableParallelism, loadavg } from 'node:os'
import {
  type AnonymityTask,
  anonymise,
  anonymiseExhaustively,
  measureRisk,
  type Solution,
} from '#models/anonymity'
import { hasAdult, readAdult } from './anonymity/adult.ts'

const rounds = 3

/** Prints milliseconds (median of 3), combinations grouped, and whether both agree. */
export function run(): void {
  if (!hasAdult) {
    console.log('SKIPPED: no Adult data at ../shared/data/standards/arx-adult')
    return
  }
  const { table, quasiIdentifiers } = readAdult()
  const base = {
    criteria: [{ kind: 'k-anonymity', k: 5 }],
    suppressionLimit: 0.04,
    measure: 'entropy',
  } as const
  console.log(
    `k = 5, 4 % suppressed at most, entropy; load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores`,
  )
  for (const width of [3, 5, 7, 9])
    compare(`${width} quasi-identifiers`, {
      ...base,
      table,
      quasiIdentifiers: quasiIdentifiers.slice(0, width),
    })
  for (const copies of [2, 4]) {
    const rows = Array.from({ length: copies }, (_, n) =>
      table.rows.map((row) => row.with(1, String(((Number(row[1]) + 7 * n) % 90) + 1))),
    ).flat()
    compare(
      `${rows.length.toLocaleString('en')} rows`,
      { ...base, table: { ...table, rows }, quasiIdentifiers },
      false,
    )
  }
  for (const measure of ['non-uniform-entropy', 'loss', 'group-size', 'discernibility'] as const)
    compare(measure, { ...base, measure, table, quasiIdentifiers }, false)
  const solution = anonymise({ ...base, table, quasiIdentifiers })
  if (solution) console.log(JSON.stringify(measureRisk(solution.groupSizes, { threshold: 0.2 })))
}

function compare(name: string, task: AnonymityTask, withPeer = true): void {
  const pruned = timed(() => anonymise(task), rounds)
  const line = `${name.padEnd(22)}${String(pruned.solution?.search.nodes).padStart(6)} combinations: ${pruned.ms.toFixed(0).padStart(6)} ms, ${String(pruned.solution?.search.checked).padStart(5)} grouped`
  if (!withPeer) {
    console.log(line)
    return
  }
  const every = timed(() => anonymiseExhaustively(task), 1)
  const agree =
    every.solution?.levels.join() === pruned.solution?.levels.join() ? 'same optimum' : 'ANOTHER OPTIMUM'
  console.log(
    `${line}; every one ${every.ms.toFixed(0).padStart(6)} ms; ${agree} ${pruned.solution?.levels.join(',')}`,
  )
}

function timed(make: () => Solution | undefined, times: number) {
  const spent: number[] = []
  let solution: Solution | undefined
  for (let n = 0; n < times; n++) {
    const started = performance.now()
    solution = make()
    spent.push(performance.now() - started)
  }
  return { ms: spent.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0, solution }
}

if (import.meta.main) run()
