import { Clusters, type Message, type Settings } from '#models/clusters'

/** Message → cluster when the whole stream is over: what a cluster absorbed counts as its own. */
export function clusterAll(messages: readonly Message[], settings: Settings): Map<string, string> {
  const clusters = new Clusters(settings)
  const into = new Map<string, string>()
  const placed = messages.map((m) => {
    const { cluster, absorbed } = clusters.add(m)
    for (const id of absorbed) into.set(id, cluster)
    return [m.id, cluster] as const
  })
  const last = (id: string): string => {
    const next = into.get(id)
    return next === undefined ? id : last(next)
  }
  return new Map(placed.map(([id, cluster]) => [id, last(cluster)]))
}
