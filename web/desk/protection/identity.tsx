import { type FormEvent, useState } from 'react'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { correctionTexts } from '../messages/protection-corrections.ts'
import { useProtectionAction } from './api.ts'

/** At the counter: the officer has the card in hand. */
export function IdentityPage() {
  const t = useText(correctionTexts)
  const failureText = useFailureText()
  const [phone, setPhone] = useState('')
  const [idNumber, setIdNumber] = useState('')
  const verify = useProtectionAction(() => {
    setPhone('')
    setIdNumber('')
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    verify.mutate({ path: '/protection/identities', input: { phone, idNumber } })
  }
  return (
    <main id="main" tabIndex={-1} className="page">
      <PageTitle title={t('identity')} />
      <form className="card content-form" onSubmit={submit}>
        <p className="muted">{t('identity.note')}</p>
        <TextField
          id="phone"
          label={t('phone')}
          inputMode="tel"
          autoComplete="off"
          required
          maxLength={11}
          value={phone}
          onChange={(e) => setPhone(e.target.value)}
        />
        <TextField
          id="id-number"
          label={t('idNumber')}
          autoComplete="off"
          required
          maxLength={20}
          value={idNumber}
          onChange={(e) => setIdNumber(e.target.value)}
        />
        {verify.error !== null && (
          <p role="alert" className="field-error">
            {failureText(verify.error)}
          </p>
        )}
        <div className="button-row">
          <Button kind="main" type="submit" busy={verify.isPending}>
            {t('verify')}
          </Button>
          <span role="status">{verify.isSuccess && t('verified')}</span>
        </div>
      </form>
    </main>
  )
}
