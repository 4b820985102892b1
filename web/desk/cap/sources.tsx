import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { SourceRow } from '#modules/cap/contract'
import { Button } from '../../ui/controls.tsx'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { capSourceTexts } from '../messages/cap-sources.ts'
import { useFilters } from '../shell/filters.ts'
import { useSources } from './api.ts'
import { CapReason } from './faults.tsx'
import { SourceForm } from './source-form.tsx'

/** The feeds of others that are read by the clock. */
export function Sources() {
  const t = useText(capSourceTexts)
  const [, change] = useFilters()
  const [isAdding, setAdding] = useState(false)
  const { data, error, isPending, refetch } = useSources()
  return (
    <>
      {data?.may.manage === true && (
        <p>
          <Button aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
            {t(isAdding ? 'close' : 'add')}
          </Button>
        </p>
      )}
      {isAdding && <SourceForm onSaved={(id) => change({ source: id })} />}
      {isPending && <Loading lines={5} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && <Empty title={t('empty')}>{data.may.manage && t('empty.do')}</Empty>}
      {data !== undefined && data.rows.length > 0 && <SourceTable rows={data.rows} />}
    </>
  )
}

export function SourceState({ row }: { row: SourceRow }) {
  const t = useText(capSourceTexts)
  if (row.failures > 0)
    return (
      <span className="cap-fault-rule">
        {t('state.failing', { n: row.failures })} {row.error !== null && <CapReason reason={row.error} />}
      </span>
    )
  return <span>{t(row.enabled ? 'state.on' : 'state.off')}</span>
}

function SourceTable({ rows }: { rows: readonly SourceRow[] }) {
  const t = useText(capSourceTexts)
  return (
    <TableScroll label={t('entries')}>
      <table className="table table-stack">
        <thead>
          <tr>
            {(['name', 'state', 'last-good', 'next-run'] as const).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
            {(['last-new', 'dead'] as const).map((name) => (
              <th key={name} scope="col" className="number">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to="/cap" search={{ source: row.id }}>
                  {row.name}
                </Link>
                {row.simulated && <span className="cap-simulated">{t('simulated')}</span>}
                <br />
                <span className="muted cap-hash">{row.url}</span>
              </th>
              <td>
                <SourceState row={row} />
              </td>
              <td className="nowrap" data-label={t('last-good')}>
                {row.lastGoodAt === null ? '—' : <RelativeTime at={row.lastGoodAt} />}
              </td>
              <td className="nowrap" data-label={t('next-run')}>
                {row.nextRunAt === null ? '—' : <RelativeTime at={row.nextRunAt} />}
              </td>
              <td className="number" data-label={t('last-new')}>
                {row.lastNew ?? '—'}
              </td>
              <td className="number" data-label={t('dead')}>
                {row.dead}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
