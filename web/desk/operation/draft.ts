import type { Parameter, ProductContent, Template } from '#modules/operation/contract'
import type { operationFormTexts } from '../messages/operation-form.ts'

/** A question as it is being written: numbers as typed, nothing chosen yet is empty. */
export interface TemplateDraft {
  readonly key: number
  readonly id: string
  readonly title: string
  readonly grant: string
  readonly kind: Template['measure']['kind']
  readonly item: string
  readonly lower: string
  readonly upper: string
  readonly groupBy: Template['groupBy']
  readonly where: Template['where']
  readonly parameters: readonly Parameter[]
  readonly protection: Template['protection']['kind']
  readonly least: string
  readonly epsilon: string
  readonly review: boolean
}

/** A product as it is being written; the price in yuan. */
export interface ProductDraft {
  readonly name: string
  readonly purpose: string
  readonly price: string
  readonly templates: readonly TemplateDraft[]
}

export const fieldId = (path: string) => `operation-${path}`

function noTemplate(key: number): TemplateDraft {
  return {
    key,
    id: `q${key + 1}`,
    title: '',
    grant: '',
    kind: 'count',
    item: '',
    lower: '0',
    upper: '100',
    groupBy: [],
    where: [],
    parameters: [],
    protection: 'min-group',
    least: '5',
    epsilon: '0.1',
    review: false,
  }
}

export function draftOf(content: ProductContent | undefined): ProductDraft {
  if (content === undefined) return { name: '', purpose: '', price: '0', templates: [noTemplate(0)] }
  const { name, purpose, price, templates } = content
  return {
    name,
    purpose,
    price: String(price / 100),
    templates: templates.map(({ measure, protection, ...rest }, key) => ({
      ...noTemplate(key),
      ...rest,
      ...(measure.kind === 'count'
        ? { kind: measure.kind }
        : { ...measure, lower: String(measure.lower), upper: String(measure.upper) }),
      ...(protection.kind === 'min-group'
        ? { protection: protection.kind, least: String(protection.least) }
        : { protection: protection.kind, epsilon: String(protection.epsilon) }),
    })),
  }
}

export function addTemplate(draft: ProductDraft): ProductDraft {
  const key = Math.max(-1, ...draft.templates.map((x) => x.key)) + 1
  return { ...draft, templates: [...draft.templates, noTemplate(key)] }
}

export function contentOf(draft: ProductDraft): ProductContent {
  return {
    name: draft.name.trim(),
    purpose: draft.purpose.trim(),
    price: Math.round(Number(draft.price) * 100),
    templates: draft.templates.map((x) => ({
      id: x.id,
      title: x.title.trim(),
      grant: x.grant,
      measure:
        x.kind === 'count'
          ? { kind: x.kind }
          : { kind: x.kind, item: x.item, lower: Number(x.lower), upper: Number(x.upper) },
      groupBy: x.groupBy,
      where: x.where,
      parameters: x.parameters.map((p) => ({ ...p, values: p.values.filter((v) => v !== '') })),
      protection:
        x.protection === 'min-group'
          ? { kind: x.protection, least: Number(x.least) }
          : { kind: x.protection, epsilon: Number(x.epsilon) },
      review: x.review,
    })),
  }
}

export interface Fault {
  readonly path: string
  readonly key: keyof typeof operationFormTexts
  /** Number of the question; 0: the product itself. */
  readonly n: number
}

/** What is missing before the server is asked. */
export function faultsOf(draft: ProductDraft): Fault[] {
  const price = Number(draft.price)
  const own = (isBad: boolean, path: string, key: Fault['key']): Fault[] =>
    isBad ? [{ path, key, n: 0 }] : []
  return [
    ...own(draft.name.trim().length < 2, 'name', 'fault.name'),
    ...own(draft.purpose.trim().length < 5, 'purpose', 'fault.purpose'),
    ...own(draft.price === '' || !(price >= 0 && price <= 1_000_000), 'price', 'fault.price'),
    ...draft.templates.flatMap(templateFaults),
  ]
}

function templateFaults(x: TemplateDraft, index: number): Fault[] {
  const fault = (isBad: boolean, at: string, key: Fault['key']): Fault[] =>
    isBad ? [{ path: `templates.${index}.${at}`, key, n: index + 1 }] : []
  const least = Number(x.least)
  const epsilon = Number(x.epsilon)
  const isNoise = x.protection === 'noise'
  return [
    ...fault(!/^[a-z0-9-]{1,40}$/.test(x.id), 'id', 'fault.id'),
    ...fault(x.title.trim().length < 2, 'title', 'fault.title'),
    ...fault(x.grant === '', 'grant', 'fault.grant'),
    ...fault(x.kind !== 'count' && x.item === '', 'item', 'fault.item'),
    ...fault(x.kind !== 'count' && !(Number(x.lower) < Number(x.upper)), 'lower', 'fault.bounds'),
    ...x.parameters.flatMap((p, n) =>
      fault(
        p.values.every((v) => v === ''),
        `parameters.${n}`,
        'fault.choice',
      ),
    ),
    ...fault(!isNoise && !(Number.isInteger(least) && least >= 3), 'least', 'fault.least'),
    ...fault(isNoise && !(epsilon >= 0.001 && epsilon <= 5), 'epsilon', 'fault.epsilon'),
  ]
}
