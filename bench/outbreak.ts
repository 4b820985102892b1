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
  detectors,
  hasSurveillance,
  markedSeries,
  qualityOver,
  readAgona,
  readColumns,
  readImdepi,
  surveillanceFolder,
} from './outbreak/reference.ts'

export function run(): void {
  console.log(`load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores`)
  runTable()
  runSpeed()
  runImdepi()
  runScan()
}

/** Sensitivity and specificity as R prints them for all 14 series (surveillance 1.20.3, its vignette's settings). */
const published: Readonly<Record<string, readonly [number, number]>> = {
  'rki(6,6,0)': [0.174312, 0.977105],
  'rki(6,6,1)': [0.298165, 0.96935],
  'rki(4,0,2)': [0.366972, 0.960857],
  'bayes(6,6,0)': [0.211009, 0.962703],
  'bayes(6,6,1)': [0.385321, 0.951994],
  'bayes(4,0,2)': [0.536697, 0.926145],
  'cdc(4*,0,5)': [0.298165, 0.965288],
  'farrington(3,0,5)': [0.197248, 0.973781],
}

function runTable(): void {
  const here = markedSeries.filter(hasSurveillance)
  const missing = markedSeries.filter((name) => !hasSurveillance(name))
  if (here.length === 0) return console.log(`SKIPPED the table: no series in ${surveillanceFolder}`)
  if (missing.length > 0)
    console.log(
      `${missing.join(', ')} not in ${surveillanceFolder}: the table is over ${here.length} of 14 series`,
    )
  console.log('sensitivity / specificity'.padEnd(30), 'here'.padEnd(22), 'published, 14 series')
  for (const [name, detector] of Object.entries(detectors)) {
    const { sensitivity, specificity } = qualityOver(detector, here)
    const [sens = Number.NaN, spec = Number.NaN] = published[name] ?? []
    const pair = (a: number, b: number) => `${a.toFixed(6)} / ${b.toFixed(6)}`
    console.log(`  ${name.padEnd(28)} ${pair(sensitivity, specificity).padEnd(22)} ${pair(sens, spec)}`)
  }
}

/** R's time a week on these settings: 15 to 22 ms as first measured on salmonella.agona. */
function runSpeed(): void {
  if (!hasSurveillance('salmonella.agona') || !hasSurveillance('campyDE'))
    return console.log('SKIPPED the speed: salmonella.agona or campyDE is missing')
  const agona = readAgona()
  const campy = readColumns('campyDE')('case').map(Number)
  timeWeeks('original, salmonella.agona', agona.counts, { ...originalFarrington, years: 4 })
  timeWeeks('improved, salmonella.agona', agona.counts, { ...improvedFarrington, years: 4 })
  timeWeeks('improved, campyDE', campy, improvedFarrington)
}

function timeWeeks(name: string, counts: readonly number[], settings: FarringtonSettings): void {
  const first = 52 * settings.years + settings.halfWidth
  const rounds = 3
  const start = performance.now()
  let judged = 0
  for (let round = 0; round < rounds; round++)
    for (let week = first; week < counts.length; week++)
      if (judgeByFarrington({ counts, frequency: 52 }, week, settings) !== undefined) judged++
  const ms = (performance.now() - start) / judged
  console.log(`  ${name.padEnd(30)} ${ms.toFixed(3)} ms a week (R: 15 to 22 ms)`)
}

/** Once in 30 days from the second year on, as an office would have asked then: 30 days, 50 km, all cases until then. */
function runImdepi(): void {
  if (!hasSurveillance('imdepi_events')) return console.log('SKIPPED the scan on imdepi')
  for (const type of ['B', 'C'] as const) {
    const events = readImdepi(type)
    let asked = 0
    let ms = 0
    const found: string[] = []
    for (let today = 365; today <= 2557; today += 30) {
      const start = performance.now()
      const [worst] = scanForClusters(events, {
        ...scanDefaults,
        today,
        mostDays: 30,
        mostRadius: 50,
      }).clusters
      ms += performance.now() - start
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
      const start = performance.now()
      const { clusters, replicates } = scanForClusters(events, {
        ...scanDefaults,
        today: 89,
        mostRadius: 3000,
      })
      const ms = performance.now() - start
      console.log(
        `  scan, ${events.length} synthetic events, ${name}: ${ms.toFixed(0)} ms, ${replicates} copies, worst ${clusters[0]?.observed} events, ${clusters[0]?.expected.toFixed(2)} expected, p ${clusters[0]?.p.toFixed(3)}`,
      )
    }
  }
}

if (import.meta.main) run()
