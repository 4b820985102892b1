import { useState } from 'react'
import { formatDateTime } from '#kernel/clock/rules'
import type { Item, ResourceView } from '#modules/catalogue/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { collectionTexts } from '../messages/collection.ts'
import { useFilters } from '../shell/filters.ts'
import { useRowHistory, useRows } from './api.ts'

/** The provider's rows, now or as they were known at an instant, and what each of them has been. */
export function Rows({ resource }: { resource: ResourceView }) {
  const t = useText(collectionTexts)
  const [filters, change] = useFilters()
  const [row, setRow] = useState<string>()
  const asOf = filters.at === undefined ? undefined : `${filters.at}:00+08:00`
  const list = useRows(resource.id, asOf)
  const rows = list.data?.pages.flatMap((p) => p.rows) ?? []
  const { items } = resource.content
  return (
    <>
      <div className="page-filters">
        <TextField
          id="rows-as-of"
          type="datetime-local"
          label={t('as-of')}
          value={filters.at ?? ''}
          onChange={(e) => change({ at: e.target.value || undefined })}
        />
      </div>
      {list.isPending && <Loading lines={6} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && rows.length === 0 && <Empty title={t('rows.empty')} />}
      {row !== undefined && <History resource={resource} row={row} onClose={() => setRow(undefined)} />}
      {rows.length > 0 && (
        <TableScroll label={t('tab.rows')}>
          <table className="table">
            <thead>
              <tr>
                {items.map((i) => (
                  <th key={i.name} scope="col">
                    {i.title}
                  </th>
                ))}
                <th scope="col">{t('since')}</th>
                <th scope="col">{t('history')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((r) => (
                <tr key={r.key}>
                  <Cells items={items} data={r.data} />
                  <td className="nowrap">
                    <Instant at={r.since} />
                  </td>
                  <td>
                    <Button onClick={() => setRow(r.key)} aria-label={t('history.title', { key: r.key })}>
                      {t('history')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('more')}</Button>}
    </>
  )
}

function Cells({ items, data }: { items: readonly Item[]; data: Readonly<Record<string, unknown>> }) {
  return items.map((i) => {
    const value = data[i.name]
    return (
      <td key={i.name}>
        {value === undefined ? '—' : typeof value === 'object' ? JSON.stringify(value) : String(value)}
      </td>
    )
  })
}

function Instant({ at }: { at: string }) {
  const { locale } = useLanguage()
  return <time dateTime={at}>{formatDateTime(new Date(at), locale)}</time>
}

interface HistoryProps {
  readonly resource: ResourceView
  readonly row: string
  readonly onClose: () => void
}

function History({ resource, row, onClose }: HistoryProps) {
  const t = useText(collectionTexts)
  const history = useRowHistory(resource.id, row)
  const { items } = resource.content
  return (
    <section className="card" aria-labelledby="row-history">
      <div className="page-head">
        <h2 id="row-history">{t('history.title', { key: row })}</h2>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
      {history.isPending && <Loading lines={3} />}
      {history.error !== null && <Failure error={history.error} onRetry={() => void history.refetch()} />}
      {history.data !== undefined && (
        <TableScroll label={t('history')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('since')}</th>
                {items.map((i) => (
                  <th key={i.name} scope="col">
                    {i.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {history.data.states.map((s) => (
                <tr key={`${s.since} ${s.until}`}>
                  <th scope="row">
                    <Instant at={s.since} /> –{' '}
                    {s.until === null ? t('history.now') : <Instant at={s.until} />}
                    <br />
                    <span className="muted">
                      {t('history.version', { version: s.version })} {s.removed && t('history.removed')}
                    </span>
                  </th>
                  <Cells items={items} data={s.data} />
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </section>
  )
}
