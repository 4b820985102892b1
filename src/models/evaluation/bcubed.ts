export interface BCubed {
  /** Of the messages that stand in one cluster with a gold message, the share that belongs to its group. */
  readonly precision: number
  /** Of the messages of its group, the share that stands in its cluster. */
  readonly recall: number
  readonly f1: number
}

/**
 * B-cubed, averaged over the gold messages (Bagga and Baldwin 1998).
 * @param clusters message → cluster, of every message of the stream: a foreign message in a cluster counts against it
 * @param groups message → gold group; messages without one belong to none
 * @param unsure messages that count neither way
 */
export function bCubed(
  clusters: ReadonlyMap<string, string>,
  groups: ReadonlyMap<string, string>,
  unsure: ReadonlySet<string> = new Set(),
): BCubed {
  const judged = [...clusters].filter(([id]) => !unsure.has(id))
  const sizes = countBy(judged.map(([, cluster]) => cluster))
  const groupSizes = countBy([...groups].filter(([id]) => !unsure.has(id)).map(([, group]) => group))
  const both = countBy(judged.map(([id, cluster]) => `${cluster}|${groups.get(id) ?? ''}`))
  let precision = 0
  let recall = 0
  let n = 0
  for (const [id, group] of groups) {
    if (unsure.has(id)) continue
    n++
    const cluster = clusters.get(id) ?? ''
    const shared = both.get(`${cluster}|${group}`) ?? 0
    precision += shared / (sizes.get(cluster) ?? 1)
    recall += shared / (groupSizes.get(group) ?? 1)
  }
  if (n === 0) return { precision: 0, recall: 0, f1: 0 }
  const p = precision / n
  const r = recall / n
  return { precision: p, recall: r, f1: p + r === 0 ? 0 : (2 * p * r) / (p + r) }
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
