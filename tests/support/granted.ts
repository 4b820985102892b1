import type { RowCondition, Terms } from '../../src/modules/sharing/contract.ts'

/** What a grant gives, said a second time in a few lines of its own: the oracle of the property test. */

type Row = Readonly<Record<string, string | number>>

export function givenBy(terms: Terms, rows: readonly Row[], items: readonly string[]): object[] {
  return rows
    .filter((row) => terms.rows.every((c) => holds(c, row[c.item])))
    .map((row) => Object.fromEntries(items.map((i) => [i, shown(row[i], terms.masks[i], i)])))
}

function holds(c: RowCondition, value: string | number | undefined): boolean {
  if (value === undefined) return false
  const [other = ''] = c.values
  const text = String(value)
  const order =
    typeof value === 'number' ? Math.sign(value - Number(other)) : text < other ? -1 : +(text > other)
  switch (c.op) {
    case 'filled':
      return true
    case 'in':
      return c.values.includes(text)
    case 'within':
      return c.values.some((p) => `${text}/`.startsWith(`${p}/`))
    case '=':
      return order === 0
    case '!=':
      return order !== 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
  }
}

/** Pseudonyms are opaque: only that there is one is told. */
function shown(value: string | number | undefined, mask: string | undefined, item: string): unknown {
  if (value === undefined || mask === 'hide') return null
  const text = String(value)
  if (mask === undefined) return value
  if (mask === 'pseudonym') return '#'
  if (mask === 'year') return text.slice(0, 4)
  if (mask === 'county') return text.split('/').slice(0, 2).join('/')
  if (item === 'phone') return `${text.slice(0, 3)}****${text.slice(-4)}`
  if (text.length === 1) return '*'
  return text.length === 2 ? `${text[0]}*` : `${text[0]}${'*'.repeat(text.length - 2)}${text.at(-1)}`
}
