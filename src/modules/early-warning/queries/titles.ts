import type { Resource } from '#modules/catalogue/contract'
import type { WatchContent } from '../contract.ts'

/** How the items of a watch are called, in the order in which its detector has their values. */
export function titlesOf({ value, also }: WatchContent, { content }: Resource): string[] {
  const title = (name: string) => content.items.find((i) => i.name === name)?.title ?? name
  return (value === null ? also : [value, ...also]).map(title)
}
