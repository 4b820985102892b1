import type { Item } from '../contract/items.ts'
import type { changeKinds } from '../contract/requests.ts'
import type { Content } from '../contract/resource.ts'

export interface Change {
  /** Key of the message that says it. */
  readonly key: string
  readonly values: Readonly<Record<string, string>>
  readonly breaking: boolean
}

/**
 * What a new version means for those who use the resource. Breaking is what can make a reader fail that worked before:
 * an item gone, of another type, no longer always filled, of another key; another shape; values that were impossible.
 */
export function changesBetween(before: Content, after: Content): Change[] {
  const old = new Map(before.items.map((i) => [i.name, i]))
  const kept = new Set(after.items.map((i) => i.name))
  const changes: Change[] = before.items
    .filter((i) => !kept.has(i.name))
    .map((i) => ({ key: 'catalogue.change.item-gone', values: { item: i.name }, breaking: true }))
  for (const item of after.items) {
    const was = old.get(item.name)
    if (was === undefined)
      changes.push({ key: 'catalogue.change.item-new', values: { item: item.name }, breaking: item.key })
    else changes.push(...itemChanges(was, item))
  }
  if (before.shape !== after.shape) changes.push(plain('shape', before.shape, after.shape, true))
  for (const [field, was, is] of [
    ['name', before.name, after.name],
    ['share', before.share.type, after.share.type],
    ['openness', before.openness.type, after.openness.type],
    ['cycle', cycleText(before), cycleText(after)],
    ['owner', before.owner.org, after.owner.org],
    ['steward', before.steward.org, after.steward.org],
  ] as const)
    if (was !== is) changes.push(plain(field, was, is, false))
  if (JSON.stringify(before.rules) !== JSON.stringify(after.rules))
    changes.push({ key: 'catalogue.change.rules', values: {}, breaking: false })
  if (JSON.stringify(before.scope) !== JSON.stringify(after.scope))
    changes.push({ key: 'catalogue.change.scope', values: {}, breaking: false })
  return changes
}

export function kindOfChange(
  before: Content | undefined,
  changes: readonly Change[],
): (typeof changeKinds)[number] {
  if (before === undefined) return 'first'
  return changes.some((c) => c.breaking) ? 'breaking' : 'compatible'
}

function itemChanges(was: Item, is: Item): Change[] {
  const of = (key: string, breaking: boolean, values: Record<string, string> = {}): Change => ({
    key: `catalogue.change.${key}`,
    values: { item: is.name, ...values },
    breaking,
  })
  return [
    ...(was.type === is.type ? [] : [of('item-type', true, { before: was.type, after: is.type })]),
    ...(was.key === is.key ? [] : [of('item-key', true)]),
    ...(was.required && !is.required ? [of('item-optional', true)] : []),
    ...(!was.required && is.required ? [of('item-required', false)] : []),
    ...(widened(was.values, is.values) ? [of('item-values', true)] : []),
    ...(was.pattern === is.pattern ? [] : [of('item-pattern', was.pattern !== '')]),
  ]
}

/** True when values are possible that were not. */
function widened(was: readonly string[], is: readonly string[]): boolean {
  return was.length > 0 && (is.length === 0 || is.some((v) => !was.includes(v)))
}

function plain(field: string, before: string, after: string, breaking: boolean): Change {
  return { key: `catalogue.change.${field}`, values: { before, after }, breaking }
}

function cycleText({ cycle }: Content): string {
  return `${cycle.every} ${cycle.unit} + ${cycle.graceHours} h`
}
