import { type XmlElement, XmlError } from './element.ts'

/** An element by its namespace and its name in it, whatever prefix the document chose. */
export interface NamedElement {
  readonly namespace: string
  readonly name: string
  readonly children: readonly NamedElement[]
  readonly text: string
  /** By the name as written. */
  readonly attributes: Readonly<Record<string, string>>
}

type Scope = ReadonlyMap<string, string>

/** Reads names with their namespaces (Namespaces in XML 1.0). @throws XmlError `xml.prefix` for one that nothing declares */
export function named(element: XmlElement, scope: Scope = new Map([['', '']])): NamedElement {
  const { attributes = {} } = element
  const inner = widen(scope, attributes)
  const colon = element.name.indexOf(':')
  const prefix = colon < 0 ? '' : element.name.slice(0, colon)
  const namespace = inner.get(prefix)
  if (namespace === undefined || (colon >= 0 && namespace === ''))
    throw new XmlError('xml.prefix', { name: prefix })
  return {
    namespace,
    name: element.name.slice(colon + 1),
    children: element.children.map((child) => named(child, inner)),
    text: element.text,
    attributes,
  }
}

function widen(scope: Scope, attributes: Readonly<Record<string, string>>): Scope {
  const declared = Object.entries(attributes).filter(
    ([name]) => name === 'xmlns' || name.startsWith('xmlns:'),
  )
  if (declared.length === 0) return scope
  return new Map([...scope, ...declared.map(([name, uri]) => [name.slice(6), uri] as const)])
}
