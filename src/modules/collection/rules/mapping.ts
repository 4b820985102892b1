import type { Content, Item } from '#modules/catalogue/contract'

/** Which item a column of a file holds: column → item name. Columns that are not here are left out. */
export type ColumnMapping = Readonly<Record<string, string>>

/** What a file's header says about a contract. */
export interface HeaderReading {
  readonly mapping: ColumnMapping
  /** Required items that no column holds: without them every row would break. */
  readonly missing: readonly string[]
  /** Columns that no item is called like. */
  readonly unknown: readonly string[]
}

/** Offices write titles with spaces, units in brackets and full-width letters; none of it tells items apart. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[(（][^)）]*[)）]/g, '')
    .replace(/[\s_*：:·-]/g, '')
    .toLowerCase()
}

/** By name, by title, and by both without spaces, signs and brackets; each item is taken by one column. */
export function guessMapping(columns: readonly string[], items: readonly Item[]): ColumnMapping {
  const mapping: Record<string, string> = {}
  const taken = new Set<string>()
  const ways: ((column: string, item: Item) => boolean)[] = [
    (column, item) => column === item.name || column === item.title,
    (column, item) => plain(column) === plain(item.title) || plain(column) === plain(item.name),
  ]
  for (const fits of ways)
    for (const column of columns) {
      if (Object.hasOwn(mapping, column)) continue
      const item = items.find((i) => !taken.has(i.name) && fits(column, i))
      if (item === undefined) continue
      Object.defineProperty(mapping, column, { value: item.name, enumerable: true, configurable: true })
      taken.add(item.name)
    }
  return mapping
}

/** A given mapping without what the file or the contract does not know, or the guess. */
export function readHeader(
  columns: readonly string[],
  content: Content,
  given?: ColumnMapping,
): HeaderReading {
  const names = new Set(content.items.map((i) => i.name))
  const mapping =
    given === undefined
      ? guessMapping(columns, content.items)
      : Object.fromEntries(
          Object.entries(given).filter(([column, item]) => columns.includes(column) && names.has(item)),
        )
  const held = new Set(Object.values(mapping))
  return {
    mapping,
    missing: content.items.filter((i) => i.required && !held.has(i.name)).map((i) => i.name),
    unknown: columns.filter((c) => !Object.hasOwn(mapping, c)),
  }
}

/** A line of the file as a row of the contract. */
export function mapLine(
  values: Readonly<Record<string, string>>,
  mapping: ColumnMapping,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(mapping).map(([column, item]) => [
      item,
      Object.hasOwn(values, column) ? (values[column] ?? '') : '',
    ]),
  )
}
