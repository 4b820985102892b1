import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Me, TotpSecret } from '#kernel/identity/contract'
import { api } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { shellTexts } from '../messages/shell.ts'

/** What has to be done before the session gives any right: a password of one's own, an authenticator, or its code. */
export function LimitPage({ limit }: { limit: NonNullable<Me['limit']> }) {
  const t = useText(shellTexts)
  return (
    <main id="main" tabIndex={-1} className="sign-in">
      <PageTitle title={t(`limit.${limit}`)} />
      {limit === 'password' && <OwnPassword />}
      {limit === 'code' && <CodeForm door="/session/totp" />}
      {limit === 'enrol' && <Enrol />}
    </main>
  )
}

function useStep(door: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Readonly<Record<string, string>>) => api.post<unknown>(door, body),
    onSuccess: () => client.invalidateQueries({ queryKey: ['me'] }),
  })
}

function OwnPassword() {
  const t = useText(shellTexts)
  const save = useStep('/me/password')
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    save.mutate({ current: String(data.get('current')), next: String(data.get('next')) })
  }
  return (
    <form className="sign-in-form" onSubmit={submit}>
      <TextField
        id="current"
        name="current"
        type="password"
        label={t('limit.current')}
        autoComplete="current-password"
        required
      />
      <TextField
        id="next"
        name="next"
        type="password"
        label={t('limit.next')}
        autoComplete="new-password"
        required
      />
      <StepFailure error={save.error} />
      <Button kind="main" type="submit" busy={save.isPending}>
        {t('limit.save')}
      </Button>
    </form>
  )
}

/** The secret is shown once, to be typed or pasted into the authenticator; its first code proves that it works. */
function Enrol() {
  const t = useText(shellTexts)
  const start = useMutation({ mutationFn: () => api.post<TotpSecret>('/me/totp', {}) })
  if (start.data === undefined)
    return (
      <>
        <StepFailure error={start.error} />
        <Button kind="main" busy={start.isPending} onClick={() => start.mutate()}>
          {t('limit.begin')}
        </Button>
      </>
    )
  return (
    <>
      <p>{t('limit.secret')}</p>
      <p className="hash">{start.data.secret}</p>
      <p>
        <a href={start.data.uri}>{t('limit.open')}</a>
      </p>
      <CodeForm door="/me/totp/confirm" />
    </>
  )
}

function CodeForm({ door }: { door: string }) {
  const t = useText(shellTexts)
  const [code, setCode] = useState('')
  const give = useStep(door)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    give.mutate({ code })
  }
  return (
    <form className="sign-in-form" onSubmit={submit}>
      <TextField
        id="totp"
        label={t('sign-in.code')}
        hint={t('sign-in.code-hint')}
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="\d{6}"
        required
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <StepFailure error={give.error} />
      <Button kind="main" type="submit" busy={give.isPending}>
        {t('limit.confirm')}
      </Button>
    </form>
  )
}

function StepFailure({ error }: { error: unknown }) {
  const failureText = useFailureText()
  return (
    <p role="alert" className="field-error" hidden={error === null}>
      {error === null ? '' : failureText(error)}
    </p>
  )
}
