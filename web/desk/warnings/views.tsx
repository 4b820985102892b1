import { Link } from '@tanstack/react-router'
import { useText } from '../../ui/i18n.tsx'
import { warningTexts } from '../messages/warnings.ts'
import { useFilters } from '../shell/filters.ts'

const views = ['board', 'watches', 'patterns', 'silences', 'limits', 'accuracy', 'reports'] as const

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
