import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { IssueRowView } from '#modules/hot-issues/contract'
import { Button } from '../../ui/controls.tsx'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PlaceName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { CategoryField } from '../fields/category-field.tsx'
import { PlaceField } from '../fields/place-field.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { hotIssueTexts } from '../messages/hot-issues.ts'
import { useFilters } from '../shell/filters.ts'
import { useIssues } from './api.ts'
import { IssuePage } from './issue.tsx'
import './hot-issues.css'
import { Sparkline } from './sparkline.tsx'
import { StateWord } from './state-word.tsx'

const pageSize = 30
const mostShown = 90
const states = ['hot', 'watched', 'dismissed'] as const
const periods = [7, 30, 90, 366] as const

/** What many people report, by heat; one issue where the address names it. */
export function HotIssuesPage() {
  const [filters] = useFilters()
  return filters.issue === undefined ? <IssueList /> : <IssuePage key={filters.issue} id={filters.issue} />
}

function IssueList() {
  const t = useText(hotIssueTexts)
  const [filters] = useFilters()
  const [limit, setLimit] = useState(pageSize)
  const list = useIssues(filters, limit)
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('title')} />
        <Link to="/tasks">{t('tasks')}</Link>
      </div>
      {list.data !== undefined && <p className="muted">{t('note', { from: list.data.hotFrom })}</p>}
      {list.data?.approved === false && <p role="status">{t('not-approved')}</p>}
      <IssueFilters />
      {list.isPending && <Loading lines={8} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.rows.length === 0 && <Empty title={t('empty')} />}
      {list.data !== undefined && list.data.rows.length > 0 && <IssueTable rows={list.data.rows} />}
      {list.data?.more === true && limit < mostShown && (
        <Button onClick={() => setLimit(limit + pageSize)}>{t('more')}</Button>
      )}
    </main>
  )
}

function IssueFilters() {
  const t = useText(hotIssueTexts)
  const [filters, change] = useFilters()
  return (
    <search className="page-filters">
      <label className="field">
        {t('state')}
        <select
          className="input"
          value={filters.state ?? ''}
          onChange={(e) => change({ state: e.target.value || undefined })}
        >
          <option value="">{t('state.any')}</option>
          {states.map((s) => (
            <option key={s} value={s}>
              {t(`state.${s}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('period')}
        <select
          className="input"
          value={filters.days ?? '90'}
          onChange={(e) => change({ days: e.target.value })}
        >
          {periods.map((days) => (
            <option key={days} value={days}>
              {t('period.days', { days })}
            </option>
          ))}
        </select>
      </label>
      <PlaceField label={t('place')} value={filters.place} onChange={(place) => change({ place })} />
      <CategoryField
        label={t('category')}
        value={filters.category}
        onChange={(category) => change({ category })}
      />
    </search>
  )
}

const columns = ['heat', 'name', 'people', 'messages', 'trend', 'first', 'last'] as const

function IssueTable({ rows }: { rows: readonly IssueRowView[] }) {
  const t = useText(hotIssueTexts)
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
          {rows.map((row) => (
            <IssueLine key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function IssueLine({ row }: { row: IssueRowView }) {
  const t = useText(hotIssueTexts)
  return (
    <tr>
      <td>
        <strong>{row.heat.toFixed(1)}</strong> <StateWord state={row.state} />
      </td>
      <th scope="row">
        <Link to="." search={(old: object) => ({ ...old, issue: row.id })}>
          {row.name}
        </Link>
        <br />
        <span className="muted">
          <PlaceName path={row.place} />
        </span>
      </th>
      <td>
        {t('people.value', { people: row.people })}
        {row.anonymous > 0 && (
          <span className="muted"> {t('people.anonymous', { count: row.anonymous })}</span>
        )}
      </td>
      <td className="nowrap">{t('messages.value', { count: row.messages })}</td>
      <td className="issue-trend">
        <Sparkline days={row.days} /> {row.week} ({row.weekBefore}) {t(`trend.${row.direction}`)}
      </td>
      <td data-label={t('first')}>
        <RelativeTime at={row.firstAt} />
      </td>
      <td data-label={t('last')}>
        <RelativeTime at={row.lastAt} />
      </td>
    </tr>
  )
}
