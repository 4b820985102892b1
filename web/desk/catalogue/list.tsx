import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import {
  dataLevels,
  type ResourceRow,
  resourceKinds,
  resourceStates,
  shareTypes,
} from '#modules/catalogue/contract'
import { queryString } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { OrgField } from '../fields/org-field.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { catalogueTexts } from '../messages/catalogue.ts'
import { catalogueGradingTexts } from '../messages/catalogue-grading.ts'
import { useFilters } from '../shell/filters.ts'
import { filterOf, pageSize, useResources } from './api.ts'
import { ImportBox } from './import.tsx'
import { LevelTag } from './level.tsx'
import { StateWord } from './words.tsx'

/** All resources that the reader may find, by words and filters; the address keeps them. */
export function ResourceList() {
  const t = useText(catalogueTexts)
  const { hasRole } = useSession()
  const [filters, change] = useFilters()
  const list = useResources(filters)
  const [isImporting, setImporting] = useState(false)
  const mayWrite = hasRole('data-manager') || hasRole('data-authority')
  const isFiltered = Object.values(filterOf(filters)).some((v) => v !== undefined)
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('title')} />
        <span className="muted" role="status">
          {list.data !== undefined && t('total', { count: list.data.total })}
        </span>
        {(mayWrite || hasRole('auditor')) && <Link to="/catalogue/grades">{t('due')}</Link>}
        <Link to="/catalogue/grading-table">{t('table')}</Link>
        {mayWrite && (
          <Button aria-pressed={isImporting} onClick={() => setImporting(!isImporting)}>
            {t('import')}
          </Button>
        )}
        {mayWrite && (
          <Button kind="main" onClick={() => change({ resource: 'new' })}>
            {t('new')}
          </Button>
        )}
      </div>
      {isImporting && <ImportBox />}
      <ListFilters />
      {list.isPending && <Loading lines={10} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.rows.length === 0 && (
        <Empty title={t('empty')}>
          {isFiltered && (
            <>
              <p>{t('empty.hint')}</p>
              <Button
                onClick={() =>
                  change({
                    q: undefined,
                    kind: undefined,
                    share: undefined,
                    state: undefined,
                    provider: undefined,
                    level: undefined,
                    page: undefined,
                  })
                }
              >
                {t('clear')}
              </Button>
            </>
          )}
        </Empty>
      )}
      {list.data !== undefined && list.data.rows.length > 0 && <ResourceTable rows={list.data.rows} />}
      <Pages total={list.data?.total ?? 0} />
      <p className="export-links">
        <span className="muted">{t('export')}</span>
        {(['xlsx', 'csv'] as const).map((format) => (
          <a
            key={format}
            href={`/api/v1/resources/export.${format}${queryString(filterOf(filters))}`}
            download
          >
            {t(`export.${format}`)}
          </a>
        ))}
      </p>
    </main>
  )
}

function ListFilters() {
  const t = useText(catalogueTexts)
  const g = useText(catalogueGradingTexts)
  const [filters, change] = useFilters()
  const set = (name: string) => (value: string | undefined) =>
    change({ [name]: value || undefined, page: undefined })
  return (
    <search className="page-filters">
      <label className="field">
        {t('search')}
        <input
          type="search"
          className="input"
          value={filters.q ?? ''}
          maxLength={200}
          onChange={(e) => set('q')(e.target.value)}
        />
      </label>
      <Choice label={t('kind')} value={filters.kind} onChange={set('kind')}>
        {resourceKinds.map((k) => (
          <option key={k} value={k}>
            {t(`kind.${k}`)}
          </option>
        ))}
      </Choice>
      <Choice label={t('share')} value={filters.share} onChange={set('share')}>
        {shareTypes.map((s) => (
          <option key={s} value={s}>
            {t(`share.${s}`)}
          </option>
        ))}
      </Choice>
      <Choice label={t('state')} value={filters.state} onChange={set('state')}>
        {resourceStates.map((s) => (
          <option key={s} value={s}>
            {t(`state.${s}`)}
          </option>
        ))}
      </Choice>
      <Choice label={t('level')} value={filters.level} onChange={set('level')}>
        {(['none', ...dataLevels] as const).map((l) => (
          <option key={l} value={l}>
            {g(`level.${l}`)}
          </option>
        ))}
      </Choice>
      <OrgField label={t('provider')} value={filters.provider} onChange={set('provider')} />
    </search>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (value: string) => void
  readonly children: ReactNode
}

function Choice({ label, value, onChange, children }: ChoiceProps) {
  const t = useText(catalogueTexts)
  return (
    <label className="field">
      {label}
      <select className="input" value={value ?? ''} onChange={(e) => onChange(e.target.value)}>
        <option value="">{t('any')}</option>
        {children}
      </select>
    </label>
  )
}

const columns = [
  'name',
  'provider',
  'kind',
  'share',
  'level',
  'items',
  'version',
  'published',
  'state',
] as const

function ResourceTable({ rows }: { rows: readonly ResourceRow[] }) {
  const t = useText(catalogueTexts)
  return (
    <TableScroll label={t('title')}>
      <table className="table catalogue-table">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col" className={name === 'items' ? 'number' : undefined}>
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ResourceLine key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function ResourceLine({ row }: { row: ResourceRow }) {
  const t = useText(catalogueTexts)
  return (
    <tr>
      <th scope="row">
        <Link to="/catalogue" search={(old: object) => ({ ...old, resource: row.id })}>
          {row.name}
        </Link>
        <br />
        <span className="hash muted">{row.code}</span>
      </th>
      <td data-label={t('provider')}>
        <OrgName code={row.provider} />
      </td>
      <td data-label={t('kind')}>{t(`kind.${row.kind}`)}</td>
      <td data-label={t('share')}>{t(`share.${row.share}`)}</td>
      <td data-label={t('level')}>
        <LevelTag level={row.level} />
      </td>
      <td data-label={t('items')} className="number">
        {row.items}
      </td>
      <td data-label={t('version')}>
        {row.version === 0 ? t('none') : t('version.value', { version: row.version })}
      </td>
      <td data-label={t('published')} className="nowrap">
        {row.publishedAt === null ? t('none') : row.publishedAt.slice(0, 10)}
      </td>
      <td data-label={t('state')}>
        <StateWord state={row.state} />
        {row.hasDraft && row.state === 'published' && <span className="muted"> {t('has-draft')}</span>}
      </td>
    </tr>
  )
}

function Pages({ total }: { total: number }) {
  const t = useText(catalogueTexts)
  const [filters, change] = useFilters()
  const pages = Math.ceil(total / pageSize)
  const page = Math.max(1, Number(filters.page ?? 1) || 1)
  if (pages <= 1) return null
  return (
    <nav className="pages" aria-label={t('pages')}>
      <Button aria-disabled={page <= 1} onClick={() => page > 1 && change({ page: String(page - 1) })}>
        {t('previous')}
      </Button>
      <span role="status">{t('page.of', { page, pages })}</span>
      <Button
        aria-disabled={page >= pages}
        onClick={() => page < pages && change({ page: String(page + 1) })}
      >
        {t('next')}
      </Button>
    </nav>
  )
}
