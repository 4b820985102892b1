import './running.css'
import { Link } from '@tanstack/react-router'
import type { RunningScenario } from '#modules/scenarios/contract'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { runningTexts } from '../../ui/messages/running.ts'
import { PageTitle } from '../../ui/page.tsx'
import { useRunning } from '../../ui/running/run.ts'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { deskRunningTexts } from '../messages/running.ts'

/** The scenarios that run, each with the pages that this reader may open. */
export function RunningPage() {
  const t = useText(deskRunningTexts)
  const { me } = useSession()
  const { data, error, isPending, refetch } = useRunning(me?.id ?? '')
  return (
    <main id="main" tabIndex={-1} className="page running">
      <PageTitle title={t('title')} />
      <p className="muted">{t('intro')}</p>
      {isPending && <Loading lines={6} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && (
        <Empty title={t('empty')}>
          <p>{t('empty.text')}</p>
        </Empty>
      )}
      {data !== undefined && data.rows.length > 0 && (
        <ul className="running-list">
          {data.rows.map((s) => (
            <li key={`${s.code} ${s.sandbox}`} className="card">
              <Scenario s={s} />
            </li>
          ))}
        </ul>
      )}
    </main>
  )
}

function Scenario({ s }: { s: RunningScenario }) {
  const t = useText(deskRunningTexts)
  const say = useText(runningTexts)
  const { locale } = useLanguage()
  return (
    <>
      <h2>
        {s.name[locale]} {s.sandbox && <span className="tag tag-warn">{say('sandbox')}</span>}
      </h2>
      <ul className="running-pages">
        {s.pages.map((page) => (
          <li key={page.code}>
            <Link
              to="/scenarios/run/$code/$page"
              params={{ code: s.code, page: page.code }}
              search={s.sandbox ? { sandbox: '1' } : {}}
            >
              {page.title[locale]}
            </Link>{' '}
            {page.layout !== 'desk' && <span className="tag tag-quiet">{t(page.layout)}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}
