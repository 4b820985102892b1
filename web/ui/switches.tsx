import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { useLanguage, useText } from './i18n.tsx'
import { commonTexts } from './messages/common.ts'
import { readSetting, writeSetting } from './settings.ts'

interface ElderMode {
  readonly isElder: boolean
  setElder(next: boolean): void
}

const ElderContext = createContext<ElderMode>({ isElder: false, setElder: () => undefined })

/** Larger type and targets by tokens: the same pages, no second app. The choice stays on the device. */
export function ElderProvider({ children }: { children: ReactNode }) {
  const [isElder, setElder] = useState(() => readSetting('elder') === 'yes')
  useEffect(() => {
    if (isElder) document.documentElement.dataset.mode = 'elder'
    else delete document.documentElement.dataset.mode
    writeSetting('elder', isElder ? 'yes' : null)
  }, [isElder])
  const value = useMemo(() => ({ isElder, setElder }), [isElder])
  return <ElderContext value={value}>{children}</ElderContext>
}

export function useElder(): ElderMode {
  return useContext(ElderContext)
}

export function ElderSwitch() {
  const { isElder, setElder } = useElder()
  const t = useText(commonTexts)
  return (
    <button type="button" className="switch" aria-pressed={isElder} onClick={() => setElder(!isElder)}>
      {t(isElder ? 'elder.off' : 'elder.on')}
    </button>
  )
}

export function LanguageSwitch() {
  const { locale, setLocale } = useLanguage()
  const t = useText(commonTexts)
  const next = locale === 'zh' ? 'en' : 'zh'
  return (
    <button
      type="button"
      className="switch"
      lang={next === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => setLocale(next)}
    >
      {t('language.switch')}
    </button>
  )
}
