import '../scenarios.css'
import './needs.css'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../../../ui/i18n.tsx'
import { PageTitle } from '../../../ui/page.tsx'
import { useSession } from '../../../ui/session.tsx'
import { scenarioNeedsTexts } from '../../messages/scenario-needs.ts'
import { useFilters } from '../../shell/filters.ts'
import { NeedList, OfferList } from './list.tsx'
import { NeedPageView } from './need.tsx'
import { NewNeed } from './need-form.tsx'
import { OfferPageView } from './offer.tsx'

const tabs = ['needs', 'offers'] as const
const askers = ['data-manager', 'handler', 'supervisor', 'leader'] as const

/** Needs and offers; one of them or the form where the address names it. */
export function NeedsPage() {
  const [{ need, offer, tab }] = useFilters()
  if (need === 'new') return <Inside tab="needs" content={<NewNeed />} />
  if (need !== undefined) return <Inside tab="needs" content={<NeedPageView key={need} id={need} />} />
  if (offer !== undefined) return <Inside tab="offers" content={<OfferPageView key={offer} id={offer} />} />
  return <Lists tab={tab === 'offers' ? 'offers' : 'needs'} />
}

function Lists({ tab }: { tab: (typeof tabs)[number] }) {
  const t = useText(scenarioNeedsTexts)
  const { hasRole } = useSession()
  return (
    <main id="main" tabIndex={-1} className="page scenarios">
      <div className="page-head">
        <PageTitle title={t('title')} />
        {askers.some(hasRole) && (
          <Link to="." search={{ need: 'new' }} className="button button-main">
            {t('new')}
          </Link>
        )}
      </div>
      <p className="muted">{t('intro')}</p>
      <nav className="wish-tabs" aria-label={t('tabs')}>
        {tabs.map((name) => (
          <Link
            key={name}
            to="."
            search={{ tab: name }}
            className="wish-tab"
            aria-current={name === tab ? 'page' : undefined}
          >
            {t(`tab.${name}`)}
          </Link>
        ))}
      </nav>
      {tab === 'offers' ? <OfferList /> : <NeedList />}
    </main>
  )
}

function Inside({ tab, content }: { tab: (typeof tabs)[number]; content: ReactNode }) {
  const t = useText(scenarioNeedsTexts)
  return (
    <main id="main" tabIndex={-1} className="page scenarios">
      <Link to="." search={{ tab }}>
        ← {t('back')}
      </Link>
      {content}
    </main>
  )
}
