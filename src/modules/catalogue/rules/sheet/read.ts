import { Content } from '../../contract/resource.ts'
import { faultsOf } from '../content.ts'
import {
  codeOf,
  type ItemField,
  itemColumns,
  type ResourceField,
  resourceColumns,
  sheetColumns,
  words,
} from './columns.ts'

interface SheetLine {
  readonly line: number
  readonly values: Readonly<Record<string, string>>
}

/** What is wrong in a sheet: row and column, the end of a message key, its values. */
export interface SheetProblem {
  readonly line: number
  readonly column: string
  readonly key: string
  readonly values: Readonly<Record<string, string>>
}

export interface SheetEntry {
  readonly line: number
  readonly provider: string
  /** Code of a resource that is there already; empty: a new one. */
  readonly code: string
  readonly content: Content
}

interface Block {
  readonly head: SheetLine
  readonly lines: SheetLine[]
}

/**
 * Reads a field sheet: rows without a name, or with the same one, belong to the resource above them, as merged cells
 * do. A resource with a fault is not taken, and each fault is named with its row and column.
 */
export function readSheet(rows: readonly SheetLine[]): { entries: SheetEntry[]; problems: SheetProblem[] } {
  const problems: SheetProblem[] = []
  const entries: SheetEntry[] = []
  const [first] = rows
  for (const column of Object.keys(first?.values ?? {}))
    if (!sheetColumns.includes(column) && column !== '')
      problems.push({ line: 1, column, key: 'column-unknown', values: { column } })
  for (const block of blocksOf(rows, problems)) {
    const entry = readBlock(block, problems)
    const lines = new Set(block.lines.map((l) => l.line))
    if (entry !== undefined && !problems.some((p) => lines.has(p.line))) entries.push(entry)
  }
  return { entries, problems }
}

function blocksOf(rows: readonly SheetLine[], problems: SheetProblem[]): Block[] {
  const blocks: Block[] = []
  for (const row of rows) {
    const last = blocks.at(-1)
    const cell = (field: ResourceField) => text(row, resourceColumns[field])
    const isSame =
      last !== undefined &&
      (cell('name') === '' || cell('name') === text(last.head, resourceColumns.name)) &&
      (cell('code') === '' || cell('code') === text(last.head, resourceColumns.code))
    if (!isSame) {
      blocks.push({ head: row, lines: [row] })
      continue
    }
    last.lines.push(row)
    for (const column of Object.values(resourceColumns))
      if (text(row, column) !== '' && text(row, column) !== text(last.head, column))
        problems.push({ line: row.line, column, key: 'contradiction', values: { value: text(row, column) } })
  }
  return blocks
}

function text(row: SheetLine, column: string): string {
  return (row.values[column] ?? '').trim()
}

function readBlock({ head, lines }: Block, problems: SheetProblem[]): SheetEntry | undefined {
  const wrong = (line: number, column: string, key: string, value: string) =>
    problems.push({ line, column, key, values: { value: value.slice(0, 100) } })
  const cell = (field: ResourceField) => text(head, resourceColumns[field])
  const coded = (field: keyof typeof words & ResourceField) => {
    const code = codeOf(words[field], cell(field))
    if (code === undefined && cell(field) !== '')
      wrong(head.line, resourceColumns[field], 'word-unknown', cell(field))
    return code
  }
  const json = (field: ResourceField): unknown => {
    if (cell(field) === '') return undefined
    try {
      return JSON.parse(cell(field))
    } catch {
      wrong(head.line, resourceColumns[field], 'not-readable', cell(field))
      return undefined
    }
  }
  const provider = cell('provider')
  const post = (name: 'owner' | 'steward') => ({
    org: cell(`${name}.org`) || provider,
    title: cell(`${name}.title`) || '待明确',
    account: cell(`${name}.account`) || null,
  })
  const cycle = readCycle(cell('cycle'))
  if (cycle === undefined) wrong(head.line, resourceColumns.cycle, 'word-unknown', cell('cycle'))
  const items = lines.map((line, n) => readItem(line, n, wrong))
  const given = {
    name: cell('name'),
    kind: coded('kind') ?? 'department',
    classification: {
      class: cell('classification.class'),
      item: cell('classification.item'),
      subitem: cell('classification.subitem'),
      detail: cell('classification.detail'),
    },
    abstract: cell('abstract'),
    format: cell('format'),
    keywords: readList(cell('keywords')),
    share: {
      type: coded('share.type'),
      condition: cell('share.condition'),
      mode: coded('share.mode') ?? 'interface',
    },
    openness: { type: coded('openness.type') ?? 'closed', condition: cell('openness.condition') },
    cycle: { ...cycle, graceHours: Number(cell('cycle.graceHours') || '24') },
    relatedCode: cell('relatedCode'),
    owner: post('owner'),
    steward: post('steward'),
    shape: coded('shape') ?? (items.some((i) => i.key) ? 'records' : 'events'),
    items,
    rules: json('rules'),
    scope: json('scope'),
    extensions: json('extensions'),
  }
  const parsed = Content.safeParse(given)
  const faults = parsed.success
    ? faultsOf(parsed.data).map((f) => ({ path: f.path.split('.'), key: f.key, values: f.values }))
    : parsed.error.issues.map((i) => ({ path: i.path.map(String), key: undefined, values: undefined }))
  for (const { path, key, values } of faults) {
    const at = placeOf(path, lines)
    // A cell whose word is unknown has been named already.
    if (problems.some((p) => p.line === at.line && p.column === at.column)) continue
    if (key === undefined) wrong(at.line, at.column, at.value === '' ? 'missing' : 'form', at.value)
    else problems.push({ line: at.line, column: at.column, key, values })
  }
  if (provider === '') wrong(head.line, resourceColumns.provider, 'missing', '')
  return parsed.success ? { line: head.line, provider, code: cell('code'), content: parsed.data } : undefined
}

type Wrong = (line: number, column: string, key: string, value: string) => void

function readItem(row: SheetLine, n: number, wrong: Wrong) {
  const cell = (field: ItemField) => text(row, itemColumns[field])
  const coded = (field: 'type' | 'key' | 'required') => {
    const list = field === 'type' ? words.type : words.yes
    const code = codeOf(list, cell(field))
    if (code === undefined) wrong(row.line, itemColumns[field], 'word-unknown', cell(field))
    return code
  }
  const type = coded('type')
  const key = coded('key') === 'true'
  return {
    name: cell('name') || `item_${n + 1}`,
    title: cell('title'),
    description: cell('description'),
    type,
    required: coded('required') === 'true' || key,
    key,
    values: readList(cell('values')),
    pattern: cell('pattern'),
    least: cell('least'),
    most: cell('most'),
    ...(cell('length') === '' ? {} : { length: Number(cell('length')) }),
    personal: cell('personal') || null,
  }
}

/** Where the sheet says what the content has at a path. */
function placeOf(path: readonly string[], lines: readonly SheetLine[]) {
  const [head] = lines as readonly [SheetLine]
  const [top = '', n = '', field = ''] = path
  const [row, column] =
    top === 'items' && n !== ''
      ? [lines[Number(n)] ?? head, itemColumns[field as ItemField] ?? itemColumns.title]
      : [head, columnOf(path)]
  return { line: row.line, column, value: text(row, column) }
}

function columnOf(path: readonly string[]): string {
  const names = path.map((_, i) => path.slice(0, path.length - i).join('.'))
  const found = names.find((name) => name in resourceColumns)
  if (found !== undefined) return resourceColumns[found as ResourceField]
  return path[0] === 'items' ? itemColumns.title : resourceColumns.name
}

/** 每1天, 每周, 3个月, 实时, 不定期. */
function readCycle(given: string): { every: number; unit: string } | undefined {
  if (given.startsWith('不定期')) return { every: Number(given.slice(3) || '1'), unit: 'irregular' }
  if (given === '实时') return { every: 1, unit: 'minute' }
  const found = /^每?\s*(\d*)\s*(\D+)$/.exec(given)
  const unit = found === null ? undefined : codeOf(words.unit, found[2] ?? '')
  return unit === undefined ? undefined : { every: Number(found?.[1] || '1'), unit }
}

function readList(given: string): string[] {
  if (given.startsWith('[')) {
    try {
      const list: unknown = JSON.parse(given)
      if (Array.isArray(list) && list.every((w) => typeof w === 'string')) return list
    } catch {
      // No JSON: then it is a word that begins with a bracket.
    }
  }
  return given
    .split(/[、,，;；\n]/)
    .map((w) => w.trim())
    .filter((w) => w !== '')
}
