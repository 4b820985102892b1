import type { BlockingKey, LinkageSettings } from '#models/linkage'
import type { Content } from '#modules/catalogue/contract'
import type { Grant } from '#modules/sharing/contract'
import type { LinkageKind, Source } from '../contract.ts'

const key = (name: string, ...parts: BlockingKey['parts']): BlockingKey => ({ name, parts })
const value = (field: string) => ({ field, take: 'value' as const })

/** People as departments know them; judged on synthetic people (models/linkage/README). */
const person: LinkageSettings = {
  fields: [
    { name: 'name', kind: 'text' },
    { name: 'sex', kind: 'text' },
    { name: 'born', kind: 'date' },
    { name: 'idNumber', kind: 'text' },
    { name: 'phone', kind: 'text' },
    { name: 'township', kind: 'text' },
    { name: 'street', kind: 'text' },
  ],
  comparisons: [
    { field: 'name', levels: [{ by: 'exact' }, { by: 'edits', atMost: 1, swaps: true }], frequency: 1 },
    { field: 'sex', levels: [{ by: 'exact' }] },
    {
      field: 'born',
      levels: [{ by: 'exact' }, { by: 'day-month-swapped' }, { by: 'edits', atMost: 1, swaps: true }],
    },
    { field: 'idNumber', levels: [{ by: 'exact' }, { by: 'edits', atMost: 1, swaps: true }] },
    {
      // A household shares phone and address, so the two count as one piece of evidence.
      field: 'street',
      second: 'phone',
      levels: [
        { by: 'all', of: [{ by: 'exact' }, { by: 'exact', in: 'phone' }] },
        { by: 'exact', in: 'phone' },
        { by: 'all', of: [{ by: 'exact' }, { by: 'exact', in: 'township' }] },
        { by: 'edits', in: 'phone', atMost: 1, swaps: true },
        {
          by: 'all',
          of: [
            { by: 'levenshtein', atLeast: 0.75 },
            { by: 'exact', in: 'township' },
          ],
        },
        { by: 'exact', in: 'township' },
      ],
    },
  ],
  blocking: [
    key('idNumber', value('idNumber')),
    key('phone', value('phone')),
    key('name, born', value('name'), value('born')),
    key('born, surname', value('born'), { field: 'name', take: 'prefix', length: 1 }),
    key('name, township', value('name'), value('township')),
    key('name, street', value('name'), value('street')),
    key('birthday in the number', { field: 'idNumber', take: 'prefix', length: 14 }),
  ],
  training: [
    key('idNumber', value('idNumber')),
    key('name, born', value('name'), value('born')),
    key('phone', value('phone')),
  ],
  certain: { keys: [key('idNumber', value('idNumber'))], recall: 0.6 },
}

/** Enterprises: code, name, legal representative, phone, where. Not measured on labelled pairs; the page says so. */
const enterprise: LinkageSettings = {
  fields: [
    { name: 'name', kind: 'text' },
    { name: 'creditCode', kind: 'text' },
    { name: 'representative', kind: 'text' },
    { name: 'phone', kind: 'text' },
    { name: 'township', kind: 'text' },
    { name: 'street', kind: 'text' },
  ],
  comparisons: [
    {
      field: 'name',
      levels: [{ by: 'exact' }, { by: 'levenshtein', atLeast: 0.85 }, { by: 'levenshtein', atLeast: 0.7 }],
      frequency: 1,
    },
    { field: 'creditCode', levels: [{ by: 'exact' }, { by: 'edits', atMost: 1, swaps: true }] },
    { field: 'representative', levels: [{ by: 'exact' }, { by: 'edits', atMost: 1 }], frequency: 1 },
    {
      field: 'street',
      second: 'phone',
      levels: [
        { by: 'all', of: [{ by: 'exact' }, { by: 'exact', in: 'phone' }] },
        { by: 'exact', in: 'phone' },
        { by: 'exact' },
        { by: 'levenshtein', atLeast: 0.75 },
        { by: 'exact', in: 'township' },
      ],
    },
  ],
  blocking: [
    key('creditCode', value('creditCode')),
    key('name', value('name')),
    key('phone', value('phone')),
    key('representative, township', value('representative'), value('township')),
    key('name begins, township', { field: 'name', take: 'prefix', length: 4 }, value('township')),
    key('street', value('street')),
  ],
  training: [
    key('creditCode', value('creditCode')),
    key('name', value('name')),
    key('phone', value('phone')),
  ],
  certain: { keys: [key('creditCode', value('creditCode'))], recall: 0.6 },
}

export const settingsOf: Readonly<Record<LinkageKind, LinkageSettings>> = { person, enterprise }

/** Fields without which hardly a pair could be told. */
const needed: Readonly<Record<LinkageKind, readonly string[]>> = {
  person: ['name'],
  enterprise: ['name'],
}

export interface SourceFault {
  readonly path: string
  readonly key: string
  readonly values: Readonly<Record<string, string>>
}

/** What of a source cannot be linked: items that the grant does not give in clear, fields that nobody knows. */
export function faultsOfSource(
  source: Source,
  kind: LinkageKind,
  grant: Grant,
  content: Content,
  path: string,
): SourceFault[] {
  const known = new Set(settingsOf[kind].fields.map((f) => f.name))
  const clear = (item: string) =>
    grant.terms.items.includes(item) &&
    grant.terms.masks[item] === undefined &&
    content.items.some((i) => i.name === item)
  const fault = (at: string, name: string, values: Record<string, string>): SourceFault => ({
    path: `${path}.${at}`,
    key: `linkage.fault.${name}`,
    values,
  })
  return [
    ...(clear(source.id) ? [] : [fault('id', 'not-clear', { item: source.id })]),
    ...Object.entries(source.fields).flatMap(([field, item]) => [
      ...(known.has(field) ? [] : [fault(`fields.${field}`, 'unknown-field', { field })]),
      ...(clear(item) ? [] : [fault(`fields.${field}`, 'not-clear', { item })]),
    ]),
    ...needed[kind]
      .filter((f) => !(f in source.fields))
      .map((field) => fault(`fields.${field}`, 'field-needed', { field })),
  ]
}

/** A row of a source as the model's fields; what is not there stays out. */
export function recordOf(source: Source, row: Readonly<Record<string, unknown>>): Record<string, string> {
  const values = Object.entries(source.fields).flatMap(([field, item]) => {
    const value = row[item]
    return value === null || value === undefined ? [] : [[field, String(value)] as const]
  })
  return Object.fromEntries(values)
}
