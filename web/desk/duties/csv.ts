/** RFC 4180: quoted fields may hold commas, quotes (doubled) and line breaks. A byte order mark is skipped. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let field = ''
  let isQuoted = false
  const source = text.replace(/^\uFEFF/, '')
  const endField = () => {
    row.push(field)
    field = ''
  }
  const endRow = () => {
    endField()
    if (row.some((value) => value !== '')) rows.push(row)
    row = []
  }
  for (let i = 0; i < source.length; i += 1) {
    const c = source[i] ?? ''
    if (isQuoted) {
      if (c !== '"') field += c
      else if (source[i + 1] === '"') {
        field += '"'
        i += 1
      } else isQuoted = false
    } else if (c === '"' && field === '') isQuoted = true
    else if (c === ',') endField()
    else if (c === '\n') endRow()
    else if (c !== '\r') field += c
  }
  if (field !== '' || row.length > 0) endRow()
  return rows
}

export interface TableRow {
  /** Line of the table, the header being the first. */
  readonly line: number
  readonly values: Readonly<Record<string, string>>
}

/** The first row names the columns. */
export function rowsOf([header = [], ...rows]: readonly string[][]): TableRow[] {
  return rows.map((row, i) => ({
    line: i + 2,
    values: Object.fromEntries(header.map((name, column) => [name.trim(), (row[column] ?? '').trim()])),
  }))
}
