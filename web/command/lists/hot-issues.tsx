import { useQuery } from '@tanstack/react-query'
import type { IssuePage, IssueRowView } from '#modules/hot-issues/contract'
import { api } from '../../ui/api.ts'
import { useText } from '../../ui/i18n.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { commandTexts } from '../messages/command.ts'
import './hot-issues.css'

const shown = 8
/** A few more are read: those that people dismissed are not shown. */
const read = 16
/** New messages come by themselves: the list looks again each minute. */
const everyMs = 60_000

/** What many people report as one matter, hottest first; a row opens the issue on the desk. */
export function HotIssuesPanel() {
  const t = useText(commandTexts)
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['hot-issues', 'hottest'],
    queryFn: ({ signal }) => api.get<IssuePage>('/hot-issues', { limit: read }, signal),
    refetchInterval: everyMs,
  })
  const rows = (data?.rows ?? []).filter((r) => r.state !== 'dismissed').slice(0, shown)
  return (
    <section className="panel hot-issues-panel" aria-labelledby="hot-issues-title">
      <header className="panel-head">
        <h2 id="hot-issues-title">
          {t('hot')} {data !== undefined && <small>{t('hot.from', { from: data.hotFrom })}</small>}
        </h2>
        <a className="panel-more" href="/desk/hot-issues" aria-label={t('all.of', { name: t('hot') })}>
          {t('all')}
        </a>
      </header>
      {isPending && <Loading lines={6} />}
      {error !== null && data === undefined && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && rows.length === 0 && (
        <p className="muted">{t(data.approved ? 'hot.none' : 'hot.not-approved')}</p>
      )}
      <ul className="rows">
        {rows.map((row) => (
          <li key={row.id}>
            <IssueLine row={row} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function IssueLine({ row }: { row: IssueRowView }) {
  const t = useText(commandTexts)
  return (
    <a className="case-line" href={`/desk/hot-issues?issue=${row.id}`}>
      <span className="case-title">{row.name}</span>
      <span className="case-facts muted">
        {row.state === 'hot' && <span className="tag tag-warn">{t('hot.hot')}</span>}
        <span className="numbers">{t('hot.heat', { heat: row.heat.toFixed(1) })}</span>
        <span>{t('hot.people', { people: row.people, count: row.messages })}</span>
        <span>{t(`hot.${row.direction}`, { week: row.week, before: row.weekBefore })}</span>
      </span>
    </a>
  )
}
