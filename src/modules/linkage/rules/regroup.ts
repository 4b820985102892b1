import { groupEntities, type Judgement } from '#models/linkage'

/** A pair of numbered records with its match weight in bits. */
export interface KeptPair {
  readonly left: number
  readonly right: number
  readonly weight: number
}

/**
 * Groups a few records anew after a person's word, as the whole was grouped: only they and the pairs between them can
 * change. @returns record → the smallest number in its entity
 */
export function regroup(
  records: readonly number[],
  pairs: readonly KeptPair[],
  judgements: readonly Judgement[],
  threshold: number,
): Map<number, number> {
  const sorted = records.toSorted((a, b) => a - b)
  const position = new Map(sorted.map((record, n) => [record, n]))
  const at = (record: number) => position.get(record) as number
  const inside = (p: { left: number; right: number }) => position.has(p.left) && position.has(p.right)
  const kept = pairs.filter(inside)
  const { labels } = groupEntities(
    sorted.length,
    {
      left: kept.map((p) => at(p.left)),
      right: kept.map((p) => at(p.right)),
      weight: kept.map((p) => p.weight),
    },
    {
      threshold,
      judgements: judgements
        .filter(inside)
        .map((j) => ({ left: at(j.left), right: at(j.right), same: j.same })),
    },
  )
  return new Map(sorted.map((record, n) => [record, sorted[labels[n] as number] as number]))
}
