import type { ReleaseView } from '#modules/releases/contract'

export function useTitles(v: ReleaseView): (item: string) => string {
  const titles = new Map(v.items.map((i) => [i.name, i.title]))
  return (item) => titles.get(item) ?? item
}
