import { z } from 'zod'
import type { Item, ItemType, QualityRule } from '../contract/items.ts'
import type { Content } from '../contract/resource.ts'
import { faultOfPattern } from './patterns.ts'

/** What is wrong with a content: the field, and the key of the sentence that says what to change. */
export interface ContentFault {
  readonly path: string
  readonly key: string
  readonly values: Readonly<Record<string, string>>
}

/** What one field cannot see: names that refer to nothing, bounds that exclude each other, keys that may be empty. */
export function faultsOf(content: Content): ContentFault[] {
  const items = new Map(content.items.map((i) => [i.name, i]))
  return [
    ...repeated(content.items.map((i) => i.name)).map((name) => fault('items', 'item-twice', { item: name })),
    ...repeated(content.rules.map((r) => r.id)).map((id) => fault('rules', 'rule-twice', { rule: id })),
    ...content.items.flatMap((item, n) => itemFaults(item, `items.${n}`)),
    ...content.items.flatMap((item, n) => englishFaults(item, items, `items.${n}.inEnglish`)),
    ...content.rules.flatMap((rule, n) => ruleFaults(rule, items, `rules.${n}`)),
    ...scopeFaults(content, items),
    ...(content.shape === 'records' && !content.items.some((i) => i.key)
      ? [fault('items', 'no-key', {})]
      : []),
    ...(content.share.type === 'unconditional' || content.share.condition !== ''
      ? []
      : [fault('share.condition', 'no-condition', {})]),
    ...(content.openness.type !== 'conditional' || content.openness.condition !== ''
      ? []
      : [fault('openness.condition', 'no-condition', {})]),
    ...formFaults(content, items),
  ]
}

/** A form that leaves out what is required could never be sent. */
function formFaults({ form, scope, items: all }: Content, items: ReadonlyMap<string, Item>): ContentFault[] {
  if (form === undefined) return []
  const asked = new Set([...form.items, ...(form.photoItem === null ? [] : [form.photoItem])])
  const unknown = [...asked].filter((name) => !items.has(name))
  const left = all.filter((i) => i.required && !asked.has(i.name)).map((i) => i.name)
  return [
    ...unknown.map((item) => fault('form.items', 'form-unknown-item', { item })),
    ...left.map((item) => fault('form.items', 'form-required', { item })),
    ...(form.photoItem !== null && items.get(form.photoItem)?.type !== 'text'
      ? [fault('form.photoItem', 'form-photo-text', { item: form.photoItem })]
      : []),
    ...(scope.placeItem === null || !asked.has(scope.placeItem)
      ? [fault('form.items', 'form-place', {})]
      : []),
    ...Object.entries(form.sameAs ?? {}).flatMap(([item, same]) =>
      asked.has(item) && asked.has(same.from) && item !== same.from
        ? []
        : [fault('form.sameAs', 'form-same-as', { item })],
    ),
  ]
}

function itemFaults(item: Item, path: string): ContentFault[] {
  const values = { item: item.name }
  const bounds = [item.least, item.most].filter((b) => b !== '')
  const [least, most] = [boundOf(item.type, item.least), boundOf(item.type, item.most)]
  const pattern = item.pattern === '' ? undefined : faultOfPattern(item.pattern)
  return [
    ...(item.key && !item.required ? [fault(`${path}.required`, 'key-optional', values)] : []),
    ...(item.key && item.type === 'point' ? [fault(`${path}.key`, 'key-point', values)] : []),
    ...(pattern === undefined ? [] : [fault(`${path}.pattern`, `pattern-${pattern}`, values)]),
    ...(item.pattern !== '' && item.type !== 'text'
      ? [fault(`${path}.pattern`, 'pattern-text-only', values)]
      : []),
    ...(bounds.some((b) => boundOf(item.type, b) === undefined)
      ? [fault(`${path}.least`, 'bound-unreadable', values)]
      : []),
    ...(least !== undefined && most !== undefined && least > most
      ? [fault(`${path}.most`, 'bounds-crossed', values)]
      : []),
  ]
}

/**
 * What is shown in an item's place has to be its like: a text as well, no less protected, and in one language itself. What
 * may be read of the item may be read of its English.
 */
function englishFaults(item: Item, items: ReadonlyMap<string, Item>, path: string): ContentFault[] {
  if (item.inEnglish === undefined) return []
  const english = items.get(item.inEnglish)
  const values = { item: item.name, english: item.inEnglish }
  if (english === undefined) return [fault(path, 'english-unknown', values)]
  return [
    ...(item.type === 'text' && english.type === 'text' ? [] : [fault(path, 'english-text', values)]),
    ...(item.personal === english.personal ? [] : [fault(path, 'english-personal', values)]),
    ...(english.inEnglish === undefined ? [] : [fault(path, 'english-twice', values)]),
  ]
}

/** A bound as a number to compare by; undefined where the type has no order or the text is no value of it. */
export function boundOf(type: ItemType, text: string): number | undefined {
  if (text === '') return undefined
  if (type === 'integer' || type === 'decimal')
    return /^-?\d+(\.\d+)?$/.test(text) && (type === 'decimal' || !text.includes('.'))
      ? Number(text)
      : undefined
  if (type === 'date') return z.iso.date().safeParse(text).success ? Date.parse(text) : undefined
  if (type === 'time')
    return z.iso.datetime({ offset: true }).safeParse(text).success ? Date.parse(text) : undefined
  return undefined
}

/** Items that a rule speaks of. */
export function itemsOf(rule: QualityRule): string[] {
  if (rule.kind === 'any-filled') return rule.items
  return rule.kind === 'compare' ? [rule.item, rule.other] : [rule.item]
}

function ruleFaults(rule: QualityRule, items: ReadonlyMap<string, Item>, path: string): ContentFault[] {
  const unknown = itemsOf(rule).filter((name) => !items.has(name))
  if (unknown.length > 0)
    return unknown.map((item) => fault(`${path}.item`, 'unknown-item', { item, rule: rule.id }))
  const type = (name: string) => items.get(name)?.type
  if (rule.kind === 'not-future' && !['date', 'time'].includes(type(rule.item) ?? ''))
    return [fault(`${path}.item`, 'no-time', { item: rule.item, rule: rule.id })]
  if (rule.kind === 'compare' && type(rule.item) !== type(rule.other))
    return [fault(`${path}.other`, 'different-types', { item: rule.item, other: rule.other, rule: rule.id })]
  if (rule.kind === 'compare' && type(rule.item) === 'point')
    return [fault(`${path}.item`, 'no-order', { item: rule.item, rule: rule.id })]
  if (rule.kind === 'check-digit' && type(rule.item) !== 'text')
    return [fault(`${path}.item`, 'no-text', { item: rule.item, rule: rule.id })]
  return []
}

function scopeFaults({ scope }: Content, items: ReadonlyMap<string, Item>): ContentFault[] {
  const place = scope.placeItem === null ? undefined : items.get(scope.placeItem)
  const time = scope.timeItem === null ? undefined : items.get(scope.timeItem)
  return [
    ...(scope.placeItem !== null && place?.type !== 'place'
      ? [fault('scope.placeItem', 'no-place', { item: scope.placeItem })]
      : []),
    ...(scope.timeItem !== null && time?.type !== 'date' && time?.type !== 'time'
      ? [fault('scope.timeItem', 'no-time', { item: scope.timeItem, rule: '' })]
      : []),
    ...(scope.places.length > 0 && scope.placeItem === null
      ? [fault('scope.placeItem', 'places-without-item', {})]
      : []),
    ...(scope.from !== null && scope.timeItem === null
      ? [fault('scope.timeItem', 'from-without-item', {})]
      : []),
  ]
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, n) => names.indexOf(name) !== n))]
}

function fault(path: string, key: string, values: Record<string, string>): ContentFault {
  return { path, key: `catalogue.fault.${key}`, values }
}
