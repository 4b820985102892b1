import type { LinkageContent, LinkageKind, Source } from '#modules/linkage/contract'
import type { linkageTexts } from '../messages/linkage.ts'
import { fieldsOf, neededField } from './fields.ts'

/** A linkage as it is being written: thresholds in per cent, nothing chosen yet is empty. */
export interface Draft {
  readonly name: string
  readonly kind: LinkageKind
  readonly purpose: string
  readonly legalBasis: string
  readonly link: string
  readonly doubt: string
  readonly sources: readonly (Source & { readonly key: number })[]
}

export const fieldId = (path: string) => `linkage-${path}`

const noSource = (key: number) => ({ key, grant: '', id: '', fields: {} })

export function draftOf(content: LinkageContent | undefined): Draft {
  if (content === undefined)
    return {
      name: '',
      kind: 'person',
      purpose: '',
      legalBasis: '',
      link: '99',
      doubt: '20',
      sources: [noSource(0), noSource(1)],
    }
  const { sources, link, doubt, ...rest } = content
  return {
    ...rest,
    link: percentOf(link),
    doubt: percentOf(doubt),
    sources: sources.map((source, key) => ({ ...source, key })),
  }
}

export function addSource(draft: Draft): Draft {
  const key = Math.max(-1, ...draft.sources.map((s) => s.key)) + 1
  return { ...draft, sources: [...draft.sources, noSource(key)] }
}

/** Another kind knows other fields: what it does not know goes. */
export function withKind(draft: Draft, kind: LinkageKind): Draft {
  const known: readonly string[] = fieldsOf[kind]
  const kept = (fields: Source['fields']) =>
    Object.fromEntries(Object.entries(fields).filter(([field]) => known.includes(field)))
  return { ...draft, kind, sources: draft.sources.map((s) => ({ ...s, fields: kept(s.fields) })) }
}

export function contentOf(draft: Draft): LinkageContent {
  return {
    name: draft.name.trim(),
    kind: draft.kind,
    purpose: draft.purpose.trim(),
    legalBasis: draft.legalBasis.trim(),
    link: shareOf(draft.link),
    doubt: shareOf(draft.doubt),
    sources: draft.sources.map(({ grant, id, fields }) => ({ grant, id, fields })),
  }
}

/** Four decimals, as the contract's bounds have. */
const shareOf = (percent: string) => Math.round(Number(percent) * 100) / 10_000
const percentOf = (share: number) => String(Math.round(share * 10_000) / 100)

export interface Fault {
  readonly path: string
  readonly key: keyof typeof linkageTexts
  readonly n?: number
}

/** What is still missing or out of bounds, in the order of the form. */
export function faultsOf(draft: Draft): Fault[] {
  const c = contentOf(draft)
  const isWithin = (share: number, from: number) => share >= from && share <= 0.9999
  const own: readonly (readonly [boolean, string, Fault['key']])[] = [
    [c.name.length < 2, 'name', 'fault.name'],
    [c.purpose.length < 5, 'purpose', 'fault.purpose'],
    [c.legalBasis.length < 2, 'legalBasis', 'fault.legal-basis'],
    [!isWithin(c.link, 0.5), 'link', 'fault.link'],
    [!isWithin(c.doubt, 0.01), 'doubt', 'fault.doubt'],
    [isWithin(c.doubt, 0.01) && c.doubt > c.link, 'doubt', 'fault.order'],
  ]
  return [
    ...own.flatMap(([isWrong, path, key]) => (isWrong ? [{ path, key }] : [])),
    ...c.sources.flatMap((source, i) => faultsOfSource(source, i)),
  ]
}

function faultsOfSource(source: Source, i: number): Fault[] {
  const at = { n: i + 1 }
  if (source.grant === '') return [{ path: `sources.${i}.grant`, key: 'fault.grant', ...at }]
  return [
    ...(source.id === '' ? [{ path: `sources.${i}.id`, key: 'fault.record-id' as const, ...at }] : []),
    ...(neededField in source.fields
      ? []
      : [{ path: `sources.${i}.fields.${neededField}`, key: 'fault.needed' as const, ...at }]),
  ]
}
