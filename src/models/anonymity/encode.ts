import type { AnonymityTask, QuasiIdentifier, Table } from './types.ts'

/** A quasi-identifier as numbers: codes of level-0 values, and what each becomes at each level. */
export interface Encoded {
  readonly column: number
  /** `up[level][code]` is the code at that level; level 0 is the identity. */
  readonly up: readonly Int32Array[]
  readonly names: readonly (readonly string[])[]
  /** How many values of the hierarchy seen in the table lie below each code of each level. */
  readonly leaves: readonly Float64Array[]
  /** Rows that carry each level-0 code. */
  readonly counts: Float64Array
}

/**
 * Rows that agree in all that matters are one tuple with a weight. `codes` holds `width` numbers a tuple, the quasi-identifiers
 * at level 0 and then the sensitive values.
 */
export interface Tuples {
  readonly size: number
  readonly codes: Int32Array
  readonly weights: Float64Array
}

export interface Problem {
  readonly rows: number
  readonly attributes: readonly Encoded[]
  /** Numbers in a tuple. */
  readonly width: number
  /** Distribution of each sensitive column over the whole table. */
  readonly sensitive: readonly { readonly column: string; readonly share: Float64Array }[]
  readonly tuples: Tuples
  /** Level-0 codes of each row, `attributes.length` a row. */
  readonly rowCodes: Int32Array
}

/** @throws RangeError for an unknown column, a row of another length, or values with different numbers of levels. */
export function encode({ table, quasiIdentifiers, criteria }: AnonymityTask): Problem {
  for (const row of table.rows)
    if (row.length !== table.columns.length)
      throw new RangeError(`a row of ${row.length} cells in a table of ${table.columns.length} columns`)
  const attributes = quasiIdentifiers.map((q) => encodeAttribute(table, q))
  const columns = [...new Set(criteria.flatMap((c) => (c.kind === 'k-anonymity' ? [] : [c.column])))]
  const sensitive = columns.map((column) => encodeColumn(table, columnOf(table, column)))
  const width = attributes.length + sensitive.length
  const parts = [...attributes.map((a) => a.codes), ...sensitive.map((s) => s.codes)]
  return {
    rows: table.rows.length,
    attributes: attributes.map((a) => a.encoded),
    width,
    sensitive: sensitive.map((s, i) => ({
      column: columns[i] as string,
      share: s.counts.map((n) => n / table.rows.length),
    })),
    tuples: collapse(table.rows.length, parts),
    rowCodes: interleave(
      table.rows.length,
      attributes.map((a) => a.codes),
    ),
  }
}

function columnOf(table: Table, name: string): number {
  const at = table.columns.indexOf(name)
  if (at < 0) throw new RangeError(`no column ${name}`)
  return at
}

function encodeColumn(table: Table, at: number) {
  const codeOf = new Map<string, number>()
  const codes = Int32Array.from(table.rows, (row) => codeFor(codeOf, row[at] ?? ''))
  const counts = new Float64Array(codeOf.size)
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
  return { values: [...codeOf.keys()], codes, counts }
}

function codeFor(codes: Map<string, number>, value: string): number {
  const known = codes.get(value)
  if (known !== undefined) return known
  codes.set(value, codes.size)
  return codes.size - 1
}

function encodeAttribute(table: Table, { column, hierarchy }: QuasiIdentifier) {
  const at = columnOf(table, column)
  const { values, codes, counts } = encodeColumn(table, at)
  const ways = values.map((value) => hierarchy(value))
  const levels = ways[0]?.length ?? 1
  if (ways.some((way) => way.length !== levels || levels === 0))
    throw new RangeError(`values of ${column} have different numbers of levels`)
  const up: Int32Array[] = []
  const names: string[][] = []
  const leaves: Float64Array[] = []
  for (let level = 0; level < levels; level++) {
    const known = new Map<string, number>()
    up.push(
      Int32Array.from(ways, (way, code) => codeFor(known, level === 0 ? String(code) : (way[level] ?? ''))),
    )
    names.push(level === 0 ? ways.map((way) => way[0] ?? '') : [...known.keys()])
    const below = new Float64Array(known.size)
    for (const code of up[level] ?? []) below[code] = (below[code] ?? 0) + 1
    leaves.push(below)
    if (level > 0 && !isNested(up[level - 1], up[level]))
      throw new RangeError(`level ${level} of ${column} parts values that level ${level - 1} has joined`)
  }
  return { codes, encoded: { column: at, up, names, leaves, counts } satisfies Encoded }
}

/** Whether values that are one at the lower level are one at the higher too. */
function isNested(lower: Int32Array = new Int32Array(), higher: Int32Array = new Int32Array()): boolean {
  const over = new Map<number, number | undefined>()
  for (const [c, code] of lower.entries()) {
    if (over.has(code) && over.get(code) !== higher[c]) return false
    over.set(code, higher[c])
  }
  return true
}

function interleave(rows: number, parts: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(rows * parts.length)
  for (const [p, part] of parts.entries())
    for (let r = 0; r < rows; r++) all[r * parts.length + p] = part[r] ?? 0
  return all
}

function collapse(rows: number, parts: readonly Int32Array[]): Tuples {
  const all = interleave(rows, parts)
  const width = parts.length
  const known = new Map<string, number>()
  const kept: number[] = []
  const weights: number[] = []
  for (let r = 0; r < rows; r++) {
    const key = all.subarray(r * width, (r + 1) * width).join()
    const at = known.get(key)
    if (at === undefined) {
      known.set(key, kept.length)
      kept.push(r)
      weights.push(1)
    } else weights[at] = (weights[at] ?? 0) + 1
  }
  const codes = new Int32Array(kept.length * width)
  for (const [n, r] of kept.entries()) codes.set(all.subarray(r * width, (r + 1) * width), n * width)
  return { size: kept.length, codes, weights: Float64Array.from(weights) }
}
