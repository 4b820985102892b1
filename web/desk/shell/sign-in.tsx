import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { SignIn } from '#kernel/identity/contract'
import { ApiProblem } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle, SkipLink } from '../../ui/page.tsx'
import { useSession, useSignIn } from '../../ui/session.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { LanguageSwitch } from '../../ui/switches.tsx'
import { shellTexts } from '../messages/shell.ts'
import { DemoAccounts } from './demo-accounts.tsx'

/** The address `/sign-in` of somebody who is signed in leads to the queue. */
export function SignInPage() {
  const t = useText(shellTexts)
  const { isSignedIn } = useSession()
  const navigate = useNavigate()
  if (!isSignedIn) return null
  return (
    <main id="main" tabIndex={-1} className="page">
      <PageTitle title={t('sign-in.done')} />
      <Button kind="main" onClick={() => void navigate({ to: '/', search: {} })}>
        {t('nav.queue')}
      </Button>
    </main>
  )
}

export function SignInForm() {
  const t = useText(shellTexts)
  const { byPassword } = useSignIn()
  const navigate = useNavigate()
  const failureText = useFailureText()
  const [needsCode, setNeedsCode] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    byPassword.mutate(readForm(event.currentTarget), {
      onError: (error) => {
        if (error instanceof ApiProblem && error.details.reason === 'code-needed') setNeedsCode(true)
      },
      onSuccess: () => {
        if (window.location.pathname.endsWith('/sign-in'))
          void navigate({ to: '/', search: {}, replace: true })
      },
    })
  }
  return (
    <>
      <SkipLink />
      <main id="main" tabIndex={-1} className="sign-in">
        <div className="sign-in-top">
          <span className="desk-brand">
            {t('product')} <span>{t('desk')}</span>
          </span>
          <LanguageSwitch />
        </div>
        <PageTitle title={t('sign-in.title')} />
        <form onSubmit={submit} className="sign-in-form">
          <TextField
            id="login"
            name="login"
            label={t('sign-in.login')}
            autoComplete="username"
            required
            autoFocus
          />
          <TextField
            id="password"
            name="password"
            type="password"
            label={t('sign-in.password')}
            autoComplete="current-password"
            required
          />
          {needsCode && (
            <TextField
              id="code"
              name="code"
              label={t('sign-in.code')}
              hint={t('sign-in.code-hint')}
              inputMode="numeric"
              autoComplete="one-time-code"
              pattern="\d{6}"
              required
              autoFocus
            />
          )}
          <p role="alert" className="field-error" hidden={byPassword.error === null}>
            {byPassword.error === null ? '' : failureText(byPassword.error)}
          </p>
          <Button id="sign-in-submit" kind="main" type="submit" busy={byPassword.isPending}>
            {t('sign-in.submit')}
          </Button>
        </form>
        <DemoAccounts
          onChoose={(login, password) => {
            fill('login', login)
            fill('password', password)
            document.getElementById('sign-in-submit')?.focus()
          }}
        />
      </main>
    </>
  )
}

function fill(id: string, text: string): void {
  const field = document.getElementById(id)
  if (field instanceof HTMLInputElement) field.value = text
}

function readForm(form: HTMLFormElement): SignIn {
  const data = new FormData(form)
  const text = (name: string) => String(data.get(name) ?? '')
  const code = text('code')
  return { login: text('login'), password: text('password'), ...(code === '' ? {} : { code }) }
}
