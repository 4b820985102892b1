import { type FormEvent, useState } from 'react'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { meTexts } from '../messages/me.ts'
import { useStep } from './use-step.ts'

/** The present password proves who asks. */
export function PasswordForm() {
  const t = useText(meTexts)
  const save = useStep('/me/password')
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const body = { current: String(data.get('current')), next: String(data.get('next')) }
    save.mutate(body, { onSuccess: () => form.reset() })
  }
  return (
    <form className="sign-in-form" onSubmit={submit}>
      <TextField
        id="current"
        name="current"
        type="password"
        label={t('current')}
        autoComplete="current-password"
        required
      />
      <TextField
        id="next"
        name="next"
        type="password"
        label={t('next')}
        hint={t('next.hint')}
        autoComplete="new-password"
        required
      />
      <StepFailure error={save.error} />
      <div className="action-send">
        <Button kind="main" type="submit" busy={save.isPending}>
          {t('save')}
        </Button>
        <span role="status">{save.isSuccess && t('saved')}</span>
      </div>
    </form>
  )
}

/** Six digits of the authenticator, for the sign-in, for the proof of a new one, and with the password to remove it. */
export function CodeForm({ door, asksPassword = false }: { door: string; asksPassword?: boolean }) {
  const t = useText(meTexts)
  const [code, setCode] = useState('')
  const [password, setPassword] = useState('')
  const give = useStep(door)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    give.mutate(asksPassword ? { code, password } : { code })
  }
  return (
    <form className="sign-in-form" onSubmit={submit}>
      {asksPassword && (
        <TextField
          id="totp-password"
          type="password"
          label={t('current')}
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      )}
      <TextField
        id="totp"
        label={t('code')}
        hint={t('code.hint')}
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="\d{6}"
        required
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <StepFailure error={give.error} />
      <Button kind={asksPassword ? 'danger' : 'main'} type="submit" busy={give.isPending}>
        {t(asksPassword ? 'totp.remove' : 'confirm')}
      </Button>
    </form>
  )
}

export function StepFailure({ error }: { error: unknown }) {
  const failureText = useFailureText()
  return (
    <p role="alert" className="field-error" hidden={error === null}>
      {error === null ? '' : failureText(error)}
    </p>
  )
}
