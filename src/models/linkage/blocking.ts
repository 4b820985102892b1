import type { BlockingKey, KeyPart } from './settings.ts'
import { soundex } from './soundex.ts'
import { type Column, columnOf, type Table, valueText } from './table.ts'

/** One key's blocks: records sorted by block, on shared memory. */
export interface BlockIndex {
  readonly key: BlockingKey
  /** Record → number of its block; 0 where it has no key. */
  readonly codes: Int32Array
  /** Records that share a block with another one, block after block. */
  readonly order: Int32Array
  /** Record → its position in `order`; −1 where it has none. */
  readonly positions: Int32Array
  /** Block → where it begins in `order`; one more entry ends the last. */
  readonly starts: Int32Array
}

/** A block that was too large to compare everyone with everyone. */
export interface OversizeBlock {
  readonly key: string
  /** The values that its records share. */
  readonly values: readonly string[]
  readonly records: number
  readonly pairs: number
  /** Pairs that this block compared: each record with its nearest `mostPerBlock / 2` in order of `sortBy`. */
  readonly compared: number
}

export interface BlockingPlan {
  readonly indexes: readonly BlockIndex[]
  readonly mostPerBlock: number
  /** Every bounded block, largest first: what it left out no other word tells. */
  readonly oversize: readonly OversizeBlock[]
}

export interface BlockingOptions {
  /** Records up to which a block compares everyone with everyone; default 1,000. */
  readonly mostPerBlock?: number
  /** Field by whose values the records of a larger block are sorted, so that neighbours resemble each other. */
  readonly sortBy?: string
}

/** Sorts the records into the blocks of each key and names those that are bounded. */
export function planBlocks(
  table: Table,
  keys: readonly BlockingKey[],
  { mostPerBlock = 1000, sortBy }: BlockingOptions = {},
): BlockingPlan {
  const ranks = sortBy === undefined ? undefined : ranksOf(columnOf(table, sortBy))
  const indexes = keys.map((key) => indexOf(table, key, mostPerBlock, ranks))
  const oversize = indexes
    .flatMap((index) => oversizeOf(table, index, mostPerBlock))
    .sort((a, b) => b.records - a.records)
  return { indexes, mostPerBlock, oversize }
}

/** Neighbours on each side that a record of a bounded block is compared with. */
export const windowOf = (mostPerBlock: number): number => Math.max(1, mostPerBlock >> 1)

function indexOf(
  table: Table,
  key: BlockingKey,
  mostPerBlock: number,
  ranks: Int32Array | undefined,
): BlockIndex {
  const codes = blockCodes(table, key)
  const blocks = codes.reduce((most, code) => Math.max(code, most), 0)
  const sizes = new Int32Array(blocks + 1)
  for (const code of codes) sizes[code] = (sizes[code] as number) + 1
  let kept = 0
  let records = 0
  for (let code = 1; code <= blocks; code++) {
    const size = sizes[code] as number
    if (size < 2) continue
    kept++
    records += size
  }
  const starts = new Int32Array(new SharedArrayBuffer(4 * (kept + 1)))
  const next = new Int32Array(blocks + 1).fill(-1)
  let at = 0
  kept = 0
  for (let code = 1; code <= blocks; code++) {
    if ((sizes[code] as number) < 2) continue
    starts[kept++] = at
    next[code] = at
    at += sizes[code] as number
  }
  starts[kept] = records
  const order = new Int32Array(new SharedArrayBuffer(4 * records))
  for (const [record, code] of codes.entries()) {
    const place = next[code] as number
    if (code === 0 || place < 0) continue
    order[place] = record
    next[code] = place + 1
  }
  sortLargeBlocks(order, starts, mostPerBlock, ranks)
  const positions = new Int32Array(new SharedArrayBuffer(4 * table.count)).fill(-1)
  for (let k = 0; k < records; k++) positions[order[k] as number] = k
  return { key, codes, order, positions, starts }
}

function sortLargeBlocks(
  order: Int32Array,
  starts: Int32Array,
  mostPerBlock: number,
  ranks: Int32Array | undefined,
): void {
  if (ranks === undefined) return
  for (let block = 0; block + 1 < starts.length; block++) {
    const from = starts[block] as number
    const to = starts[block + 1] as number
    if (to - from <= mostPerBlock) continue
    order.subarray(from, to).sort((a, b) => (ranks[a] as number) - (ranks[b] as number) || a - b)
  }
}

/** Record → rank of its value in order of code units; missing values first. */
function ranksOf(column: Column): Int32Array {
  const values = Array.from({ length: column.counts.length }, (_, code) => valueText(column, code))
  const sorted = Int32Array.from(values.keys())
  sorted.sort((a, b) => ((values[a] as string) < (values[b] as string) ? -1 : 1))
  const rank = new Int32Array(values.length)
  for (const [place, code] of sorted.entries()) rank[code] = place
  return column.codes.map((code) => rank[code] as number)
}

/** Numbers the combinations of a key's parts, from 1; 0 where a part is missing. */
function blockCodes(table: Table, key: BlockingKey): Int32Array {
  const codes = new Int32Array(new SharedArrayBuffer(4 * table.count)).fill(1)
  let blocks = 1
  for (const part of key.parts) {
    const column = columnOf(table, part.field)
    const parts = partCodes(column, part)
    const known = new Map<number, number>()
    for (let record = 0; record < codes.length; record++) {
      const of = parts[column.codes[record] as number] as number
      const before = codes[record] as number
      if (of === 0 || before === 0) {
        codes[record] = 0
        continue
      }
      const both = before * column.counts.length + of
      const code = known.get(both) ?? known.size + 1
      if (code > known.size) known.set(both, code)
      codes[record] = code
    }
    blocks = known.size
  }
  return blocks === 0 ? codes.fill(0) : codes
}

/** Value → number of what the key takes of it; 0 where it takes nothing. */
function partCodes(column: Column, part: KeyPart): Int32Array {
  const codes = new Int32Array(column.counts.length)
  const known = new Map<string, number>()
  for (let value = 1; value < codes.length; value++) {
    const taken = partOf(valueText(column, value), part)
    if (taken === '') continue
    const code = known.get(taken) ?? known.size + 1
    if (code > known.size) known.set(taken, code)
    codes[value] = code
  }
  return codes
}

/** What a key takes of a value; empty where the value is too short for it. */
export function partOf(value: string, part: KeyPart): string {
  switch (part.take) {
    case 'value':
      return value
    case 'prefix':
      return value.length < part.length ? '' : value.slice(0, part.length)
    case 'suffix':
      return value.length < part.length ? '' : value.slice(-part.length)
    case 'year':
      return value.slice(0, 4)
    case 'month-day':
      return value.slice(4)
    case 'soundex':
      return value === '' ? '' : soundex(value)
    case 'sorted-characters':
      return [...value].sort().join('')
    default:
      return part satisfies never
  }
}

function oversizeOf(table: Table, index: BlockIndex, mostPerBlock: number): OversizeBlock[] {
  const found: OversizeBlock[] = []
  const reach = windowOf(mostPerBlock)
  for (let block = 0; block + 1 < index.starts.length; block++) {
    const from = index.starts[block] as number
    const records = (index.starts[block + 1] as number) - from
    if (records <= mostPerBlock) continue
    const first = index.order[from] as number
    const values = index.key.parts.map((part) => {
      const column = columnOf(table, part.field)
      return partOf(valueText(column, column.codes[first] as number), part)
    })
    const compared = records * reach - (reach * (reach + 1)) / 2
    found.push({ key: index.key.name, values, records, pairs: (records * (records - 1)) / 2, compared })
  }
  return found
}
