import type { Content, Item, Resource } from '#modules/catalogue/contract'
import type { Grant } from '../contract/grants.ts'

export interface AskedTwice {
  /** Item of the form. */
  readonly item: string
  readonly title: string
  /** The resource that holds it already. */
  readonly resource: string
  readonly resourceName: string
  readonly code: string
}

/**
 * What a form asks of people that the government holds already: an item of the same title and type in a resource that
 * the form's organization may read, found by a key that the form asks for too. Not counted: what the form fills in from
 * there (`sameAs`), what it asks again for a stated reason (`again`), the keys themselves, and places and positions,
 * which are where the person stands.
 */
export function askedTwice(
  content: Content,
  others: readonly Pick<Resource, 'id' | 'code' | 'content'>[],
  held: readonly Pick<Grant, 'resource' | 'terms'>[],
): AskedTwice[] {
  const { form } = content
  if (form === undefined) return []
  const items = content.items.filter((i) => form.items.includes(i.name))
  const asked = items.filter(
    (i) =>
      !i.key &&
      i.type !== 'place' &&
      i.type !== 'point' &&
      form.sameAs?.[i.name] === undefined &&
      form.again?.[i.name] === undefined,
  )
  return asked.flatMap((item) => {
    const source = others.find((r) => holds(r, item, items, held))
    if (source === undefined) return []
    const { id, code } = source
    return [{ item: item.name, title: item.title, resource: id, resourceName: source.content.name, code }]
  })
}

function holds(
  r: Pick<Resource, 'id' | 'content'>,
  item: Item,
  asked: readonly Item[],
  held: readonly Pick<Grant, 'resource' | 'terms'>[],
): boolean {
  const { items, share } = r.content
  const same = items.find((i) => isSame(i, item))
  const keys = items.filter((i) => i.key)
  if (same === undefined || same.key || keys.length === 0) return false
  if (!keys.every((k) => asked.some((a) => isSame(a, k)))) return false
  if (share.type === 'unconditional') return true
  const needed = [same.name, ...keys.map((k) => k.name)]
  return held.some(
    (g) =>
      g.resource === r.id && needed.every((n) => g.terms.items.includes(n) && g.terms.masks[n] === undefined),
  )
}

function isSame(a: Item, b: Item): boolean {
  return a.type === b.type && plain(a.title) === plain(b.title)
}

function plain(title: string): string {
  return title.replace(/[\s（）()：:]/g, '').toLowerCase()
}
