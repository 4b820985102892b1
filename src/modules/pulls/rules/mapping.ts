import type { Mapping } from '../contract/source.ts'
import { valueAt } from './json.ts'

export type Row = Readonly<Record<string, unknown>>

/** A row of the source as items of the resource. Fields that nobody maps stay out; without a mapping names are equal. */
export function mapRow(row: Row, mapping: readonly Mapping[]): Record<string, unknown> {
  if (mapping.length === 0) return { ...row }
  const items: Record<string, unknown> = {}
  for (const { from, item } of mapping) {
    // A column whose own name has dots is itself before it is a path.
    const value = Object.hasOwn(row, from) ? row[from] : valueAt(row, from)
    if (value !== undefined) items[item] = value
  }
  return items
}

/**
 * Fields that fill an item which the contract requires and that no row of the chunk has: the source was rebuilt, and
 * every row would only fill the quarantine.
 */
export function goneColumns(
  rows: readonly Row[],
  mapping: readonly Mapping[],
  required: readonly string[],
): string[] {
  if (rows.length === 0) return []
  const wanted =
    mapping.length === 0
      ? required.map((item) => ({ from: item, item }))
      : mapping.filter((m) => required.includes(m.item))
  return wanted
    .filter(({ from }) => rows.every((row) => !Object.hasOwn(row, from) && valueAt(row, from) === undefined))
    .map((m) => m.from)
}

/** The columns that a preview shows: all that occur, in the order in which they do. */
export function columnsOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))].slice(0, 1000)
}
