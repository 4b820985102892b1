import type { Watch } from './watching.ts'

/** What a row says to one watch. */
export interface Routed {
  readonly watch: Watch
  readonly object: string
  readonly value: number | null
}

export interface Router {
  /** The items that it reads, in the order in which a row has to carry them. */
  readonly items: readonly string[]
  /** Those of them that name an object. */
  readonly objects: readonly string[]
  route(values: readonly (string | null)[]): Routed[]
}

interface Fed {
  readonly watch: Watch
  readonly object: number
  readonly value: number
}

const longestObject = 200

/**
 * Tells which watches a row is for. Watches that ask for a value of an item are found by that value, so that a row costs
 * as much as the watches that it is for, however many there are.
 */
export function createRouter(watches: readonly Watch[]): Router {
  const items: string[] = []
  const positionOf = (name: string) => {
    const known = items.indexOf(name)
    return known >= 0 ? known : items.push(name) - 1
  }
  const always: Fed[] = []
  const byValue = new Map<number, Map<string, Fed[]>>()
  for (const watch of watches) {
    const { object, value, where } = watch.content
    const fed = { watch, object: positionOf(object), value: positionOf(value) }
    if (where === null) always.push(fed)
    else {
      const position = positionOf(where.item)
      const of = byValue.get(position) ?? new Map<string, Fed[]>()
      byValue.set(position, of.set(where.equals, [...(of.get(where.equals) ?? []), fed]))
    }
  }
  const add = (values: readonly (string | null)[], fed: readonly Fed[], out: Routed[]) => {
    for (const f of fed) {
      const object = values[f.object] ?? ''
      if (object !== '')
        out.push({ watch: f.watch, object: object.slice(0, longestObject), value: numberOf(values[f.value]) })
    }
  }
  return {
    items,
    objects: [...new Set(watches.map((w) => w.content.object))],
    route(values) {
      const out: Routed[] = []
      add(values, always, out)
      for (const [position, of] of byValue) add(values, of.get(values[position] ?? '') ?? [], out)
      return out
    },
  }
}

/** Null: missing, or no number. */
function numberOf(text: string | null | undefined): number | null {
  if (text === null || text === undefined || text === '') return null
  const value = Number(text)
  return Number.isFinite(value) ? value : null
}
