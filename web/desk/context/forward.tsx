import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ForwardsView, PartnerService } from '#modules/open311/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { contextTexts } from '../messages/context.ts'

const key = (id: string) => ['cases', 'appeal', 'one', id, 'forwards']

/** Where the appeal was reported to, and the form that reports it; nothing where there is no partner. */
export function ForwardBox({ id }: { id: string }) {
  const t = useText(contextTexts)
  const { data } = useQuery({
    queryKey: key(id),
    queryFn: ({ signal }) => api.get<ForwardsView>(`/appeals/${id}/forwards`, undefined, signal),
    retry: false,
  })
  const mayForward = data?.can.forward === true && data.partners.length > 0
  if (data === undefined || (data.links.length === 0 && !mayForward)) return null
  return (
    <section>
      <h3>{t('forward')}</h3>
      {data.links.map((link) => (
        <p key={link.partner}>
          {link.name}{' '}
          <span className="muted">
            {t(`forward.${link.state}`, { number: link.externalId ?? '' })} · <RelativeTime at={link.at} />
          </span>
          {link.error !== null && <span className="field-error"> {link.error}</span>}
        </p>
      ))}
      {mayForward && (
        <details className="no-print">
          <summary>{t('forward.open')}</summary>
          <ForwardForm id={id} partners={data.partners} />
        </details>
      )}
    </section>
  )
}

function ForwardForm({ id, partners }: { id: string; partners: ForwardsView['partners'] }) {
  const t = useText(contextTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const [partner, setPartner] = useState(partners.length === 1 ? (partners[0]?.id ?? '') : '')
  const [serviceCode, setServiceCode] = useState('')
  const [isAsking, setAsking] = useState(false)
  const forward = useMutation({
    mutationFn: () => api.post(`/appeals/${id}/forward`, { partner, serviceCode }, newIntentionKey()),
    onSettled: () => client.invalidateQueries({ queryKey: key(id) }),
  })
  const isReady = partner !== '' && serviceCode.trim() !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) setAsking(true)
  }
  return (
    <form className="action-fields" onSubmit={submit}>
      <label className="field">
        {t('forward.partner')}
        <select
          className="input"
          value={partner}
          onChange={(event) => {
            setPartner(event.target.value)
            setServiceCode('')
            setAsking(false)
          }}
        >
          <option value="">{t('forward.choose')}</option>
          {partners.map((p) => (
            <option key={p.id} value={p.id}>
              {p.name}
            </option>
          ))}
        </select>
      </label>
      {partner !== '' && <ServiceField partner={partner} value={serviceCode} onChange={setServiceCode} />}
      <p className="muted">{t('forward.what')}</p>
      {isAsking ? (
        <>
          <p role="alert">
            {t('forward.sure', { name: partners.find((p) => p.id === partner)?.name ?? '' })}
          </p>
          <div className="action-send">
            <Button kind="main" busy={forward.isPending} onClick={() => forward.mutate()}>
              {t('forward.yes')}
            </Button>
            <Button onClick={() => setAsking(false)}>{t('forward.cancel')}</Button>
          </div>
        </>
      ) : (
        <Button type="submit" aria-disabled={!isReady}>
          {t('forward.do')}
        </Button>
      )}
      <span role="status" className="field-error">
        {forward.error !== null && failureText(forward.error)}
      </span>
    </form>
  )
}

interface ServiceFieldProps {
  readonly partner: string
  readonly value: string
  readonly onChange: (code: string) => void
}

/** The partner's own list; where its server is silent, the code by hand. */
function ServiceField({ partner, value, onChange }: ServiceFieldProps) {
  const t = useText(contextTexts)
  const { data, error } = useQuery({
    queryKey: ['open311', 'partners', partner, 'services'],
    queryFn: ({ signal }) =>
      api.get<PartnerService[]>(`/open311/partners/${partner}/services`, undefined, signal),
    retry: false,
  })
  if (error !== null || data?.length === 0)
    return (
      <TextField
        id="forward-code"
        label={t('forward.code')}
        hint={t('forward.silent')}
        value={value}
        maxLength={100}
        onChange={(event) => onChange(event.target.value)}
      />
    )
  const groups = [...Map.groupBy(data ?? [], (s) => s.group ?? '')]
  return (
    <label className="field">
      {t('forward.service')}
      <select
        className="input"
        value={value}
        aria-busy={data === undefined}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{t('forward.choose')}</option>
        {groups.map(([group, services]) => (
          <optgroup key={group} label={group === '' ? t('none') : group}>
            {services.map((s) => (
              <option key={s.code} value={s.code}>
                {s.name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}
