import type { HouseRule } from './define.ts'

const constraint = /\b(primary\s+key|unique|references|foreign\s+key|exclude|check)\b/i

/** A table says what it is for, and each of its constraints has a name that an error message can show. */
export const sqlRules: readonly HouseRule[] = [
  {
    name: 'tables-are-commented',
    because: 'The database is the contract that lasts longest; it explains itself.',
    applies: (path) => path.endsWith('.sql'),
    *find({ text }) {
      for (const table of tables(text))
        if (!new RegExp(`comment on table ${table.name} is`, 'i').test(text))
          yield { index: table.index, what: `table ${table.name} has no comment` }
    },
  },
  {
    name: 'constraints-are-named',
    because: 'A violated constraint is mapped to a sentence by its name.',
    applies: (path) => path.endsWith('.sql'),
    *find({ text }) {
      for (const table of tables(text))
        for (const item of table.items)
          if (constraint.test(bare(item)) && !/\bconstraint\s+\w+\s/i.test(item))
            yield {
              index: table.index,
              what: `table ${table.name}: a constraint without a name: ${item.replace(/\s+/g, ' ')}`,
            }
      for (const added of text.matchAll(/\badd\s+(primary\s+key|unique|foreign\s+key|check)\b/gi))
        yield { index: added.index, what: `a constraint without a name: ${added[0]}` }
    },
  },
]

/** Without strings, so that a default or a checked word is not taken for a constraint. */
function bare(item: string): string {
  return item.replace(/'[^']*'/g, "''").replace(/--.*$/gm, '')
}

interface Table {
  readonly name: string
  readonly index: number
  readonly items: readonly string[]
}

function* tables(text: string): Generator<Table> {
  for (const found of text.matchAll(
    /\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?(\w+)\s*\(/gi,
  )) {
    const start = found.index + found[0].length
    yield { name: found[1] ?? '', index: found.index, items: split(text, start) }
  }
}

/** The definitions between the brackets that open before `start`, cut at the commas of the outermost level. */
function split(text: string, start: number): string[] {
  const items: string[] = []
  let depth = 1
  let quoted = false
  let from = start
  for (let i = start; i < text.length && depth > 0; i++) {
    const c = text[i]
    if (c === "'") quoted = !quoted
    if (quoted) continue
    if (c === '(') depth++
    if (c === ')') depth--
    if ((c === ',' && depth === 1) || depth === 0) {
      items.push(text.slice(from, i).trim())
      from = i + 1
    }
  }
  return items
}
