import { writeXml, type XmlElement } from '#kernel/xml/rules'
import type { CapAlert } from '../contract/alert.ts'
import { alertFields, capNamespace, type Field, listsInText } from './fields.ts'

/** A CAP 1.2 document in UTF-8, elements in the order of the schema. */
export function writeAlert(alert: CapAlert): string {
  return writeXml(alertElement(alert))
}

/** The alert as an element, for a feed that carries it inside. */
export function alertElement(alert: CapAlert): XmlElement {
  const children = inside(alert as unknown as Record<string, unknown>, alertFields['1.2'])
  return { name: 'alert', attributes: { xmlns: capNamespace }, children, text: '' }
}

function inside(value: Readonly<Record<string, unknown>>, fields: readonly Field[]): XmlElement[] {
  return fields.flatMap((field) => {
    const given = value[field.name]
    if (given === undefined) return []
    if (listsInText.includes(field.name) && (given as unknown[]).length === 0) return []
    const each = field.isList ? (given as readonly unknown[]) : [given]
    return each.map((one) => element(field, one))
  })
}

function element(field: Field, value: unknown): XmlElement {
  if (field.inside !== undefined)
    return {
      name: field.name,
      children: inside(value as Record<string, unknown>, field.inside),
      text: '',
    }
  const text = field.codec === undefined ? String(value) : field.codec.write(value as never)
  return { name: field.name, children: [], text }
}
