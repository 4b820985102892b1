import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type HotellingParameters,
  hotelling,
  type JudgedRow,
  type RowFigures,
  rowFigures,
} from '#models/series'

/** Skoltech Anomaly Benchmark (GPL-3.0, data included): what the folder holds of its 34 labelled runs. */
export const skabFolder = join(process.env.REFERENCE_DATA ?? '../shared/data', 'city/skab')
export const hasSkab = (): boolean => existsSync(join(skabFolder, 'valve1'))

interface SkabRow {
  readonly at: number
  readonly values: readonly number[]
  readonly anomalous: boolean
}

const sensors = 8

/** All labelled runs, in the order of their names. */
export function readSkab(): SkabRow[][] {
  return ['valve1', 'valve2', 'other']
    .filter((folder) => existsSync(join(skabFolder, folder)))
    .flatMap((folder) => readdirSync(join(skabFolder, folder)).map((file) => join(skabFolder, folder, file)))
    .filter((file) => file.endsWith('.csv'))
    .sort()
    .map(readRun)
}

function readRun(file: string): SkabRow[] {
  const lines = readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1)
  return lines.map((line) => {
    const [time, ...cells] = line.split(';')
    return {
      at: Date.parse(`${time?.replace(' ', 'T')}Z`),
      values: cells.slice(0, sensors).map(Number),
      anomalous: Number(cells[sensors]) === 1,
    }
  })
}

/** Learns from the first 400 rows of each run; they count, as in the benchmark, as rows that nothing was said of. */
export function scoreSkab(runs: readonly SkabRow[][], settings: Partial<HotellingParameters>): RowFigures {
  const parameters = hotelling.parameters.parse(settings)
  const judged: JudgedRow[] = []
  for (const run of runs) {
    const state = hotelling.start(parameters)
    for (const { at, values, anomalous } of run) {
      const { anomalous: said } = hotelling.step(state, { at, values }, parameters)
      judged.push({ actual: anomalous, said })
    }
  }
  return rowFigures(judged)
}
