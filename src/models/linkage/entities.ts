import { UnionFind } from './union-find.ts'

/** What a person said of two records; of several on the same pair the last counts. */
export interface Judgement {
  readonly left: number
  readonly right: number
  /** True: one entity (merge). False: two entities (unmerge). */
  readonly same: boolean
}

/** Pairs with a match weight in bits, as `scorePairs` gives them. */
export interface WeightedPairs {
  readonly left: ArrayLike<number>
  readonly right: ArrayLike<number>
  readonly weight: ArrayLike<number>
}

/** The records of one entity, at least two. */
export interface Entity {
  /** Records in order of their number; the first one names the entity in `labels`. */
  readonly records: readonly number[]
  /**
   * The weakest link that holds it together: cutting all pairs below this weight would leave it whole. Infinity where
   * only judgements hold it.
   */
  readonly weakestLink: number
  /** Share of its pairs that stand above the threshold: 1 where everyone is linked with everyone. */
  readonly density: number
}

export interface Entities {
  /** Record → first record of its entity; itself where it is alone. */
  readonly labels: Int32Array
  readonly entities: readonly Entity[]
  /** Entities whose weakest link lies below `chainBelow`: chains that a person should look at, weakest first. */
  readonly chains: readonly Entity[]
  /** Pairs above the threshold that a judgement „two entities" held apart, as positions in the pairs. */
  readonly heldApart: readonly number[]
}

export interface EntityOptions {
  /** Match weight in bits from which a pair links. */
  readonly threshold: number
  /** Match weight in bits below which a weakest link is reported as a chain; default: none are. */
  readonly chainBelow?: number
  readonly judgements?: readonly Judgement[]
}

/**
 * Entities as connected components of the pairs from the threshold on, which obey the judgements: records judged the
 * same are in one entity, records judged different never are. Links are taken strongest first, so that where a
 * judgement parts a component the weaker link gives way. Throws RangeError when the judgements contradict each other;
 * `contradictionsOf` names them.
 */
export function groupEntities(count: number, pairs: WeightedPairs, options: EntityOptions): Entities {
  const judgements = latest(options.judgements ?? [])
  const contradictions = contradictionsOf(judgements)
  if (contradictions.length > 0) {
    const { left, right } = contradictions[0] as Judgement
    throw new RangeError(
      `judgements contradict each other: ${left} and ${right} are both one and two entities`,
    )
  }
  const sets = new UnionFind(count)
  for (const { left, right, same } of judgements) if (same) sets.unite(left, right)
  for (const { left, right, same } of judgements) if (!same) sets.forbid(left, right)
  const weakest = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
  const heldApart: number[] = []
  for (const n of strongestFirst(pairs, options.threshold)) {
    const one = sets.find(pairs.left[n] as number)
    const other = sets.find(pairs.right[n] as number)
    if (one === other) continue
    if (sets.isForbidden(one, other)) heldApart.push(n)
    else {
      // Strongest first: the link that unites two sets is the weakest so far.
      weakest[sets.unite(one, other)] = pairs.weight[n] as number
    }
  }
  return report(count, pairs, options, sets, weakest, heldApart)
}

/** Judgements „two entities" whose records the judgements „one entity" bring together. */
export function contradictionsOf(judgements: readonly Judgement[]): readonly Judgement[] {
  const all = latest(judgements)
  const numbers = new Map<number, number>()
  for (const { left, right } of all)
    for (const record of [left, right]) if (!numbers.has(record)) numbers.set(record, numbers.size)
  const sets = new UnionFind(numbers.size)
  const find = (record: number) => sets.find(numbers.get(record) as number)
  for (const { left, right, same } of all) if (same) sets.unite(find(left), find(right))
  return all.filter(({ left, right, same }) => !same && find(left) === find(right))
}

/** The last word on each pair, the pairs in the order of their first mention. */
function latest(judgements: readonly Judgement[]): Judgement[] {
  const byPair = new Map<string, Judgement>()
  for (const one of judgements)
    byPair.set(`${Math.min(one.left, one.right)}-${Math.max(one.left, one.right)}`, one)
  return [...byPair.values()]
}

function strongestFirst({ left, right, weight }: WeightedPairs, threshold: number): Uint32Array {
  let above = 0
  for (let n = 0; n < weight.length; n++) if ((weight[n] as number) >= threshold) above++
  const order = new Uint32Array(above)
  let at = 0
  for (let n = 0; n < weight.length; n++) if ((weight[n] as number) >= threshold) order[at++] = n
  return order.sort(
    (a, b) =>
      (weight[b] as number) - (weight[a] as number) ||
      (left[a] as number) - (left[b] as number) ||
      (right[a] as number) - (right[b] as number),
  )
}

function report(
  count: number,
  pairs: WeightedPairs,
  { threshold, chainBelow = Number.NEGATIVE_INFINITY }: EntityOptions,
  sets: UnionFind,
  weakest: Float64Array,
  heldApart: readonly number[],
): Entities {
  const labels = new Int32Array(count)
  const first = new Int32Array(count).fill(-1)
  const members = new Map<number, number[]>()
  for (let record = 0; record < count; record++) {
    const root = sets.find(record)
    if (first[root] === -1) first[root] = record
    else {
      const records = members.get(root)
      if (records === undefined) members.set(root, [first[root] as number, record])
      else records.push(record)
    }
    labels[record] = first[root] as number
  }
  const linked = new Map<number, number>()
  for (let n = 0; n < pairs.weight.length; n++) {
    const root = sets.find(pairs.left[n] as number)
    if ((pairs.weight[n] as number) >= threshold && root === sets.find(pairs.right[n] as number))
      linked.set(root, (linked.get(root) ?? 0) + 1)
  }
  const entities = [...members].map(([root, records]): Entity => {
    const possible = (records.length * (records.length - 1)) / 2
    return {
      records,
      weakestLink: weakest[root] as number,
      density: Math.min(1, (linked.get(root) ?? 0) / possible),
    }
  })
  const chains = entities
    .filter(({ weakestLink }) => weakestLink < chainBelow)
    .sort((a, b) => a.weakestLink - b.weakestLink || (a.records[0] as number) - (b.records[0] as number))
  return { labels, entities, chains, heldApart }
}
