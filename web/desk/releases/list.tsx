import { Link } from '@tanstack/react-router'
import { type ReleaseRow, releaseStates } from '#modules/releases/contract'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { releasesTexts } from '../messages/releases.ts'
import { useFilters } from '../shell/filters.ts'
import { pageSize, useReleases } from './api.ts'
import { AudienceWord, ReleaseStateTag } from './words.tsx'

/** Releases that this reader may see; what waits for a judgement stands first. */
export function ReleaseList() {
  const t = useText(releasesTexts)
  const { hasRole } = useSession()
  const [filters] = useFilters()
  const page = Math.max(1, Number(filters.page ?? 1) || 1)
  const list = useReleases({ q: filters.q, state: filters.state, offset: (page - 1) * pageSize })
  const rows = list.data?.rows
  const isFiltered = filters.q !== undefined || filters.state !== undefined
  return (
    <main id="main" tabIndex={-1} className="page releases">
      <div className="page-head">
        <PageTitle title={t('title')} />
        {hasRole('data-manager') && (
          <Link to="." search={{ release: 'new' }} className="button button-main">
            {t('new')}
          </Link>
        )}
      </div>
      <p className="muted">{t('intro')}</p>
      <ListFilters />
      {list.isPending && <Loading lines={6} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {rows?.length === 0 && (
        <Empty title={t(isFiltered ? 'empty.filtered' : 'empty')}>
          {!isFiltered && <p>{t('empty.hint')}</p>}
        </Empty>
      )}
      {rows !== undefined && rows.length > 0 && <ReleaseTable rows={rows} />}
      <Pages total={list.data?.total ?? 0} page={page} />
    </main>
  )
}

function ListFilters() {
  const t = useText(releasesTexts)
  const [filters, change] = useFilters()
  return (
    <search className="page-filters">
      <label className="field">
        {t('search')}
        <input
          type="search"
          className="input"
          maxLength={200}
          value={filters.q ?? ''}
          onChange={(e) => change({ q: e.target.value || undefined, page: undefined })}
        />
      </label>
      <label className="field">
        {t('state')}
        <select
          className="input"
          value={filters.state ?? ''}
          onChange={(e) => change({ state: e.target.value || undefined, page: undefined })}
        >
          <option value="">{t('state.all')}</option>
          {releaseStates.map((s) => (
            <option key={s} value={s}>
              {t(`state.${s}`)}
            </option>
          ))}
        </select>
      </label>
    </search>
  )
}

function ReleaseTable({ rows }: { rows: readonly ReleaseRow[] }) {
  const t = useText(releasesTexts)
  return (
    <TableScroll label={t('title')}>
      <table className="table table-stack">
        <thead>
          <tr>
            {(['name', 'number', 'resource', 'provider', 'audience', 'state', 'until'] as const).map(
              (name) => (
                <th key={name} scope="col">
                  {t(name)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((r) => (
            <tr key={r.id}>
              <th scope="row">
                <Link to="/releases" search={{ release: r.id }}>
                  {r.title}
                </Link>
              </th>
              <td data-label={t('number')}>{r.number ?? t('number.none')}</td>
              <td data-label={t('resource')}>{r.resourceName}</td>
              <td data-label={t('provider')}>
                <OrgName code={r.provider} />
              </td>
              <td data-label={t('audience')}>
                <AudienceWord audience={r.audience} />
              </td>
              <td data-label={t('state')}>
                <ReleaseStateTag row={r} />
              </td>
              <td data-label={t('until')}>{r.until}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Pages({ total, page }: { total: number; page: number }) {
  const t = useText(releasesTexts)
  const [, change] = useFilters()
  const pages = Math.ceil(total / pageSize)
  if (pages <= 1) return null
  return (
    <div className="button-row">
      <Button disabled={page <= 1} onClick={() => change({ page: String(page - 1) })}>
        {t('previous')}
      </Button>
      <span>{t('page', { page, pages })}</span>
      <Button disabled={page >= pages} onClick={() => change({ page: String(page + 1) })}>
        {t('next')}
      </Button>
    </div>
  )
}
