import type { ItemType } from '#modules/catalogue/contract'

/** True for what is compared by its text; days and instants sort as they are written. */
export function isPlainText(type: ItemType): boolean {
  return type !== 'integer' && type !== 'decimal'
}

/** True for what a person may look for by its text; places are paths of codes, and are filtered by instead. */
export function isSearchable(type: ItemType): boolean {
  return type !== 'place' && type !== 'point' && type !== 'boolean'
}
