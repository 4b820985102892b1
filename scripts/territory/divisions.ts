import { readFileSync } from 'node:fs'
import path from 'node:path'

const CHONGQING = '50'
const FILES = ['provinces.csv', 'areas.csv', 'streets.csv', 'villages.csv'] as const

/** The divisions of Chongqing: official names by code, sorted; the parent of a code is its prefix. */
export function readDivisions(folder: string) {
  const rows = FILES.flatMap((file) => readRows(path.join(folder, file)))
    .filter(([code]) => code.startsWith(CHONGQING))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const names: ReadonlyMap<string, string> = new Map(rows)
  if (names.size !== rows.length) throw new Error('A code occurs twice')
  const count = (length: number) => rows.filter(([code]) => code.length === length).length
  return {
    names,
    csv: ['code,name', ...rows.map((row) => row.join(','))].join('\n').concat('\n'),
    figures: { districts: count(6), townships: count(9), communities: count(12) },
  }
}

/** The first two columns: code and name. No field in these files holds a comma. */
function readRows(file: string): [code: string, name: string][] {
  const lines = readFileSync(file, 'utf8').replaceAll('"', '').trim().split(/\r?\n/).slice(1)
  return lines.map((line) => {
    const [code, name] = line.split(',')
    if (code === undefined || name === undefined) throw new Error(`${file}: cannot read ${line}`)
    return [code, name]
  })
}
