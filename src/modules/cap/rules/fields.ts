import type { Circle, LatLon, Reference } from '../contract/alert.ts'
import {
  alertScopes,
  alertStatuses,
  categories,
  certainties,
  messageTypes,
  responseTypes,
  severities,
  urgencies,
} from '../contract/alert.ts'
import { readCircle, readPolygon, readReferences, readWords, writeNumber, writeWords } from './values.ts'

/** CAP 1.1 is read and never written; it is what some services still send. */
export type CapVersion = '1.1' | '1.2'

/** What the XSD says of an element's text: the end of a key `cap.fault.…` and its values where it breaks it. */
export type Lexical =
  | 'string'
  | 'time'
  | 'language'
  | 'integer'
  | 'decimal'
  | { readonly oneOf: readonly string[] }

/**
 * One element of the schema, in its order. The same row checks, reads and writes it, so that the three cannot differ.
 * `values`: what a text means; undefined: it is wrong by `fault`, a rule beyond the XSD.
 */
export interface Field {
  readonly name: string
  readonly min: 0 | 1
  readonly isList: boolean
  readonly lexical: Lexical
  readonly inside?: readonly Field[]
  readonly codec?: Codec
}

export interface Codec {
  readonly fault: string
  readonly read: (text: string) => unknown
  readonly write: (value: never) => string
}

const numberCodec: Codec = {
  fault: 'number',
  read: (text) => (/^[-+]?\d{1,15}(\.\d{1,15})?$/.test(text.trim()) ? Number(text) : undefined),
  write: writeNumber,
}
const words: Codec = { fault: 'words', read: readWords, write: writeWords }
const references: Codec = {
  fault: 'reference-form',
  read: readReferences,
  write: (list: readonly Reference[]) => list.map((r) => `${r.sender},${r.identifier},${r.sent}`).join(' '),
}
const polygon: Codec = {
  fault: 'polygon-form',
  read: readPolygon,
  write: (points: readonly LatLon[]) => points.map((p) => p.map(writeNumber).join(',')).join(' '),
}
const circle: Codec = {
  fault: 'circle-form',
  read: readCircle,
  write: ({ centre, radiusKm }: Circle) => `${centre.map(writeNumber).join(',')} ${writeNumber(radiusKm)}`,
}

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  min: 0,
  isList: false,
  lexical: 'string',
  ...more,
})
const needed = (name: string, more: Partial<Field> = {}) => field(name, { min: 1, ...more })
const time = (name: string, min: 0 | 1 = 0) => field(name, { lexical: 'time', min })
const oneOf = (name: string, list: readonly string[], more: Partial<Field> = {}) =>
  field(name, { lexical: { oneOf: list }, min: 1, ...more })
const pairs = (name: string) => field(name, { isList: true, inside: [needed('valueName'), needed('value')] })

const area = (isFirst: boolean): Field[] => [
  needed('areaDesc'),
  field('polygon', { isList: true, codec: polygon }),
  field('circle', { isList: true, codec: circle }),
  pairs('geocode'),
  field('altitude', { lexical: isFirst ? 'string' : 'decimal', codec: numberCodec }),
  field('ceiling', { lexical: isFirst ? 'string' : 'decimal', codec: numberCodec }),
]

const resource = (isFirst: boolean): Field[] => [
  needed('resourceDesc'),
  field('mimeType', { min: isFirst ? 0 : 1 }),
  field('size', { lexical: 'integer', codec: numberCodec }),
  field('uri'),
  field('derefUri'),
  field('digest'),
]

const sinceSecond: readonly string[] = ['Avoid', 'AllClear']

const info = (isFirst: boolean): Field[] => [
  field('language', { lexical: 'language' }),
  oneOf('category', categories, { isList: true }),
  needed('event'),
  oneOf('responseType', isFirst ? responseTypes.filter((r) => !sinceSecond.includes(r)) : responseTypes, {
    isList: true,
    min: 0,
  }),
  oneOf('urgency', urgencies),
  oneOf('severity', severities),
  oneOf('certainty', certainties),
  field('audience'),
  pairs('eventCode'),
  time('effective'),
  time('onset'),
  time('expires'),
  field('senderName'),
  field('headline'),
  field('description'),
  field('instruction'),
  field('web'),
  field('contact'),
  pairs('parameter'),
  field('resource', { isList: true, inside: resource(isFirst) }),
  field('area', { isList: true, inside: area(isFirst) }),
]

const alert = (isFirst: boolean): Field[] => [
  needed('identifier'),
  needed('sender'),
  time('sent', 1),
  oneOf('status', alertStatuses),
  oneOf('msgType', messageTypes),
  field('source'),
  oneOf('scope', alertScopes),
  field('restriction'),
  field('addresses', { codec: words }),
  field('code', { isList: true }),
  field('note'),
  field('references', { codec: references }),
  field('incidents', { codec: words }),
  field('info', { isList: true, inside: info(isFirst) }),
]

/** The elements of an alert, written by hand from cap11.xsd and cap12.xsd. */
export const alertFields: Readonly<Record<CapVersion, readonly Field[]>> = {
  '1.1': alert(true),
  '1.2': alert(false),
}

/** Lists that stand in one element, as the standard writes them. */
export const listsInText: readonly string[] = ['addresses', 'references', 'incidents']

const prefix = 'urn:oasis:names:tc:emergency:cap:'
export const capNamespace = `${prefix}1.2`
export const signatureNamespace = 'http://www.w3.org/2000/09/xmldsig#'

/** The version that a namespace names; undefined for CAP 1.0 and for what is no CAP. */
export function versionOf(namespace: string): CapVersion | undefined {
  if (namespace === capNamespace) return '1.2'
  return namespace === `${prefix}1.1` ? '1.1' : undefined
}
