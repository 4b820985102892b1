import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { CreatedDevices } from '#modules/devices/contract'
import { api } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { deviceTexts } from '../messages/devices.ts'
import { useResources } from '../pulls/api.ts'
import { useDeviceAction } from './api.ts'
import { DeviceFields } from './device-fields.tsx'
import { emptyDraft } from './draft.ts'
import { useDeviceDraft } from './one-device.tsx'

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

function OneDevice({ resource }: { resource: string }) {
  const t = useText(deviceTexts)
  const failureText = useFailureText()
  const create = useDeviceAction<CreatedDevices>('')
  const form = useDeviceDraft(emptyDraft)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (resource === '' || create.isPending) return
    const entry = form.entry()
    if (entry !== undefined)
      create.mutate({ resource, devices: [entry] }, { onSuccess: () => form.reset(emptyDraft) })
  }
  return (
    <form onSubmit={submit} aria-label={t('form.one')} noValidate>
      <h2>{t('form.one')}</h2>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <DeviceFields draft={form.draft} errors={form.errors} isEntered={false} onChange={form.setDraft} />
      <div className="action-send">
        <Button kind="main" type="submit" busy={create.isPending} aria-disabled={resource === ''}>
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
