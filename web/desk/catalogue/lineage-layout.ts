interface Edge {
  readonly from: string
  readonly to: string
}

export interface Placed {
  readonly id: string
  /** Column from the left; every edge leads to a column further right. */
  readonly column: number
  readonly row: number
}

/**
 * Places the nodes of a graph without circles in columns, each one right of everything that it is made from. Within a
 * column a node stands near the middle of its sources, so that lines cross little.
 */
export function layOut(ids: readonly string[], edges: readonly Edge[]): Placed[] {
  const columns = columnsOf(ids, edges)
  const rows = new Map<string, number>()
  const width = Math.max(0, ...columns.values()) + 1
  for (let column = 0; column < width; column++) {
    const here = ids.filter((id) => columns.get(id) === column)
    const middle = (id: string) => {
      const sources = edges.filter((e) => e.to === id).map((e) => rows.get(e.from) ?? 0)
      return sources.length === 0 ? 0 : sources.reduce((a, b) => a + b, 0) / sources.length
    }
    for (const [row, id] of here.toSorted((a, b) => middle(a) - middle(b)).entries()) rows.set(id, row)
  }
  return ids.map((id) => ({ id, column: columns.get(id) ?? 0, row: rows.get(id) ?? 0 }))
}

/** The longest way from a source to each node. At most as many rounds as nodes, should a circle ever come. */
function columnsOf(ids: readonly string[], edges: readonly Edge[]): Map<string, number> {
  const columns = new Map(ids.map((id) => [id, 0]))
  for (let round = 0; round < ids.length; round++) {
    const late = edges.filter((e) => (columns.get(e.to) ?? 0) <= (columns.get(e.from) ?? 0))
    if (late.length === 0) break
    for (const e of late) columns.set(e.to, Math.min(ids.length - 1, (columns.get(e.from) ?? 0) + 1))
  }
  return columns
}
