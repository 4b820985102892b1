import { parseXml, writeXml, type XmlElement, XmlError } from '#kernel/xml/rules'

/**
 * The Spark convention of GeoReport v2: JSON is what stands inside the root element; a list is an array, whose
 * elements XML names by the singular.
 */
const singular = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  service_request_updates: 'request_update',
  errors: 'error',
  endpoints: 'endpoint',
  formats: 'format',
  groups: 'group',
  notes: 'note',
} as const

export type ListName = keyof typeof singular
/** Roots of the answers; `service_definition` and `discovery` are no lists. */
export type RootName = ListName | 'service_definition' | 'discovery'

export function sparkXml(root: RootName, value: unknown): string {
  return writeXml(toElement(root, value))
}

function toElement(name: string, value: unknown): XmlElement {
  if (Array.isArray(value)) {
    const item = singular[name as ListName] ?? 'item'
    return { name, children: value.map((v) => toElement(item, v)), text: '' }
  }
  if (typeof value === 'object' && value !== null) {
    const given = Object.entries(value).filter(([, v]) => v !== undefined)
    return { name, children: given.map(([key, v]) => toElement(key, v)), text: '' }
  }
  return { name, children: [], text: value === null || value === undefined ? '' : String(value) }
}

/**
 * What a server sent, as its JSON would be: an empty element is null, everything else text.
 * @throws XmlError
 */
export function readSparkXml(text: string): { readonly root: string; readonly value: unknown } {
  const element = parseXml(text)
  return { root: element.name, value: fromElement(element) }
}

function fromElement({ name, children, text }: XmlElement): unknown {
  if (Object.hasOwn(singular, name)) {
    if (children.length === 0 && text.trim() !== '') throw new XmlError('xml.list', { name })
    return children.map(fromElement)
  }
  if (children.length === 0) return text.trim() === '' ? null : text.trim()
  return Object.fromEntries(children.map((child) => [child.name, fromElement(child)]))
}
