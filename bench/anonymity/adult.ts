import { existsSync, readFileSync } from 'node:fs'
import { hierarchyOf, type QuasiIdentifier, type Table } from '#models/anonymity'

/** Read only; of Apache-2.0, not shipped. */
export const adultFolder = '../shared/data/standards/arx-adult'

export const hasAdult = existsSync(`${adultFolder}/adult.csv`)

/** The table that ARX is tested with: 30,162 rows, nine columns, all of them quasi-identifiers with a hierarchy each. */
export function readAdult(): { table: Table; quasiIdentifiers: QuasiIdentifier[] } {
  const [columns = [], ...rows] = readLines(`${adultFolder}/adult.csv`)
  const quasiIdentifiers = columns.map((column) => ({
    column,
    hierarchy: hierarchyOf(readLines(`${adultFolder}/adult_hierarchy_${column}.csv`)),
  }))
  return { table: { columns, rows }, quasiIdentifiers }
}

function readLines(path: string): string[][] {
  return readFileSync(path, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(';'))
}
