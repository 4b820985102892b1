import { levels, type WarningPage, type WarningRow } from '#modules/early-warning/contract'
import { useCaseTitle } from '../../ui/cases.ts'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { OrgName, PlaceName } from '../../ui/org-name.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { LevelTag, shown, WarningState } from '../../ui/warning-level.tsx'
import { unitIn, useWarnings } from '../../ui/warnings.ts'
import { openView } from '../address.ts'
import { wallTexts } from '../messages/warnings.ts'
import './warnings.css'

const fromTheTop = levels.toReversed()
const most = 50

/** Open warnings of the reader's places, the highest level first, then the newest; live events read them again. */
export function useOpenWarnings() {
  return useWarnings({ state: 'open', limit: most })
}

export function WarningsPanel() {
  const t = useText(wallTexts)
  const { data, isPending, error, refetch } = useOpenWarnings()
  return (
    <section className="panel warnings-panel" aria-labelledby="warnings-title">
      <header className="panel-head">
        <h2 id="warnings-title">
          {t('title')} {data !== undefined && <span className="numbers">{data.total}</span>}
        </h2>
        <a className="panel-more" href="/desk/warnings" aria-label={t('all.of')}>
          {t('all')}
        </a>
      </header>
      {isPending && <Loading lines={6} />}
      {error !== null && data === undefined && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Counts page={data} />}
      {data?.rows.length === 0 && <p className="muted">{t('none')}</p>}
      <ul className="rows">
        {data?.rows.map((row) => (
          <li key={row.id}>
            <WarningLine row={row} />
          </li>
        ))}
      </ul>
      {data !== undefined && data.total > data.rows.length && (
        <p className="muted">{t('more', { count: data.total - data.rows.length })}</p>
      )}
    </section>
  )
}

function Counts({ page }: { page: WarningPage }) {
  return (
    <p className="wall-levels">
      {fromTheTop.map((level) => (
        <span key={level}>
          <LevelTag level={level} /> <strong className="numbers">{page.byLevel[level]}</strong>
        </span>
      ))}
    </p>
  )
}

function WarningLine({ row }: { row: WarningRow }) {
  const t = useText(wallTexts)
  const { locale } = useLanguage()
  const title = useCaseTitle()
  return (
    <button type="button" className="case-line" onClick={() => openView({ warning: row.id })}>
      <span className="case-title">
        <LevelTag level={row.level} /> {title(row)}
      </span>
      <span className="case-facts">
        <WarningState state={row.state} />
        <span className="numbers">{shown(row.peak, unitIn(locale, row))}</span>
        <RelativeTime at={row.lastAt} />
        {row.exercise && <span className="tag tag-warn">{t('exercise')}</span>}
      </span>
      <span className="case-facts muted">
        {row.lead !== null && <OrgName code={row.lead} />}
        <PlaceName path={row.place} />
      </span>
    </button>
  )
}
