import { TableError, type TableRow, tableLimits } from './define.ts'

/** One object a line; empty lines are passed over. */
export function* readJsonLines(text: string): Generator<TableRow> {
  let line = 0
  for (const part of lines(text)) {
    line++
    if (part.trim() !== '') yield { line, values: recordOf(parseExact(part, line), line) }
  }
}

/** An array of objects; `line` is the position in the array. */
export function* readJsonArray(text: string): Generator<TableRow> {
  const parsed = parseExact(text, 1)
  if (!Array.isArray(parsed)) throw new TableError(0, 'table.not-array')
  for (const [i, record] of parsed.entries()) yield { line: i + 1, values: recordOf(record, i + 1) }
}

function* lines(text: string): Generator<string> {
  let from = 0
  while (from < text.length) {
    const end = text.indexOf('\n', from)
    yield end < 0 ? text.slice(from) : text.slice(from, end)
    if (end < 0) return
    from = end + 1
  }
}

/** A number as it is written: an 18-digit code does not fit a double. */
class Numeral {
  readonly value: number
  readonly source: string

  constructor(value: number, source: string) {
    this.value = value
    this.source = source
  }

  toJSON(): number {
    return this.value
  }
}

function parseExact(text: string, line: number): unknown {
  try {
    return JSON.parse(text, (_key: string, value: unknown, context?: { source?: string }) =>
      typeof value === 'number' ? new Numeral(value, context?.source ?? String(value)) : value,
    )
  } catch {
    throw new TableError(line, 'table.not-json')
  }
}

function recordOf(parsed: unknown, line: number): Record<string, string> {
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed) || parsed instanceof Numeral)
    throw new TableError(line, 'table.not-object')
  const entries = Object.entries(parsed)
  if (entries.length > tableLimits.columns)
    throw new TableError(line, 'table.too-many-columns', { limit: tableLimits.columns })
  return Object.fromEntries(entries.map(([name, value]) => [name.trim(), textOf(value, line)]))
}

/** What is nested stays JSON, as text. */
function textOf(value: unknown, line: number): string {
  if (value === null) return ''
  if (value instanceof Numeral) return value.source
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (text.length > tableLimits.cell)
    throw new TableError(line, 'table.cell-too-long', { limit: tableLimits.cell })
  return text
}
