import type { Item } from '#modules/catalogue/contract'

export type LabelLanguage = 'zh' | 'en'

/** The item with its title on English screens; an empty one is none. */
export function withEnglish({ english: _, ...item }: Item, text: string): Item {
  return text.trim() === '' ? item : { ...item, english: text }
}

/** The item with what it may hold; what a value was called goes with the value. */
export function withValues(item: Item, values: string[]): Item {
  const kept = Object.entries(item.labels ?? {}).filter(([value]) => values.includes(value))
  return withLabels({ ...item, values }, Object.fromEntries(kept))
}

/** The item with what one of its values is called in a language; empty: the value stands for itself. */
export function withLabel(item: Item, value: string, language: LabelLanguage, text: string): Item {
  const { [language]: _, ...others } = item.labels?.[value] ?? {}
  const label = text.trim() === '' ? others : { ...others, [language]: text }
  const { [value]: __, ...rest } = item.labels ?? {}
  return withLabels(item, Object.keys(label).length === 0 ? rest : { ...rest, [value]: label })
}

function withLabels({ labels: _, ...item }: Item, labels: NonNullable<Item['labels']>): Item {
  return Object.keys(labels).length === 0 ? item : { ...item, labels }
}
