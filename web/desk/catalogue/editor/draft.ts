import { Content, type Item, type QualityRule } from '#modules/catalogue/contract'
import { faultsOf } from '#modules/catalogue/rules'
import type { FieldError } from '../../../ui/error-summary.tsx'

/** Id of the field at a path of the content, so that an error leads to it. */
export function fieldId(path: string): string {
  return `field-${path.replaceAll('.', '-')}`
}

export function emptyItem(): Item {
  return {
    name: '',
    title: '',
    description: '',
    type: 'text',
    required: false,
    key: false,
    values: [],
    pattern: '',
    least: '',
    most: '',
    length: 200,
    personal: null,
  }
}

export function emptyRule(number: number): QualityRule {
  return { id: `rule-${number}`, title: '', severity: 'reject', kind: 'filled', item: '' }
}

export function emptyContent(org: string): Content {
  const post = { org, title: '', account: null }
  return {
    name: '',
    kind: 'department',
    classification: { class: '', item: '', subitem: '', detail: '' },
    abstract: '',
    format: '数据库',
    keywords: [],
    share: { type: 'conditional', condition: '', mode: 'interface' },
    openness: { type: 'closed', condition: '' },
    cycle: { every: 1, unit: 'day', graceHours: 24 },
    relatedCode: '',
    owner: post,
    steward: post,
    shape: 'records',
    items: [{ ...emptyItem(), key: true, required: true }],
    rules: [],
    scope: { places: [], placeItem: null, timeItem: null, from: null },
  }
}

type Wrong = 'wrong.empty' | 'wrong.form' | 'wrong.long' | 'wrong.no-items'

interface Said {
  wrong(key: Wrong, field: string): string
  fault(key: string, values: Readonly<Record<string, string>>): string
  /** The label of the field at a path. */
  label(path: readonly PropertyKey[]): string
}

/** What has to change before the server would take the draft; each with its field, one a field. */
export function errorsOf(draft: Content, say: Said): FieldError[] {
  const parsed = Content.safeParse(draft)
  const found = parsed.success
    ? faultsOf(parsed.data).map((f) => ({ field: fieldId(f.path), message: say.fault(f.key, f.values) }))
    : parsed.error.issues.map((issue) => ({
        field: fieldId(issue.path.join('.')),
        message: say.wrong(wrongOf(draft, issue), say.label(issue.path)),
      }))
  return [...new Map(found.toReversed().map((e) => [e.field, e])).values()].toReversed()
}

function wrongOf(draft: Content, issue: { code?: string; path: readonly PropertyKey[] }): Wrong {
  if (issue.path.length === 1 && issue.path[0] === 'items') return 'wrong.no-items'
  const value = issue.path.reduce<unknown>(
    (at, name) => (at as Record<PropertyKey, unknown> | undefined)?.[name],
    draft,
  )
  if (value === '' || value === null || value === undefined || Number.isNaN(value)) return 'wrong.empty'
  return issue.code === 'too_big' ? 'wrong.long' : 'wrong.form'
}

/** '甲、乙' or 'a, b' as a list. */
export function wordsIn(text: string): string[] {
  return text
    .split(/[、,，;；\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
}
