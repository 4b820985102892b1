/**
 * Outbreak detection: `node bench/outbreak.ts`. The table of R's package surveillance over its marked series beside the published
 * one, milliseconds a judged week, and what the space-time scan finds among meningococcal cases and how long it takes on
 * synthetic events. Needs the reference data for all but the last; says what it skips.
 */
import { availableParallelism, loadavg } from 'node:os'
import { seededRandom } from '#models/evaluation'
import {
  type FarringtonSettings,
  improvedFarrington,
  judgeByFarrington,
  originalFarrington,
  scanDefaults,
  scanForClusters,
} from '#models/outbreak'
import {
  countedByR,
  detectors,
  eightSeries,
  hasSurveillance,
  markedSeries,
  qualityOver,
  readAgona,
  readColumns,
  readImdepi,
  surveillanceFolder,
} from './outbreak/reference.ts'

export function run(): void {
  console.log(`load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores; ms are the processor's`)
  runTable()
  runSpeed()
  runImdepi()
  runScan()
}

/** Beside what R counts on the same series: all 14, or those 8 that the folder holds. */
function runTable(): void {
  const missing = markedSeries.filter((name) => !hasSurveillance(name))
  if (!eightSeries.every(hasSurveillance)) {
    console.log(`SKIPPED the table: ${missing.join(', ')} not in ${surveillanceFolder}`)
    return
  }
  const isWhole = missing.length === 0
  if (!isWhole)
    console.log(
      `SKIPPED the table over 14 series: ${missing.join(', ')} not in ${surveillanceFolder}. Over 8:`,
    )
  const pair = (sensitivity: number, specificity: number) =>
    `${sensitivity.toFixed(4)} / ${specificity.toFixed(4)}`
  console.log(
    `  ${'sensitivity / specificity'.padEnd(28)} ${'here'.padEnd(17)} R, same series    published, 14`,
  )
  for (const [name, detector] of Object.entries(detectors)) {
    const { sensitivity, specificity } = qualityOver(detector, isWhole ? markedSeries : eightSeries)
    const byR = countedByR[name]
    if (byR === undefined) throw new Error(`R counted nothing for ${name}.`)
    const ratesOf = ([hits, falseAlarms, quiet, missed]: typeof byR.all) =>
      pair(hits / (hits + missed), quiet / (quiet + falseAlarms))
    console.log(
      `  ${name.padEnd(28)} ${pair(sensitivity, specificity)}   ${ratesOf(isWhole ? byR.all : byR.eight)}   ${ratesOf(byR.all)}`,
    )
  }
}

/** Milliseconds of the processor, which other work on the machine leaves alone. */
function processorMs(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

/** Beside R 4.2.2 on salmonella.agona, measured apart: 15 to 22 ms once, 5 (1996) to 12 (improved) another time. */
function runSpeed(): void {
  if (!hasSurveillance('salmonella.agona') || !hasSurveillance('campyDE')) {
    console.log('SKIPPED the speed: salmonella.agona or campyDE is missing')
    return
  }
  const agona = readAgona()
  const campy = readColumns('campyDE')('case').map(Number)
  timeWeeks('original, salmonella.agona', agona.counts, { ...originalFarrington, years: 4 })
  timeWeeks('improved, salmonella.agona', agona.counts, { ...improvedFarrington, years: 4 })
  timeWeeks('improved, campyDE', campy, improvedFarrington)
}

function timeWeeks(name: string, counts: readonly number[], settings: FarringtonSettings): void {
  const first = 52 * settings.years + settings.halfWidth
  const rounds = 3
  const start = process.cpuUsage()
  let judged = 0
  for (let round = 0; round < rounds; round++)
    for (let week = first; week < counts.length; week++)
      if (judgeByFarrington({ counts, frequency: 52 }, week, settings) !== undefined) judged++
  const ms = processorMs(start) / judged
  console.log(`  ${name.padEnd(30)} ${ms.toFixed(3)} ms a week (R, measured apart: 5 to 22 ms)`)
}

/** Once in 30 days from the second year on, as an office would have asked then: 30 days, 50 km, all cases until then. */
function runImdepi(): void {
  if (!hasSurveillance('imdepi_events')) {
    console.log('SKIPPED the scan on imdepi')
    return
  }
  for (const type of ['B', 'C'] as const) {
    const events = readImdepi(type)
    let asked = 0
    let ms = 0
    const found: string[] = []
    for (let today = 365; today <= 2557; today += 30) {
      const start = process.cpuUsage()
      const [worst] = scanForClusters(events, {
        ...scanDefaults,
        today,
        mostDays: 30,
        mostRadius: 50,
      }).clusters
      ms += processorMs(start)
      asked++
      if (worst !== undefined && worst.p <= 0.05)
        found.push(
          `    day ${today}: ${worst.observed} cases, ${worst.expected.toFixed(2)} expected, ${worst.radius.toFixed(0)} km, since day ${worst.firstDay}, p ${worst.p.toFixed(3)}`,
        )
    }
    console.log(
      `  imdepi type ${type}: ${events.length} cases, asked ${asked} times (${(0.05 * asked).toFixed(1)} false ones allowed for), p ≤ .05 ${found.length} times, ${(ms / asked).toFixed(0)} ms each`,
    )
    for (const line of found) console.log(line)
  }
}

/** Synthetic events of 90 days in 40 × 40 km, circles up to 3 km, 14 days; 12 more planted in the latest four days. */
function runScan(): void {
  for (const count of [1000, 5000]) {
    const random = seededRandom(5)
    const size = 40_000
    const quiet = Array.from({ length: count - 12 }, () => ({
      x: random() * size,
      y: random() * size,
      day: Math.floor(random() * 90),
    }))
    const planted = Array.from({ length: 12 }, (_, n) => ({
      x: size / 2 + random() * 800,
      y: size / 2 + random() * 800,
      day: 89 - (n % 4),
    }))
    for (const [name, events] of [
      ['quiet', quiet],
      ['12 planted', [...quiet, ...planted]],
    ] as const) {
      const start = process.cpuUsage()
      const { clusters, replicates } = scanForClusters(events, {
        ...scanDefaults,
        today: 89,
        mostRadius: 3000,
      })
      const ms = processorMs(start)
      console.log(
        `  scan, ${events.length} synthetic events, ${name}: ${ms.toFixed(0)} ms, ${replicates} copies, worst ${clusters[0]?.observed} events, ${clusters[0]?.expected.toFixed(2)} expected, p ${clusters[0]?.p.toFixed(3)}`,
      )
    }
  }
}

if (import.meta.main) run()
