import { type FormEvent, useState } from 'react'
import type { SignIn } from '#kernel/identity/contract'
import { ApiProblem } from './api.ts'
import { Button, TextField } from './controls.tsx'
import { useText } from './i18n.tsx'
import { signInTexts } from './messages/sign-in.ts'
import { usePublicSettings } from './public-settings.ts'
import { useSignIn } from './session.tsx'
import { useFailureText } from './states.tsx'

interface SignInFormProps {
  /** Demo accounts that fit the app; others sign in by typing. */
  readonly demoLogins: readonly string[]
}

/** Login, password, and the authenticator's digits once the server asks for them. */
export function SignInForm({ demoLogins }: SignInFormProps) {
  const t = useText(signInTexts)
  const { byPassword } = useSignIn()
  const failureText = useFailureText()
  const [given, setGiven] = useState<SignIn>({ login: '', password: '' })
  const [needsCode, setNeedsCode] = useState(false)
  const change = (part: Partial<SignIn>) => setGiven((before) => ({ ...before, ...part }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    byPassword.mutate(given, {
      onError: (error) => setNeedsCode(error instanceof ApiProblem && error.details.reason === 'code-needed'),
    })
  }
  return (
    <form onSubmit={submit} className="sign-in-form">
      <DemoAccounts logins={demoLogins} onChoose={change} />
      <TextField
        id="login"
        label={t('login')}
        autoComplete="username"
        autoCapitalize="none"
        required
        value={given.login}
        onChange={(event) => change({ login: event.target.value })}
      />
      <TextField
        id="password"
        type="password"
        label={t('password')}
        autoComplete="current-password"
        required
        value={given.password}
        onChange={(event) => change({ password: event.target.value })}
      />
      {needsCode && (
        <TextField
          id="code"
          label={t('code')}
          hint={t('code.hint')}
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="\d{6}"
          required
          value={given.code ?? ''}
          onChange={(event) => change({ code: event.target.value })}
        />
      )}
      <p role="alert" className="field-error" hidden={byPassword.error === null}>
        {byPassword.error === null ? '' : failureText(byPassword.error)}
      </p>
      <Button kind="main" type="submit" busy={byPassword.isPending}>
        {t('submit')}
      </Button>
    </form>
  )
}

function DemoAccounts({
  logins,
  onChoose,
}: {
  logins: readonly string[]
  onChoose: (given: SignIn) => void
}) {
  const t = useText(signInTexts)
  const demo = usePublicSettings()?.demo
  if (demo == null) return null
  const accounts = logins.map(
    (login) => demo.accounts.find((a) => a.login === login) ?? { login, name: login },
  )
  return (
    <fieldset className="demo-accounts">
      <legend>{t('demo')}</legend>
      {accounts.map(({ login, name }) => (
        <Button key={login} onClick={() => onChoose({ login, password: demo.password })}>
          {name}
        </Button>
      ))}
    </fieldset>
  )
}
