import { Link } from '@tanstack/react-router'
import type { MonitorRow } from '#modules/collection/contract'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { collectionTexts } from '../messages/collection.ts'
import { useMonitor } from './api.ts'
import { Score } from './score.tsx'

const columns = ['resource', 'due', 'last', 'waiting', 'score'] as const

/** All resources that this reader may watch: what is late stands first. */
export function MonitorPage() {
  const t = useText(collectionTexts)
  const monitor = useMonitor()
  const { data } = monitor
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('title')} />
        <Link to="." search={{ view: 'tasks' }}>
          {t('tasks')}
        </Link>
      </div>
      {monitor.isPending && <Loading lines={8} />}
      {monitor.error !== null && <Failure error={monitor.error} onRetry={() => void monitor.refetch()} />}
      {data !== undefined && (
        <p role="status">{t('summary', { total: data.total, late: data.late, waiting: data.waiting })}</p>
      )}
      {data?.rows.length === 0 && <Empty title={t('empty')}>{t('empty.text')}</Empty>}
      {data !== undefined && data.rows.length > 0 && (
        <TableScroll label={t('title')}>
          <table className="table">
            <thead>
              <tr>
                {columns.map((name) => (
                  <th key={name} scope="col" className={name === 'waiting' ? 'number' : undefined}>
                    {t(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <MonitorLine key={row.id} row={row} />
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </main>
  )
}

function MonitorLine({ row }: { row: MonitorRow }) {
  const t = useText(collectionTexts)
  return (
    <tr>
      <th scope="row">
        <Link to="." search={{ resource: row.id }}>
          {row.name}
        </Link>
        <br />
        <span className="muted">
          {row.code} · <OrgName code={row.provider} />
        </span>
      </th>
      <td>
        {row.due === null ? (
          t('never')
        ) : (
          <>
            <span className={`tag tag-${row.isLate ? 'warn' : 'quiet'}`}>
              {row.isLate ? `▲ ${t('late')}` : t('in-time')}
            </span>{' '}
            <RelativeTime at={row.due} />
          </>
        )}
        {row.task !== null && (
          <>
            <br />
            <Link to="." search={{ task: row.task }}>
              {t('task.open')}
            </Link>
          </>
        )}
      </td>
      <td>
        {row.last === null ? (
          t('none')
        ) : (
          <>
            <RelativeTime at={row.last.at} />
            <br />
            <span className="muted">
              {t('last.rows', { sent: row.last.sent, quarantined: row.last.quarantined })}
            </span>
          </>
        )}
      </td>
      <td className="number">
        {row.waiting === 0 ? (
          0
        ) : (
          <Link
            to="."
            search={{ resource: row.id, tab: 'quarantine' }}
            aria-label={`${row.name} ${t('waiting')} ${row.waiting}`}
          >
            {row.waiting}
          </Link>
        )}
      </td>
      <td className="nowrap">
        <Score score={row.score} trend={row.trend} />
      </td>
    </tr>
  )
}
