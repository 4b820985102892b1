export const printed =
  'Printed by `npm run generate` from the code; `npm test` fails when it is stale. Do not edit.'

export type Row = readonly string[]

/** A Markdown table; bars inside a cell are escaped. */
export function table(head: Row, rows: readonly Row[]): string {
  const line = (cells: Row) => `| ${cells.map((c) => c.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

export const code = (text: string) => `\`${text}\``

/** A page with its title, the note that it is printed, and its parts. */
export function page(title: string, ...parts: readonly string[]): string {
  return `${[`# ${title}`, printed, ...parts].join('\n\n')}\n`
}

export const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
