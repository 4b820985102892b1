import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Crs } from '#kernel/geo/contract'
import type { CreatedDevices } from '#modules/devices/contract'
import { readFixed } from '#modules/devices/rules'
import { api } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { PlaceField } from '../fields/place-field.tsx'
import { deviceTexts } from '../messages/devices.ts'
import { useResources } from '../pulls/api.ts'
import { useDeviceAction } from './api.ts'

/** One device by hand, or a table of them. The keys stand here once. */
export function DeviceForm() {
  const t = useText(deviceTexts)
  const { data } = useResources()
  const [resource, setResource] = useState('')
  return (
    <section className="card device-form" aria-label={t('add')}>
      <label className="field">
        {t('resource')}
        <select className="input" value={resource} onChange={(e) => setResource(e.target.value)}>
          <option value="">{t('resource.choose')}</option>
          {data?.rows.map((r) => (
            <option key={r.id} value={r.id}>
              {r.name}（{r.code}）
            </option>
          ))}
        </select>
      </label>
      <OneDevice resource={resource} />
      <Table resource={resource} />
    </section>
  )
}

const crsList = Crs.options
const start = {
  id: '',
  name: '',
  kind: '',
  lon: '',
  lat: '',
  interval: '300',
  perMinute: '120',
  terminal: '',
  crs: 'WGS84',
  fixed: '',
}

function OneDevice({ resource }: { resource: string }) {
  const t = useText(deviceTexts)
  const failureText = useFailureText()
  const create = useDeviceAction<CreatedDevices>('')
  const [fields, setFields] = useState(start)
  const [place, setPlace] = useState<string | undefined>()
  const fixed = readFixed(fields.fixed)
  const isReady =
    resource !== '' &&
    /^[\w-]+$/.test(fields.id) &&
    fields.name !== '' &&
    fields.kind !== '' &&
    fixed !== null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady || create.isPending) return
    const { id, name, kind, lon, lat, interval, perMinute, terminal, crs } = fields
    const point = lon === '' || lat === '' ? null : { lon: Number(lon), lat: Number(lat) }
    const device = {
      id,
      name,
      kind,
      place: place ?? null,
      point,
      intervalSeconds: Number(interval),
      perMinute: Number(perMinute),
      terminal: terminal === '' ? null : { number: terminal, crs },
      fixed,
    }
    create.mutate({ resource, devices: [device] }, { onSuccess: () => setFields(start) })
  }
  const choice = (name: keyof typeof start) => ({
    id: `device-${name}`,
    value: fields[name],
    onChange: (event: { target: { value: string } }) => setFields({ ...fields, [name]: event.target.value }),
  })
  const field = (name: keyof typeof start, label: string) => ({ ...choice(name), label })
  return (
    <form onSubmit={submit} aria-label={t('form.one')}>
      <h2>{t('form.one')}</h2>
      <div className="form-grid">
        <TextField {...field('id', t('id'))} maxLength={63} />
        <TextField {...field('name', t('name'))} maxLength={100} />
        <TextField {...field('kind', t('kind'))} maxLength={60} />
        <PlaceField label={t('place')} value={place} onChange={setPlace} />
        <TextField {...field('lon', t('lon'))} inputMode="decimal" />
        <TextField {...field('lat', t('lat'))} inputMode="decimal" />
        <TextField {...field('interval', t('interval'))} inputMode="numeric" />
        <TextField {...field('perMinute', t('per-minute'))} inputMode="numeric" />
        <TextField
          {...field('terminal', t('terminal'))}
          hint={t('terminal.hint')}
          inputMode="numeric"
          maxLength={20}
        />
        <div className="field">
          <label htmlFor="device-crs">{t('terminal.crs')}</label>
          <select {...choice('crs')} className="input">
            {crsList.map((crs) => (
              <option key={crs} value={crs}>
                {t(`crs.${crs}`)}
              </option>
            ))}
          </select>
        </div>
        <TextField {...field('fixed', t('fixed'))} hint={t('fixed.hint')} maxLength={1000} />
      </div>
      <div className="action-send">
        <Button kind="main" type="submit" busy={create.isPending} aria-disabled={!isReady}>
          {t('save')}
        </Button>
        <span role="status" className="field-error">
          {create.error !== null && failureText(create.error)}
        </span>
      </div>
      {create.data !== undefined && <Keys made={create.data} />}
    </form>
  )
}

function Table({ resource }: { resource: string }) {
  const t = useText(deviceTexts)
  const failureText = useFailureText()
  const send = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData()
      form.append('resource', resource)
      form.append('file', file)
      return api.post<CreatedDevices>('/devices/import', form)
    },
  })
  return (
    <div>
      <h2>{t('form.table')}</h2>
      <p className="muted">{t('form.columns')}</p>
      <label className="field">
        {t('file')}
        <input
          type="file"
          className="input"
          accept=".csv,.xlsx,.json"
          disabled={resource === '' || send.isPending}
          onChange={(e) => {
            const [file] = e.target.files ?? []
            if (file !== undefined) send.mutate(file)
          }}
        />
      </label>
      <span role="status" className="field-error">
        {send.error !== null && failureText(send.error)}
      </span>
      {send.data !== undefined && <Keys made={send.data} />}
    </div>
  )
}

function Keys({ made }: { made: CreatedDevices }) {
  const t = useText(deviceTexts)
  const csv = `\ufeffid,key,code\n${made.devices.map((d) => `${d.id},${d.key},${d.code ?? ''}`).join('\n')}\n`
  return (
    <div role="status">
      <p>
        <strong>{t('made.title', { n: made.devices.length })}</strong>{' '}
        <a href={`data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`} download="device-keys.csv">
          {t('made.save')}
        </a>
      </p>
      <ul>
        {made.devices.slice(0, 20).map((d) => (
          <li key={d.id}>
            {d.id} <strong className="device-key">{d.key}</strong>
            {d.code !== null && (
              <>
                {' '}
                {t('code.once')} <strong className="device-code">{d.code}</strong>
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
