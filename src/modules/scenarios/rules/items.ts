import type { Item } from '#modules/catalogue/contract'
import type { ScenarioManifest } from '../contract.ts'
import { error, type Found } from './findings.ts'

/** The items of a resource of the package; undefined: it has no such resource. */
export type Items = (code: string) => ScenarioManifest['resources'][number]['items'] | undefined

/** A resource of the package, and items that it has. */
export function itemsIn(items: Items, resource: string, names: readonly string[], path: string): Found[] {
  const has = items(resource)
  if (has === undefined) return [error(path, 'foreign-resource', { part: resource })]
  return names
    .filter((name) => !has.some((i) => i.name === name))
    .map((item) => error(path, 'no-item', { item }))
}

/** Names of items, each followed by the one that says the same in English. */
export function inBothLanguages(
  names: readonly string[],
  items: readonly Pick<Item, 'name' | 'inEnglish'>[],
): string[] {
  return names.flatMap((name) => [name, items.find((i) => i.name === name)?.inEnglish ?? []].flat())
}

/** Items that rows are told apart by are never personal information: it would be a figure of a person. */
export function dividingFindings(
  items: Items,
  resource: string,
  names: readonly string[],
  path: string,
): Found[] {
  const found = itemsIn(items, resource, names, path)
  const personal = (items(resource) ?? []).filter((i) => names.includes(i.name) && i.personal !== null)
  return [...found, ...personal.map((i) => error(path, 'personal-shown', { item: i.title }))]
}

/** Labels are of values that there are: one misspelt would be shown by its code, and nobody would know why. */
export function labelFindings(items: ScenarioManifest['resources'][number]['items'], path: string): Found[] {
  return items.flatMap((item, n) => {
    const unknown =
      item.values.length === 0 ? [] : Object.keys(item.labels ?? {}).filter((v) => !item.values.includes(v))
    return unknown.map((value) => error(`${path}.${n}.labels`, 'no-value', { item: item.title, value }))
  })
}

/** What somebody types in is in whatever language it was typed: English beside it is only of rows. */
export function givenFindings(items: readonly Item[], path: string): Found[] {
  return items.flatMap(({ title, inEnglish }, n) =>
    inEnglish === undefined ? [] : [error(`${path}.${n}.inEnglish`, 'english-given', { item: title })],
  )
}
