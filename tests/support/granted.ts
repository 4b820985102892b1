import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type { RowCondition, Terms } from '../../src/modules/sharing/contract.ts'
import { saveGrant } from '../../src/modules/sharing/store.ts'
import type { TestPlatform } from './platform.ts'
import { foodBusinesses } from './resources.ts'

/** What a grant gives, said a second time in a few lines of its own: the oracle of the property test. */

type Row = Readonly<Record<string, string | number>>

export function givenBy(terms: Terms, rows: readonly Row[], items: readonly string[]): object[] {
  return rows
    .filter((row) => terms.rows.every((c) => holds(c, row[c.item])))
    .map((row) => Object.fromEntries(items.map((i) => [i, shown(row[i], terms.masks[i], i)])))
}

/** Rows in which the text stands in a shown item that is given in clear; undefined where there is none to look into. */
export function foundBy(
  terms: Terms,
  rows: readonly Row[],
  items: readonly string[],
  text: string,
): readonly Row[] | undefined {
  const seen = items.filter((i) => terms.masks[i] === undefined && i !== 'place')
  if (seen.length === 0) return undefined
  return rows.filter((row) => seen.some((i) => `${row[i] ?? ''}`.toLowerCase().includes(text.toLowerCase())))
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
  if (item === 'holder') return text.length === 1 ? '*' : `${text[0]}${'*'.repeat(text.length - 1)}`
  const inside = text.slice(1, -1).replace(/[^/]/g, '*')
  return text.length < 3 ? '*'.repeat(text.length) : `${text[0]}${inside}${text.at(-1)}`
}

export const itemNames = foodBusinesses.items.map((i) => i.name)
const maskFor: Record<string, Terms['masks'][string][]> = {
  granted: ['hide', 'year', 'pseudonym'],
  place: ['hide', 'county', 'partial', 'pseudonym'],
}
/** Lists are given as a grant holds them, which may be written to. */
const value = (...texts: string[]) => fc.constantFrom(...texts.map((t) => [t]))
const condition = fc.oneof(
  fc.record({
    item: fc.constant('place'),
    op: fc.constant('within' as const),
    values: fc.subarray(['50/500107', '50/500106/500106101', '50/50010', '50/500107/500107104'], {
      minLength: 1,
    }),
  }),
  fc.record({
    item: fc.constant('seats'),
    op: fc.constantFrom('=', '!=', '<', '<=', '>', '>='),
    values: value('3', '10', '9.5', '-1'),
  }),
  fc.record({
    item: fc.constantFrom('grade', 'holder', 'licence'),
    op: fc.constantFrom('=', '!=', 'in'),
    values: value('A', '张三', 'JY000003', "' or true --"),
  }),
  fc.record({
    item: fc.constant('grade'),
    op: fc.constant('filled' as const),
    values: fc.constant<string[]>([]),
  }),
)
/** Terms over the food businesses: any columns, any fitting masks, any rows. */
export const terms = fc
  .record({
    items: fc.subarray(itemNames, { minLength: 1 }),
    masked: fc.subarray(itemNames),
    pick: fc.nat(3),
    rows: fc.array(condition, { maxLength: 2 }),
  })
  .map(({ items, masked, pick, rows }): Terms => {
    const masks = masked
      .filter((i) => items.includes(i))
      .map((i) => {
        const fitting = maskFor[i] ?? (['hide', 'partial', 'pseudonym'] as const)
        return [i, fitting[pick % fitting.length]] as const
      })
    return {
      items,
      masks: Object.fromEntries(masks) as Terms['masks'],
      rows,
      from: '2026-01-01',
      until: '2099-12-31',
      callsPerDay: 1000,
      rowsPerCall: 100,
      bulk: false,
    }
  })

/** A grant as it stands in the database, without the way to it. */
export async function grantInState(
  city: TestPlatform,
  grant: { resource: string; terms: Terms; consumer: string; state: 'active' | 'suspended' | 'drafted' },
): Promise<string> {
  const id = randomUUID()
  const saved = {
    ...grant,
    id,
    request: randomUUID(),
    version: 1,
    provider: 'gxq.market',
    purpose: 'assistance' as const,
    revision: 1,
    reason: null,
  }
  await city.platform.kernel.app.db.transaction().execute((tx) => saveGrant(tx, saved, new Date()))
  return id
}

/** What a pseudonym is cannot be foreseen; that it is one can. */
export function told(rows: readonly Record<string, unknown>[], given: Terms): Record<string, unknown>[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([item, value]) => {
        if (given.masks[item] !== 'pseudonym' || value === null) return [item, value]
        return [item, /^[0-9a-f]{24}$/.test(String(value)) ? '#' : value]
      }),
    ),
  )
}
