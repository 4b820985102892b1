import './warnings.css'
import { useFilters } from '../shell/filters.ts'
import { AccuracyPage } from './accuracy.tsx'
import { Board } from './board.tsx'
import { LimitsPage } from './limits.tsx'
import { PatternPage } from './pattern.tsx'
import { PatternsPage } from './pattern-list.tsx'
import { ReportPage } from './report.tsx'
import { ReportsPage } from './reports.tsx'
import { SilencesPage } from './silences.tsx'
import { WarningPage } from './warning.tsx'
import { WatchPage } from './watch.tsx'
import { WatchesPage } from './watches.tsx'

/** Warnings, what is watched, what is silenced, and how far it could be trusted. */
export function WarningsPage() {
  const [{ warning, watch, pattern, view, report }] = useFilters()
  if (warning !== undefined) return <WarningPage key={warning} id={warning} />
  if (watch !== undefined) return <WatchPage key={watch} id={watch} />
  if (pattern !== undefined) return <PatternPage key={pattern} id={pattern} />
  if (view === 'patterns') return <PatternsPage />
  if (view === 'watches') return <WatchesPage />
  if (view === 'silences') return <SilencesPage />
  if (view === 'limits') return <LimitsPage />
  if (view === 'accuracy') return <AccuracyPage />
  if (view === 'reports' && report !== undefined) return <ReportPage key={report} id={report} />
  if (view === 'reports') return <ReportsPage />
  return <Board />
}
