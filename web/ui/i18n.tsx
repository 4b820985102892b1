import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { type Locale, translate } from '#kernel/i18n/define'
import { setApiLocale } from './api.ts'
import { readSetting, writeSetting } from './settings.ts'

/** The messages of one screen or app: `{ key: { zh, en } }`, checked by `messages.test.ts`. */
export type Texts<K extends string = string> = Readonly<Record<K, Readonly<Record<Locale, string>>>>
export type Translate<K extends string> = (
  key: K,
  values?: Readonly<Record<string, string | number>>,
) => string

interface Language {
  readonly locale: Locale
  setLocale(next: Locale): void
}

const LanguageContext = createContext<Language>({ locale: 'zh', setLocale: () => undefined })

/** Chinese first; the choice stays on the device, and `?lang=en` in a link wins over it. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState<Locale>(firstLocale)
  // Before the children ask the server anything.
  setApiLocale(locale)
  useEffect(() => {
    document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en'
    writeSetting('locale', locale)
  }, [locale])
  const value = useMemo(() => ({ locale, setLocale }), [locale])
  return <LanguageContext value={value}>{children}</LanguageContext>
}

function firstLocale(): Locale {
  const asked = new URLSearchParams(window.location.search).get('lang') ?? readSetting('locale')
  return asked === 'en' ? 'en' : 'zh'
}

export function useLanguage(): Language {
  return useContext(LanguageContext)
}

/** `const t = useText(residentTexts); t('home.report')` with keys that the compiler knows. */
export function useText<K extends string>(texts: Texts<K>): Translate<K> {
  const { locale } = useLanguage()
  return useMemo(() => (key, values) => translate(texts, key, locale, values), [texts, locale])
}

/** '甲、乙', 'a, b'. */
export function useJoin(): (words: readonly string[]) => string {
  const { locale } = useLanguage()
  return (words) => words.join(locale === 'zh' ? '、' : ', ')
}

/** What stands between a label and its value: '：', ': '. */
export function useColon(): string {
  const { locale } = useLanguage()
  return locale === 'zh' ? '：' : ': '
}
