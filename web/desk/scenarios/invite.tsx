import { type FormEvent, useState } from 'react'
import { formatDateTime } from '#kernel/clock/rules'
import type { PartyInvited, ScenarioView } from '#modules/scenarios/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import type { FieldError } from '../../ui/error-summary.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { partName } from '../../ui/running/values.ts'
import { useFailureText } from '../../ui/states.tsx'
import { programTexts } from '../messages/scenario-program.ts'
import { useInvite } from './api.ts'

/** Makes an invitation for one row of the resource that names the parties of a kind. */
export function InviteForm({ s, isSandbox }: { s: ScenarioView; isSandbox: boolean }) {
  const t = useText(programTexts)
  const { locale } = useLanguage()
  const failureText = useFailureText()
  const manifest = s.versions.find((v) => v.manifest.parties.length > 0)?.manifest
  const kinds = manifest?.parties ?? []
  const [kind, setKind] = useState(kinds[0]?.code ?? '')
  const [key, setKey] = useState('')
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const invite = useInvite(s.code, isSandbox)
  const chosen = kinds.find((k) => k.code === kind)
  const named = manifest?.resources.find((r) => r.code === chosen?.resource)
  const resource = named === undefined ? '' : partName(named, locale)
  const fail = (message: string) => setErrors([{ field: 'invite-key', message }])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (invite.isPending) return
    if (key.trim() === '') return fail(t('invite.empty'))
    setErrors([])
    invite.mutate(
      { kind, key: key.trim() },
      { onSuccess: () => setKey(''), onError: (error) => fail(failureText(error)) },
    )
  }
  return (
    <form className="narrow-form scenario-invite" noValidate onSubmit={submit} aria-label={t('invite')}>
      <h3>{t('invite')}</h3>
      <label className="field" htmlFor="invite-kind">
        {t('invite.kind')}
        <select id="invite-kind" className="input" value={kind} onChange={(e) => setKind(e.target.value)}>
          {kinds.map((k) => (
            <option key={k.code} value={k.code}>
              {k.title[locale]}
            </option>
          ))}
        </select>
      </label>
      <TextField
        id="invite-key"
        label={t('invite.key', { resource })}
        errors={errors}
        value={key}
        maxLength={300}
        onChange={(e) => setKey(e.target.value)}
      />
      <Button kind="main" type="submit" busy={invite.isPending}>
        {t('invite.send')}
      </Button>
      <div role="status">{invite.data !== undefined && <Told invited={invite.data} />}</div>
    </form>
  )
}

function Told({ invited }: { invited: PartyInvited }) {
  const t = useText(programTexts)
  const { locale } = useLanguage()
  return (
    <div className="sent-note">
      <p className="scenario-invitation">{t('invite.code', { code: invited.invitation })}</p>
      <p>{t('invite.once', { until: formatDateTime(new Date(invited.until), locale) })}</p>
    </div>
  )
}
