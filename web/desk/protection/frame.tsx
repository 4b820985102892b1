import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { protectionTexts } from '../messages/protection.ts'

const views = ['kinds', 'assessments', 'corrections', 'retention'] as const

/** Title and parts of the protection pages. */
export function ProtectionFrame({ children }: { children: ReactNode }) {
  const t = useText(protectionTexts)
  return (
    <main id="main" tabIndex={-1} className="page">
      <PageTitle title={t('title')} />
      <p className="muted">{t('intro')}</p>
      <nav className="section-links" aria-label={t('sections')}>
        {views.map((view) => (
          <Link
            key={view}
            to="/protection"
            search={view === 'kinds' ? {} : { view }}
            activeOptions={{ exact: true, includeSearch: true }}
          >
            {t(view)}
          </Link>
        ))}
      </nav>
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
