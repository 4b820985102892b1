import type { Tx } from '#kernel/database'
import { denial, findGrant, giveRows, judgeUse, type Use } from '#modules/sharing'
import type { RecordRef, Source } from './contract.ts'
import { recordOf } from './rules.ts'
import type { Linkage } from './store.ts'

/** Items of a source that a linkage reads. */
export function itemsOfSource(source: Source): string[] {
  return [...new Set([source.id, ...Object.values(source.fields)])]
}

/**
 * Has a source's grant judged for reading.
 * @throws Refusal `forbidden` with the condition that failed
 */
export async function openSource(tx: Tx, l: Linkage, source: Source, rows: number, now: Date): Promise<Use> {
  const grant = await findGrant(tx, source.grant)
  if (grant === undefined) throw denial('state')
  const use = await judgeUse(tx, {
    grant,
    consumer: l.org,
    action: grant.terms.bulk ? 'bulk' : 'read',
    purpose: grant.purpose,
    items: itemsOfSource(source),
    rows,
    now,
  })
  if (!use.judgement.permitted) throw denial(use.judgement.condition)
  return use
}

/** The values of some records, as the grants give them now; a source that is not given any more has none. */
export async function readValues(
  tx: Tx,
  l: Linkage,
  refs: readonly RecordRef[],
  now: Date,
): Promise<(ref: RecordRef) => Record<string, string>> {
  const values = new Map<string, Record<string, string>>()
  for (const [n, source] of l.content.sources.entries()) {
    const wanted = [...new Set(refs.filter((r) => r.source === n).map((r) => r.record))].slice(0, 500)
    if (wanted.length === 0) continue
    const use = await openSource(tx, l, source, wanted.length, now).catch(() => undefined)
    if (use === undefined) continue
    const where = [{ item: source.id, op: 'in', values: wanted }]
    const { rows } = await giveRows(tx, use, { where, after: undefined, limit: wanted.length })
    for (const row of rows) values.set(`${n} ${String(row[source.id])}`, recordOf(source, row))
  }
  return ({ source, record }) => values.get(`${source} ${record}`) ?? {}
}
