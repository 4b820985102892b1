import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { DeviceView, RotatedKey } from '#modules/devices/contract'
import { Button } from '../../ui/controls.tsx'
import { ExactTime, RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PlaceName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { Fact } from '../case/head.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { deviceTexts } from '../messages/devices.ts'
import { useDevice, useDeviceAction } from './api.ts'
import { fixedText } from './draft.ts'
import { Identity } from './identity.tsx'
import { ChangeDevice } from './one-device.tsx'

/** One device: how it stands, what it said last, what was wrong with what it said. */
export function DeviceDetails({ id }: { id: string }) {
  const t = useText(deviceTexts)
  const { data, error, isPending, refetch } = useDevice(id)
  return (
    <main id="main" tabIndex={-1} className="page">
      <Link to="/devices">{t('back')}</Link>
      {isPending && <Loading lines={8} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Device device={data} />}
    </main>
  )
}

function Device({ device }: { device: DeviceView }) {
  const t = useText(deviceTexts)
  const [isChanging, setChanging] = useState(false)
  const [isSaved, setSaved] = useState(false)
  const done = (hasSaved: boolean) => {
    setChanging(false)
    setSaved(hasSaved)
  }
  return (
    <>
      <div className="page-head">
        <PageTitle title={`${device.id} ${device.name}`} />
        {device.simulated && <span className="device-simulated">{t('simulated')}</span>}
        {device.may.manage && (
          <>
            <Button aria-expanded={isChanging} onClick={() => setChanging(!isChanging)}>
              {t(isChanging ? 'close' : 'change')}
            </Button>
            <Controls device={device} />
          </>
        )}
      </div>
      <p role="status" className="muted">
        {isSaved && !isChanging && t('change.saved')}
      </p>
      {isChanging && <ChangeDevice device={device} onDone={done} />}
      <dl className="facts">
        <Fact name={t('state')}>
          <span className={`device-${device.state}`}>{t(`state.${device.state}`)}</span>
        </Fact>
        <Fact name={t('kind')}>{device.kind}</Fact>
        <Fact name={t('resource')}>{device.resourceName}</Fact>
        <Fact name={t('place')}>{device.place === null ? '—' : <PlaceName path={device.place} />}</Fact>
        <Fact name={t('point')}>
          {device.point === null ? '—' : `${device.point.lon.toFixed(5)}, ${device.point.lat.toFixed(5)}`}
        </Fact>
        <Fact name={t('last-seen')}>
          {device.lastSeenAt === null ? '—' : <RelativeTime at={device.lastSeenAt} />}
        </Fact>
        <Fact name={t('silent-since')}>
          {device.silentSince === null ? '—' : <ExactTime at={device.silentSince} />}
        </Fact>
        <Fact name={t('interval')}>{device.intervalSeconds}</Fact>
        <Fact name={t('per-minute')}>{device.perMinute}</Fact>
        {Object.keys(device.fixed).length > 0 && <Fact name={t('fixed')}>{fixedText(device.fixed)}</Fact>}
        <Fact name={t('readings')}>{device.readings}</Fact>
        <Fact name={t('rejected')}>{device.rejected}</Fact>
        <Fact name={t('throttled')}>{device.throttled}</Fact>
      </dl>
      <h2>{t('identity')}</h2>
      <Identity device={device} />
      <h2>{t('recent')}</h2>
      <Recent device={device} />
      <h2>{t('faults')}</h2>
      <Faults device={device} />
    </>
  )
}

function Controls({ device }: { device: DeviceView }) {
  const t = useText(deviceTexts)
  const failureText = useFailureText()
  const rotate = useDeviceAction<RotatedKey>(`/${device.id}/rotate-key`)
  const enable = useDeviceAction<unknown>(`/${device.id}/enable`)
  const isOff = device.state === 'off'
  const error = rotate.error ?? enable.error
  return (
    <>
      <span role="status" className={error === null ? '' : 'field-error'}>
        {error !== null && failureText(error)}
        {rotate.data !== undefined && (
          <>
            {t('key.once')} <strong className="device-key">{rotate.data.key}</strong>
            {rotate.data.code !== null && (
              <>
                {' '}
                {t('code.once')} <strong className="device-code">{rotate.data.code}</strong>
              </>
            )}
          </>
        )}
      </span>
      <Button busy={rotate.isPending} onClick={() => rotate.mutate({})}>
        {t('key.rotate')}
      </Button>
      <Button
        kind={isOff ? 'plain' : 'danger'}
        busy={enable.isPending}
        onClick={() => enable.mutate({ enabled: isOff })}
      >
        {t(isOff ? 'enable' : 'disable')}
      </Button>
    </>
  )
}

function Recent({ device }: { device: DeviceView }) {
  const t = useText(deviceTexts)
  if (device.recent.length === 0) return <p className="muted">{t('recent.empty')}</p>
  const names = [...new Set(device.recent.flatMap((r) => Object.keys(r.values)))].slice(0, 20)
  return (
    <TableScroll label={t('recent')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('at')}</th>
            {names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {device.recent.map((r) => (
            <tr key={`${r.at} ${JSON.stringify(r.values)}`}>
              <th scope="row" className="nowrap">
                <ExactTime at={r.at} />
              </th>
              {names.map((name) => (
                <td key={name}>{shown(r.values[name])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Faults({ device }: { device: DeviceView }) {
  const t = useText(deviceTexts)
  if (device.faults.length === 0) return <p className="muted">{t('faults.empty')}</p>
  return (
    <TableScroll label={t('faults')}>
      <table className="table">
        <thead>
          <tr>
            {(['at', 'reason', 'sent'] as const).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {device.faults.map((f) => (
            <tr key={f.id}>
              <th scope="row" className="nowrap">
                <ExactTime at={f.at} />
              </th>
              <td>{t(`reason.${f.reason}` as 'reason.contract')}</td>
              <td className="device-sent">{shown(f.payload)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '—'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
