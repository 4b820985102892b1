import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { DutyPage, DutyRow } from '#modules/duties/contract'
import { api } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { CategoryName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { CategoryField } from '../fields/category-field.tsx'
import { OrgField } from '../fields/org-field.tsx'
import { PlaceField } from '../fields/place-field.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { dutyTexts } from '../messages/duties.ts'
import { useFilters } from '../shell/filters.ts'
import { Citations } from './citations.tsx'
import { DutyDrawer } from './drawer.tsx'
import { DutyImport } from './import-box.tsx'
import { DutyOrgName, DutyPlaceName } from './names.tsx'

const pageSize = 100

function useDuties() {
  const [{ category, place, org, text, retired }] = useFilters()
  const filter = { category, place: place?.split('/').at(-1), org, text, retired, limit: pageSize }
  const query = useInfiniteQuery({
    queryKey: ['duties', filter],
    queryFn: ({ pageParam, signal }) => api.get<DutyPage>('/duties', { ...filter, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  return {
    ...query,
    rows: query.data?.pages.flatMap((page) => page.rows) ?? [],
    total: query.data?.pages[0]?.total,
  }
}

/** Who answers for what, where, and by which law. */
export function DutiesPage() {
  const t = useText(dutyTexts)
  const { hasRole } = useSession()
  const [filters, change] = useFilters()
  const [isImporting, setImporting] = useState(false)
  const list = useDuties()
  const mayCheck = (['admin', 'supervisor', 'leader', 'auditor'] as const).some(hasRole)
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('title')} />
        <span className="muted" role="status">
          {list.total !== undefined && t('total', { count: list.total })}
        </span>
        <Link to="/duties/precedents">{t('precedents')}</Link>
        {mayCheck && <Link to="/duties/check">{t('check')}</Link>}
        {hasRole('admin') && (
          <>
            <Button onClick={() => change({ duty: 'new' })}>{t('add')}</Button>
            <Button aria-pressed={isImporting} onClick={() => setImporting(!isImporting)}>
              {t('import')}
            </Button>
          </>
        )}
      </div>
      {isImporting && <DutyImport />}
      <DutyFilters />
      {list.isPending && <Loading lines={10} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && list.rows.length === 0 && <Empty title={t('empty')} />}
      {list.rows.length > 0 && <DutyTable rows={list.rows} onOpen={(id) => change({ duty: id })} />}
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
      <DutyDrawer id={filters.duty} onClose={() => change({ duty: undefined })} />
    </main>
  )
}

function DutyFilters() {
  const t = useText(dutyTexts)
  const [filters, change] = useFilters()
  return (
    <search className="page-filters">
      <label className="field">
        {t('search')}
        <input
          type="search"
          className="input"
          value={filters.text ?? ''}
          maxLength={100}
          onChange={(event) => change({ text: event.target.value || undefined })}
        />
      </label>
      <CategoryField
        label={t('category')}
        value={filters.category}
        onChange={(category) => change({ category })}
      />
      <PlaceField label={t('place')} value={filters.place} onChange={(place) => change({ place })} />
      <OrgField label={t('org.any')} value={filters.org} onChange={(org) => change({ org })} />
      <label>
        <input
          type="checkbox"
          checked={filters.retired === 'true'}
          onChange={(event) => change({ retired: event.target.checked ? 'true' : undefined })}
        />{' '}
        {t('retired')}
      </label>
    </search>
  )
}

function DutyTable({ rows, onOpen }: { rows: readonly DutyRow[]; onOpen: (id: string) => void }) {
  const t = useText(dutyTexts)
  return (
    <TableScroll label={t('title')}>
      <table className="table">
        <thead>
          <tr>
            {(['category', 'place', 'org', 'co', 'basis', 'backstop', 'row'] as const).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <CategoryName code={row.category} full />
              </th>
              <td>
                <DutyPlaceName code={row.place} />
              </td>
              <td>
                <DutyOrgName code={row.org} />
              </td>
              <td>
                {row.co.map((org) => (
                  <span key={org} className="inline-item">
                    <DutyOrgName code={org} />
                  </span>
                ))}
              </td>
              <td>{row.legalBasis.length === 0 ? '—' : <Citations citations={row.legalBasis} />}</td>
              <td>
                <DutyOrgName code={row.backstop} />
              </td>
              <td>
                <button type="button" className="link-button" onClick={() => onOpen(row.id)}>
                  {row.id}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
