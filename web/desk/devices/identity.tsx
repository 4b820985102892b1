import { type FormEvent, useState } from 'react'
import { certificateWays, type DeviceView } from '#modules/devices/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { Fact } from '../case/head.tsx'
import { deviceTexts } from '../messages/devices.ts'
import { useDeviceAction } from './api.ts'

/** What a terminal may have to say when it registers. */
const saysNames = ['id', 'maker', 'plate', 'colour'] as const

/** By what the platform knows the device: its key, and a certificate where one is entered. */
export function Identity({ device }: { device: DeviceView }) {
  const t = useText(deviceTexts)
  const { certificate, terminal } = device
  const asked = saysNames.filter((name) => terminal !== null && terminal.says[name] !== null)
  return (
    <section aria-label={t('identity')} className="device-identity">
      <dl className="facts">
        <Fact name={t('key')}>{t('identity.key', { n: device.keyNo })}</Fact>
        {certificate !== null && (
          <>
            <Fact name={t(`identity.${certificate.by}`)}>
              <span className="device-key">{certificate.value}</span>
            </Fact>
            <Fact name={t('identity.since')}>
              <ExactTime at={certificate.at} />
            </Fact>
          </>
        )}
      </dl>
      {terminal !== null && (
        <>
          <dl className="facts">
            <Fact name={t('terminal')}>{terminal.number}</Fact>
            {asked.map((name) => (
              <Fact key={name} name={t(`says.${name}`)}>
                {name === 'colour' ? t(`colour.${terminal.says.colour ?? 'other'}`) : terminal.says[name]}
              </Fact>
            ))}
            <Fact name={t('terminal.crs')}>{t(`crs.${terminal.crs}`)}</Fact>
            <Fact name={t('state')}>
              {t(terminal.registered ? 'terminal.registered' : 'terminal.waiting')}
            </Fact>
          </dl>
          {asked.length === 0 && (
            <p className="device-warning">
              <span aria-hidden="true">▲ </span>
              {t('says.none')}
            </p>
          )}
          <p className="muted">{t('terminal.note')}</p>
        </>
      )}
      <p className="muted">{t(certificate === null ? 'identity.none' : 'identity.both')}</p>
      {device.may.manage && <CertificateForm device={device} />}
    </section>
  )
}

function CertificateForm({ device: { id, certificate } }: { device: DeviceView }) {
  const t = useText(deviceTexts)
  const failureText = useFailureText()
  const [by, setBy] = useState<(typeof certificateWays)[number]>('fingerprint')
  const [value, setValue] = useState('')
  const enter = useDeviceAction<unknown>(`/${id}/certificate`)
  const remove = useDeviceAction<unknown>(`/${id}/remove-certificate`)
  const error = enter.error ?? remove.error
  const submit = (event: FormEvent) => {
    event.preventDefault()
    remove.reset()
    if (value.trim() !== '') enter.mutate({ by, value }, { onSuccess: () => setValue('') })
  }
  return (
    <form onSubmit={submit} className="device-certificate">
      <div className="field">
        <label htmlFor="certificate-by">{t('certificate.by')}</label>
        <select
          id="certificate-by"
          className="input"
          value={by}
          onChange={(e) => setBy(e.target.value === 'subject' ? 'subject' : 'fingerprint')}
        >
          {certificateWays.map((way) => (
            <option key={way} value={way}>
              {t(`identity.${way}`)}
            </option>
          ))}
        </select>
      </div>
      <TextField
        id="certificate-value"
        label={t(`identity.${by}`)}
        hint={t(`certificate.${by}-note`)}
        value={value}
        maxLength={by === 'subject' ? 64 : 95}
        onChange={(e) => setValue(e.target.value)}
      />
      <div className="action-send">
        <Button kind="main" type="submit" busy={enter.isPending} aria-disabled={value.trim() === ''}>
          {t(certificate === null ? 'certificate.enter' : 'certificate.replace')}
        </Button>
        {certificate !== null && (
          <Button
            kind="danger"
            busy={remove.isPending}
            onClick={() => {
              enter.reset()
              remove.mutate({})
            }}
          >
            {t('certificate.remove')}
          </Button>
        )}
        <span role="status" className={error === null ? '' : 'field-error'}>
          {error !== null && failureText(error)}
        </span>
      </div>
    </form>
  )
}
