import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Observation } from '#models/series'

/** PM2.5 by the hour at stations of Beijing (UCI PRSA, CC BY 4.0); NA is a value that was expected and is missing. */
const airFolder = join(process.env.REFERENCE_DATA ?? '../shared/data', 'city/beijing-air')
export const hasAir = (): boolean => existsSync(airFolder)

const chineseTime = 8 * 3_600_000

/** Every station of the folder, in the order of their names. */
export function readAir(): { station: string; history: Observation[] }[] {
  return readdirSync(airFolder)
    .filter((file) => file.endsWith('.csv'))
    .sort()
    .map((file) => ({
      station: file.split('_')[0] ?? file,
      history: readFileSync(join(airFolder, file), 'utf8').trim().split(/\r?\n/).slice(1).map(readHour),
    }))
}

function readHour(line: string): Observation {
  const [, year, month, day, hour, pm25] = line.split(',')
  return {
    at: Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour)) - chineseTime,
    value: pm25 === 'NA' ? null : Number(pm25),
  }
}
