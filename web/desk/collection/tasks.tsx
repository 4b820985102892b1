import { Link } from '@tanstack/react-router'
import { useCaseList } from '../../ui/cases.ts'
import { Button } from '../../ui/controls.tsx'
import { Deadline } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { collectionTexts } from '../messages/collection.ts'
import { useFilters } from '../shell/filters.ts'
import { dataTasks } from './api.ts'
import { DataTaskState } from './task-state.tsx'

/** Tasks about data that this reader may see, what is due first on top. */
export function DataTasksPage() {
  const t = useText(collectionTexts)
  const [filters, change] = useFilters()
  const list = useCaseList(dataTasks, { sort: 'due', open: filters.open })
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('tasks')} />
        <Link to="." search={{}}>
          {t('title')}
        </Link>
        <label>
          <input
            type="checkbox"
            checked={filters.open === 'true'}
            onChange={(e) => change({ open: e.target.checked ? 'true' : undefined })}
          />{' '}
          {t('tasks.open')}
        </label>
      </div>
      {list.isPending && <Loading lines={6} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && list.rows.length === 0 && <Empty title={t('tasks.empty')} />}
      {list.rows.length > 0 && (
        <TableScroll label={t('tasks')}>
          <table className="table">
            <thead>
              <tr>
                {(['name', 'state', 'lead', 'deadline'] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {list.rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <Link to="." search={{ task: row.id }}>
                      {row.title}
                    </Link>
                    <br />
                    <span className="muted">{row.number}</span>
                  </th>
                  <td>
                    <DataTaskState state={row.state} />
                  </td>
                  <td>{row.lead === null ? t('none') : <OrgName code={row.lead} />}</td>
                  <td>
                    <Deadline due={row.due} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('more')}</Button>}
    </main>
  )
}
