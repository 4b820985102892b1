import { exchangeMessages } from '#modules/exchange/messages'
import type { Purpose } from '#modules/sharing/contract'
import { sharingMessages } from '#modules/sharing/messages'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { exchangeTexts } from '../messages/exchange.ts'

const sentences: Readonly<Record<string, { zh: string; en: string }>> = {
  ...sharingMessages,
  ...exchangeMessages,
}

/** A failing condition in words; the word itself where there is no sentence without places to fill in. */
export function useConditionText(): (condition: string) => string {
  const { locale } = useLanguage()
  return (condition) => {
    const found = sentences[`sharing.denied.${condition}`] ?? sentences[`exchange.fault.${condition}`]
    return found === undefined || found[locale].includes('{') ? condition : found[locale]
  }
}

export function usePurposeText(): (purpose: string | null) => string {
  const t = useText(exchangeTexts)
  return (purpose) => (purpose === null ? '—' : t(`purpose.${purpose as Purpose}`))
}
