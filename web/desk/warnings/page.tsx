import './warnings.css'
import { Link } from '@tanstack/react-router'
import { useText } from '../../ui/i18n.tsx'
import { warningTexts } from '../messages/warnings.ts'
import { useFilters } from '../shell/filters.ts'
import { AccuracyPage } from './accuracy.tsx'
import { Board } from './board.tsx'
import { ReportPage } from './report.tsx'
import { ReportsPage } from './reports.tsx'
import { SilencesPage } from './silences.tsx'
import { WarningPage } from './warning.tsx'
import { WatchPage } from './watch.tsx'
import { WatchesPage } from './watches.tsx'

const views = ['board', 'watches', 'silences', 'accuracy', 'reports'] as const

/** Warnings, what is watched, what is silenced, and how far it could be trusted. */
export function WarningsPage() {
  const [{ warning, watch, view, report }] = useFilters()
  if (warning !== undefined) return <WarningPage key={warning} id={warning} />
  if (watch !== undefined) return <WatchPage key={watch} id={watch} />
  if (view === 'watches') return <WatchesPage />
  if (view === 'silences') return <SilencesPage />
  if (view === 'accuracy') return <AccuracyPage />
  if (view === 'reports' && report !== undefined) return <ReportPage key={report} id={report} />
  if (view === 'reports') return <ReportsPage />
  return <Board />
}

/** The pages beside this one. */
export function Views() {
  const t = useText(warningTexts)
  const [filters] = useFilters()
  const current = filters.view ?? 'board'
  return (
    <nav aria-label={t('views')} className="warning-views">
      {views.map((view) => (
        <Link
          key={view}
          to="."
          search={view === 'board' ? {} : { view }}
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={view === current ? 'page' : undefined}
        >
          {t(`view.${view}`)}
        </Link>
      ))}
    </nav>
  )
}
