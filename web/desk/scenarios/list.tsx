import { Link } from '@tanstack/react-router'
import { listStates, type ScenarioRow } from '#modules/scenarios/contract'
import { Button } from '../../ui/controls.tsx'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { scenariosTexts } from '../messages/scenarios.ts'
import { useFilters } from '../shell/filters.ts'
import { pageSize, useScenarios } from './api.ts'
import { ScenarioStateTag, VersionStateTag } from './words.tsx'

/** Every scenario of the city, those changed last first. */
export function ScenarioList() {
  const t = useText(scenariosTexts)
  const { hasRole } = useSession()
  const [filters] = useFilters()
  const page = Math.max(1, Number(filters.page ?? 1) || 1)
  const list = useScenarios({ q: filters.q, state: filters.state, offset: (page - 1) * pageSize })
  const rows = list.data?.rows
  const isFiltered = filters.q !== undefined || filters.state !== undefined
  return (
    <main id="main" tabIndex={-1} className="page scenarios">
      <div className="page-head">
        <PageTitle title={t('title')} />
        {(hasRole('data-manager') || hasRole('data-authority')) && (
          <Link to="." search={{ scenario: 'new' }} className="button button-main">
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
      {rows !== undefined && rows.length > 0 && <ScenarioTable rows={rows} />}
      <Pages total={list.data?.total ?? 0} page={page} />
    </main>
  )
}

function ListFilters() {
  const t = useText(scenariosTexts)
  const [filters, change] = useFilters()
  return (
    <search className="page-filters">
      <label className="field">
        {t('search')}
        <input
          type="search"
          className="input"
          maxLength={100}
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
          {listStates.map((s) => (
            <option key={s} value={s}>
              {t(`state.${s}`)}
            </option>
          ))}
        </select>
      </label>
    </search>
  )
}

function ScenarioTable({ rows }: { rows: readonly ScenarioRow[] }) {
  const t = useText(scenariosTexts)
  const { locale } = useLanguage()
  const columns = ['name', 'state', 'enterprise', 'department', 'running', 'candidate', 'changed'] as const
  return (
    <TableScroll label={t('title')}>
      <table className="table table-stack">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((s) => (
            <tr key={s.id}>
              <th scope="row">
                <Link to="/scenarios" search={{ scenario: s.id }}>
                  {s.name[locale]}
                </Link>
              </th>
              <td data-label={t('state')}>
                <ScenarioStateTag row={s} />
              </td>
              <td data-label={t('enterprise')}>{s.enterprise}</td>
              <td data-label={t('department')}>
                <OrgName code={s.org} />
              </td>
              <td data-label={t('running')}>{s.running ?? t('none')}</td>
              <td data-label={t('candidate')}>
                {s.candidate === null ? (
                  t('none')
                ) : (
                  <>
                    {s.candidate.version}{' '}
                    {s.standing !== 'new' && <VersionStateTag state={s.candidate.state} />}
                  </>
                )}
              </td>
              <td data-label={t('changed')}>
                <RelativeTime at={s.changedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Pages({ total, page }: { total: number; page: number }) {
  const t = useText(scenariosTexts)
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
