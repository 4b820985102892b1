import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type DeviceRow, deviceStates, type DevicePage as Page } from '#modules/devices/contract'
import { Button } from '../../ui/controls.tsx'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PlaceName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { deviceTexts } from '../messages/devices.ts'
import { useFilters } from '../shell/filters.ts'
import { useDevices } from './api.ts'
import { DeviceDetails } from './device.tsx'
import { DeviceForm } from './form.tsx'
import { DeviceMap } from './map.tsx'
import './devices.css'

/** The devices that one looks after; one of them where the address names it. */
export function DevicesPage() {
  const [filters] = useFilters()
  return filters.device === undefined ? (
    <Devices />
  ) : (
    <DeviceDetails key={filters.device} id={filters.device} />
  )
}

const pageSize = 100

function Devices() {
  const t = useText(deviceTexts)
  const [filters] = useFilters()
  const [offset, setOffset] = useState(0)
  const [isAdding, setAdding] = useState(false)
  const { data, error, isPending, refetch } = useDevices(filters, offset)
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('title')} />
        {data?.may.create === true && (
          <Button aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
            {t(isAdding ? 'close' : 'add')}
          </Button>
        )}
      </div>
      <p className="muted">{t('intro')}</p>
      {isAdding && <DeviceForm />}
      {data !== undefined && <DeviceFilters page={data} onChange={() => setOffset(0)} />}
      {isPending && <Loading lines={8} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && <Empty title={t('empty')}>{data.may.create && t('empty.do')}</Empty>}
      {data !== undefined && data.rows.length > 0 && (
        <>
          <DeviceMap rows={data.rows} />
          <DeviceTable rows={data.rows} />
        </>
      )}
      {data !== undefined && offset + pageSize < data.total && (
        <Button onClick={() => setOffset(offset + pageSize)}>{t('more')}</Button>
      )}
    </main>
  )
}

function DeviceFilters({ page, onChange }: { page: Page; onChange: () => void }) {
  const t = useText(deviceTexts)
  const [filters, change] = useFilters()
  const all = deviceStates.reduce((n, s) => n + (page.states[s] ?? 0), 0)
  const set = (next: { q?: string | undefined; state?: string | undefined }) => {
    onChange()
    change(next)
  }
  return (
    <search className="page-filters">
      <label className="field">
        {t('search')}
        <input
          className="input"
          value={filters.q ?? ''}
          onChange={(e) => set({ q: e.target.value || undefined })}
        />
      </label>
      <label className="field">
        {t('state')}
        <select
          className="input"
          value={filters.state ?? ''}
          onChange={(e) => set({ state: e.target.value || undefined })}
        >
          <option value="">{t('state.any', { n: all })}</option>
          {deviceStates.map((s) => (
            <option key={s} value={s}>
              {t(`state.${s}`)}（{page.states[s] ?? 0}）
            </option>
          ))}
        </select>
      </label>
    </search>
  )
}

const figures = ['readings', 'rejected', 'throttled'] as const
const columns = ['id', 'kind', 'resource', 'place', 'state', 'last-seen'] as const

function DeviceTable({ rows }: { rows: readonly DeviceRow[] }) {
  const t = useText(deviceTexts)
  return (
    <TableScroll label={t('title')}>
      <table className="table">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
            {figures.map((name) => (
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
                <Link to="/devices" search={{ device: row.id }}>
                  {row.id}
                </Link>
                {row.simulated && <span className="device-simulated">{t('simulated')}</span>}
                <br />
                <span className="muted">{row.name}</span>
              </th>
              <td>{row.kind}</td>
              <td>{row.resourceName}</td>
              <td>{row.place === null ? '—' : <PlaceName path={row.place} />}</td>
              <td className={`nowrap device-${row.state}`}>{t(`state.${row.state}`)}</td>
              <td className="nowrap">
                {row.lastSeenAt === null ? '—' : <RelativeTime at={row.lastSeenAt} />}
              </td>
              {figures.map((name) => (
                <td key={name} className="number">
                  {row[name]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
