import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { exchangeTexts } from '../messages/exchange.ts'
import { useFilters } from '../shell/filters.ts'
import { Examples } from './examples.tsx'
import { Log } from './log.tsx'
import { Systems } from './systems.tsx'
import { Usage } from './usage.tsx'
import './exchange.css'

const tabs = { systems: Systems, log: Log, usage: Usage, examples: Examples } as const
type Tab = keyof typeof tabs

/** Systems that read granted data by signed calls, what they read, and how to connect one. */
export function ExchangePage() {
  const t = useText(exchangeTexts)
  const [{ tab }, change] = useFilters()
  const chosen: Tab = tab !== undefined && tab in tabs ? (tab as Tab) : 'systems'
  const Shown = tabs[chosen]
  return (
    <main id="main" tabIndex={-1} className="page">
      <PageTitle title={t('title')} />
      <p className="muted">{t('intro')}</p>
      <nav className="exchange-tabs" aria-label={t('tabs')}>
        {(Object.keys(tabs) as Tab[]).map((name) => (
          <button
            key={name}
            type="button"
            className="exchange-tab"
            aria-current={name === chosen ? 'page' : undefined}
            onClick={() => change({ tab: name })}
          >
            {t(`tab.${name}`)}
          </button>
        ))}
      </nav>
      <Shown />
    </main>
  )
}
