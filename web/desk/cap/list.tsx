import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type AlertPage, type AlertRow, alertStatuses } from '#modules/cap/contract'
import { linkStates } from '#modules/cap/rules'
import { Button } from '../../ui/controls.tsx'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { capTexts } from '../messages/cap.ts'
import { useFilters } from '../shell/filters.ts'
import { pageSize, useAlerts } from './api.ts'
import { BringFile } from './bring.tsx'
import { ComposeForm } from './compose.tsx'
import { StateMark, StatusTag } from './marks.tsx'

interface Props {
  readonly origin: 'received' | 'published'
}

/** The alerts of one direction, with what one may add. */
export function Alerts({ origin }: Props) {
  const t = useText(capTexts)
  const [filters, change] = useFilters()
  const [offset, setOffset] = useState(0)
  const [isOpen, setOpen] = useState(false)
  const { data, error, isPending, refetch } = useAlerts(origin, filters, offset)
  const isOurs = origin === 'published'
  const mayAdd = data !== undefined && (isOurs ? data.may.publish : data.may.receive)
  return (
    <>
      {mayAdd && (
        <p>
          <Button kind={isOurs ? 'main' : 'plain'} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? 'close' : isOurs ? 'compose' : 'bring')}
          </Button>
        </p>
      )}
      {isOpen && isOurs && <ComposeForm onDone={(id) => change({ alert: id })} />}
      {isOpen && !isOurs && <BringFile />}
      {data !== undefined && <AlertFilters page={data} onChange={() => setOffset(0)} />}
      {isPending && <Loading lines={8} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && (
        <Empty title={t('empty')}>{mayAdd && t(isOurs ? 'empty.published' : 'empty.received')}</Empty>
      )}
      {data !== undefined && data.rows.length > 0 && <AlertTable rows={data.rows} />}
      {data !== undefined && data.total > pageSize && (
        <Pages total={data.total} offset={offset} onChange={setOffset} />
      )}
    </>
  )
}

function AlertFilters({ page, onChange }: { page: AlertPage; onChange: () => void }) {
  const t = useText(capTexts)
  const [filters, change] = useFilters()
  const all = alertStatuses.reduce((n, s) => n + (page.statuses[s] ?? 0), 0)
  const set = (name: 'q' | 'status' | 'state', value: string) => {
    onChange()
    change({ [name]: value || undefined })
  }
  return (
    <search className="page-filters">
      <label className="field">
        {t('search')}
        <input className="input" value={filters.q ?? ''} onChange={(e) => set('q', e.target.value)} />
      </label>
      <label className="field">
        {t('status')}
        <select
          className="input"
          value={filters.status ?? ''}
          onChange={(e) => set('status', e.target.value)}
        >
          <option value="">{t('status.any', { n: all })}</option>
          {alertStatuses.map((s) => (
            <option key={s} value={s}>
              {t(`status.${s}`)} · {page.statuses[s] ?? 0}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('state')}
        <select className="input" value={filters.state ?? ''} onChange={(e) => set('state', e.target.value)}>
          <option value="">{t('state.any')}</option>
          {linkStates.map((s) => (
            <option key={s} value={s}>
              {t(`state.${s}`)}
            </option>
          ))}
        </select>
      </label>
    </search>
  )
}

const columns = ['headline', 'status', 'type', 'state', 'severity', 'area', 'expires', 'at', 'by'] as const

function AlertTable({ rows }: { rows: readonly AlertRow[] }) {
  const t = useText(capTexts)
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
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Row({ row }: { row: AlertRow }) {
  const t = useText(capTexts)
  return (
    <tr className={row.status === 'Actual' ? '' : 'cap-not-real'}>
      <th scope="row" className="cap-headline">
        <Link to="/cap" search={{ alert: row.id }}>
          {row.headline || row.identifier}
        </Link>
        {row.faults > 0 && (
          <span className="cap-small cap-fault-rule">{t('faults.n', { n: row.faults })}</span>
        )}
        {row.isSigned && <span className="cap-small muted">{t('signed')}</span>}
      </th>
      <td className="nowrap">
        <StatusTag status={row.status} />
      </td>
      <td className="nowrap">{t(`type.${row.msgType}`)}</td>
      <td className="nowrap">
        <StateMark state={row.state} />
      </td>
      <td className="nowrap" data-label={t('severity')}>
        {row.severity === null ? '—' : t(`severity.${row.severity}`)}
      </td>
      <td className="cap-area-cell" data-label={t('area')}>
        {row.area || '—'}
      </td>
      <td className="nowrap" data-label={t('expires')}>
        <RelativeTime at={row.expires} />
      </td>
      <td className="nowrap" data-label={t('at')}>
        <RelativeTime at={row.at} />
      </td>
      <td className="cap-area-cell" data-label={t('by')}>
        {row.by}
        {row.simulated && <span className="cap-simulated">{t('simulated')}</span>}
      </td>
    </tr>
  )
}

interface PagesProps {
  readonly total: number
  readonly offset: number
  readonly onChange: (offset: number) => void
}

function Pages({ total, offset, onChange }: PagesProps) {
  const t = useText(capTexts)
  const to = Math.min(total, offset + pageSize)
  return (
    <p className="cap-pages">
      <Button aria-disabled={offset === 0} onClick={() => onChange(Math.max(0, offset - pageSize))}>
        {t('earlier')}
      </Button>
      <span>{t('page', { from: offset + 1, to, n: total })}</span>
      <Button aria-disabled={to === total} onClick={() => to < total && onChange(offset + pageSize)}>
        {t('later')}
      </Button>
    </p>
  )
}
