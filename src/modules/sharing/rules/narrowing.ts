import type { RowCondition, Terms } from '../contract/terms.ts'
import type { TermsFault } from './terms.ts'

/**
 * Where terms give more than was asked: a provider may narrow, never widen. Every row condition that was asked has to
 * stay; more may come on top, since all of them have to hold.
 */
export function widenings(asked: Terms, given: Terms): TermsFault[] {
  const wider = (path: string, values: Record<string, string> = {}): TermsFault => ({
    path,
    key: 'sharing.fault.wider',
    values,
  })
  const kept = new Set(given.rows.map(textOf))
  return [
    ...given.items.filter((i) => !asked.items.includes(i)).map((item) => wider('items', { item })),
    ...given.items
      .filter((i) => asked.masks[i] !== undefined && !isAsMasked(asked.masks[i], given.masks[i]))
      .map((item) => wider('masks', { item })),
    ...asked.rows.filter((c) => !kept.has(textOf(c))).map((c) => wider('rows', { item: c.item })),
    ...(given.from < asked.from ? [wider('from')] : []),
    ...(given.until > asked.until ? [wider('until')] : []),
    ...(given.callsPerDay > asked.callsPerDay ? [wider('callsPerDay')] : []),
    ...(given.rowsPerCall > asked.rowsPerCall ? [wider('rowsPerCall')] : []),
    ...(given.bulk && !asked.bulk ? [wider('bulk')] : []),
    ...(asked.lookup && !given.lookup ? [wider('lookup')] : []),
  ]
}

/** The same mask, or nothing at all. */
function isAsMasked(asked: string | undefined, given: string | undefined): boolean {
  return given === asked || given === 'hide'
}

function textOf(c: RowCondition): string {
  return JSON.stringify([c.item, c.op, ...c.values])
}
