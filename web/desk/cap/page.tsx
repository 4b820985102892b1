import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { capTexts } from '../messages/cap.ts'
import { useFilters } from '../shell/filters.ts'
import { AlertPage } from './alert.tsx'
import { FromWarning } from './from-warning.tsx'
import { Alerts } from './list.tsx'
import { SourcePage } from './source.tsx'
import { Sources } from './sources.tsx'
import './cap.css'

const tabs = ['received', 'published', 'sources'] as const
type Tab = (typeof tabs)[number]

/** Warnings of and for other systems; one alert or one source where the address names it. */
export function CapPage() {
  const [{ alert, source, tab, warning }] = useFilters()
  if (alert !== undefined) return <AlertPage key={alert} id={alert} />
  if (source !== undefined) return <SourcePage key={source} id={source} />
  if (warning !== undefined) return <FromWarning key={warning} id={warning} />
  return <Overview tab={tabs.find((name) => name === tab) ?? 'received'} />
}

function Overview({ tab }: { tab: Tab }) {
  const t = useText(capTexts)
  const [, change] = useFilters()
  return (
    <main id="main" tabIndex={-1} className="page">
      <PageTitle title={t('title')} />
      <p className="muted">{t('intro')}</p>
      <nav className="cap-tabs" aria-label={t('tabs')}>
        {tabs.map((name) => (
          <button
            key={name}
            type="button"
            className="cap-tab"
            aria-current={name === tab ? 'page' : undefined}
            onClick={() => change({ tab: name, q: undefined, status: undefined, state: undefined })}
          >
            {t(`tab.${name}`)}
          </button>
        ))}
      </nav>
      {tab === 'sources' ? <Sources /> : <Alerts key={tab} origin={tab} />}
    </main>
  )
}
