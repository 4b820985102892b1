import type { Content, Item, Resource } from '#modules/catalogue/contract'
import type { Grant } from '../contract/grants.ts'
import { declaredTitles, isSameItem, type Meaning, meaningOf } from './same-item.ts'

export interface AskedTwice {
  /** Item of the form. */
  readonly item: string
  readonly title: string
  /** The resource that holds it already. */
  readonly resource: string
  readonly resourceName: string
  readonly code: string
}

type Other = Pick<Resource, 'id' | 'code' | 'content'>

/**
 * What a form asks of people that the government holds already: an item of the same meaning (`same-item.ts`) in a
 * resource that the form's organization may read, found by a key that the form asks for too. Not counted: what the form
 * fills in from there (`sameAs`), what it asks again for a stated reason (`again`), the keys themselves, and places and
 * positions, which are where the person stands.
 */
export function askedTwice(
  content: Content,
  others: readonly Other[],
  held: readonly Pick<Grant, 'resource' | 'terms'>[],
): AskedTwice[] {
  const { form } = content
  if (form === undefined) return []
  const asked = content.items.filter((i) => form.items.includes(i.name))
  const mine = asked.map((i) => meaningOf(i, content))
  const said = declaredTitles([content, ...others.map((o) => o.content)])
  return asked.flatMap((item, n) => {
    if (!isAskedByHand(item, form)) return []
    const source = others.find((r) => holds(r, { item: mine[n] as Meaning, asked: mine, said, held }))
    if (source === undefined) return []
    const { id, code } = source
    return [{ item: item.name, title: item.title, resource: id, resourceName: source.content.name, code }]
  })
}

function isAskedByHand(item: Item, form: NonNullable<Content['form']>): boolean {
  if (item.key || item.type === 'place' || item.type === 'point') return false
  return form.sameAs?.[item.name] === undefined && form.again?.[item.name] === undefined
}

interface Search {
  readonly item: Meaning
  readonly asked: readonly Meaning[]
  readonly said: ReadonlyMap<string, readonly string[]>
  readonly held: readonly Pick<Grant, 'resource' | 'terms'>[]
}

function holds(r: Other, { item, asked, said, held }: Search): boolean {
  const { items, share } = r.content
  const theirs = (i: Item) => meaningOf(i, r.content, said.get(`${r.id} ${i.name}`))
  const same = items.find((i) => isSameItem(theirs(i), item))
  const keys = items.filter((i) => i.key)
  if (same === undefined || same.key || keys.length === 0) return false
  if (!keys.every((k) => asked.some((a) => isSameItem(theirs(k), a)))) return false
  if (share.type === 'unconditional') return true
  const needed = [same.name, ...keys.map((k) => k.name)]
  return held.some(
    (g) =>
      g.resource === r.id && needed.every((n) => g.terms.items.includes(n) && g.terms.masks[n] === undefined),
  )
}
