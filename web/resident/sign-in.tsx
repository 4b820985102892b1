import { type FormEvent, useState } from 'react'
import { Button, TextField } from '../ui/controls.tsx'
import { ErrorSummary, type FieldError } from '../ui/error-summary.tsx'
import { useText } from '../ui/i18n.tsx'
import { useSignIn } from '../ui/session.tsx'
import { useFailureText } from '../ui/states.tsx'
import { mineTexts } from './messages/mine.ts'
import { isMobile, mobileOf } from './report/draft.ts'

/** A number, then the code that was sent to it. Nothing to remember, nothing to register. */
export function SignInForm() {
  const t = useText(mineTexts)
  const failureText = useFailureText()
  const { requestCode, byCode } = useSignIn()
  const [phone, setPhone] = useState('')
  const [code, setCode] = useState('')
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const isSent = requestCode.isSuccess
  const field = isSent ? 'code' : 'phone'
  const fail = (error: unknown) =>
    setErrors([{ field, message: t('sign-in.failed', { reason: failureText(error) }) }])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (requestCode.isPending || byCode.isPending) return
    const isRight = isSent ? /^\d{6}$/.test(code.trim()) : isMobile(phone)
    if (!isRight)
      return setErrors([{ field, message: t(isSent ? 'sign-in.code-wrong' : 'sign-in.phone-wrong') }])
    setErrors([])
    if (isSent) byCode.mutate({ phone: mobileOf(phone), code: code.trim() }, { onError: fail })
    else requestCode.mutate(mobileOf(phone), { onError: fail })
  }
  return (
    <form className="card sign-in" noValidate onSubmit={submit} aria-labelledby="sign-in-title">
      <h2 id="sign-in-title">{t('sign-in.title')}</h2>
      <p className="field-hint">{t('sign-in.why')}</p>
      <ErrorSummary errors={errors} />
      <TextField
        id="phone"
        label={t('sign-in.phone')}
        errors={errors}
        type="tel"
        inputMode="tel"
        autoComplete="tel-national"
        maxLength={16}
        readOnly={isSent}
        value={phone}
        onChange={({ target }) => setPhone(target.value)}
      />
      <div role="status" className={isSent ? 'sent-note' : ''}>
        {isSent && <p>{t('sign-in.sent')}</p>}
        {requestCode.data?.demoCode !== undefined && (
          <p>{t('sign-in.demo', { code: requestCode.data.demoCode })}</p>
        )}
      </div>
      {isSent && (
        <TextField
          id="code"
          label={t('sign-in.code')}
          errors={errors}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={code}
          onChange={({ target }) => setCode(target.value)}
        />
      )}
      <Button type="submit" kind="main" busy={requestCode.isPending || byCode.isPending}>
        {t(isSent ? 'sign-in.submit' : 'sign-in.send')}
      </Button>
      {isSent && (
        <Button kind="quiet" onClick={() => requestCode.reset()}>
          {t('sign-in.again')}
        </Button>
      )}
    </form>
  )
}
