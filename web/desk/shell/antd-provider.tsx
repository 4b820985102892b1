import { ConfigProvider } from 'antd'
import enUS from 'antd/es/locale/en_US'
import zhCN from 'antd/es/locale/zh_CN'
import type { ReactNode } from 'react'
import { deskTheme } from '../../ui/antd-theme.ts'
import { useLanguage } from '../../ui/i18n.tsx'

/** antd in the desk's theme and in the language of the page. */
export function AntdProvider({ children }: { children: ReactNode }) {
  const { locale } = useLanguage()
  return (
    <ConfigProvider
      locale={locale === 'zh' ? zhCN : enUS}
      theme={deskTheme}
      button={{ autoInsertSpace: false }}
    >
      {children}
    </ConfigProvider>
  )
}
