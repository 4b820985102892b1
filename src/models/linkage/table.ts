import type { Field } from './settings.ts'

/**
 * The values of one field: each distinct value once, numbered from 1; 0 stands for a missing value. All arrays lie on
 * shared memory, so that threads read them without a copy.
 */
export interface Column {
  readonly field: Field
  /** Record → number of its value. */
  readonly codes: Int32Array
  /** The distinct values one after the other, as UTF-16 units. */
  readonly units: Uint16Array
  /** Value → where it starts in `units`; one more entry ends the last. */
  readonly starts: Int32Array
  /** Value → how many records have it. */
  readonly counts: Int32Array
  /** Value → the number, or the days since 1970-01-01; NaN where it is neither, empty for text. */
  readonly numbers: Float64Array
  /** Records that have a value. */
  readonly present: number
}

/** Records as columns. `origins` tells the source of each record (0 … 255). */
export interface Table {
  readonly count: number
  readonly columns: readonly Column[]
  readonly origins: Uint8Array
  /** `between`: only records of different origins are compared; `within`: all are. */
  readonly pairs: 'between' | 'within'
}

export type Values = Readonly<Record<string, string | null | undefined>>

export interface TableOptions {
  /** Source of a record by its position, 0 … 255; default 0. */
  readonly origin?: (position: number) => number
  readonly pairs?: 'between' | 'within'
}

/** Gathers records into columns, one pass, each record dropped after its values are numbered. */
export function makeTable(
  fields: readonly Field[],
  records: Iterable<Values>,
  options: TableOptions = {},
): Table {
  const builders = fields.map(makeColumnBuilder)
  const origins: number[] = []
  let count = 0
  for (const record of records) {
    for (const builder of builders) builder.add(record[builder.field.name])
    origins.push(options.origin?.(count) ?? 0)
    count++
  }
  const shared = new Uint8Array(new SharedArrayBuffer(count))
  shared.set(origins)
  return {
    count,
    columns: builders.map((builder) => builder.finish()),
    origins: shared,
    pairs: options.pairs ?? 'within',
  }
}

interface ColumnBuilder {
  readonly field: Field
  readonly add: (value: string | null | undefined) => void
  readonly finish: () => Column
}

function makeColumnBuilder(field: Field): ColumnBuilder {
  const numbers = new Map<string, number>()
  const values: string[] = ['']
  let codes = new Int32Array(1024)
  let count = 0
  const codeOf = (raw: string | null | undefined): number => {
    const value = normalised(field, raw)
    if (value === '') return 0
    const known = numbers.get(value)
    if (known !== undefined) return known
    numbers.set(value, values.length)
    values.push(value)
    return values.length - 1
  }
  return {
    field,
    add(value) {
      if (count === codes.length) {
        const grown = new Int32Array(codes.length * 2)
        grown.set(codes)
        codes = grown
      }
      codes[count++] = codeOf(value)
    },
    finish: () => finishColumn(field, values, codes, count),
  }
}

function finishColumn(field: Field, values: readonly string[], codes: Int32Array, count: number): Column {
  const length = values.reduce((sum, value) => sum + value.length, 0)
  const units = new Uint16Array(new SharedArrayBuffer(2 * length))
  const starts = new Int32Array(new SharedArrayBuffer(4 * (values.length + 1)))
  const kept = new Int32Array(new SharedArrayBuffer(4 * count))
  const counts = new Int32Array(new SharedArrayBuffer(4 * values.length))
  const isText = field.kind === 'text'
  const numbers = new Float64Array(new SharedArrayBuffer(isText ? 0 : 8 * values.length))
  let at = 0
  for (const [code, value] of values.entries()) {
    starts[code] = at
    for (let k = 0; k < value.length; k++) units[at++] = value.charCodeAt(k)
    if (!isText) numbers[code] = field.kind === 'date' ? daysOf(value) : Number(value || Number.NaN)
  }
  starts[values.length] = at
  kept.set(codes.subarray(0, count))
  for (let k = 0; k < count; k++) counts[kept[k] as number] = (counts[kept[k] as number] as number) + 1
  return { field, codes: kept, units, starts, counts, numbers, present: count - (counts[0] as number) }
}

/** Dates lose their separators; other values are trimmed only: cleaning is the caller's, who knows the source. */
function normalised(field: Field, value: string | null | undefined): string {
  const trimmed = value?.trim() ?? ''
  return field.kind === 'date' ? trimmed.replaceAll(/[-/.]/g, '') : trimmed
}

/** Days since 1970-01-01 of eight digits; NaN where they are no day of the calendar. */
function daysOf(digits: string): number {
  if (!/^\d{8}$/.test(digits)) return Number.NaN
  const iso = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
  const time = Date.parse(iso)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso
    ? Number.NaN
    : time / 86_400_000
}

/** The column of a field. Throws RangeError when the table has none. */
export function columnOf(table: Table, name: string): Column {
  const column = table.columns.find(({ field }) => field.name === name)
  if (column === undefined) throw new RangeError(`no field ${name} in the table`)
  return column
}

/** The value of a code as text; empty for 0. */
export function valueText(column: Column, code: number): string {
  const units = column.units.subarray(column.starts[code], column.starts[code + 1])
  return String.fromCharCode(...units)
}

/** Number of pairs that could be compared at all. */
export function pairsOf(table: Table): number {
  const all = (table.count * (table.count - 1)) / 2
  if (table.pairs === 'within') return all
  const sizes = new Float64Array(256)
  for (const origin of table.origins) sizes[origin] = (sizes[origin] as number) + 1
  return sizes.reduce((left, size) => left - (size * (size - 1)) / 2, all)
}
