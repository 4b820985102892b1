import type { Content, Item } from '#modules/catalogue/contract'
import type { DraftedTerms } from '../contract/requests.ts'
import type { Mask, Terms } from '../contract/terms.ts'

/** Days that a request asks for unless it says otherwise: a year, after which need is shown anew. */
const periodDays = 365

/** The mask that leaves least of a value while it still tells apart what one has to tell apart. */
export function suggestedMask(item: Pick<Item, 'type' | 'personal'>): Mask | undefined {
  if (item.personal === null) return undefined
  if (item.type === 'date' || item.type === 'time') return 'year'
  if (item.type === 'place') return 'county'
  return item.type === 'text' ? 'partial' : 'hide'
}

/** Masks of the personal items of a request for which no reason was given; what was asked masked stays so. */
export function suggestedMasks(
  asked: Pick<Terms, 'items' | 'masks'>,
  items: readonly Item[],
  reasons: Readonly<Record<string, string>>,
): Record<string, Mask> {
  const byName = new Map(items.map((i) => [i.name, i]))
  const masks = asked.items.flatMap((name): [string, Mask][] => {
    const item = byName.get(name)
    const own = asked.masks[name]
    if (own !== undefined) return [[name, own]]
    const mask = item === undefined || reasons[name] !== undefined ? undefined : suggestedMask(item)
    return mask === undefined ? [] : [[name, mask]]
  })
  return Object.fromEntries(masks)
}

interface For {
  readonly content: Content
  /** Places of the organization that asks. */
  readonly places: readonly string[]
  /** Day in Shanghai. */
  readonly today: string
}

/** What each template makes of a resource; null where the resource does not bear it. */
export function draftedTerms({ content, places, today }: For): DraftedTerms {
  const { items, scope } = content
  const names = items.map((i) => i.name)
  const masks = suggestedMasks({ items: names, masks: {} }, items, {})
  const base: Terms = {
    items: names,
    masks,
    rows: [],
    from: today,
    until: dayAfter(today, periodDays),
    callsPerDay: 1000,
    rowsPerCall: 100,
    bulk: false,
  }
  const keys = items.filter((i) => i.key).map((i) => i.name)
  const { placeItem } = scope
  // The whole city is no place of one's own: that is the whole resource.
  const own = places.filter((p) => p.includes('/'))
  return {
    whole: base,
    'own-places':
      placeItem === null || own.length === 0
        ? null
        : {
            ...base,
            masks: without(masks, [placeItem]),
            rows: [{ item: placeItem, op: 'within', values: [...own] }],
            bulk: true,
          },
    lookup: keys.length === 0 ? null : { ...base, masks: without(masks, keys), rowsPerCall: 1, lookup: true },
    statistics: statisticsOf(base, items),
  }
}

/**
 * No person in it: personal and key items left out, days as years, places as counties. Few rows of a rare kind may
 * still point to somebody; the provider looks at the simulation.
 */
function statisticsOf(base: Terms, all: readonly Item[]): Terms | null {
  const items = all.filter((i) => i.personal === null && !i.key && i.type !== 'point')
  if (items.length === 0) return null
  const masks = items.flatMap((i): [string, Mask][] => {
    if (i.type === 'date' || i.type === 'time') return [[i.name, 'year']]
    return i.type === 'place' ? [[i.name, 'county']] : []
  })
  return { ...base, items: items.map((i) => i.name), masks: Object.fromEntries(masks), bulk: true }
}

function without(masks: Record<string, Mask>, names: readonly string[]): Record<string, Mask> {
  return Object.fromEntries(Object.entries(masks).filter(([name]) => !names.includes(name)))
}

/** The day so many days later. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
