import {
  type AnyDetector,
  adaptive,
  changePoint,
  forecast,
  gaussian,
  type NabFile,
  type NabScore,
  nabBestThreshold,
  nabProfiles,
  nabScoreAt,
  nabTotal,
  seasonal,
} from '#models/series'
import { isDevelopment, type NabInput } from './nab.ts'

/** What is measured: each with one setting for all files. */
export const measured: readonly {
  readonly name: string
  readonly detector: AnyDetector
  readonly settings: object
}[] = [
  { name: 'windowed Gaussian', detector: gaussian, settings: {} },
  { name: 'change point', detector: changePoint, settings: {} },
  { name: 'seasonal', detector: seasonal, settings: {} },
  { name: 'forecast', detector: forecast, settings: {} },
  { name: 'adaptive', detector: adaptive, settings: {} },
]

export interface DetectedFile extends NabFile {
  readonly name: string
}

export interface Detected {
  readonly files: readonly DetectedFile[]
  readonly microsecondsPerStep: number
  /** Of the largest state at the end of a file, as JSON. */
  readonly stateBytes: number
}

/** Milliseconds of this process's own computing, so that a busy machine does not count. */
export function spent(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

/** Runs a detector over files, row by row, a new state for each. */
export function detect(inputs: readonly NabInput[], detector: AnyDetector, settings: object): Detected {
  const parameters: unknown = detector.parameters.parse(settings)
  let stateBytes = 0
  let milliseconds = 0
  let steps = 0
  const files = inputs.map(({ name, values, rows }) => {
    const state: unknown = detector.start(parameters)
    const scores = new Float64Array(values.length)
    const started = process.cpuUsage()
    values.forEach((value, n) => {
      const at = rows.series.at[n] as number
      scores[n] = detector.step(state, { at, value }, parameters).score
    })
    milliseconds += spent(started)
    steps += values.length
    stateBytes = Math.max(stateBytes, JSON.stringify(state).length)
    return { name, rows, scores }
  })
  return { files, microsecondsPerStep: (1000 * milliseconds) / steps, stateBytes }
}

/** NAB wrote scores with twelve digits; its published threshold of 1.0 means what rounds to that. */
export function asPublished(files: readonly DetectedFile[]): DetectedFile[] {
  return files.map((file) => ({ ...file, scores: Array.from(file.scores, (s) => Number(s.toPrecision(12))) }))
}

const round = (value: number): number => Math.round(value * 10) / 10

/** One line of the table: each profile with its own best threshold over all files, as NAB does it. */
export function nabLine({ files }: Detected): object {
  const [standard, lowFalsePositives, lowFalseNegatives] = Object.values(nabProfiles).map((profile) =>
    round(nabTotal(files, nabBestThreshold(files, profile), profile)),
  )
  const threshold = nabBestThreshold(files, nabProfiles.standard)
  const scores = files.map(({ rows, scores }) => nabScoreAt(rows, scores, threshold, nabProfiles.standard))
  const sum = (of: (score: NabScore) => number) => scores.reduce((total, score) => total + of(score), 0)
  const part = (development: boolean) => files.filter(({ name }) => isDevelopment(name) === development)
  const partScore = (development: boolean, at: number) =>
    round(nabTotal(part(development), at, nabProfiles.standard))
  const chosenOnPart = nabBestThreshold(part(true), nabProfiles.standard)
  return {
    standard,
    lowFalsePositives,
    lowFalseNegatives,
    development: partScore(true, threshold),
    heldOut: partScore(false, threshold),
    'heldOut, threshold of development': partScore(false, chosenOnPart),
    windows: `${sum((s) => s.found)} of ${sum((s) => s.windows)}`,
    falseRows: sum((s) => s.falseRows),
    threshold: Math.round(threshold * 1e4) / 1e4,
  }
}
