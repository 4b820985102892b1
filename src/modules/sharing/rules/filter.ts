import type { ItemType } from '#modules/catalogue/contract'

/** True for what is compared by its text; days and instants sort as they are written. */
export function isPlainText(type: ItemType): boolean {
  return type !== 'integer' && type !== 'decimal'
}
