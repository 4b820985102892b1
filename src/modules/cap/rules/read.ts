import { decodeXml, type NamedElement, named, parseXml, XmlError } from '#kernel/xml/rules'
import type { CapAlert, Fault } from '../contract/alert.ts'
import {
  alertFields,
  type CapVersion,
  type Field,
  type Lexical,
  listsInText,
  signatureNamespace,
  versionOf,
} from './fields.ts'
import { isTime, readTime } from './values.ts'

/** A message with 500 kB of pictures in it is the largest seen; all else is far below. */
export const longestAlert = 1024 * 1024
const bounds = { length: longestAlert, depth: 12, elements: 20_000 }

/** What a document says. `alert` is absent where it breaks the schema, `faults` then say how. */
export interface ReadAlert {
  readonly alert?: CapAlert
  readonly version?: CapVersion
  /** By `rule` or `schema`; what the reader itself met. The rules beyond the schema are judged on the alert. */
  readonly faults: readonly Fault[]
  /** An XML signature is in it. Nobody here checks it. */
  readonly isSigned: boolean
}

/** Reads a CAP document, whatever comes. Never throws. */
export function readAlert(bytes: Uint8Array): ReadAlert {
  try {
    if (bytes.length > 4 * longestAlert) throw new XmlError('xml.too-long', { limit: longestAlert })
    return readRoot(named(parseXml(decodeXml(bytes), bounds)))
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    return { faults: [{ kind: 'schema', key: error.key, at: '', values: error.values }], isSigned: false }
  }
}

/** The same of an element that a feed carries inside. */
export function readRoot(root: NamedElement): ReadAlert {
  const version = root.name === 'alert' ? versionOf(root.namespace) : undefined
  if (version === undefined) {
    const values = { name: root.name.slice(0, 80), namespace: root.namespace.slice(0, 120) }
    return { faults: [{ kind: 'schema', key: 'not-cap', at: '', values }], isSigned: false }
  }
  const signatures = root.children.filter((c) => c.namespace === signatureNamespace)
  const reader = new Reader(version, root.namespace)
  const value = reader.group(root, alertFields[version], 'alert')
  // cap11.xsd has no place for a signature, cap12.xsd has it at the end.
  if (version === '1.1' && signatures.length > 0)
    reader.note('schema', 'unexpected', 'alert', { name: 'Signature' })
  const isSigned = signatures.length > 0
  const isBroken = reader.faults.some((f) => f.kind === 'schema')
  const read = { version, faults: reader.faults, isSigned }
  return isBroken ? read : { ...read, alert: value as unknown as CapAlert }
}

class Reader {
  readonly faults: Fault[] = []
  readonly version: CapVersion
  readonly namespace: string

  constructor(version: CapVersion, namespace: string) {
    this.version = version
    this.namespace = namespace
  }

  note(kind: Fault['kind'], key: string, at: string, values: Fault['values'] = {}): void {
    if (this.faults.length < 200) this.faults.push({ kind, key, at, values })
  }

  /** The children of a group in the order of the schema; each fault is noted, and reading goes on. */
  group(element: NamedElement, fields: readonly Field[], at: string): Record<string, unknown> {
    if (element.text.trim() !== '') this.note('schema', 'stray-text', at)
    const found = new Map<string, NamedElement[]>()
    let reached = 0
    for (const child of element.children) {
      if (at === 'alert' && child.namespace === signatureNamespace) continue
      const place = child.namespace === this.namespace ? fields.findIndex((f) => f.name === child.name) : -1
      if (place < 0) {
        this.note('schema', 'unexpected', at, { name: child.name.slice(0, 80) })
        continue
      }
      if (place < reached)
        this.note('schema', 'order', at, { name: child.name, before: fields[reached]?.name ?? '' })
      reached = Math.max(reached, place)
      found.set(child.name, [...(found.get(child.name) ?? []), child])
    }
    const read = fields.flatMap((field) => {
      const value = this.field(field, found.get(field.name) ?? [], at)
      return value === undefined ? [] : [[field.name, value] as const]
    })
    return Object.fromEntries(read)
  }

  field(field: Field, elements: readonly NamedElement[], at: string): unknown {
    const { name } = field
    if (elements.length < field.min) this.note('schema', 'missing', at, { name })
    if (elements.length > 1 && !field.isList) this.note('schema', 'twice', at, { name })
    const path = (i: number) => `${at}/${name}${field.isList ? `[${i + 1}]` : ''}`
    const values = elements.map((element, i) => this.one(field, element, path(i)))
    if (field.isList) return values.filter((v) => v !== undefined)
    const [first = listsInText.includes(name) ? [] : undefined] = values
    return first ?? (name === 'language' ? 'en-US' : undefined)
  }

  one(field: Field, element: NamedElement, at: string): unknown {
    if (field.inside !== undefined) return this.group(element, field.inside, at)
    if (element.children.length > 0) {
      this.note('schema', 'unexpected', at, { name: element.children[0]?.name.slice(0, 80) ?? '' })
      return undefined
    }
    const { text } = element
    if (!this.isLexical(field.lexical, text)) {
      const { lexical } = field
      const key =
        typeof lexical === 'object' ? 'one-of' : lexical === 'time' ? `time-${this.version}` : lexical
      const list = typeof lexical === 'object' ? lexical.oneOf.join(' ') : ''
      this.note('schema', key, at, { text: text.trim().slice(0, 80), list })
      return undefined
    }
    return this.meaning(field, text, at)
  }

  isLexical(lexical: Lexical, text: string): boolean {
    if (typeof lexical === 'object') return lexical.oneOf.includes(text)
    const plain = text.trim()
    if (lexical === 'time') return isTime(plain, this.version === '1.2')
    // An empty language is the schema's default.
    if (lexical === 'language') return /^(?:[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*)?$/.test(plain)
    if (lexical === 'integer') return /^[-+]?\d+$/.test(plain)
    if (lexical === 'decimal') return /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(plain)
    return true
  }

  meaning(field: Field, text: string, at: string): unknown {
    const plain = text.trim()
    const isEmpty = plain === '' && field.name !== 'value'
    if (isEmpty && field.codec === undefined) {
      if (field.min === 0) return undefined
      this.note('rule', 'empty', at, { name: field.name })
      return ''
    }
    const shown = { text: plain.slice(0, 120) }
    if (field.lexical === 'time') {
      const read = readTime(plain)
      if (read === undefined) this.note('schema', 'offset', at, shown)
      return read
    }
    if (field.codec === undefined) return plain
    if (isEmpty && !field.isList) return undefined
    const read = field.codec.read(text)
    if (read === undefined) this.note('rule', field.codec.fault, at, shown)
    return read
  }
}
