import type { Content } from '#modules/catalogue/contract'
import type { RowCondition, Terms } from '../contract/terms.ts'

export interface TermsFault {
  readonly path: string
  readonly key: string
  readonly values: Readonly<Record<string, string>>
}

/** What of the terms does not fit the resource: unknown items, masks that no value of the type has, empty periods. */
export function faultsOfTerms(terms: Terms, content: Content): TermsFault[] {
  const types = new Map(content.items.map((i) => [i.name, i.type]))
  const fault = (path: string, key: string, values: Record<string, string> = {}): TermsFault => ({
    path,
    key: `sharing.fault.${key}`,
    values,
  })
  return [
    ...terms.items.filter((i) => !types.has(i)).map((item) => fault('items', 'unknown-item', { item })),
    ...Object.entries(terms.masks).flatMap(([item, mask]) => {
      if (!terms.items.includes(item)) return [fault('masks', 'mask-without-item', { item })]
      const type = types.get(item)
      const fits =
        mask === 'year' ? type === 'date' || type === 'time' : mask !== 'county' || type === 'place'
      return fits ? [] : [fault('masks', 'mask-misfit', { item, mask })]
    }),
    ...terms.rows.flatMap((c, n) =>
      conditionFaults(c, types).map((key) => fault(`rows.${n}`, key, { item: c.item })),
    ),
    ...(terms.from > terms.until ? [fault('until', 'period-empty')] : []),
    ...(terms.lookup ? lookupFaults(terms, content).map((key) => fault('lookup', key)) : []),
  ]
}

/** Looking up needs every key item in clear, and is no bulk delivery. */
function lookupFaults(terms: Terms, content: Content): string[] {
  const keys = content.items.filter((i) => i.key).map((i) => i.name)
  const isAskable = keys.length > 0 && keys.every((k) => terms.items.includes(k) && !terms.masks[k])
  return [...(isAskable ? [] : ['lookup-without-key']), ...(terms.bulk ? ['lookup-bulk'] : [])]
}

/** Key items of a lookup that a call does not name the value of. */
export function missingKeys(terms: Terms, content: Content, where: readonly RowCondition[]): string[] {
  if (!terms.lookup) return []
  const named = new Set(where.filter((c) => c.op === '=').map((c) => c.item))
  return content.items.filter((i) => i.key && !named.has(i.name)).map((i) => i.name)
}

/** Ends of message keys. */
export function conditionFaults(c: RowCondition, types: ReadonlyMap<string, string>): string[] {
  const type = types.get(c.item)
  if (type === undefined) return ['unknown-item']
  if (c.op === 'filled') return c.values.length === 0 ? [] : ['no-value-needed']
  if (c.values.length === 0) return ['value-needed']
  if (c.op === 'in') return []
  if (c.op === 'within') return type === 'place' ? [] : ['no-place']
  if (c.values.length > 1) return ['one-value']
  if (['<', '<=', '>', '>='].includes(c.op) && !['integer', 'decimal', 'date', 'time'].includes(type))
    return ['no-order']
  const isNumber = type === 'integer' || type === 'decimal'
  return isNumber && !/^-?\d{1,38}(\.\d{1,20})?$/.test(c.values[0] ?? '') ? ['not-a-number'] : []
}
