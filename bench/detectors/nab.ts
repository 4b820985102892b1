import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type NabRows, nabRows } from '#models/series'

/** Numenta Anomaly Benchmark (MIT): what the folder holds of its 58 files. */
export const nabFolder = join(process.env.REFERENCE_DATA ?? '../shared/data', 'city/nab')
export const hasNab = (): boolean => existsSync(join(nabFolder, 'labels/combined_windows.json'))

/** Design and settings of `adaptive` were chosen on these families alone; the others were held out. */
export const isDevelopment = (name: string): boolean => /^(artificial|realAWSCloudwatch)/.test(name)

export interface NabInput {
  readonly name: string
  readonly values: readonly number[]
  readonly rows: NabRows
}

const timeOf = (text: string): number => Date.parse(`${text.slice(0, 19).replace(' ', 'T')}Z`)

/** Every file of the folder that has labels, in the order of their names. */
export function readNab(wanted: (name: string) => boolean = () => true): NabInput[] {
  const labels = JSON.parse(readFileSync(join(nabFolder, 'labels/combined_windows.json'), 'utf8')) as Record<
    string,
    [string, string][]
  >
  const data = join(nabFolder, 'data')
  return readdirSync(data)
    .flatMap((family) => readdirSync(join(data, family)).map((file) => `${family}/${file}`))
    .filter((name) => name in labels && wanted(name))
    .sort()
    .map((name) => {
      const lines = readFileSync(join(data, name), 'utf8').trim().split(/\r?\n/).slice(1)
      const cells = lines.map((line) => line.split(','))
      const at = cells.map(([time]) => timeOf(time ?? ''))
      const windows = (labels[name] ?? []).map(
        ([start, end]) => [timeOf(start), timeOf(end)] as readonly [number, number],
      )
      return { name, values: cells.map(([, value]) => Number(value)), rows: nabRows({ name, at, windows }) }
    })
}
