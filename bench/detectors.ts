/**
 * Detectors over streams: `node bench/detectors.ts`. NAB (what the folder holds of its 58 files) with one setting for
 * all of them, beside figures published for named peers; SKAB beside its published T²; the choice by backtest at the
 * stations of Beijing's air; microseconds a step and bytes of state.
 */

import { seededRandom } from '#models/evaluation'
import {
  adaptive,
  type Candidate,
  changePoint,
  chooseDetector,
  detectors,
  forecast,
  gaussian,
  seasonal,
} from '#models/series'
import { hasAir, readAir } from './detectors/air.ts'
import { hasNab, isDevelopment, nabFolder, readNab } from './detectors/nab.ts'
import { detect, measured, nabLine, spent } from './detectors/nab-table.ts'
import { hasSkab, readSkab, scoreSkab, skabFolder } from './detectors/skab.ts'

const round = (value: number): number => Math.round(value * 100) / 100

export function run(): void {
  if (hasNab()) nab()
  else console.log(`SKIPPED the Numenta Anomaly Benchmark: not in ${nabFolder}`)
  if (hasSkab()) skab()
  else console.log(`SKIPPED the Skoltech Anomaly Benchmark: not in ${skabFolder}`)
  if (hasAir()) air()
  else console.log('SKIPPED the choice by backtest: no Beijing air')
  cost()
}

function nab(): void {
  const inputs = readNab()
  const windows = inputs.reduce((sum, { rows }) => sum + rows.series.windows.length, 0)
  const held = [...new Set(inputs.map(({ name }) => name.split('/')[0] ?? ''))].filter(
    (f) => !isDevelopment(f),
  )
  console.log(`NAB: ${inputs.length} of 58 files, ${windows} of 116 windows; held out: ${held.join(', ')}`)
  console.log(
    'published on these files (from its result files): ARTime 75.3, KNN-CAD 62.3, windowed Gaussian 41.5',
  )
  console.log(
    'published on all 58: ARTime 74.9, Numenta HTM 70.1, CAD OSE 69.9, KNN-CAD 58.0, windowed Gaussian 39.6',
  )
  const table: Record<string, object> = {}
  for (const { name, detector, settings } of measured) {
    const detected = detect(inputs, detector, settings)
    table[name] = {
      ...nabLine(detected),
      'µs/step': round(detected.microsecondsPerStep),
      'state bytes': detected.stateBytes,
    }
  }
  console.table(table)
}

function skab(): void {
  const runs = readSkab()
  console.log(
    `\nSKAB: ${runs.length} of 34 runs. Published on all 34: T² .66 / 19.2 / 42.6, T²+Q .76 / 26.6 / 24.9`,
  )
  console.table({
    'T²': scoreSkab(runs, {}),
    'T² and Q, 85 % of the variance': scoreSkab(runs, { explained: 0.85 }),
  })
}

function air(): void {
  console.log(
    '\nThe choice for PM2.5 by the hour: planted incidents of thirty spreads of its own noise, second half of two years',
  )
  const candidates: readonly Candidate[] = [
    { name: 'seasonal', detector: seasonal },
    { name: 'forecast', detector: forecast },
    { name: 'change point', detector: changePoint },
    { name: 'windowed Gaussian', detector: gaussian, parameters: { window: 720, step: 24 } },
    { name: 'adaptive', detector: adaptive },
  ]
  for (const { station, history } of readAir()) {
    const { chosen, because, figures } = chooseDetector(history, candidates, { size: 30 })
    console.log(`${station}: ${chosen} (${because})`)
    console.table(
      figures.map((f) => ({ ...f, falsePerThousand: round(f.falsePerThousand), found: round(f.found) })),
    )
  }
}

/** All detectors over one made-up series of hours. */
function cost(): void {
  const random = seededRandom(1)
  const series = Array.from({ length: 20_000 }, (_, n) => ({
    at: n * 3_600_000,
    value: 50 + 20 * Math.sin((n / 24) * 2 * Math.PI) + 4 * random(),
  }))
  const given: Readonly<Record<string, object>> = { threshold: { upper: 90 }, rate: { perHour: 50 } }
  console.log('\nCost over 20,000 made-up hours, settings as by default')
  console.table(
    Object.fromEntries(
      Object.entries(detectors).map(([kind, detector]) => {
        const parameters: unknown = detector.parameters.parse(given[kind] ?? {})
        const state: unknown = detector.start(parameters)
        const started = process.cpuUsage()
        for (const observation of series) detector.step(state, observation, parameters)
        const microseconds = (1000 * spent(started)) / series.length
        return [kind, { 'µs/step': round(microseconds), 'state bytes': JSON.stringify(state).length }]
      }),
    ),
  )
}

if (import.meta.main) run()
