import type { RawRow } from '../contract.ts'
import type { CheckedRow, Checker, Problem } from './checker.ts'
import { type Measures, noMeasures, spoiledBy } from './quality.ts'

/** A checked row under the key by which it is stored. */
export type KeyedRow = CheckedRow & { readonly key: string }

/** A row that broke its contract, with the line where it stood. */
export interface Breach {
  readonly line: number
  readonly data: RawRow
  readonly problems: readonly Problem[]
  /** The row that it speaks of, where that is known. */
  readonly key: string | null
}

export interface Sorted {
  readonly rows: readonly KeyedRow[]
  readonly breaches: readonly Breach[]
  /** Columns that the contract does not know. */
  readonly unknown: readonly string[]
  /** Rows that break a rule which only lowers the score. */
  readonly warned: number
  readonly measures: Measures
}

interface Part {
  readonly delivery: string
  readonly part: number
  readonly firstLine: number
  readonly rows: readonly RawRow[]
}

/** Checks each row of a part; of two that say different things under one key the second is a breach. */
export function sortRows(checker: Checker, input: Part, now: Date): Sorted {
  const rows = new Map<string, KeyedRow>()
  const breaches: Breach[] = []
  const unknown = new Set<string>()
  const m = { ...noMeasures, sent: input.rows.length, cells: input.rows.length * checker.names.size }
  let warned = 0
  for (const [n, data] of input.rows.entries()) {
    const line = input.firstLine + n
    for (const name in data) if (!checker.names.has(name)) unknown.add(name)
    const checked = checker.check(data, now)
    m.filled += checked.filled
    if ('problems' in checked) {
      breaches.push({ line, data, problems: checked.problems, key: checked.key })
      countSpoiled(m, checked.problems)
      continue
    }
    const key = checked.row.key ?? `${input.delivery}:${input.part}:${n}`
    const earlier = rows.get(key)
    if (earlier !== undefined && earlier.json !== checked.row.json) {
      breaches.push({ line, data, problems: [{ item: '', reason: 'duplicate-key', expected: key }], key })
      m.duplicates++
      continue
    }
    if (earlier === undefined) rows.set(key, { ...checked.row, key })
    if (checked.row.warnings.length > 0) {
      warned++
      countSpoiled(m, checked.row.warnings)
    }
  }
  return { rows: [...rows.values()], breaches, unknown: [...unknown].slice(0, 100), warned, measures: m }
}

/** A row counts once in a dimension, however often it spoils it. */
export function countSpoiled(
  m: Record<'invalid' | 'inconsistent' | 'duplicates', number>,
  problems: readonly Problem[],
): void {
  for (const what of new Set(problems.map(spoiledBy))) if (what !== undefined) m[what]++
}
