import type { Item, QualityRule, ResourceRow } from '#modules/catalogue/contract'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { catalogueTexts } from '../messages/catalogue.ts'

const tones = { draft: 'open', published: 'good', retired: 'quiet' } as const

export function StateWord({ state }: { state: ResourceRow['state'] }) {
  const t = useText(catalogueTexts)
  return <span className={`tag tag-${tones[state]}`}>{t(`state.${state}`)}</span>
}

/** Most values that a sentence names; the rest is counted by the ellipsis. */
const mostValues = 12

/** What an item's value has to be, as short phrases. */
export function useItemPhrases(): (item: Item) => string[] {
  const t = useText(catalogueTexts)
  const join = useJoin()
  const named = (value: string, { labels = {} }: Item) => {
    const { zh, en } = Object.hasOwn(labels, value) ? (labels[value] ?? {}) : {}
    const words = [zh, en].filter((word) => word !== undefined && word !== value).join(' / ')
    return words === '' ? value : t('holds.value', { value, words })
  }
  return (item) => [
    ...(item.key ? [t('holds.key')] : []),
    ...(item.required ? [t('holds.required')] : []),
    ...(item.values.length === 0
      ? []
      : [
          t('holds.values', {
            values:
              join(item.values.slice(0, mostValues).map((value) => named(value, item))) +
              (item.values.length > mostValues ? '…' : ''),
          }),
        ]),
    ...(item.pattern === '' ? [] : [t('holds.pattern', { pattern: item.pattern })]),
    ...(item.least === '' ? [] : [t('holds.least', { least: item.least })]),
    ...(item.most === '' ? [] : [t('holds.most', { most: item.most })]),
    ...(item.type === 'text' ? [t('holds.length', { length: item.length })] : []),
  ]
}

/** A quality rule as the sentence that it means. */
export function useRuleSentence(items: readonly Item[]): (rule: QualityRule) => string {
  const t = useText(catalogueTexts)
  const join = useJoin()
  const title = (name: string) => items.find((i) => i.name === name)?.title ?? name
  return (rule) => {
    switch (rule.kind) {
      case 'filled':
        return t('rule.filled', { item: title(rule.item) })
      case 'compare':
        return t('rule.compare', { item: title(rule.item), op: t(`op.${rule.op}`), other: title(rule.other) })
      case 'not-future':
        return t('rule.not-future', { item: title(rule.item), minutes: rule.minutes })
      case 'check-digit':
        return t('rule.check-digit', { item: title(rule.item), code: t(`code.${rule.code}`) })
      case 'any-filled':
        return t('rule.any-filled', { items: join(rule.items.map(title)) })
    }
  }
}
