import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { protectionTexts } from '../messages/protection.ts'

/** Title and parts of the protection pages. */
export function ProtectionFrame({ children }: { children: ReactNode }) {
  const t = useText(protectionTexts)
  return (
    <main id="main" tabIndex={-1} className="page">
      <PageTitle title={t('title')} />
      <p className="muted">{t('intro')}</p>
      {children}
    </main>
  )
}

export function BackToList() {
  const t = useText(protectionTexts)
  return (
    <Link to="." search={(old: object) => ({ ...old, resource: undefined, assessment: undefined })}>
      ← {t('back')}
    </Link>
  )
}
