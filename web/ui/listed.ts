import { useLanguage } from './i18n.tsx'

/** Names one after another as the reader's language separates them. */
export function useListed(): (names: readonly string[]) => string {
  const { locale } = useLanguage()
  return (names) => names.join(locale === 'zh' ? '、' : ', ')
}
