import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { SourceRow } from '#modules/pulls/contract'
import { Button } from '../../ui/controls.tsx'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { pullTexts } from '../messages/pulls.ts'
import { useFilters } from '../shell/filters.ts'
import { useSources } from './api.ts'
import { emptyDraft } from './draft.ts'
import { SourceForm } from './form.tsx'
import { LettersPage } from './letters.tsx'
import { Retention } from './retention.tsx'
import { SourcePage } from './source.tsx'
import { SourceState } from './source-state.tsx'
import './pulls.css'

/** Where data is fetched and how that goes; one source where the address names it. */
export function PullsPage() {
  const [filters] = useFilters()
  if (filters.view === 'letters') return <LettersPage />
  return filters.source === undefined ? <Sources /> : <SourcePage key={filters.source} id={filters.source} />
}

function Sources() {
  const t = useText(pullTexts)
  const [, change] = useFilters()
  const [isAdding, setAdding] = useState(false)
  const { data, error, isPending, refetch } = useSources()
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('title')} />
        <Link to="/pulls" search={{ view: 'letters' }}>
          {t('dead.title')}
        </Link>
        {data?.may.save === true && (
          <Button aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
            {t(isAdding ? 'close' : 'add')}
          </Button>
        )}
      </div>
      <p className="muted">{t('intro')}</p>
      {isAdding && (
        <SourceForm start={emptyDraft} hasSecret={false} onSaved={(id) => change({ source: id })} />
      )}
      {isPending && <Loading lines={8} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && <Empty title={t('empty')}>{data.may.save && t('empty.do')}</Empty>}
      {data !== undefined && data.rows.length > 0 && <SourceTable rows={data.rows} />}
      <Retention />
    </main>
  )
}

const columns = ['name', 'resource', 'kind', 'state', 'last-run', 'rows', 'next-run', 'letters'] as const

function SourceTable({ rows }: { rows: readonly SourceRow[] }) {
  const t = useText(pullTexts)
  return (
    <TableScroll label={t('title')}>
      <table className="table">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col" className={name === 'rows' || name === 'letters' ? 'number' : ''}>
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to="/pulls" search={{ source: row.id }}>
                  {row.name}
                </Link>
                {row.simulated && <span className="pull-simulated">{t('simulated')}</span>}
              </th>
              <td>
                {row.resourceName}
                <br />
                <span className="muted">
                  <OrgName code={row.provider} />
                </span>
              </td>
              <td className="nowrap">{t(`kind.${row.kind}` as 'kind.http')}</td>
              <td>
                <SourceState row={row} />
              </td>
              <td className="nowrap">{row.lastRunAt === null ? '—' : <RelativeTime at={row.lastRunAt} />}</td>
              <td className="number">{row.lastRows ?? '—'}</td>
              <td className="nowrap">{row.nextRunAt === null ? '—' : <RelativeTime at={row.nextRunAt} />}</td>
              <td className="number">{row.letters}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
