import type { IndicatorPoint, IndicatorView } from '#kernel/cases/contract'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { channelLabels, urgencyLabels, useLabel } from '../../ui/labels.ts'
import { useOrgName } from '../../ui/org-name.tsx'
import { categoryTrail, useCategories } from '../../ui/reference.ts'
import { indicatorTexts } from '../messages/indicators.ts'

/** A figure without its unit: 1,234; 87.5; 3.2. */
export function plain(unit: IndicatorView['unit'], value: number): string {
  if (unit === 'share') return (value * 100).toFixed(1)
  if (unit === 'hours' || unit === 'score') return value.toFixed(1)
  return value.toLocaleString()
}

/** With its unit; a dash where there is none. */
export function useFigure(): (unit: IndicatorView['unit'], value: number | null) => string {
  const t = useText(indicatorTexts)
  return (unit, value) => {
    if (value === null) return t('none')
    if (unit === 'share') return `${plain(unit, value)}%`
    return `${plain(unit, value)} ${t(`unit.${unit}`)}`
  }
}

export function useName(): (definition: Pick<IndicatorView, 'zh' | 'en'>) => string {
  const { locale } = useLanguage()
  return (definition) => definition[locale]
}

/** The point’s key in the reader’s language. */
export function usePointName(groupBy: string): (point: Pick<IndicatorPoint, 'key' | 'name'>) => string {
  const t = useText(indicatorTexts)
  const { locale } = useLanguage()
  const label = useLabel()
  const orgName = useOrgName()
  const { data: categories } = useCategories()
  return ({ key, name }) => {
    if (key === '') return t('no-key')
    if (groupBy === 'org') return orgName(key)
    if (groupBy === 'channel') return label(channelLabels, key)
    if (groupBy === 'urgency') return label(urgencyLabels, key)
    if (groupBy === 'category') return categoryTrail(categories ?? [], key).at(-1)?.[locale] ?? name
    return name
  }
}
