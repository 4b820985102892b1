import type { WatchContent } from './contract.ts'

interface Routable {
  readonly content: WatchContent
}

/** What a row says to one watch. */
export interface Routed<W> {
  readonly watch: W
  readonly object: string
  readonly value: number | null
  readonly also: readonly (number | null)[]
  /** What the row says in words; null: nothing, or nobody asked. */
  readonly said: string | null
  /** The same in English. */
  readonly saidInEnglish: string | null
}

export interface Router<W> {
  /** The items that it reads, in the order in which a row has to carry them. */
  readonly items: readonly string[]
  /** Those of them that name an object. */
  readonly objects: readonly string[]
  route(values: readonly (string | null)[]): Routed<W>[]
}

interface Fed<W> {
  readonly watch: W
  readonly object: number
  readonly values: readonly number[]
  readonly says: number | undefined
  readonly saysInEnglish: number | undefined
}

const longestObject = 200
/** A sentence or two; who wants more reads the row. */
const longestSaid = 500

/**
 * Tells which watches a row is for. Watches that ask for a value of an item are found by that value, so that a row costs
 * as much as the watches that it is for, however many there are.
 */
export function createRouter<W extends Routable>(watches: readonly W[]): Router<W> {
  const items: string[] = []
  const positionOf = (name: string) => {
    const known = items.indexOf(name)
    return known >= 0 ? known : items.push(name) - 1
  }
  const always: Fed<W>[] = []
  const byValue = new Map<number, Map<string, Fed<W>[]>>()
  for (const watch of watches) {
    const { object, value, also, says, saysInEnglish, where, count } = watch.content
    // Counts are read from the rows that stand: of a row its object is enough.
    const items = count !== null || value === null ? [] : [value, ...also]
    const wordsOf = (item: string | undefined) =>
      item === undefined || count !== null ? undefined : positionOf(item)
    const fed = {
      watch,
      object: positionOf(object),
      values: items.map(positionOf),
      says: wordsOf(says),
      saysInEnglish: wordsOf(saysInEnglish),
    }
    if (where === null) always.push(fed)
    else {
      const position = positionOf(where.item)
      const of = byValue.get(position) ?? new Map<string, Fed<W>[]>()
      byValue.set(position, of.set(where.equals, [...(of.get(where.equals) ?? []), fed]))
    }
  }
  const add = (values: readonly (string | null)[], fed: readonly Fed<W>[], out: Routed<W>[]) => {
    for (const f of fed) {
      const object = values[f.object] ?? ''
      if (object === '') continue
      const [value = null, ...also] = f.values.map((n) => numberOf(values[n]))
      const words = (at: number | undefined) =>
        (at === undefined ? null : values[at])?.slice(0, longestSaid) ?? null
      out.push({
        watch: f.watch,
        object: object.slice(0, longestObject),
        value,
        also,
        said: words(f.says),
        saidInEnglish: words(f.saysInEnglish),
      })
    }
  }
  return {
    items,
    objects: [...new Set(watches.map((w) => w.content.object))],
    route(values) {
      const out: Routed<W>[] = []
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
