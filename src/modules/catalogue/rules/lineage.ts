export interface Edge {
  readonly from: string
  readonly to: string
}

/** True when `to` already flows, by whatever way, into `from`: the new edge would close a circle. */
export function closesCircle(edges: readonly Edge[], from: string, to: string): boolean {
  return from === to || reachable(edges, to).has(from)
}

/** Everything that is derived from a resource, directly or on the way; itself included. */
export function reachable(edges: readonly Edge[], start: string): ReadonlySet<string> {
  const next = new Map<string, string[]>()
  for (const e of edges) next.set(e.from, [...(next.get(e.from) ?? []), e.to])
  const seen = new Set([start])
  const open = [start]
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const to of next.get(at) ?? [])
      if (!seen.has(to)) {
        seen.add(to)
        open.push(to)
      }
  return seen
}
