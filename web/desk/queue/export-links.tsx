import { queryString } from '../../ui/api.ts'
import { useText } from '../../ui/i18n.tsx'
import { queueTexts } from '../messages/queue.ts'
import { useFilters } from '../shell/filters.ts'
import { queryOf, type Tab } from './tabs.ts'

/** What the list shows, all of it, as a file; the download is on record. */
export function ExportLinks({ tab }: { tab: Tab }) {
  const t = useText(queueTexts)
  const [filters] = useFilters()
  const { limit: _limit, ...query } = queryOf(tab, filters)
  return (
    <p className="export-links">
      <span className="muted">{t('export')}</span>
      {(['xlsx', 'csv'] as const).map((format) => (
        <a key={format} href={`/api/v1/appeals/export.${format}${queryString(query)}`} download>
          {t(`export.${format}`)}
        </a>
      ))}
    </p>
  )
}
